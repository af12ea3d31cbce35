"""Names that people require and that no package index has: Python's own modules, import names.

As of 2026-11, by the package index's own list of names.
"""

from __future__ import annotations

STANDARD_LIBRARY = frozenset((
    "abc", "aifc", "array", "asynchat", "asyncore", "atexit", "audioop", "base64", "bdb",
    "binascii", "bisect", "bz2", "calendar", "cgi", "cgitb", "cmath", "cmd", "code", "codecs",
    "codeop", "collections", "colorsys", "compileall", "concurrent", "contextlib", "copy",
    "copyreg", "cprofile", "crypt", "csv", "ctypes", "curses", "dbm", "decimal", "difflib",
    "distutils", "doctest", "encodings", "ensurepip", "errno", "faulthandler", "fcntl", "filecmp",
    "fileinput", "fnmatch", "fractions", "ftplib", "gc", "getopt", "getpass", "gettext", "glob",
    "grp", "gzip", "hashlib", "heapq", "imaplib", "imghdr", "imp", "inspect", "io", "itertools",
    "json", "keyword", "lib2to3", "linecache", "locale", "lzma", "mailcap", "marshal", "math",
    "mimetypes", "mmap", "msilib", "msvcrt", "netrc", "nis", "nntplib", "ntpath", "numbers",
    "operator", "optparse", "os", "pdb", "pickle", "pickletools", "pipes", "pkgutil", "platform",
    "plistlib", "poplib", "posix", "posixpath", "pprint", "profile", "pstats", "pty", "pwd",
    "py-compile", "pyclbr", "pydoc", "queue", "quopri", "random", "re", "reprlib", "rlcompleter",
    "runpy", "sched", "select", "shelve", "shlex", "shutil", "signal", "site", "smtpd", "smtplib",
    "sndhdr", "socket", "socketserver", "spwd", "sqlite3", "stat", "string", "stringprep",
    "struct", "subprocess", "sunau", "symtable", "sys", "sysconfig", "syslog", "tabnanny",
    "tarfile", "telnetlib", "tempfile", "termios", "textwrap", "threading", "time", "timeit",
    "tkinter", "tokenize", "tomllib", "trace", "traceback", "tracemalloc", "tty", "turtle",
    "types", "unicodedata", "unittest", "urllib", "uu", "venv", "warnings", "weakref",
    "webbrowser", "winreg", "winsound", "xdrlib", "xml", "xmlrpc", "zipapp", "zipfile",
    "zipimport", "zlib", "zoneinfo",
))  # fmt: skip
"""Modules of the standard library, normalised, that no distribution is called like."""

MEANT = {
    "corsheaders": "django-cors-headers",
    "cv2": "opencv-python-headless",
    "dateutil": "python-dateutil",
    "dns": "dnspython",
    "magic": "python-magic",
    "mysqldb": "mysqlclient",
    "opencv": "opencv-python-headless",
    "pil": "Pillow",
    "rest-framework": "djangorestframework",
    "wx": "wxPython",
    "yaml": "PyYAML",
}
"""What is imported, and the distribution that brings it."""

PYTHON = frozenset({"python", "python3"})
"""Names for the interpreter itself, which conda writes."""
