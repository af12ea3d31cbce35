"""The plots of a report, drawn by Vega-Lite into SVG: the page that shows them runs nothing."""

from __future__ import annotations

import json
from zlib import crc32

import vl_convert

from checker.base import regex as re
from checker.base.messages import ENGLISH, Language

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

_INK = "#777777"
"""What a plot's words and axes are drawn in, and the page's colour of text replaces."""
_OUTCOMES = {"works": "#2f8f5b", "not known": "#d29a2c", "fails": "#c4443b"}
_SEVERITIES = {"error": "#c4443b", "warning": "#d29a2c"}
_CONFIG = {
    "background": None,
    "font": "system-ui, sans-serif",
    "view": {"stroke": None},
    "axis": {
        "labelColor": _INK, "titleColor": _INK, "domainColor": _INK, "tickColor": _INK,
        "gridColor": _INK, "gridOpacity": 0.2, "labelLimit": 320, "labelFontSize": 12,
    },
    "legend": {"labelColor": _INK, "titleColor": _INK, "orient": "top", "title": None},
}  # fmt: skip


def outcomes_svg(
    rows: Sequence[tuple[str, str, int]], narrow: bool = False, language: Language = ENGLISH
) -> str:
    """How many roots work, fail or are open, a bar for each target.

    Args:
        rows: target, outcome (a key of `_OUTCOMES`), number of roots.
        narrow: for a telephone.
        language: that of the words.
    """
    data = [{"target": t, "outcome": o, "roots": n} for t, o, n in rows]
    order = list(dict.fromkeys(row[0] for row in rows))
    return _bars(data, ("target", "roots", "outcome"), _OUTCOMES, order, (narrow, language))


def rules_svg(
    rows: Sequence[tuple[str, str, int]], narrow: bool = False, language: Language = ENGLISH
) -> str:
    """How many repositories break each rule.

    Args:
        rows: rule, severity (`error` or `warning`), number of repositories; the most first.
        narrow: for a telephone.
        language: that of the words.
    """
    data = [{"rule": r, "severity": s, "repositories": n} for r, s, n in rows]
    order = list(dict.fromkeys(row[0] for row in rows))
    return _bars(data, ("rule", "repositories", "severity"), _SEVERITIES, order, (narrow, language))


def _bars(
    data: list[dict[str, Any]],
    fields: tuple[str, str, str],
    colours: dict[str, str],
    order: list[str],
    shown: tuple[bool, Language],
) -> str:
    """Bars across, of the fields of a row's name, its length and its colour."""
    across, length, colour = fields
    narrow, language = shown
    ranks = list(colours)
    longest = max(row[length] for row in data)
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "config": _CONFIG,
        "width": 100 if narrow else 640,
        "padding": {"left": 24, "top": 5, "right": 12, "bottom": 5},
        "height": {"step": 22},
        "data": {
            "values": [
                {**row, "rank": ranks.index(row[colour]), colour: language.say(row[colour])}
                for row in data
            ]
        },
        "mark": {"type": "bar", "cornerRadius": 2},
        "encoding": {
            "y": {
                "field": across,
                "type": "nominal",
                "title": None,
                "sort": order,
                "axis": {"labelLimit": 320, "ticks": False, "domain": False},
            },
            "x": {
                "field": length,
                "type": "quantitative",
                "title": language.say(length),
                "axis": {
                    "tickMinStep": 1,
                    "tickCount": min(3 if narrow else 8, longest),
                    "domain": False,
                },
            },
            "color": {
                "field": colour,
                "type": "nominal",
                "scale": {
                    "domain": [language.say(name) for name in colours],
                    "range": list(colours.values()),
                },
            },
            "order": {"field": "rank", "sort": "ascending"},
        },
    }
    svg: str = vl_convert.vegalite_to_svg(json.dumps(spec))
    svg = svg.replace(_INK, "currentColor")
    # Several stand on one page, whose ids must differ.
    mark = f"p{crc32(svg.encode()):08x}"
    svg = re.sub(r'(id="|url\(#)(?=clip|gradient)', rf"\g<1>{mark}", svg)
    # A reader of screens is told what the table beside it says.
    return re.sub(r"<svg ", '<svg aria-hidden="true" ', svg, count=1)
