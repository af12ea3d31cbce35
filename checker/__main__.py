"""`python -m checker` is the same as the command `pyspec-check`, which starts here too.

Nothing of the checked repository may run, and `python -m` puts the working folder, which often is
that repository, first on the module path. So that entry goes before anything else is imported.
Python itself looks up `checker` and one or two modules of its own by that path earlier: where a
repository cannot be trusted, `pyspec-check` or `python -I -m checker` is right.
"""

import os
import sys

_HOME = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
"""The folder that holds the package."""


def run() -> int:
    """The console script: the command line in a process of its own; its exit code."""
    try:
        sys.path[:] = trusted(sys.path, sys.argv[1:])
        from checker.base.own_modules import install, load_together  # noqa: PLC0415  gate: after it

        install(sys.modules["checker"])
        from checker.base.together import EVERY_RUN  # noqa: PLC0415  gate: after the line above

        load_together(EVERY_RUN)
        from checker.cli.main import run as start  # noqa: PLC0415  gate: after the line above

        return start()
    except KeyboardInterrupt:
        return 130


def trusted(entries: list[str], words: list[str]) -> list[str]:
    """The entries of a module path that cannot lead into what is checked.

    Args:
        entries: `sys.path` as Python made it.
        words: the command line: what it names may be a checked folder.
    """
    try:
        here = os.path.realpath(os.getcwd())
    except OSError:  # a folder that has been deleted
        here = ""
    said = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    from_outside = {os.path.abspath(entry or ".") for entry in said} if any(said) and here else ()
    checked = [here, *map(os.path.realpath, words)] if from_outside else [here]
    kept = []
    for number, entry in enumerate(entries):
        path = os.path.realpath(entry) if os.path.isabs(entry) else here
        given = number == 0 or not os.path.isabs(entry) or os.path.abspath(entry) in from_outside
        if path == os.path.realpath(_HOME) or not (given and _is_in(path, checked)):
            kept.append(entry)
    return kept


def _is_in(path: str, folders: list[str]) -> bool:
    """Whether a path is, or lies in, one of some folders; what lies in `/` may be anything."""
    above = [folder + os.sep for folder in folders if folder != os.path.dirname(folder)]
    return path in ("", *folders) or path.startswith(tuple(above))


if __name__ == "__main__":
    raise SystemExit(run())
