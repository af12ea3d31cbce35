"""Give parsers and checks what nobody would write: `python -m scripts.fuzz parsers --count 300000`.

`parsers` gives each parser of the package mutated files, made-up lines and random bytes; `trees`
puts such files together and checks the whole for every target. What is made depends on `--seed` and
`--start` alone. Prints the counts, the slowest inputs and what crashed, with the command that makes
the one input again; ends with 1 where anything crashed or took longer than `--seconds`.
"""

from __future__ import annotations

import argparse
import random
import resource
import signal
import sys
import time
import traceback
from collections import Counter
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from checker.base import toml
from checker.base.globs import matches
from checker.base.text import Document
from checker.check.comments import suppressions_of
from checker.files.tree import MemoryTree
from checker.parsers import gitmodules, ini, procfile, requirements, runtime, shell
from checker.platform.plan import plan, plan_json
from checker.platform.slug.processes import read_processes
from checker.python.names.bindings_of import names_of
from checker.python.syntax import prefilter, reading
from checker.reports.formats.concise import line
from checker.targets import targets
from scripts.fuzz_bases import BASES, PIECES
from tests.checking import check

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PYTHONS = ((2, 7), (3, 6), (3, 9), (3, 12), (3, 14))
PYTHON = ("app.py", "setup.py", "manage.py", "site_/settings.py", "gunicorn.conf.py")


def _document(path: str) -> Callable[[Callable[[Document], Any]], Callable[[bytes], Any]]:
    return lambda parse: lambda data: parse(Document(path, data))


def _requirements(data: bytes) -> object:
    files = {"requirements.txt": data, "base.txt": b"-r requirements.txt\na\n"}
    return requirements.read_requirements(
        "requirements.txt", lambda path: Document(path, files[path]) if path in files else None
    )


def _shell(data: bytes) -> object:
    script = shell.parse_shell(data.decode("utf-8", "surrogateescape"), 7)
    return [
        shell.parse_nested(word) for command in script.commands[:9] for word in command.words[:9]
    ]


def _procfile(data: bytes) -> object:
    parsed = procfile.parse_procfile(Document("Procfile", data))
    text = parsed.document.text
    return [
        (procfile.shell_marks(text, each.command_span), procfile.odd_characters(each))
        for each in parsed.lines
    ]


def _toml(data: bytes) -> object:
    text = data.decode("utf-8", "surrogateescape")
    with suppress(ValueError, RecursionError):
        toml.parse_toml(text)
    return toml.places(text)


def _look(data: bytes) -> object:
    text = data.decode("utf-8", "surrogateescape")
    return [prefilter.may_refuse(text, python) for python in PYTHONS]


def _read(data: bytes) -> object:
    python = PYTHONS[len(data) % len(PYTHONS)]
    found = reading.read(data, python)
    assert reading.from_text(reading.to_text(found)) == found, "it is not kept as it was"
    return found


def _names(data: bytes) -> object:
    return names_of(data.decode("utf-8", "surrogateescape"))


def _glob(data: bytes) -> object:
    pattern, _, path = data.decode("utf-8", "replace").partition("\n")
    return matches(pattern, path)


PARSERS: dict[str, tuple[Callable[[bytes], Any], tuple[str, ...]]] = {
    "procfile": (_procfile, ("Procfile",)),
    "yaml": (read_processes, ("Procfile",)),
    "shell": (_shell, ("Procfile",)),
    "runtime": (
        _document("runtime.txt")(runtime.parse_runtime),
        ("runtime.txt", ".python-version"),
    ),
    "requirements": (_requirements, ("requirements.txt",)),
    "uwsgi": (_document("uwsgi.ini")(ini.parse_uwsgi), ("uwsgi.ini", "setup.cfg")),
    "configparser": (_document("setup.cfg")(ini.parse_config), ("uwsgi.ini", "setup.cfg")),
    "gitmodules": (_document(".gitmodules")(gitmodules.parse_gitmodules), (".gitmodules",)),
    "toml": (_toml, ("Pipfile", "pyproject.toml", "pyspec-check.toml")),
    "comments": (_document("app.py")(suppressions_of), PYTHON),
    "other comments": (_document("a.txt")(suppressions_of), ("requirements.txt", "uwsgi.ini")),
    "prefilter": (_look, PYTHON),
    "python": (_read, PYTHON),
    "names": (_names, PYTHON),
    "globs": (_glob, (".gitmodules", "requirements.txt")),
}
"""Each parser with the files whose mutations it is given."""


def mutated(chance: random.Random, name: str) -> bytes:
    """A file of this name, as nobody would write it."""
    kind = chance.random()
    if kind < 0.05:
        return chance.randbytes(chance.randrange(200))
    if kind < 0.25:
        return _bytes("".join(chance.choices(PIECES, k=chance.randrange(1, 40))))
    text = chance.choice(BASES[name])
    for _ in range(chance.choice((1, 1, 2, 3, 5, 9))):
        at, end = sorted(chance.randrange(len(text) + 1) for _ in range(2))
        end = min(end, at + 40)
        change = chance.randrange(8)
        if change == 0:
            text = text[:at] + text[end:]
        elif change == 1:
            text = text[:end] + text[at:end] * chance.choice((1, 2, 30)) + text[end:]
        elif change == 2:
            text = text[:at] + chance.choice(PIECES) * chance.choice((1, 2, 200)) + text[at:]
        elif change == 3:
            text = text[:at]
        elif change == 4:
            text = text[:at] + chance.choice(BASES[chance.choice(list(BASES))]) + text[at:]
        else:
            text = text[:at] + chance.choice(PIECES) + text[at if change < 7 else end :]
    data = _bytes(text[:20_000])
    if kind > 0.93:
        data = bytes(byte ^ (1 << chance.randrange(8)) if chance.random() < 0.01 else byte
                     for byte in data)  # fmt: skip
    if kind > 0.98:
        data = data.decode("utf-8", "replace").encode(
            chance.choice(("utf-16", "utf-8-sig", "utf-32-be"))
        )
    return data


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def tree(chance: random.Random) -> dict[str, bytes]:
    """The files of a small repository; about half of them are as people write them."""
    files: dict[str, bytes] = {}
    for name in chance.sample(list(BASES), chance.randrange(1, 9)):
        plain = chance.random() < 0.5
        data = _bytes(chance.choice(BASES[name])) if plain else mutated(chance, name)
        place = (
            name if chance.random() < 0.9 else chance.choice(("src/", "A/", "a b/", "é/")) + name
        )
        files[place] = data
    if chance.random() < 0.7:
        files.setdefault("requirements.txt", b"Django==1.9.4\ngunicorn==19.3.0\n")
    return files


def _check(files: dict[str, bytes]) -> None:
    """Check a tree for every target, and make its plan."""
    for name, target in targets().items():
        report = check(MemoryTree(files), target)
        if report.crashes:
            raise AssertionError(f"{name}: {report.crashes[0]}")
        for finding in report.findings:
            line(report, finding)
        plan_json(plan(report.project))


class _TooLongError(BaseException):
    """An input took longer than it may; no handler of the package takes it."""


@contextmanager
def _within(seconds: float) -> Iterator[None]:
    def ends(*_: object) -> None:
        raise _TooLongError

    signal.signal(signal.SIGPROF, ends)
    signal.setitimer(signal.ITIMER_PROF, seconds * 5)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _inputs(options: argparse.Namespace) -> Iterator[tuple[int, str, Callable[[], Any], Any]]:
    """The number, the kind, what is done and what with."""
    names = list(PARSERS) if not options.only else [options.only]
    for number in range(options.start, options.start + options.count):
        chance = random.Random(f"{options.seed} {number}")
        if options.what == "trees":
            made = tree(chance)
            yield number, "tree", lambda made=made: _check(made), made  # type: ignore[misc]
        else:
            name = names[number % len(names)]
            parse, files = PARSERS[name]
            data = mutated(chance, chance.choice(files))
            yield number, name, lambda parse=parse, data=data: parse(data), data  # type: ignore[misc]


def main() -> int:
    """Make the inputs, one after the other."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("what", choices=("parsers", "trees"))
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--start", type=int, default=0, help="the number of the first input")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=list(PARSERS), help="one parser")
    parser.add_argument("--seconds", type=float, default=2.0, help="CPU time for one input")
    parser.add_argument("--show", action="store_true", help="print each input")
    options = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
    counts: Counter[str] = Counter()
    failed: dict[str, str] = {}
    slow: list[tuple[float, int, str]] = []
    begin = time.process_time()
    for number, name, run, data in _inputs(options):
        if options.show:
            print(number, name, repr(data))
        counts[name] += 1
        started = time.process_time()
        try:
            with _within(options.seconds):
                run()
        except (Exception, _TooLongError, RecursionError) as error:
            where = traceback.extract_tb(error.__traceback__)[-1]
            told = str(error).strip().rpartition("\n")[2]
            key = f"{name}: {type(error).__name__} {told[:200]} at {where.filename}:{where.lineno}"
            failed.setdefault(key, f"--start {number} --count 1")
        taken = time.process_time() - started
        slow = sorted([*slow, (taken, number, name)], reverse=True)[:8]
    print(f"{sys.version.split()[0]}, seed {options.seed}: {sum(counts.values())} inputs in "
          f"{time.process_time() - begin:.0f} s of CPU:", dict(counts))  # fmt: skip
    for taken, number, name in slow:
        print(f"  {taken:.3f} s  {name}, --start {number} --count 1")
    for key, how in failed.items():
        print(f"FAILED {key}\n       {how}")
    return 1 if failed or slow[0][0] > options.seconds else 0


if __name__ == "__main__":
    sys.exit(main())
