"""The command line: which sub-command, what a mistake or a bug comes to; no logic."""

from __future__ import annotations

import errno
import gc
import os
import sys

from checker.base.errors import UsageError, eprint, spoken
from checker.base.loading import load
from checker.base.messages import fill
from checker.base.own_modules import load_together
from checker.base.text import printable
from checker.base.together import EVERY_CHECK
from checker.cli.exit_codes import BUG, CLEAN, INTERRUPTED, USAGE
from checker.cli.streams import leave, prepare, silence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = {
    "check": ("check", "main"),
    "plan": ("plan", "main"),
    "rules": ("catalogue", "rules"),
    "explain": ("catalogue", "explain"),
    "targets": ("catalogue", "targets"),
    "config": ("config", "main"),
    "init": ("init", "main"),
    "lsp": ("lsp", "main"),
    "fleet": ("fleet", "main"),
    "completion": ("completion", "main"),
}
"""Each sub-command with the module of this package and the function that does it."""

_MEANT = {"fix": "--fix", "diff": "--diff", "lint": "check", "server": "lsp", "rule": "explain"}
"""Words that other linters have as commands, and what is the same here."""

_OVERVIEW = """\
usage: pyspec-check [check] [PATH ...] [options]
       pyspec-check COMMAND [--help]

Reports before the push what the platform will do with a Python repository, and what will break.
It reads requirements.txt, Procfile, runtime.txt and Django's settings, and never runs your code.

commands:
  check [PATH ...]   check each root (the default command; the default PATH is .)
  plan [PATH ...]    show what the platform will do with each root, and why
  rules              list the rules
  explain CODE       show a rule's page, by code, code prefix or name
  targets [NAME]     show the platforms and editions to check against
  init [PATH ...]    create the missing files, after showing them
  config [PATH ...]  show the effective settings and where each comes from
  lsp                start the language server (editors do this)
  fleet              check thousands of repositories into a database
  completion SHELL   print the completion script of bash, zsh or fish

`pyspec-check check --help` shows the options of a check.
"""


LANGUAGE_VARIABLES = ("PYSPEC_CHECK_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""The first of them that is set names the language."""


def wants_other_language(words: Sequence[str]) -> bool:
    """Whether another language than English may be asked for; then more must be looked at."""
    if any(word.startswith("--language") for word in words):
        return True
    said = next(filter(None, map(os.environ.get, LANGUAGE_VARIABLES)), "")
    if not said:
        return sys.platform == "win32"
    return said[:2] not in ("C", "C.", "PO", "en") or (
        said[:2] == "en" and "LANGUAGE" in os.environ
    )


def run() -> int:
    """The console script: `main` in a process of its own, which ends right after.

    Such a run is short: looking for garbage while modules load, and once more at the end, is a
    tenth of it and finds none.
    """
    gc.set_threshold(150_000)
    prepare()
    code = main()
    leave(code)
    return code


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; raises nothing but `SystemExit`."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # names and texts may hold what the terminal can't show
            stream.reconfigure(errors="backslashreplace")
    try:
        try:
            if wants_other_language(words):
                load("checker.cli.language").choose(words)
            code = _run(words)
        finally:  # argparse ends the process after `--help`
            sys.stdout.flush()
    except UsageError as error:
        from checker.base.spelling import closest  # noqa: PLC0415  gate: for mistakes

        near = error.missing_path and (
            _MEANT.get(error.missing_path) or closest(error.missing_path, list(COMMANDS), 0.75)
        )
        hint = fill("; did you mean `pyspec-check {near}`?", near=near) if near else ""
        eprint(fill("pyspec-check: {message}{hint}", message=error.message, hint=hint))
        return USAGE
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader (`head`, a pager) has gone: what it read is all that it wanted.
        silence(sys.stdout)
        return CLEAN
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EBADF):
            return _bug(error)
        # The disk that the standard output goes to: what is left in the buffer has no place.
        silence(sys.stdout)
        why = "it is closed" if error.errno == errno.EBADF else error.strerror
        eprint(fill("pyspec-check: cannot write to standard output: {why}", why=why))
        return USAGE
    except Exception as error:  # the last resort: a bug must not look like a finding
        return _bug(error)
    return code


def _bug(error: Exception) -> int:
    if os.environ.get("PYSPEC_CHECK_TRACEBACK"):
        import traceback  # noqa: PLC0415  gate: for a bug alone

        traceback.print_exc()
    eprint(
        fill(
            "pyspec-check: this is a bug: {name}: {error}\nset PYSPEC_CHECK_TRACEBACK=1 "
            "to see the traceback, and report it",
            name=type(error).__name__,
            error=printable(str(error), 200),
        )
    )
    return BUG


def _run(words: list[str]) -> int:
    command = words[0] if words else "check"
    if command in ("-h", "--help", "help"):
        sys.stdout.write(spoken().of(_OVERVIEW))
        return CLEAN
    if command in ("-V", "--version"):
        from checker.cli.version import version  # noqa: PLC0415  gate: it reads the targets

        sys.stdout.write(version() + "\n")
        return CLEAN
    module, function = COMMANDS.get(command, COMMANDS["check"])
    rest = words[1:] if command in COMMANDS else words
    if module == "check":
        load_together(EVERY_CHECK)
    code: int = getattr(load(f"checker.cli.{module}"), function)(rest)
    return code
