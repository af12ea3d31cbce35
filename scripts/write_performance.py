"""Write `docs/performance.md` and its picture from the recorded measurement.

`python -m benchmarks.ratios OTHER_CHECKOUT --json benchmarks/recorded.json` measures, and
`python -m scripts.write_performance` writes what came out.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

TOP = Path(__file__).parent.parent
RECORDED = TOP / "benchmarks" / "recorded.json"
PAGE = TOP / "docs" / "performance.md"
PICTURE = TOP / "docs" / "performance.svg"

_ROW, _LEFT, _UNIT, _RIGHT = 34, 290, 300, 120
"""Pixels: a row's height, the room for names, the length of the ratio 1, the room behind it."""

TEXT = """\
# Performance

[简体中文](performance.zh.md)

<!-- written by scripts.write_performance from benchmarks/recorded.json -->

What a run costs, as a ratio to an earlier build (`{base}`), both installed the same way and
measured side by side on Python {python}. Below 1 is cheaper. M is million instructions, counted by
valgrind's callgrind, which come out the same on a busy machine; ms is the median user time of
interleaved runs, or in the editor the processor time that a change costs its server.

![A bar per run: its cost beside that of the earlier build, and the goal](performance.svg)

| Run | Earlier build | This build | Ratio | Goal | Peak memory, ratio |
| --- | ---: | ---: | ---: | ---: | ---: |
{rows}

A ratio above its goal is printed in bold: that goal is not reached.

## Measure it

```sh
git worktree add ../earlier {base}
python -m benchmarks.ratios ../earlier                # the table; --kind and --only choose rows
python -m benchmarks.ratios ../earlier --json benchmarks/recorded.json
python -m scripts.write_performance                   # this page, from that file
```

`tests/test_instructions.py` counts the instructions of the runs that start and end at once again,
and fails if one differs by more than 3 % from what is recorded. It is skipped without valgrind, and
on another Python than the recorded one.

## What keeps a clean run cheap

- A rule is loaded only if its `needs` hold for the root; the details of a module that a clean run
  does not need are imported in a function (`GATES` in `tests/test_architecture.py`).
- `checker.base.records`, `enums`, `caching`, `typed` and `regex` stand for the few things that are
  needed of `typing`, `enum`, `functools` and `re`, whose import costs more than a clean check.
- `checker/base/patterns` has the regular expressions that most runs need as the numbers that the
  compiler makes of them, for each version of CPython's engine.
- `checker.base.own_modules` finds the package's modules without asking every finder of Python, and
  loads what every check needs in one go, in the order of `checker/base/together.py`
  (`python -m scripts.write_together`), without a lock and a second look for each.
- A wheel has the code of what a clean check loads (`scripts/code_archive.py`), so that a run
  without byte code does not begin with compiling; the row above is measured so. It is taken for
  the very source that it was made of. A checkout has none, and compiles.
- Reports of findings are drawn by `checker.reports.styled`; PyYAML, packaging, rich and
  `urllib.parse` are imported for what our own readers of the most usual forms leave to them.
- The options that most runs have are read without argparse.
"""
CHINESE = Path(__file__).parent / "performance.zh.md"
"""The same text in Chinese."""
ROWS = {
    "clean Flask repository, concise": "没有问题的 Flask 仓库，concise 格式",
    "the same, without byte code": "同上，没有字节码",
    "broken example, full report": "有问题的示例，完整报告",
}
"""The rows' names in Chinese; a row that is not here keeps its own."""
WORDS = {
    "en": (
        "Cost of a run, as a ratio to the earlier build",
        "earlier build = 1; short line: goal",
    ),
    "zh": ("一次运行的代价，与较早的构建之比", "较早的构建 = 1；短线：目标值"),
}
"""What the picture says, by language."""


def row_name(name: str, code: str) -> str:
    """What a row is called in a language."""
    return ROWS.get(name, name) if code == "zh" else name


def page(recorded: dict[str, Any], code: str = "en") -> str:
    """The document, in the language with this code."""
    rows = []
    for row in recorded["rows"]:
        peak = row["peak"][1] / row["peak"][0]
        shown = [
            f"**{value:.2f}**" if value > limit else f"{value:.2f}"
            for value, limit in ((row["ratio"], row["limit"]), (round(peak, 2), 1.0))
        ]
        rows.append(
            f"| {row_name(row['name'], code)} | {row['other']} {row['unit']} "
            f"| {row['this']} {row['unit']} "
            f"| {shown[0]} | {row['limit']} | {shown[1]} |"
        )
    text = TEXT if code == "en" else CHINESE.read_text("utf-8")
    return text.format(base=recorded["base"], python=recorded["python"], rows="\n".join(rows))


def picture(recorded: dict[str, Any], code: str = "en") -> str:
    """The bars, as SVG that is readable on a light and on a dark page."""
    rows = recorded["rows"]
    title, legend = WORDS[code]
    height = _ROW * len(rows) + 50
    width = _LEFT + round(_UNIT * 1.3) + _RIGHT
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        'font-family="sans-serif" font-size="13">',
        f"<title>{title}</title>",
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        f'<line x1="{_LEFT + _UNIT}" y1="10" x2="{_LEFT + _UNIT}" y2="{height - 30}" '
        'stroke="#999999" stroke-dasharray="3 3"/>',
        f'<text x="{_LEFT + _UNIT}" y="{height - 12}" text-anchor="middle" fill="#555555">'
        f"{legend}</text>",
    ]
    for number, row in enumerate(rows):
        top = 14 + number * _ROW
        length = round(_UNIT * min(row["ratio"], 1.3))
        goal = _LEFT + round(_UNIT * row["limit"])
        colour = "#2f7d4f" if row["ratio"] <= row["limit"] else "#b7791f"
        parts += [
            f'<text x="{_LEFT - 10}" y="{top + 16}" text-anchor="end" fill="#222222">'
            f"{_escaped(row_name(row['name'], code))}</text>",
            f'<rect x="{_LEFT}" y="{top}" width="{length}" height="22" fill="{colour}"/>',
            f'<text x="{_LEFT + length + 8}" y="{top + 16}" fill="#222222">{row["ratio"]:.2f}'
            "</text>",
            f'<line x1="{goal}" y1="{top - 3}" x2="{goal}" y2="{top + 25}" stroke="#222222" '
            'stroke-width="2"/>',
        ]
    return "\n".join([*parts, "</svg>"]) + "\n"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def documents() -> dict[Path, str]:
    """Each file with the text that it must have."""
    recorded = json.loads(RECORDED.read_text("utf-8"))
    return {
        PAGE: page(recorded),
        PICTURE: picture(recorded),
        PAGE.with_suffix(".zh.md"): page(recorded, "zh"),
        PICTURE.with_suffix(".zh.svg"): picture(recorded, "zh"),
    }


def main() -> int:
    """Write what is not current; with `--check`, only say so."""
    stale = {path: text for path, text in documents().items() if not _has(path, text)}
    for path, text in stale.items():
        if "--check" in sys.argv[1:]:
            print(f"{path.relative_to(TOP)} is not current: python -m scripts.write_performance")
        else:
            path.write_text(text, "utf-8")
    return int(bool(stale) and "--check" in sys.argv[1:])


def _has(path: Path, text: str) -> bool:
    return path.exists() and path.read_text("utf-8") == text


if __name__ == "__main__":
    raise SystemExit(main())
