"""How long a run takes, as a ratio to an empty Python: `python -m benchmarks.startup`.

Everything is measured side by side, in turns, so that a busy machine slows all alike. The median
of the ratios within a turn is printed; the budgets are the design's. Byte-compiled, from an
installed `checker`; `honcho check` and `repo-review` are measured too where they are installed.
"""

from __future__ import annotations

import argparse
import compileall
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import checker

TOP = Path(__file__).parent.parent
RUN = [sys.executable, "-I", "-c", "from checker.cli.main import run; raise SystemExit(run())"]


def elapsed(command: list[str], cwd: Path) -> float:
    """Seconds that one run takes; its output is thrown away."""
    start = time.perf_counter()
    subprocess.run(
        command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
    )
    return time.perf_counter() - start


def checkout(source: Path, target: Path) -> Path:
    """A copy of a sample repository, in git."""
    shutil.copytree(source, target)
    subprocess.run(["git", "init", "--quiet"], cwd=target, check=True)
    subprocess.run(["git", "add", "--all"], cwd=target, check=True)
    return target


def large(source: Path, target: Path, files: int) -> Path:
    """The same with many files that no rule needs."""
    shutil.copytree(source, target)
    for number in range(files):
        folder = target / "data" / f"d{number % 100:02}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{number}.json").write_text("{}")
    subprocess.run(["git", "init", "--quiet"], cwd=target, check=True)
    subprocess.run(["git", "add", "--all"], cwd=target, check=True)
    return target


def bare(source: Path, target: Path) -> Path:
    """A bare clone of a repository, with all of it in one commit."""
    someone = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(["git", *someone, "commit", "--quiet", "-m", "all"], cwd=source, check=True)
    subprocess.run(["git", "clone", "--quiet", "--bare", str(source), str(target)], check=True)
    return target


def commands(
    clean: Path, django: Path, broken: Path, many: Path, held: Path
) -> list[tuple[str, list[str], Path, float | None]]:
    """Name, command, folder and budget (a ratio to bare Python) of each measured run."""
    found: list[tuple[str, list[str], Path, float | None]] = [
        ("python -I -c pass", [sys.executable, "-I", "-c", "pass"], clean, None),
        ("--version", [*RUN, "--version"], clean, 3),
        ("--help", [*RUN, "--help"], clean, 3),
        ("clean Flask repository", RUN, clean, 5),
        ("the same, --format concise", [*RUN, "--format", "concise"], clean, 5),
        ("Django repository, concise", [*RUN, "--format", "concise"], django, 8),
        ("broken Django repository, full report", RUN, broken, 11),
        ("Flask repository with 10,000 files", RUN, many, None),
        ("the same, --staged", [*RUN, "--staged"], many, None),
        ("the same, bare, --rev HEAD", [*RUN, "--rev", "HEAD"], held, None),
        ("broken Django repository, sarif", [*RUN, "--format", "sarif"], broken, None),
    ]
    for name, words in (("honcho", ["check"]), ("repo-review", ["."])):
        path = shutil.which(name)
        if path:
            found.append((f"{name} {' '.join(words)}", [path, *words], clean, None))
    return found


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=int, default=21)
    turns = parser.parse_args().turns
    compileall.compile_dir(str(Path(checker.__file__).parent), quiet=2)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as scratch:
        many = large(TOP / "examples" / "clean", Path(scratch) / "many", 10_000)
        rows = commands(
            checkout(TOP / "examples" / "clean", Path(scratch) / "clean"),
            checkout(TOP / "examples" / "django", Path(scratch) / "django"),
            checkout(TOP / "examples" / "broken", Path(scratch) / "broken"),
            many,
            bare(many, Path(scratch) / "bare.git"),
        )
        times: list[list[float]] = [[] for _ in rows]
        for _ in range(turns + 1):  # the first turn warms the caches and is thrown away
            for index, (_, command, cwd, _) in enumerate(rows):
                times[index].append(elapsed(command, cwd))
    print(f"{'':42}{'ms':>8}{'ratio':>8}{'budget':>8}")
    for (name, _, _, budget), own in zip(rows, times, strict=True):
        ratio = statistics.median(o / b for o, b in zip(own[1:], times[0][1:], strict=True))
        over = "  OVER" if budget is not None and ratio > budget else ""
        milliseconds = statistics.median(own[1:]) * 1000
        print(f"{name:42}{milliseconds:8.1f}{ratio:8.2f}{budget or '':>8}{over}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
