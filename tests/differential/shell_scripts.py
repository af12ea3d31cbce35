"""Whether the processes that a shell starts are those that the walk through its script gives.

    python -m tests.differential.shell_scripts [NUMBER] [SEED] [--show]

Scripts of our own are made at random and run by the real `bash` and `sh` among stub programs, each
of which writes down its arguments, its folder and its variables. Every process that ran has to be
among those that were told, with the same words, unless something was told not to be known; every
process that was told to run for certain has to have run. Prints the counts and every script that
was wrong; exits with 1 if one was.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import NamedTuple

from checker.files.tree import DirectoryTree
from checker.parsers.shell import parse_program
from checker.platform.environment import Environment, State
from checker.project.project import Project
from checker.start.environment import UNKNOWN, render
from checker.start.processes import Places, Process, Trace
from checker.start.walk import walked
from checker.targets import targets

PROGRAMS = ("gunicorn", "uvicorn", "celery", "daphne", "migrate", "python")
VARIABLES = ("A", "B", "PORT", "MODE", "DJANGO_SETTINGS_MODULE")
STUB = """#!/bin/bash
{
  printf 'run\\t%s\\n' "${0##*/}"
  printf 'cwd\\t%s\\n' "$PWD"
  for name in A B PORT MODE DJANGO_SETTINGS_MODULE; do
    if [ -n "${!name+x}" ]; then printf 'env\\t%s=%s\\n' "$name" "${!name}"; fi
  done
  for word in "$@"; do printf 'arg\\t%s\\n' "$word"; done
} >> "$STUB_LOG"
"""
WRAPPER = """#!/bin/bash
if [ "$1" = run-program ] || [ "$1" = run ]; then shift; fi
if [ "$1" = -- ]; then shift; fi
exec "$@"
"""


class Ran(NamedTuple):
    """A process that ran."""

    program: str
    directory: str
    arguments: tuple[str, ...]
    environment: dict[str, str]


class Outcome(NamedTuple):
    """What came of one script."""

    wrong: tuple[str, ...]
    known: int
    """Processes whose words were told to the letter."""
    unknown: int


def scripts(rng: random.Random, posix: bool) -> dict[str, str]:
    """A few files that call each other, `start.sh` first."""
    made, other = _Maker(rng, posix), _Maker(rng, True)
    other.nowhere = "true"  # a script that ends with an error ends one with `set -e`
    return {
        "start.sh": f"#!/bin/{'sh' if posix else 'bash'}\n" + "\n".join(made.lines(7)) + "\n",
        "env.sh": "\n".join(made.assignments(3)) + "\n",
        "other.sh": "#!/bin/sh\n" + "\n".join(other.plain(3)) + "\ntrue\n",
    }


class _Maker:
    """Makes lines of shell at random."""

    def __init__(self, rng: random.Random, posix: bool) -> None:
        self.rng = rng
        self.posix = posix
        self.functions: list[str] = []
        self.nowhere = "cd nope"

    def lines(self, count: int) -> list[str]:
        """The lines of a script with all that there is."""
        found = [
            self.rng.choice(["set -e", "set -eu +u", "", "", "set -a", 'cd "$(dirname "$0")"'])
        ]
        for _ in range(count):
            found += self.rng.choice(
                [self.assignments, self.plain, self.branch, self.function, self.loop, self.joined,
                 self.sourced, self.nested, self.cases, self.here, self.arguments]
            )(1)  # fmt: skip
        return [*found, self.rng.choice(["exec " + self.command(), self.command(), 'exec "$@"'])]

    def word(self) -> str:
        """One word."""
        return self.rng.choice(
            ["app:app", "-w", "4", "$A", '"$A"', "${B:-8000}", '"0.0.0.0:$PORT"', "'a b'", "$MODE",
             '"${MODE:+x}y"', "--bind=127.0.0.1:${PORT}", "$1", '"$@"', "$#", "${1:-web}", "x\\ y",
             '"$B c"', "${A}z", '"${2-none}"']
        )  # fmt: skip

    def command(self) -> str:
        """A program and its words, perhaps behind a wrapper."""
        before = self.rng.choice(
            ["", "", "", "", "A=pre ", "env B=env ", "nohup ", "newrelic-admin run-program ",
             "poetry run ", "nice -n 1 ", "time ", "uv run -- "]
        )  # fmt: skip
        if before == "time " and self.posix:
            before = ""
        words = [self.word() for _ in range(self.rng.randrange(4))]
        if self.rng.random() < 0.15:
            name = self.rng.choice(["manage.py migrate", "-m gunicorn app:app"])
            return " ".join([before + "python " + name, *words])
        return " ".join([before + self.rng.choice(PROGRAMS[:5]), *words])

    def assignments(self, count: int) -> list[str]:
        """Variables that are set."""
        value = self.rng.choice(
            ["1", "'two words'", '"$B"', "$PORT", "${A:-d}", '"$A:x"', "", "web", '"-w 2 -k x"']
        )
        name = self.rng.choice(VARIABLES[:4])
        first = self.rng.choice(
            [f"{name}={value}", f"export {name}={value}", f"{name}={value}; export {name}",
             f": ${{{name}:=q}}", f"unset {name}", f"A=1 B={value}"]
        )  # fmt: skip
        return [first, *(self.assignments(count - 1) if count > 1 else [])]

    def plain(self, count: int) -> list[str]:
        """Commands, and changes of the folder."""
        found = [
            self.rng.choice(
                [
                    self.command(),
                    self.command(),
                    "cd a",
                    "cd .",
                    "cd a/b && " + self.command(),
                    "echo hello $A > /dev/null",
                    "sleep 0",
                    self.command() + " &\nwait",
                    f"( cd a; {self.command()} )",
                    "{ " + self.command() + "; }",
                    self.nowhere,
                ]
            )
        ]
        return [*found, *(self.plain(count - 1) if count > 1 else [])]

    def test(self) -> str:
        """A condition."""
        found = self.rng.choice(
            ['[ -z "$A" ]', '[ -n "${B:-}" ]', '[ "$1" = web ]', '[ "$MODE" != prod ]',
             "true", "false", '[ "$#" -gt 1 ]', '[ "$A" = 1 ] && [ "$B" = 1 ]', '! [ "$A" = 1 ]',
             'test "${1:-}" = worker', "[ -f other.sh ]", "[ -x nothing ]",
             '[ "$A" = 1 -o "$B" = web ]']
        )  # fmt: skip
        if not self.posix and self.rng.random() < 0.3:
            return self.rng.choice(['[[ $A == "1" ]]', "[[ -n $B && $1 == web ]]", "(( 1 > 0 ))"])
        return found

    def branch(self, count: int) -> list[str]:
        """`if`."""
        found = [f"if {self.test()}; then", *self.some()]
        if self.rng.random() < 0.3:
            found += [f"elif {self.test()}; then", *self.some()]
        if self.rng.random() < 0.5:
            found += ["else", *self.some()]
        return [*found, "fi"] * count

    def some(self) -> list[str]:
        """A line or two."""
        return self.rng.choice([self.assignments, self.plain, self.arguments])(
            self.rng.randrange(1, 3)
        )

    def function(self, count: int) -> list[str]:
        """A function, and a call of it."""
        name = f"fn{len(self.functions)}"
        self.functions.append(name)
        head = f"{name}() {{" if self.posix or self.rng.random() < 0.6 else f"function {name} {{"
        end = self.rng.choice([[], ["return 0"]])
        return [head, *self.some(), *end, "}", f"{name} {self.word()} {self.word()}"] * count

    def loop(self, count: int) -> list[str]:
        """`for`, `while`, `until`."""
        head = self.rng.choice(
            ["for A in one two", "for i in one", "while false", "until true", 'for w in "$@"']
        )
        return [f"{head}; do", *self.some(), "done"] * count

    def joined(self, count: int) -> list[str]:
        """`&&` and `||`."""
        operator = self.rng.choice(["&&", "||"])
        left = self.rng.choice([self.test(), self.command(), "cd a", "false"])
        right = self.rng.choice([self.command(), "A=9", "export B=8", "true"])
        tail = self.rng.choice(["", " || true", " && " + self.command()])
        return [f"{left} {operator} {right}{tail}"] * count

    def sourced(self, count: int) -> list[str]:
        """A file that is read."""
        return [self.rng.choice([". ./env.sh", "[ -f env.sh ] && . ./env.sh"])] * count

    def nested(self, count: int) -> list[str]:
        """Another shell, another script."""
        word = self.word()
        return [
            self.rng.choice(
                [
                    f"sh -c '{self.command().replace(chr(39), '')}'",
                    f"bash other.sh {word}",
                    f"./other.sh {word}",
                    f"sh ./other.sh a {word}",
                ]
            )
        ] * count

    def cases(self, count: int) -> list[str]:
        """`case`."""
        return [
            f'case "{self.rng.choice(["$1", "$MODE", "${1:-web}"])}" in',
            "  web|serve)",
            *self.some(),
            "  ;;",
            "  w*)",
            *self.some(),
            "  ;;",
            "  *)",
            *self.some(),
            "esac",
        ] * count

    def here(self, count: int) -> list[str]:
        """A here-document."""
        return ["cat > /dev/null <<EOF", "gunicorn $A ( if", "EOF"] * count

    def arguments(self, count: int) -> list[str]:
        """The positional arguments are changed."""
        return [
            self.rng.choice(["shift || true", f"set -- web {self.word()}", self.command()])
        ] * count


def run(folder: Path, shell: str, arguments: list[str]) -> list[Ran]:
    """Run `start.sh` of a folder among the stubs; what they wrote down."""
    log = folder.parent / "log"
    log.write_text("")
    path = f"{folder.parent / 'bin'}:/usr/bin:/bin"
    environment = {"PATH": path, "PORT": "5000", "HOME": str(folder), "STUB_LOG": str(log)}
    subprocess.run(
        [shell, "start.sh", *arguments],
        cwd=folder,
        env=environment,
        check=False,
        timeout=20,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    found: list[Ran] = []
    for line in log.read_text().splitlines():
        kind, _, value = line.partition("\t")
        if kind == "run":
            found.append(Ran(value, "", (), {}))
        elif kind == "cwd":
            directory = os.path.relpath(value, folder)
            found[-1] = found[-1]._replace(directory="" if directory == "." else directory)
        elif kind == "env":
            name, _, text = value.partition("=")
            found[-1].environment[name] = text
        else:
            found[-1] = found[-1]._replace(arguments=(*found[-1].arguments, value))
    return found


def told(folder: Path, shell: str, arguments: list[str]) -> tuple[tuple[Process, ...], int, int]:
    """What the walk says of the same command, and how much it does not know."""
    home = str(folder)
    known: dict[str, str | State] = {"PORT": "5000", "HOME": home}
    known |= dict.fromkeys(("A", "B", "MODE", "DJANGO_SETTINGS_MODULE"), State.ABSENT)
    project = Project(DirectoryTree(str(folder)), targets()["rainbond-5"])
    command = " ".join([shell, "start.sh", *arguments])
    trace = Trace(project, Places(len(command)))
    found = walked(parse_program(command), Environment(known, home), trace)
    processes = tuple(each for each in found.processes if not each.followed)
    return processes, len(found.gaps), len(found.stops)


def words_of(process: Process) -> list[str] | None:
    """A process's words as the program gets them; None if they are not all known."""
    words = list(process.arguments)
    if process.interpreter is not None and process.word is not process.interpreter:
        words.insert(0, process.word)
    found: list[str] = []
    for word in words:
        text = render(word.parts, process.environment).text
        if UNKNOWN in text:
            return None
        if text or word.quoted:  # the shell leaves a word out that comes to nothing
            found.append(text)
    module = ["-m"] if process.module else []
    return [*module, *found]


def fits(process: Process, ran: Ran) -> str:
    """Why a told process is not the one that ran; empty if it may be."""
    program = process.interpreter.raw if process.interpreter is not None else process.program
    if program != ran.program:
        return "program"
    words = words_of(process)
    if words is not None and tuple(words) != ran.arguments:
        return f"words {words}"
    if process.directory is not None and process.directory != ran.directory:
        return f"folder {process.directory!r}"
    for name in VARIABLES:
        value = process.environment.get(name)
        if isinstance(value, str) and ran.environment.get(name) != value:
            return f"{name}={value}"
        if value is State.ABSENT and name in ran.environment:
            return f"{name} is not set"
    return ""


def compare(folder: Path, shell: str, arguments: list[str]) -> Outcome:
    """Run a folder's script and tell what it does."""
    ran = run(folder, shell, arguments)
    processes, gaps, stops = told(folder, shell, arguments)
    ours = [each for each in processes if _program(each) in PROGRAMS]
    wrong: list[str] = []
    left = list(ours)
    for each in ran:
        reasons = [fits(process, each) for process in ours]
        if "" in reasons:
            matched = ours[reasons.index("")]
            left = [process for process in left if process is not matched]
        elif not gaps:
            wrong.append(f"ran, but was not told: {each} ({reasons})")
    folders = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_dir()}
    stopped = bool(stops) or any(
        process.moved is not None and process.directory not in {*folders, ""}
        for process in processes
    )
    for process in left:
        same = any(not fits(process, each) for each in ran)
        if not (process.conditional or process.disturbed or stopped or same):
            wrong.append(f"told, but did not run: {process.program} {words_of(process)}")
    known = sum(words_of(process) is not None for process in ours)
    return Outcome(tuple(wrong), known, len(ours) - known + gaps)


def _program(process: Process) -> str:
    return process.interpreter.raw if process.interpreter is not None else process.program


def make(folder: Path, seed: int) -> tuple[str, list[str]]:
    """Write the scripts of a seed; the shell that runs them and their arguments."""
    rng = random.Random(seed)
    posix = rng.random() < 0.5
    (folder / "a" / "b").mkdir(parents=True)
    for name, text in scripts(rng, posix).items():
        (folder / name).write_text(text)
        (folder / name).chmod(0o755)
    for path in ("a/other.sh", "a/b/other.sh", "a/env.sh"):
        shutil.copy(folder / path.rpartition("/")[2], folder / path)
    arguments = rng.choice([[], ["web"], ["worker", "x"], ["gunicorn", "app:app"]])
    return ("sh" if posix else "bash"), arguments


def stubs(folder: Path) -> None:
    """Write the stub programs."""
    folder.mkdir()
    for name in PROGRAMS:
        (folder / name).write_text(STUB)
        (folder / name).chmod(0o755)
    for name in ("newrelic-admin", "poetry", "uv"):
        (folder / name).write_text(WRAPPER)
        (folder / name).chmod(0o755)


def main() -> int:
    """Compare as many scripts as one likes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("number", type=int, nargs="?", default=200)
    parser.add_argument("seed", type=int, nargs="?", default=0)
    parser.add_argument("--show", action="store_true", help="print every script")
    options = parser.parse_args()
    wrong = known = unknown = 0
    for seed in range(options.seed, options.seed + options.number):
        with tempfile.TemporaryDirectory() as temporary:
            root = Path(temporary).resolve()
            stubs(root / "bin")
            shell, arguments = make(root / "app", seed)
            outcome = compare(root / "app", shell, arguments)
            known, unknown = known + outcome.known, unknown + outcome.unknown
            if outcome.wrong or options.show:
                wrong += bool(outcome.wrong)
                print(f"--- seed {seed}: {shell} start.sh {arguments}")
                print((root / "app" / "start.sh").read_text())
                print("env.sh:", (root / "app" / "env.sh").read_text())
                print("other.sh:", (root / "app" / "other.sh").read_text())
                print("\n".join(outcome.wrong))
    print(f"{options.number} scripts, {wrong} wrong; {known} processes known, {unknown} not")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
