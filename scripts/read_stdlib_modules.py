"""Write which top-level modules the standard library has in which version of Python.

    python -m scripts.read_stdlib_modules python2.7 … python3.14 > checker/data/stdlib/modules.txt

Each interpreter is asked for its built-in modules and for the files of its library, private names
included, and from 3.10 on for `sys.stdlib_module_names`, which lists those of other systems too.
"""

from __future__ import annotations

import json
import subprocess
import sys

ASK = r"""
import json, os, pkgutil, sys, warnings
warnings.simplefilter("ignore")
SKIP = set(("site-packages", "dist-packages", "sitecustomize", "usercustomize", "test", "tests",
            "idlelib", "turtledemo", "pydoc_data", "__phello__", "_bundled", "__main__"))
APART = set(("idlelib", "turtledemo", "pydoc_data", "__main__", "test", "_frozen_importlib"))
here = os.path.dirname(os.__file__)
found = set(sys.builtin_module_names) | APART
def below(folder, prefix):
    for module in pkgutil.iter_modules([folder]):
        name = module[1]
        if name in SKIP or name.startswith("_sysconfigdata"):
            continue
        found.add(prefix + name)
        if module[2] and name != "lib2to3":
            below(os.path.join(folder, name), prefix + name + ".")
for path in [here] + [os.path.join(here, n) for n in ("lib-dynload", "lib-tk", "plat-linux2")]:
    below(path, "")
listed = set(getattr(sys, "stdlib_module_names", ()))
names = {}
for name in CHECKED:
    try:
        __import__(name)
        module = sys.modules[name]
        every = [n for n in dir(module) if n[:1] != "_" and not n.isupper()]
        names[name] = [n + "()" * callable(getattr(module, n, None)) for n in every]
    except ImportError:
        pass
made = set(n for n in sys.modules if sys.modules[n] and n.partition(".")[0] in found)
made = set(n for n in made if "test" not in n.split("."))
print(json.dumps([list(sys.version_info[:2]), sorted(found | made), sorted(listed), names]))
"""
CHECKED = [
    *("os", "posixpath", "os.path", "sys", "json", "re", "datetime", "logging", "collections"),
    *("platform", "time", "string", "random", "itertools", "functools", "socket", "glob", "shutil"),
    *("math", "copy", "subprocess", "tempfile", "uuid", "hashlib", "base64", "urllib"),
    *("urllib.parse", "contextlib", "pathlib", "collections.abc", "importlib", "xml.etree"),
]
"""Modules whose names are all listed: what settings and start scripts import from most."""
PACKAGED = ("tkinter", "_tkinter", "Tkinter", "bsddb", "_bsddb", "dbm", "_dbm", "_gdbm", "idlelib",
            "turtle", "turtledemo")  # fmt: skip
"""What distributions package apart, or leave out: it is taken to be there."""


def ranged(has: list[bool], versions: list[tuple[int, int]]) -> str:
    """The first and the last version, each left out if it is the first or last of all."""
    first, last = has.index(True), len(has) - 1 - has[::-1].index(True)
    start = "" if first == 0 else ".".join(map(str, versions[first]))
    end = "" if last == len(has) - 1 else ".".join(map(str, versions[last]))
    return f"{start}-{end}"


def main() -> None:
    """Ask each interpreter and print the table."""
    answers = []
    for interpreter in sys.argv[1:]:
        command = [interpreter, "-E", "-S", "-s", "-c", f"CHECKED = {CHECKED}\n{ASK}"]
        done = subprocess.run(command, capture_output=True, check=True, text=True)
        version, found, listed, names = json.loads(done.stdout)
        answers.append((tuple(version), set(found), set(listed), names))
    answers.sort(key=lambda answer: answer[0])
    versions = [version for version, *_ in answers]
    print("# The modules of the standard library on Linux, with the first and the last version")
    print("# that has each, either left out, and of some all public names that any version has,")
    print(
        "# `name()` if it can be called; not constants. ! for modules of other systems. Asked from"
    )
    print("# " + ", ".join(".".join(map(str, version)) for version in versions) + ".")
    for name in sorted(set().union(*(found | listed for _, found, listed, _ in answers))):
        has = [name in found or (name.startswith(PACKAGED) and name in listed)
               for _, found, listed, _ in answers]  # fmt: skip
        if not any(has):
            print(name, "!")
            continue
        words = set().union(*(names.get(name, ()) for *_, names in answers))
        kept = sorted(word for word in words if word + "()" not in words)
        print(" ".join([name, ranged(has, versions), *kept]))


if __name__ == "__main__":
    main()
