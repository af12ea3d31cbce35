"""Write what the compilers of regular expressions make of our patterns.

`python -m scripts.write_patterns PYTHON ...` runs the command over the examples and over a larger
Django repository, notes which patterns are needed, and lets each of these interpreters say what
numbers its `re` makes of them. `checker/base/patterns/VERSION-clean.txt` has those that a clean
check needs, `VERSION-more.txt` all others, each with its numbers as digits of base 16;
`checker.base.regex` reads them.
"""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.django_repository import write_repository
from checker.base import regex
from checker.cli.main import main as run_command

TOP = Path(__file__).parent.parent
FOLDER = TOP / "checker" / "base" / "patterns"
PROGRAM = """\
import ast, re, sys, warnings
warnings.simplefilter("error")
if sys.version_info >= (3, 11):
    import re._compiler as compiler, re._parser as parser
else:
    import sre_compile as compiler, sre_parse as parser
import _sre
assert _sre.CODESIZE == 4
print(_sre.MAGIC)
for key in sys.stdin.read().splitlines():
    flags, _, pattern = key.partition(" ")
    pattern = ast.literal_eval(pattern)
    parsed = parser.parse(pattern, int(flags))
    code = compiler._code(parsed, int(flags))
    state = parsed.state
    names = " ".join("%s=%d" % item for item in state.groupdict.items())
    flags = int(flags) | state.flags
    numbers = b"".join(int(number).to_bytes(4, "little") for number in code).hex()
    print(key, "%s|%d|%d|%s" % (numbers, flags, state.groups - 1, names), sep="\\t")
"""
"""What an interpreter runs: keys on its standard input, the lines of the file on its output."""


RUNS = (
    *((), ("--format", "concise"), ("--format", "json"), ("--all",)),
    *(("--language", "zh"), ("--language", "en")),  # the last one is spoken from there on
    *(("--target", target) for target in ("rainbond-6-cnb", "heroku", "dokku", "cloudfoundry")),
)
"""The ways in which each example is checked."""


EXAMPLES = ("clean", "django", "broken", "large")
"""The repositories that are checked; the last one is written for it."""


class _Asked(dict[Any, Any]):
    """Stands for the file and notes what is looked up; it has nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.keys_asked: set[str] = set()

    def __contains__(self, key: object) -> bool:
        """Note it."""
        self.keys_asked.add(str(key))
        return False


def needed_patterns(names: tuple[str, ...] = EXAMPLES) -> list[str]:
    """The keys of the patterns that these examples need, checked in the usual ways."""
    asked = _Asked()
    values: Any = vars(regex)
    before, made, unread = values["_file"], values["_made"].copy(), values["_unread"]
    values["_file"], values["_unread"] = asked, []
    values["_made"].clear()
    here = os.getcwd()
    try:
        with tempfile.TemporaryDirectory() as scratch:
            for name in names:
                root = Path(scratch) / name
                if name == "large":
                    root.mkdir()
                    write_repository(root)
                else:
                    shutil.copytree(TOP / "examples" / name, root)
                    subprocess.run(["git", "init", "--quiet"], cwd=root, check=True)
                    subprocess.run(["git", "add", "--all"], cwd=root, check=True)
                for words in RUNS if len(names) > 1 else RUNS[1:2]:
                    os.chdir(root)
                    with contextlib.redirect_stdout(io.StringIO()):
                        run_command([*words])
    finally:
        os.chdir(here)
        values["_file"], values["_unread"] = before, unread
        values["_made"].update(made)
    return sorted(asked.keys_asked)


def listed(python: str, keys: list[str]) -> tuple[str, str]:
    """How the names of the files of that interpreter begin, and a line for each key."""
    text = "".join(f"{key}\n" for key in keys)
    done = subprocess.run(
        [python, "-I", "-c", PROGRAM], input=text, capture_output=True, text=True, check=True
    )
    name, _, lines = done.stdout.partition("\n")
    return name, lines


def main() -> int:
    """Write the files of the interpreters that are named."""
    clean = needed_patterns(("clean",))
    more = [key for key in needed_patterns() if key not in clean]
    FOLDER.mkdir(exist_ok=True)
    for python in sys.argv[1:]:
        for part, keys in (("clean", clean), ("more", more)):
            version, lines = listed(python, keys)
            (FOLDER / f"{version}-{part}.txt").write_text(lines, encoding="ascii")
    print(f"{len(clean)} patterns of a clean check, {len(more)} more")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
