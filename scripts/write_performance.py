"""Write `docs/performance.md` and its picture from the recorded measurement.

`python -m benchmarks.ratios OTHER_CHECKOUT --json benchmarks/recorded.json` measures, and
`python -m scripts.write_performance` writes what came out.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from benchmarks import languages

TOP = Path(__file__).parent.parent
RECORDED = TOP / "benchmarks" / "recorded.json"
PAGE = TOP / "docs" / "performance.md"
PICTURE = TOP / "docs" / "performance.svg"

_ROW, _BAR, _LEFT, _UNIT, _RIGHT = 34, 18, 290, 360, 150
"""Pixels: a row's height, a bar's, the room for names, the length of the ratio 1, and the room
behind it."""
STYLE = """\
<style>
svg { font: 13px system-ui, -apple-system, "Segoe UI", "Noto Sans CJK SC", sans-serif }
.page { fill: #ffffff } .track { fill: #e8eaed }
.reached { fill: #2f7d4f } .missed { fill: #b7791f }
.goal { fill: #1f2328 } text { fill: #1f2328 } .small { fill: #59636e; font-size: 12px }
@media (prefers-color-scheme: dark) {
.page { fill: #0d1117 } .track { fill: #262c36 }
.reached { fill: #3fb068 } .missed { fill: #d29922 }
.goal { fill: #f0f6fc } text { fill: #f0f6fc } .small { fill: #9198a1 }
}
</style>"""
"""The colours on a light and on a dark page."""

TEXT = """\
# Performance

[简体中文](performance.zh.md)

<!-- written by scripts.write_performance from benchmarks/recorded.json -->

What a run costs, as a ratio to an earlier build (`{base}`), both installed the same way and
measured side by side on Python {python}. Below 1 is cheaper. M is million instructions, counted by
valgrind's callgrind, which come out the same on a busy machine; ms, where there is no valgrind, is
the least processor time of interleaved runs. Of the editor it is what a change costs the server,
and that number does depend on how busy the machine is.

![A bar per run: its cost beside that of the earlier build, and the goal](performance.svg)

| Run | Earlier build | This build | Ratio | Goal | Peak memory, ratio |
| --- | ---: | ---: | ---: | ---: | ---: |
{rows}

A ratio above its goal is printed in bold: that goal is not reached.

In Chinese, as a ratio to the same run in English, which may be {bound} at the most:

| Run, full report | English | Chinese | Ratio |
| --- | ---: | ---: | ---: |
{spoken}

## Measure it

```sh
git worktree add ../earlier {base}
python -m benchmarks.ratios ../earlier                # the table; --kind and --only choose rows
python -m benchmarks.ratios ../earlier --json benchmarks/recorded.json
python -m benchmarks.languages --record               # Chinese beside English
python -m scripts.write_performance                   # this page, from these files
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
    "Django repository of 495 files": "495 个文件的 Django 仓库",
    "60 modules of 100 KB reached": "启动时导入 60 个 100 KB 的模块",
    "568 small roots in one process": "一个进程检查 568 个小的根目录",
    "editor, change in settings/base.py": "编辑器：更改 settings/base.py",
    "editor, requirements.txt of 3,000 lines": "编辑器：3,000 行的 requirements.txt",
    "a clean Flask root": "没有问题的 Flask 项目",
    "a broken Django root": "有问题的 Django 项目",
}
"""The rows' names in Chinese; a row that is not here keeps its own."""
WORDS = {
    "en": (
        "Cost of a run, as a ratio to the earlier build",
        "the whole length: the earlier build",
        "goal {limit}",
    ),
    "zh": ("一次运行的代价，与较早的构建之比", "整个长度：较早的构建", "目标值 {limit}"),
}
"""What the picture says, by language: its title, what is below, and what a goal is called."""


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
    return text.format(
        base=recorded["base"],
        python=recorded["python"],
        rows="\n".join(rows),
        bound=languages.BOUND,
        spoken="\n".join(_spoken(code)),
    )


def _spoken(code: str) -> list[str]:
    """What was counted of runs in English and in Chinese, in the language with this code."""
    return [
        f"| {row_name(row['name'], code)} | {row['en']} M | {row['zh']} M "
        f"| {row['zh'] / row['en']:.2f} |"
        for row in json.loads(languages.RECORDED.read_text("utf-8"))["rows"]
    ]


def picture(recorded: dict[str, Any], code: str = "en") -> str:
    """The bars, as SVG with the colours of a light or of a dark page, whichever is shown."""
    rows = recorded["rows"]
    title, below, goal = WORDS[code]
    end, height = _LEFT + _UNIT, _ROW * len(rows) + 42
    width = end + _RIGHT
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">',
        f"<title>{title}</title>",
        STYLE,
        f'<rect class="page" width="{width}" height="{height}" rx="6"/>',
    ]
    for number, row in enumerate(rows):
        top = 14 + number * _ROW
        line = top + 14
        kind = "reached" if row["ratio"] <= row["limit"] else "missed"
        limit = f"{row['limit']:g}"
        parts += [
            f'<text x="{_LEFT - 12}" y="{line}" text-anchor="end">'
            f"{_escaped(row_name(row['name'], code))}</text>",
            _bar("track", 1, top),
            _bar(kind, min(row["ratio"], 1), top),
            f'<rect class="goal" x="{_LEFT + round(_UNIT * row["limit"]) - 1}" y="{top - 4}" '
            f'width="2" height="{_BAR + 8}"/>',
            f'<text x="{end + 14}" y="{line}" font-weight="600">{row["ratio"]:.2f}</text>',
            f'<text class="small" x="{end + 60}" y="{line}">{goal.format(limit=limit)}</text>',
        ]
    foot = f'<text class="small" x="{end}" y="{height - 14}" text-anchor="end">{below}</text>'
    return "\n".join([*parts, foot, "</svg>"]) + "\n"


def _bar(kind: str, ratio: float, top: int) -> str:
    """A bar of that length."""
    length = round(_UNIT * ratio)
    return f'<rect class="{kind}" x="{_LEFT}" y="{top}" width="{length}" height="{_BAR}" rx="3"/>'


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
