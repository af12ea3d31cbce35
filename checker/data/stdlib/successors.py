"""What replaced what the standard library no longer has, from the release notes of Python."""

from __future__ import annotations

_MODULES = {
    "urllib2": "urllib.request", "urlparse": "urllib.parse", "ConfigParser": "configparser",
    "Queue": "queue", "StringIO": "io", "cStringIO": "io", "cPickle": "pickle",
    "httplib": "http.client", "Cookie": "http.cookies", "cookielib": "http.cookiejar",
    "HTMLParser": "html.parser", "SocketServer": "socketserver", "BaseHTTPServer": "http.server",
    "SimpleHTTPServer": "http.server", "thread": "_thread", "commands": "subprocess",
    "xmlrpclib": "xmlrpc.client", "copy_reg": "copyreg", "exceptions": "builtins",
    "md5": "hashlib", "sha": "hashlib", "imp": "importlib", "asyncore": "asyncio",
    "asynchat": "asyncio", "htmlentitydefs": "html.entities", "pipes": "subprocess and shlex",
    "UserDict": "collections", "repr": "reprlib", "robotparser": "urllib.robotparser",
    "xml.etree.cElementTree": "xml.etree.ElementTree", "dummy_threading": "threading",
    "_dummy_thread": "_thread", "typing.io": "typing", "typing.re": "typing",
    "sre_constants": "re", "sre_parse": "re", "sets": "builtins", "parser": "ast",
    "symbol": "ast", "formatter": "html", "macpath": "posixpath", "binhex": "base64",
    "crypt": "hashlib", "spwd": "hashlib", "telnetlib": "asyncio", "smtpd": "asyncio",
}  # fmt: skip
"""The module that has it now, by the module that has gone."""

_NAMES = {
    "collections": "collections.abc",
    "urllib.urlencode": "urllib.parse", "urllib.quote": "urllib.parse",
    "urllib.quote_plus": "urllib.parse", "urllib.unquote": "urllib.parse",
    "urllib.unquote_plus": "urllib.parse", "urllib.urlopen": "urllib.request",
    "urllib.urlretrieve": "urllib.request", "urllib.URLopener": "urllib.request",
    "fractions.gcd": "math", "html.parser.HTMLParseError": "builtins",
    "inspect.getmoduleinfo": "importlib", "typing.io": "typing",
}  # fmt: skip
"""The module that has a name now, by the name, or by the module if all went to the same."""

_WRITE = {
    "asyncio.coroutine": "async def", "asyncio.async": "asyncio.ensure_future",
    "time.clock": "time.perf_counter", "inspect.getargspec": "inspect.getfullargspec",
    "base64.encodestring": "base64.encodebytes", "base64.decodestring": "base64.decodebytes",
    "cgi.escape": "html.escape", "itertools.izip": "zip", "itertools.imap": "map",
    "itertools.ifilter": "filter", "itertools.izip_longest": "itertools.zip_longest",
    "string.maketrans": "str.maketrans", "string.letters": "string.ascii_letters",
    "string.lowercase": "string.ascii_lowercase", "string.uppercase": "string.ascii_uppercase",
    "string.join": "str.join", "math.gcd": "math.gcd", "os.getcwdu": "os.getcwd",
    "unittest.makeSuite": "unittest.defaultTestLoader.loadTestsFromTestCase",
    "platform.linux_distribution": "platform.freedesktop_os_release",
    "platform.dist": "platform.freedesktop_os_release",
    "gettext.lgettext": "gettext.gettext", "locale.format": "locale.format_string",
    "types.StringType": "str", "types.ListType": "list", "types.DictType": "dict",
    "types.StringTypes": "str", "types.IntType": "int", "types.NoneType": "type(None)",
    "importlib.find_loader": "importlib.util.find_spec", "ssl.wrap_socket": "ssl.SSLContext",
    "ssl.match_hostname": "ssl.SSLContext.check_hostname",
    "ast.Num": "ast.Constant", "ast.Str": "ast.Constant", "ast.Bytes": "ast.Constant",
    "ast.NameConstant": "ast.Constant", "logging.warn": "logging.warning",
    "pkgutil.ImpImporter": "importlib.machinery.FileFinder",
    "threading._sleep": "time.sleep", "random.jumpahead": "random.seed",
}  # fmt: skip
"""What to write now, by the name that has gone."""

_PACKAGES = {
    "distutils": "setuptools", "cgi": "legacy-cgi", "cgitb": "legacy-cgi",
    "audioop": "audioop-lts", "imghdr": "standard-imghdr", "sndhdr": "standard-sndhdr",
    "aifc": "standard-aifc", "chunk": "standard-chunk", "uu": "standard-uu",
    "xdrlib": "standard-xdrlib", "nntplib": "standard-nntplib", "mailcap": "standard-mailcap",
    "asyncore": "pyasyncore", "asynchat": "pyasynchat", "telnetlib": "standard-telnetlib",
    "smtpd": "standard-smtpd",
}  # fmt: skip
"""The distribution that brings a module that has gone."""


def moved_to(name: str) -> str:
    """The module that has a module, or a name of one, now; empty if it is not another module."""
    found = _MODULES.get(name) or _NAMES.get(name)
    return found or _NAMES.get(name.rpartition(".")[0], "")


def written_now(name: str) -> str:
    """What to write instead of a name that has gone; empty if that is not known."""
    return _WRITE.get(name, "")


def brought_by(name: str) -> str:
    """The distribution that brings a module that has gone; empty if there is none."""
    return _PACKAGES.get(name.partition(".")[0], "")
