"""The report of a run: one page that needs no network, from counts down to each finding's line."""

from __future__ import annotations

import json
from html import escape
from importlib.resources import files

from checker.fleet import questions
from checker.fleet.charts import outcomes_svg, rules_svg

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from checker.fleet.store import Store

_FINDINGS = 60_000
"""Findings that one page holds at the most: about 30 MB."""
_RULES = 20
"""Rules that the plot shows."""
_OUTCOME = """
SELECT target,
       CASE WHEN certain_errors > 0 OR builds = false OR starts = false THEN 'fails'
            WHEN builds IS NULL OR uncertain > 0 AND errors > 0 THEN 'not known' ELSE 'works' END
           AS outcome,
       count(*) AS roots
FROM roots WHERE run = $run GROUP BY target, outcome ORDER BY target, outcome
"""
_MATRIX = """
SELECT target, count(*) AS roots,
       count(*) FILTER (certain_errors > 0) AS with_errors,
       count(*) FILTER (builds = false) AS build_fails,
       count(*) FILTER (starts = false) AS start_fails,
       count(*) FILTER (builds IS NULL) AS build_not_known,
       sum(safely_fixable)::BIGINT AS fixed_by_fix,
       sum(certain_errors - safely_fixable)::BIGINT AS by_hand,
       sum(uncertain)::BIGINT AS uncertain
FROM roots WHERE run = $run GROUP BY target ORDER BY target
"""
_LIST = """
SELECT repository, root, target, code, name, severity, certain, path, line, message, help
FROM findings WHERE run = $run
ORDER BY CASE severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, repository, number
LIMIT $most
"""


def page(store: Store, run: int) -> str:
    """The page as HTML."""
    targets = questions.targets_of(store, run)
    begun, tool, as_of, source, listed = store.rows(
        "SELECT begun, tool, targets_as_of, source, listed FROM runs WHERE run = ?", [run]
    )[0]
    states = dict(
        store.rows("SELECT state, count(*) FROM repositories WHERE run = ? GROUP BY state", [run])
    )
    roots = store.rows("SELECT count(DISTINCT (repository, root)) FROM roots WHERE run = ?", [run])
    total = store.rows("SELECT count(*) FROM findings WHERE run = ?", [run])[0][0]
    findings = store.rows(_LIST, {"run": run, "most": _FINDINGS})
    counts = {
        "repositories": states.get("checked", 0),
        "roots": roots[0][0],
        "targets": len(targets),
        "findings": total,
        "not checked": states.get("failed", 0),
    }
    shown = f"All {total:,}." if total <= _FINDINGS else (
        f"The gravest {_FINDINGS:,} of {total:,}; `pyspec-check fleet query` has them all."
    )  # fmt: skip
    checked = states.get("checked", 0)
    title = f"{checked:,} repositories against {', '.join(targets) or 'none'}"
    subtitle = (
        f"{source}, {listed:,} listed · pyspec-check {tool}, platforms as of {as_of} · "
        f"{begun:%Y-%m-%d %H:%M}"
    )
    return _filled(
        {
            "title": escape(title),
            "subtitle": escape(subtitle),
            "counts": "".join(f"<li><b>{n:,}</b>{escape(w)}</li>" for w, n in counts.items()),
            "sections": "".join(_sections(store, run, targets)),
            "shown": escape(shown),
            "data": _embedded({"targets": targets, "findings": findings}),
        }
    )


def _sections(store: Store, run: int, targets: Sequence[str]) -> list[str]:
    outcome = store.rows(_OUTCOME, {"run": run})
    names, rows = store.table(_MATRIX, {"run": run})
    found = [
        _section("What each target does with them", outcomes_svg(outcome), _table(names, rows))
        if outcome
        else ""
    ]
    for target in targets:
        names, rows = questions.top(store, run, target)
        if rows:
            breaking = [row for row in rows if row[2] != "info"][:_RULES]
            most = [(f"{row[0]} {row[1]}", row[2], row[3]) for row in breaking]
            title = f"What breaks on {target}"
            found.append(_section(title, rules_svg(most), _table(names, rows)))
    for old in targets:
        for new in targets:
            names, rows = questions.breaks(store, run, old, new) if old != new else ([], [])
            if rows:
                title = f"From {old} to {new}: {len(rows):,} break"
                found.append(_section(title, "", _table(names, rows[:200])))
    names, rows = questions.failed(store, run)
    if rows:
        found.append(_section("Not checked", "", _table(names, rows)))
    return found


def _section(title: str, plot: str, table: str) -> str:
    return f"<section><h2>{escape(title)}</h2>{plot}<div class='wide'>{table}</div></section>"


def _table(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    numeric = {i for i in range(len(names)) if rows and isinstance(rows[0][i], int)}
    kind = [" class='n'" if index in numeric else "" for index in range(len(names))]
    heads = "".join(
        f"<th scope='col'{kind[i]}>{escape(name.replace('_', ' '))}</th>"
        for i, name in enumerate(names)
    )
    lines = "".join(
        "<tr>"
        + "".join(f"<td{kind[i]}>{_cell(value)}</td>" for i, value in enumerate(row))
        + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table>"


def _cell(value: object) -> str:
    if value is None:
        return ""
    return f"{value:,}" if isinstance(value, int) else escape(str(value))


def _embedded(value: object) -> str:
    """JSON that no text of a repository can leave: `</script>` and `<!--` in it are none."""
    text = json.dumps(value, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _filled(values: dict[str, str]) -> str:
    """The template with its fields; what is put in is not looked at for further ones."""
    template = files("checker.fleet").joinpath("page.html").read_text("utf-8")
    parts: list[str] = []
    rest = template
    for name in ("title", "title", "subtitle", "counts", "sections", "shown", "data"):
        before, _, rest = rest.partition(f"{{{name}}}")
        parts += [before, values[name]]
    return "".join([*parts, rest])
