"""Write which modules and names the standard library has in which version of Python.

    python scripts/read_stdlib.py python2.7 python3.6 python3.7 … > checker/data/stdlib/names.txt

Each interpreter is asked for its modules and what can be imported from them. Only what differs
between them is written; what comes and goes, or depends on the system, is left out.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

ASK = r"""
import json, os, pkgutil, sys, warnings
warnings.simplefilter("ignore")
SKIP = {"test", "site-packages", "idlelib", "ensurepip", "pydoc_data", "turtledemo", "this",
        "antigravity", "sitecustomize", "lib2to3", "__phello__", "config", "dist-packages",
        "nturl2path"}
here = os.path.dirname(os.__file__)
found = set(sys.builtin_module_names)
extra = [os.path.join(here, n) for n in ("lib-dynload", "lib-tk", "plat-linux2")]
for path in [here] + extra:
    for module in pkgutil.iter_modules([path]):
        name = module[1]
        if name in SKIP:
            continue
        found.add(name)
        if module[2]:
            for inner in pkgutil.iter_modules([os.path.join(path, name)]):
                if inner[1] not in ("tests", "test", "__main__"):
                    found.add(name + "." + inner[1])
found = sorted(n for n in found if not any(p.startswith("_") for p in n.split(".")))
names = {}
for name in found:
    if name.startswith(("tkinter", "Tk", "turtle", "distutils.command", "tk", "idle", "curses")):
        names[name] = None
        continue
    try:
        __import__(name)
        module = sys.modules[name]
        names[name] = sorted(n for n in set(dir(module)) | set(getattr(module, "__all__", ()))
                             if not n.startswith("_"))
    except BaseException:
        names[name] = None
print(json.dumps([list(sys.version_info[:2]), names]))
"""

CONFIRM = r"""
import json, sys, warnings
warnings.simplefilter("ignore")
wanted = json.load(sys.stdin)
found = {}
def taken(module, name):
    if hasattr(module, name):
        return True
    if not hasattr(module, "__path__"):
        return False
    try:
        __import__(module.__name__ + "." + name)
        return True
    except BaseException:
        return False
for name in wanted:
    try:
        __import__(name)
        module = sys.modules[name]
        found[name] = [n for n in wanted[name] if taken(module, n)]
    except BaseException:
        found[name] = None
print(json.dumps(found))
"""
"""The second question: what a module gives on demand is not listed by `dir`, and a module that is
made when its package is imported (`collections.abc` from 3.14 on) is not among the files."""

PACKAGED = ("tkinter", "ctypes.macholib")
"""What Linux distributions package apart, or leave out: nothing is concluded from its absence."""
SYSTEM = frozenset(
    {"errno", "fcntl", "mmap", "os", "pathlib", "posix", "resource", "select", "signal", "socket"}
    | {"ssl", "termios", "time", "tty"}
)
"""Modules whose constants depend on the system that an interpreter was built on."""
BACKPORTED = frozenset({"ALLOW_MISSING", "LinkFallbackError"})
"""Names that maintenance releases of older versions were given too."""


def ranged(present: list[bool], versions: list[tuple[int, int]]) -> str | None:
    """`first-last`, each left out where it is the first or last version; None where it has gaps."""
    first = present.index(True)
    last = len(present) - 1 - present[::-1].index(True)
    if not all(present[first : last + 1]):
        return None
    start = "" if first == 0 else ".".join(map(str, versions[first]))
    end = "" if last == len(present) - 1 else ".".join(map(str, versions[last]))
    return f"{start}-{end}"


def asked(interpreter: str, program: str, given: str) -> Any:
    """What an interpreter prints last, as JSON."""
    command = [interpreter, "-E", "-S", "-s", "-c", program]  # without what is installed
    done = subprocess.run(command, input=given, capture_output=True, check=True, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def main() -> None:
    """Ask each interpreter and print the table."""
    answers = []
    for interpreter in sys.argv[1:]:
        version, names = asked(interpreter, ASK, "")
        answers.append((tuple(version), names, interpreter))
    answers.sort()
    every: dict[str, set[str]] = {}
    for _, names, _ in answers:
        for name, words in names.items():
            every.setdefault(name, set()).update(words or ())
    for _, names, interpreter in answers:
        wanted = {name: sorted(words) for name, words in every.items()
                  if names.get(name, ()) is not None}  # fmt: skip
        confirmed = asked(interpreter, CONFIRM, json.dumps(wanted))
        names.update({name: words for name, words in confirmed.items()
                      if words is not None or name in names})  # fmt: skip
    versions = [version for version, _, _ in answers]
    modules = dict.fromkeys(sorted({name for _, names, _ in answers for name in names}))
    print("# Modules of the standard library and their public names that not every Python has:")
    print("# first-last version, either left out. Asked from " + ", ".join(
        ".".join(map(str, version)) for version in versions) + " on Linux.")  # fmt: skip
    for module in modules:
        present = [module in names for _, names, _ in answers]
        for at, (_, names, _) in enumerate(answers):
            if at and any(module.startswith(name) and name not in names for name in PACKAGED):
                present[at] = present[at - 1]
        releases = ranged(present, versions)
        if releases is None:
            continue
        held = [names[module] for _, names, _ in answers if names.get(module) is not None]
        with_it = [v for v, names, _ in answers if names.get(module) is not None]
        words = []
        for word in sorted(set().union(*held)) if held else []:
            if f"{module}.{word}" in modules:
                continue  # there as an attribute or not, by what was imported before
            has = [word in each for each in held]
            given = None if all(has) else ranged(has, with_it)
            new = not any(has[:-1])
            if word in BACKPORTED or (new and word.isupper() and module in SYSTEM):
                continue
            if given:
                words.append(f"{word}:{given}")
        if releases != "-" or words:
            print(" ".join([module, releases, *words]))


if __name__ == "__main__":
    main()
