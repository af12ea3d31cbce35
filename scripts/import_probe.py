"""What imports a release in a process of its own, and what there is to import of it.

Helper of `scripts.read_importable`.
"""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from scripts.release_files import Interpreter

PROBE = r"""
import json, os, site, sys, traceback, warnings
warnings.simplefilter("ignore")
own, others, modules, statement = json.loads(sys.argv[1])
for path in [own] + others:
    site.addsitedir(path)
def owner(name):
    name = os.path.abspath(name or "")
    for path in others:
        if name.startswith(path + os.sep):
            return "other"
    return "own" if name.startswith(own + os.sep) else "python"
said = None
for module in modules + ([statement] if statement else []):
    try:
        if module == statement:
            exec(module)
        else:
            __import__(module)
    except BaseException as error:
        frames = traceback.extract_tb(sys.exc_info()[2])[1:]
        said = {
            "module": module, "type": type(error).__name__, "text": str(error),
            "owners": [owner(f[0]) for f in frames if f[0] != "<string>"],
            "line": (frames[-1][3] or "") if frames else "",
            "syntax": owner(error.filename) if isinstance(error, SyntaxError) else "",
        }
        break
sys.stdout.write("\n@@" + json.dumps(said))
sys.stdout.flush()
os._exit(0)
"""
"""Written for every Python from 2.7 on; it prints what the first error was, as JSON."""


def tops(folder: Path) -> set[str]:
    """The names of the modules at the top of an unpacked release."""
    return {
        path.name.partition(".")[0] for path in folder.iterdir() if ".dist-info" not in path.name
    }


def modules_of(folder: Path, name: str) -> list[str]:
    """What to import of a release: the module that is called like it, else all it has."""
    listed = next(folder.glob("*.dist-info/top_level.txt"), None)
    names = listed.read_text("utf-8", "replace").split() if listed else sorted(tops(folder))
    skipped = re.compile(r"_.*|tests?|testing|docs?|examples?|setup|scripts?|benchmarks?|.*\W.*")
    found = [top for top in names if not skipped.fullmatch(top) and _is_module(folder, top)]
    plain = re.sub(r"\W|_|^python|^django(?=.)", "", name)
    alike = [top for top in found if re.sub(r"_|^django(?=.)", "", top.lower()) == plain]
    return alike or found[:4]


def is_there(folder: Path, module: str) -> bool:
    """Whether a release has a module: `django.core.wsgi`."""
    path = folder.joinpath(*module.split("."))
    return path.is_dir() or any(path.parent.glob(f"{path.name}.*"))


def _is_module(folder: Path, top: str) -> bool:
    return (folder / top / "__init__.py").exists() or any(
        path.suffix in (".py", ".so") for path in folder.glob(f"{top}.*")
    )


def standard_modules(work: Path, pythons: list[Interpreter]) -> frozenset[str]:
    """The modules of the standard library of all interpreters together."""
    ask = (
        "import sys, pkgutil, os; d = os.path.dirname(os.__file__); "
        "paths = [d, d + '/lib-dynload', d + '/lib-tk']; "
        "print(' '.join(set([m[1] for m in pkgutil.iter_modules(paths)])"
        " | set(sys.builtin_module_names)))"
    )
    names: set[str] = set()
    for python in pythons:
        done = subprocess.run([python.path, "-E", "-S", "-c", ask], capture_output=True, text=True,
                              check=True, cwd=work)  # fmt: skip
        names.update(done.stdout.split())
    return frozenset(names - {"site-packages", "test", "six", "setuptools", "pip", "pkg_resources"})
