"""The tables of a report as HTML: captions, roles, cells; and what is folded."""

from __future__ import annotations

from html import escape
from urllib.parse import urlencode

from checker.base import regex as re
from checker.base.records import NamedTuple
from checker.base.text import printable
from checker.fleet.printing import said

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from checker.base.messages import Language
    from checker.fleet.store import Table

MORE = "{count} more are in the database: `{command}`"
LINES = 300
"""Rows of one table."""
_OPENED = 5
"""Rows of a table that is not folded at first."""
_WIDE = {"repository": "path", "because": "words", "reason": "words"}
"""Columns that are not as narrow as a screen would make them."""


class Shown(NamedTuple):
    """How a table is shown."""

    caption: str
    """What it is, for readers of screens; the words before it say it to the others."""
    command: str = ""
    """The command that prints all of it."""
    target: str = ""
    """Where it is given, codes of rules and repositories lead to what was found of them there."""
    columns: Mapping[str, str] = {}
    """What the list says of each repository."""
    lines: int = LINES
    """Rows that are shown."""


def command_of(words: str) -> str:
    """The command that prints all of a table."""
    return f"pyspec-check fleet {words}"


def folded(title: str, table: Table, language: Language, shown: Shown) -> str:
    """A table that is shown when it is asked for, and a short one at once.

    Args:
        title: the line above it, as HTML.
        table: the names of its columns and its rows.
        language: the reader's.
        shown: how it is shown.
    """
    rows = len(table[1])
    opened = " open" if rows <= _OPENED else ""
    return f"<details{opened}><summary>{title}</summary>{as_html(table, language, shown)}</details>"


def as_html(table: Table, language: Language, shown: Shown) -> str:
    """A table, which a keyboard can scroll, and how many rows it leaves out."""
    names, rows = table
    numeric = {i for i in range(len(names)) if rows and isinstance(rows[0][i], int)}
    kinds = ["n" if index in numeric else _WIDE.get(name, "") for index, name in enumerate(names)]
    labels = [escape(language.say(name.replace("_", " "))) for name in names]
    heads = "".join(
        f"<th scope='col' role='columnheader'{_class(kind)}>{label}</th>"
        for label, kind in zip(labels, kinds, strict=True)
    )
    lines = "".join(
        "<tr role='row'>"
        + "".join(
            f"<td role='cell'{_class(kinds[i])} data-label='{labels[i]}'>"
            f"{_cell(names[i], said(names[i], value, language), shown)}</td>"
            for i, value in enumerate(row)
        )
        + "</tr>"
        for row in rows[: shown.lines]
    )
    stacked = "stack" if "words" in kinds else "flat"
    more = len(rows) - shown.lines
    words = language.say(MORE, count=f"{more:,}", command=shown.command)
    rest = f"<p class='faint'>{html(words)}</p>" if more > 0 else ""
    label = escape(shown.caption)
    return (
        f"<div class='wide' role='region' tabindex='0' aria-label='{label}'>"
        f"<table role='table' class='sorts {stacked}'><caption class='unseen'>{label}</caption>"
        f"<thead role='rowgroup'><tr role='row'>{heads}</tr></thead>"
        f"<tbody role='rowgroup'>{lines}</tbody></table></div>{rest}"
    )


def _class(kind: str) -> str:
    return f" class='{kind}'" if kind else ""


def _cell(name: str, value: object, shown: Shown) -> str:
    if value is None:
        return ""
    if isinstance(value, int):
        return f"{value:,}"
    text = printable(str(value))
    if name in ("because", "reason"):
        return html(text)
    if name == "repository":
        columns = shown.columns.get(str(value), "")
        link = f"<bdi>{_linked(text, _path(text), shown.target)}</bdi>"
        return f"{link}<div class='faint'>{escape(columns)}</div>" if columns else link
    return _linked(text, escape(text), shown.target) if name == "code" else escape(text)


def _linked(asked: str, content: str, target: str) -> str:
    """What leads to the findings that contain a word."""
    if not target:
        return content
    query = urlencode({"q": asked, "target": target})
    return f"<a href='#{escape(query)}'>{content}</a>"


def _path(text: str) -> str:
    """A path that may be broken after each of its folders."""
    return escape(text).replace("/", "/<wbr>")


def html(words: str) -> str:
    """A sentence with what stands between backticks as code."""
    return re.sub(r"`([^`]*)`", r"<code>\1</code>", escape(words))


def headed(words: str, language: Language) -> str:
    """Words before a colon, as HTML."""
    return language.say("{name}: ", name=f"<b>{escape(words)}</b>")


def cells(row: Sequence[Any]) -> str:
    """Numbers of a row of a matrix; `None` is the pair of a target with itself."""
    return "".join(
        "<td class='n'><span class='faint' aria-hidden='true'>·</span></td>"
        if cell is None
        else f"<td class='n'>{cell}</td>"
        for cell in row
    )
