"""The report of a run: one page that needs no network, from counts down to each finding's line."""

from __future__ import annotations

import json
from html import escape
from importlib.resources import files
from urllib.parse import urlencode

from checker.base import regex as re
from checker.base.messages import ENGLISH, Language
from checker.fleet import questions
from checker.fleet.charts import outcomes_svg, rules_svg
from checker.fleet.page_findings import MOST, packed_findings
from checker.fleet.printing import said
from checker.fleet.sayings import StoreLanguage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from checker.fleet.store import Store

_RULES = 15
"""Rules that a plot shows."""
_GRAVE = {
    "roots that fail": "bad",
    "roots that fail somewhere": "bad",
    "not checked": "open",
}
"""Numbers that stand out where they are not 0, and how."""
ALL = "All {total}."
GRAVEST = "The gravest {most} of {total}; `pyspec-check fleet query` has them all."
TITLE = "{count} repositories against {against}"
RULES = "All {count} rules that report something on {target}"
MORE = "{count} more are in the database."
MOVE = "{count} break."
SAFE = "{count} errors fixed by `--fix`"
BY_HAND = "{count} by hand"
OPEN = "{count} uncertain"
MATRIX = "Roots that fail on the target of the column and are not known to fail on that of the row"
_FIELDS = (
    *("language", "title", "title", "subtitle", "contents", "counts", "sections", "shown", "data"),
)
"""The fields of the template, in their order."""
TEXT = r"\[\[(.+?)\]\]"
"""A text of the template that is shown in the reader's language."""
_WIDE = {"repository": "path", "because": "words", "reason": "words"}
"""Columns that are not as narrow as a screen would make them."""
_LINES = 300
"""Rows of one table."""
_OPENED = 5
"""Rows of a table that is not folded at first."""


def page(store: Store, run: int, reader: Language = ENGLISH) -> str:
    """The page as HTML, in the reader's language."""
    language = StoreLanguage(store, reader)
    language.learn(questions.reasons(store, run))
    say = language.say
    targets = questions.targets_of(store, run)
    begun, tool, as_of, source, listed, note = store.rows(
        "SELECT begun, tool, targets_as_of, source, listed, note FROM runs WHERE run = ?", [run]
    )[0]
    counts = questions.counts(store, run)
    sections = _sections(store, run, targets, language)
    total = counts["findings"]
    shown = say(ALL if total <= MOST else GRAVEST, total=f"{total:,}", most=f"{MOST:,}")
    against = targets[0] if len(targets) == 1 else say("{count} targets", count=len(targets))
    subtitle = [
        note or "",
        say("{source}: {count} listed", source=source, count=f"{listed:,}"),
        say("targets: {names}", names=language.between.join(targets) or say("none")),
        say("pyspec-check {version}, platforms as of {date}", version=tool, date=as_of),
        f"{begun:%Y-%m-%d %H:%M}",
    ]
    names = [(key, title) for key, title, _ in sections] + [("findings", say("Every finding"))]
    return _filled(
        {
            "language": "zh-CN" if language.code == "zh" else language.code,
            "title": escape(say(TITLE, count=f"{counts['repositories']:,}", against=against)),
            "subtitle": escape(" · ".join(filter(None, subtitle))),
            "contents": "".join(f"<li><a href='#{k}'>{escape(t)}</a></li>" for k, t in names),
            "counts": "".join(_count(word, number, language) for word, number in counts.items()),
            "sections": "".join(_section(*each) for each in sections),
            "shown": escape(shown),
            "data": packed_findings(store, run, targets, language),
        },
        language,
    )


def _count(word: str, number: int, language: Language) -> str:
    kind = f" class='{_GRAVE[word]}'" if word in _GRAVE and number else ""
    return f"<li{kind}><b>{number:,}</b>{escape(language.of(word))}</li>"


def _sections(
    store: Store, run: int, targets: Sequence[str], language: Language
) -> list[tuple[str, str, str]]:
    """Each section that has something to say: its key, title and content."""
    found = [("targets", "What each target does with them", _outcomes(store, run, language))]
    if len(targets) > 1:
        found.append(("moving", "What a move would cost", _moves(store, run, targets, language)))
    breaking = "".join(
        _breaking(store, run, target, len(targets) > 1, language) for target in targets
    )
    found.append(("rules", "What breaks", breaking))
    asked = [(target, *questions.not_known(store, run, target)) for target in targets]
    unknown = "".join(
        _folded(f"{_headed(target, language)}{len(rows):,}", names, rows, language)
        for target, names, rows in asked
        if rows
    )
    found.append(("unknown", "What is not known", unknown))
    names, rows = questions.failed(store, run)
    title = f"<b>{len(rows):,}</b> {escape(language.of('not checked'))}"
    found.append(("failed", "Not checked", _folded(title, names, rows, language) if rows else ""))
    return [(key, language.of(title), content) for key, title, content in found if content]


def _outcomes(store: Store, run: int, language: Language) -> str:
    """The plot of what works, and the matrix of targets."""
    names, rows = questions.matrix(store, run)
    if not rows:
        return ""
    plot = _plot(outcomes_svg, questions.outcomes(store, run), language)
    return plot + _table(names, rows, language)


def _moves(store: Store, run: int, targets: Sequence[str], language: Language) -> str:
    """For each pair of targets what breaks, and what it costs; and the roots, the least work first.

    A pair of which nothing breaks has a row in the matrix alone.
    """
    _, rows = questions.moves(store, run)
    broken = {(old, new): number for old, new, number, *_ in rows}
    heads = "".join(f"<th scope='col' class='n'>{escape(name)}</th>" for name in targets)
    lines = "".join(
        f"<tr><th scope='row'>{escape(old)}</th>"
        + "".join(f"<td class='n'>{_broken(broken, old, new)}</td>" for new in targets)
        + "</tr>"
        for old in targets
    )
    matrix = (
        f"<div class='wide'><table><caption><span>{escape(language.of(MATRIX))}</span></caption>"
        f"<thead><tr><th scope='col'>{language.say('from')} \\ {language.say('to')}</th>"
        f"{heads}</tr></thead>"
        f"<tbody>{lines}</tbody></table></div>"
    )
    return matrix + "".join(_move(store, run, row, language) for row in rows)


def _headed(words: str, language: Language) -> str:
    """Words before a colon, as HTML."""
    return language.say("{name}: ", name=f"<b>{escape(words)}</b>")


def _broken(broken: dict[tuple[str, str], int], old: str, new: str) -> str:
    if old == new:
        return "<span class='faint' aria-hidden='true'>·</span>"
    number = broken.get((old, new), 0)
    return f"<span class='bad'>{number:,}</span>" if number else "0"


def _move(store: Store, run: int, row: tuple[Any, ...], language: Language) -> str:
    """What one move breaks, in a line, and the roots, the least work first."""
    old, new, roots, safe, by_hand, unknown = row
    total = max(1, safe + by_hand + unknown)
    parts = (("good", safe), ("bad", by_hand), ("open", unknown))
    split = "".join(f"<i class='{kind}' style='width:{n / total:.2%}'></i>" for kind, n in parts)
    break_, *rest = (
        _html(language.say(template, count=f"{number:,}"))
        for template, number in ((MOVE, roots), (SAFE, safe), (BY_HAND, by_hand), (OPEN, unknown))
    )
    told = language.between.join(
        f"<span class='{kind}'>{words}</span>" for (kind, _), words in zip(parts, rest, strict=True)
    )
    title = (
        f"{_headed(f'{old} → {new}', language)}{break_} {told}"
        f"<span class='split' aria-hidden='true'>{split}</span>"
    )
    return _folded(title, *questions.breaks(store, run, old, new), language)


def _breaking(store: Store, run: int, target: str, headed: bool, language: Language) -> str:
    """The plot and the table of the rules that most repositories break on a target."""
    names, rows = questions.top(store, run, target)
    if not rows:
        return ""
    breaking = [row for row in rows if row[2] != "info"][:_RULES]
    most = [(f"{row[0]} {row[1]}", row[2], row[3]) for row in breaking]
    plot = _plot(rules_svg, most, language) if most else ""
    head = f"<h3>{escape(target)}</h3>" if headed else ""
    more = escape(language.say(RULES, count=f"{len(rows):,}", target=target))
    return head + plot + _folded(more, names, rows, language, target)


def _plot(
    draw: Callable[..., str], rows: Sequence[tuple[str, str, int]], language: Language
) -> str:
    """A plot for broad screens and one for narrow ones; the page shows the one that fits."""
    broad, narrow = draw(rows, language=language), draw(rows, narrow=True, language=language)
    return (
        f"<div class='plot'><div class='broad'>{broad}</div>"
        f"<div class='narrow'>{narrow}</div></div>"
    )


def _section(key: str, title: str, content: str) -> str:
    return (
        f"<section aria-labelledby='{key}'><h2 id='{key}'>{escape(title)}</h2>{content}</section>"
    )


def _folded(
    title: str,
    names: Sequence[str],
    rows: Sequence[Sequence[Any]],
    language: Language,
    target: str = "",
) -> str:
    """A table that is shown when it is asked for, and a short one at once."""
    more = len(rows) - _LINES
    words = escape(language.say(MORE, count=f"{more:,}"))
    rest = f"<p class='faint'>{words}</p>" if more > 0 else ""
    table = _table(names, rows[:_LINES], language, target)
    opened = " open" if len(rows) <= _OPENED else ""
    return f"<details{opened}><summary>{title}</summary>{table}{rest}</details>"


def _table(
    names: Sequence[str], rows: Sequence[Sequence[Any]], language: Language, target: str = ""
) -> str:
    """A table; where a target is given, codes of rules lead to what was found of them there."""
    numeric = {i for i in range(len(names)) if rows and isinstance(rows[0][i], int)}
    kind = [
        f" class='{'n' if index in numeric else _WIDE[name]}'"
        if index in numeric or name in _WIDE
        else ""
        for index, name in enumerate(names)
    ]
    heads = "".join(
        f"<th scope='col'{kind[i]}>{escape(language.say(name.replace('_', ' ')))}</th>"
        for i, name in enumerate(names)
    )
    lines = "".join(
        "<tr>"
        + "".join(
            f"<td{kind[i]}>{_cell(names[i], said(names[i], value, language), target)}</td>"
            for i, value in enumerate(row)
        )
        + "</tr>"
        for row in rows
    )
    return (
        f"<div class='wide'><table><thead><tr>{heads}</tr></thead>"
        f"<tbody>{lines}</tbody></table></div>"
    )


def _cell(name: str, value: object, target: str) -> str:
    if value is None:
        return ""
    if isinstance(value, int):
        return f"{value:,}"
    shown = _html(str(value)) if name in ("because", "reason") else escape(str(value))
    if not target or name != "code":
        return shown
    asked = urlencode({"q": str(value), "target": target})
    return f"<a href='#{escape(asked)}'>{shown}</a>"


def _html(words: str) -> str:
    """A sentence with what stands between backticks as code."""
    return re.sub(r"`([^`]*)`", r"<code>\1</code>", escape(words))


def _filled(values: dict[str, str], language: Language) -> str:
    """The template with its fields; what is put in is not looked at for further ones."""
    text = files("checker.fleet").joinpath("page.html").read_text("utf-8")
    page, begin, script = text.partition("<script>\n")
    page = re.sub(TEXT, lambda found: _html(language.of(found[1])), page)
    script = re.sub(TEXT, lambda found: json.dumps(language.of(found[1]))[1:-1], script)
    template = page + begin + script
    parts: list[str] = []
    rest = template
    for name in _FIELDS:
        before, _, rest = rest.partition(f"{{{name}}}")
        parts += [before, values[name]]
    return "".join([*parts, rest])
