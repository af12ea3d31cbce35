"""Compare what two checkouts find in files of real repositories, by rule and message.

    python -m scripts.compare_verdicts OTHER SAMPLES.jsonl [--target NAME …] [--show N]

`OTHER` is a checkout of an earlier commit with an environment of its own in `.venv`. A line of the
samples is an object with `path` and `content` (UTF-8 with `surrogateescape`); each is checked in a
root with plain files beside it. Prints every kind of change (what was found before, what is found
now) with its count and some samples, most frequent first. Both checkouts must know the targets.
"""

from __future__ import annotations

import argparse
import collections
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
BESIDE = {
    "requirements.txt": "gunicorn==19.9.0\n",
    "Procfile": "web: gunicorn app:app\n",
    "runtime.txt": "python-3.6.6\n",
    "app.py": "def app(environ, start_response):\n    pass\n",
}
"""What stands beside a sample."""
FAMILIES = {"procfile": "PROC", "runtime.txt": "RUN", "requirements.txt": "REQ"}
"""The rules that a sample of this name is judged by."""
ROOTS = 200
"""Roots of one command."""


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("other", type=Path)
    parser.add_argument("samples", type=Path)
    parser.add_argument("--target", nargs="*", default=["rainbond-5", "rainbond-5.1", "rainbond-6"])
    parser.add_argument("--show", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        samples = _written(Path(folder), options.samples)
        for target in options.target:
            before = _found(options.other, Path(folder), list(samples), target)
            after = _found(HERE, Path(folder), list(samples), target)
            _tell(target, before, after, samples, options.show)
    return 0


def _written(folder: Path, file: Path) -> dict[str, dict[str, str]]:
    """Each sample in a root of its own; by the root's name."""
    samples: dict[str, dict[str, str]] = {}
    for number, line in enumerate(filter(None, file.read_text("utf-8").split("\n"))):
        sample = json.loads(line)
        if sample["path"].lower() not in FAMILIES:
            continue
        name = f"sample-{number:05}"
        samples[name] = sample
        root = folder / name
        root.mkdir()
        for path, text in {**BESIDE, sample["path"]: sample["content"]}.items():
            (root / path).write_bytes(text.encode("utf-8", "surrogateescape"))
    return samples


def _found(checkout: Path, folder: Path, names: list[str], target: str) -> dict[str, list[str]]:
    """What a checkout finds, by root: `CODE severity message`, quoted text left out."""
    python = checkout / ".venv" / "bin" / "python"
    found: dict[str, list[str]] = collections.defaultdict(list)
    for begin in range(0, len(names), ROOTS):
        command = [str(python), "-m", "checker", "--target", target, "--format", "json"]
        done = subprocess.run(
            [*command, *names[begin : begin + ROOTS]],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(checkout)},
            capture_output=True,
            check=False,
            encoding="utf-8",
        )
        if done.returncode not in (0, 1):
            raise SystemExit(f"{checkout} {target}: {done.stderr[-2000:]}")
        for root in json.loads(done.stdout)["roots"]:
            for finding in root["findings"]:
                message = re.sub(r"`[^`]*`", "`…`", finding["message"])
                line = f"{finding['code']} {finding['severity']} {message}"
                found[Path(root["root"]).name].append(line)
    return found


def _tell(
    target: str,
    before: dict[str, list[str]],
    after: dict[str, list[str]],
    samples: dict[str, dict[str, str]],
    show: int,
) -> None:
    changes: dict[tuple[str, str], list[str]] = collections.defaultdict(list)
    for name, sample in samples.items():
        family = FAMILIES[sample["path"].lower()]
        was = sorted({line for line in before.get(name, []) if line.startswith(family)})
        now = sorted({line for line in after.get(name, []) if line.startswith(family)})
        gone = "\n    ".join(line for line in was if line not in now)
        new = "\n    ".join(line for line in now if line not in was)
        if gone or new:
            changes[gone, new].append(name)
    total = sum(map(len, changes.values()))
    print(f"== {target}: {total} of {len(samples)} files changed, in {len(changes)} ways")
    for (gone, new), names in sorted(changes.items(), key=lambda item: -len(item[1])):
        print(f"{len(names)} files\n  - {gone}\n  + {new}")
        for name in names[:show]:
            print(f"      {samples[name]['repo']} {samples[name]['content'][:100]!r}")


if __name__ == "__main__":
    sys.exit(main())
