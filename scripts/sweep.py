"""Check many samples at once: `python -m scripts.sweep FOLDER [--sample 60] [--target NAME]`.

Reads every `*.jsonl` below the folder whose objects hold a file (`path`, `content`, with
`surrogateescape`) or a repository (`files`: path to text), and every folder that lies beside a file
`NAME.json` of the same name. Prints what crashed, how often each rule found something, and a random
sample of findings with their lines, to be judged by eye. Ends with 1 where anything crashed.
"""

from __future__ import annotations

import argparse
import json
import random
from base64 import b64decode
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from checker.files.tree import DirectoryTree, MemoryTree, Tree
from checker.reports.formats.concise import line
from checker.targets import default_target, targets
from tests.checking import check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.check.report import Report

CONTEXT = {"requirements.txt": b"", "Procfile": b"web: x\n", "runtime.txt": b"python-3.6.6\n"}
"""What stands beside a single file, so that its own findings stand out."""


def data_of(body: str | dict[str, str]) -> bytes:
    """A sample file's bytes: a text, `{"hex": …}` or `{"base64": …}`."""
    if isinstance(body, str):
        return body.encode("utf-8", "surrogateescape")
    return bytes.fromhex(body["hex"]) if "hex" in body else b64decode(body.get("base64", ""))


def trees(folder: Path) -> Iterator[tuple[str, Tree]]:
    """Every sample's name and tree."""
    for path in sorted(folder.rglob("*.jsonl")):
        for number, text in enumerate(path.read_text("utf-8").rstrip("\n").split("\n"), 1):
            sample = json.loads(text)
            if "content" in sample and "path" in sample:
                data = sample["content"].encode("utf-8", "surrogateescape")
                files = {**CONTEXT, sample["path"]: data}
                for name in CONTEXT:
                    if name != sample["path"] and name.lower() == sample["path"].lower():
                        del files[name]
                yield f"{path.name}:{number}", MemoryTree(files)
            elif isinstance(sample.get("files"), dict):
                files = {name: data_of(body) for name, body in sample["files"].items()}
                yield f"{path.name}:{number}", MemoryTree(files)
    for path in sorted(folder.rglob("*.json")):
        if path.with_suffix("").is_dir():
            yield path.stem, DirectoryTree(str(path.with_suffix("")))


def shown(name: str, report: Report) -> Iterator[str]:
    """A report's findings, each with its source line."""
    for finding in report.findings:
        document = report.project.document(finding.at.path)
        source = ""
        if document is not None:
            start, end = document.line_span(document.line_column(finding.at.start)[0])
            source = f"\n      {document.text[start : min(end, start + 160)]!r}"
        yield f"{name} {line(report, finding)}\n      help: {finding.help}{source}"


def main() -> int:
    """Sweep and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--target", default=default_target())
    parser.add_argument("--sample", type=int, default=60)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--code", default="", help="only findings of this code or prefix")
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    lines: list[str] = []
    crashes = samples = 0
    for name, tree in trees(options.folder):
        samples += 1
        report = check(tree, targets()[options.target], uncertain=True)
        for crash in report.crashes:
            crashes += 1
            print(f"CRASH {name}\n{crash}")
        kept = [f for f in report.findings if f.code.startswith(options.code)]
        counts.update(f"{finding.code} {finding.severity.label}" for finding in kept)
        lines += shown(name, report._replace(findings=tuple(kept)))
    for code, number in sorted(counts.items()):
        print(f"{number:6}  {code}")
    for text in random.Random(options.seed).sample(lines, min(options.sample, len(lines))):
        print("-", text)
    print(f"{samples} samples, {len(lines)} findings, {crashes} crashes")
    return 1 if crashes else 0


if __name__ == "__main__":
    raise SystemExit(main())
