"""Compare what two checkouts of the project print: `python -m scripts.compare_output OTHER`.

Runs the commands below in both checkouts, each in a process of its own, and compares every byte of
standard output, standard error and the exit code. `OTHER` is a checkout of an earlier commit (`git
worktree add ../other COMMIT`). The samples are the examples of this checkout and, with `--samples`,
the repositories and files of every `*.jsonl` below a folder (see `scripts.sweep` for their form).
Prints each command whose output differs, with the lines that do, and ends with 1 if any does.
"""

from __future__ import annotations

import argparse
import contextlib
import difflib
import io
import itertools
import json
import os
import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).resolve().parent.parent
FORMATS = (
    *("full", "concise", "json", "jsonl", "sarif", "github", "gitlab", "azure", "junit"),
    *("checkstyle", "rdjson", "markdown"),
)
TARGETS = ("rainbond-5", "rainbond-5.1", "rainbond-6", "rainbond-6-cnb")
FAMILIES = ("REQ", "PROC", "CMD", "PY", "RUN", "DJ", "GIT", "INT")
CONTEXT = {"requirements.txt": "", "Procfile": "web: x\n", "runtime.txt": "python-3.6.6\n"}
"""What stands beside a single file of a sample."""


def sampled(samples: Path | None) -> list[dict[str, bytes]]:
    """The repositories of every `*.jsonl` below a folder: the bytes of each file by its path."""
    found: list[dict[str, bytes]] = []
    for path in sorted(samples.rglob("*.jsonl")) if samples else ():
        for text in filter(None, path.read_text("utf-8").split("\n")):
            sample = json.loads(text)
            files = sample.get("files")
            if files is None and "content" in sample:
                files = {**CONTEXT, sample["path"]: sample["content"]}
            if isinstance(files, dict) and all(_is_plain(name) for name in files):
                found.append({name: _bytes(body) for name, body in files.items()})
    return found


def written(folder: Path, samples: Path | None, number: int) -> list[str]:
    """Write `number` samples, evenly chosen, below `folder`; return their names."""
    found = sampled(samples)
    names: list[str] = []
    for index, files_of in enumerate(found[:: max(1, len(found) // number)] if number else ()):
        names.append(f"sample-{index:04}")
        for name, data in files_of.items():
            target = folder / names[-1] / name
            with contextlib.suppress(OSError):  # a file where another needs a folder
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(data)
    return names


def _is_plain(name: str) -> bool:
    return not name.startswith("/") and ".." not in name.split("/") and "\0" not in name


def _bytes(body: object) -> bytes:
    if isinstance(body, dict):
        return bytes.fromhex(body.get("hex", ""))
    return str(body).encode("utf-8", "surrogateescape")


def commands(names: list[str]) -> Iterator[list[str]]:
    """The command lines to compare, from the folder that holds the samples."""
    examples = [f"examples/{name}" for name in ("clean", "broken", "django")]
    for target, name in itertools.product(TARGETS, [*examples, *names]):
        for style in FORMATS if name in examples else ("json", "concise"):
            yield ["check", "--all", "--target", target, "--format", style, name]
        yield ["plan", "--target", target, "--format", "json", name]
    for name in examples:
        for words in (["plan"], ["check"], ["check", "--diff"], ["config"], ["init"]):
            yield [*words, name]
        yield ["check", "--target", "all", name]
        yield ["plan", "--target", "all", name]
        yield ["check", "--diff", "--unsafe-fixes", name]
        yield ["check", "--statistics", name]
    yield ["rules"]
    yield ["targets"]
    yield from (["targets", name] for name in TARGETS)
    yield from (
        ["explain", family] for family in ["REQ", "PROC", "CMD", "PY", "RUN", "DJ", "GIT", "INT"]
    )
    yield ["--help"]
    yield ["check", "--formaat", "json"]
    yield ["check", "--select", "PROC03", "examples/clean"]


def answer(folder: str) -> None:
    """In a process of one checkout: read command lines, write their outcomes, one JSON a line."""
    try:
        command = import_module("checker.cli.main").main
    except ImportError:  # a checkout from before the present rooms
        command = import_module("checker.cli").main
    os.chdir(folder)
    out = sys.stdout
    for line in sys.stdin:
        texts = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
        with contextlib.redirect_stdout(texts[0]), contextlib.redirect_stderr(texts[1]):
            try:
                code: object = command(json.loads(line))
            except SystemExit as end:
                code = end.code
            except BaseException as error:
                code = f"{type(error).__name__}: {error}"
        for text in texts:
            text.flush()
        streams = [text.buffer.getvalue().decode("utf-8", "replace") for text in texts]
        print(json.dumps([code, *streams]), file=out, flush=True)


def outcomes(checkout: Path, folder: Path, lines: list[list[str]]) -> list[list[object]]:
    """What each command line gives in a checkout: exit code, standard output, standard error."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    done = subprocess.run(
        [sys.executable, str(Path(__file__).resolve()), "--answer", str(folder)],
        input="".join(json.dumps(line) + "\n" for line in lines),
        env={**kept, "PYTHONPATH": str(checkout), "PYSPEC_CHECK_NO_CACHE": "1", "COLUMNS": "100"},
        cwd=folder, text=True, check=True, stdout=subprocess.PIPE,
    )  # fmt: skip
    return [json.loads(line) for line in done.stdout.splitlines()]


def main() -> int:
    """Compare and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("other", type=Path, nargs="?")
    parser.add_argument("--samples", type=Path)
    parser.add_argument("--number", type=int, default=200, help="how many samples (default 200)")
    parser.add_argument("--shown", type=int, default=20, help="how many differences are shown")
    parser.add_argument("--answer", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.answer:
        answer(options.answer)
        return 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        names = written(folder, options.samples, options.number)
        (folder / "examples").symlink_to(HERE / "examples")
        lines = list(commands(names))
        old = outcomes(options.other.resolve(), folder, lines)
        new = outcomes(HERE, folder, lines)
    differ = [each for each in zip(lines, old, new, strict=True) if each[1] != each[2]]
    for line, before, after in differ[: options.shown]:
        print("$", " ".join(line))
        for one, two in zip(before, after, strict=True):
            texts = str(one).splitlines(), str(two).splitlines()
            changed = list(difflib.unified_diff(*texts, "before", "after", lineterm="", n=0))[2:40]
            print("\n".join(f"    {text[:300]}" for text in changed))
    print(f"{len(lines)} commands on {len(names) + 3} folders, {len(differ)} differ")
    return 1 if differ else 0


if __name__ == "__main__":
    raise SystemExit(main())
