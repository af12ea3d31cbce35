"""The report of a run: one page that needs no network, from counts down to each finding's line."""

from __future__ import annotations

import json
from html import escape
from importlib.resources import files

from checker.base import regex as re
from checker.base.messages import ENGLISH, Language
from checker.fleet import questions
from checker.fleet.charts import outcomes_svg, rules_svg
from checker.fleet.page_findings import MOST, packed_findings, told_columns
from checker.fleet.page_moves import moves_html
from checker.fleet.page_tables import Shown, as_html, command_of, folded, headed, html
from checker.fleet.sayings import StoreLanguage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from checker.fleet.store import Store

_RULES = 15
"""Rules that a plot shows."""
_GRAVE = {"fails": "bad", "not known": "open", "not checked": "open"}
"""Numbers that stand out where they are not 0, and how."""
ALL = "All {total}."
GRAVEST = "The gravest {most} of {total}; `pyspec-check fleet query` has them all."
TITLE = "{count} repositories against {against}"
ONE = "1 repository against {against}"
RULES = "All {count} rules that report something on {target}"
_FIELDS = (
    *("language", "title", "title", "subtitle", "contents", "counts", "sections", "shown", "data"),
)
"""The fields of the template, in their order."""
TEXT = r"\[\[(.+?)\]\]"
"""A text of the template that is shown in the reader's language."""


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
    columns = told_columns(store, run)
    sections = _sections(store, run, targets, columns, language)
    total = counts["findings"]
    shown = say(ALL if total <= MOST else GRAVEST, total=f"{total:,}", most=f"{MOST:,}")
    against = targets[0] if len(targets) == 1 else say("{count} targets", count=len(targets))
    number = counts["repositories"]
    title = say(ONE if number == 1 else TITLE, count=f"{number:,}", against=against)
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
            "title": escape(title),
            "subtitle": escape(" · ".join(filter(None, subtitle))),
            "contents": "".join(f"<li><a href='#{k}'>{escape(t)}</a></li>" for k, t in names),
            "counts": "".join(_count(word, number, language) for word, number in counts.items()),
            "sections": "".join(_section(*each) for each in sections),
            "shown": escape(shown),
            "data": packed_findings(store, run, targets, columns, language),
        },
        language,
    )


def _count(word: str, number: int, language: Language) -> str:
    kind = f" class='{_GRAVE[word]}'" if word in _GRAVE and number else ""
    return f"<li{kind}><b>{number:,}</b>{escape(language.of(word))}</li>"


def _sections(
    store: Store,
    run: int,
    targets: Sequence[str],
    columns: Mapping[str, str],
    language: Language,
) -> list[tuple[str, str, str]]:
    """Each section that has something to say: its key, title and content."""
    found = []
    if len(targets) > 1:
        moving = moves_html(store, run, targets, columns, language)
        found.append(("moving", "What a move would cost", moving))
    found.append(("targets", "What each target does with them", _outcomes(store, run, language)))
    breaking = "".join(
        _breaking(store, run, target, len(targets) > 1, language) for target in targets
    )
    found.append(("rules", "What breaks", breaking))
    asked = [(target, questions.not_known(store, run, target)) for target in targets]
    unknown = "".join(
        folded(
            f"{headed(target, language)}{len(table[1]):,}",
            table,
            language,
            Shown(target, command_of(f"unknown --target {target}"), target, columns),
        )
        for target, table in asked
        if table[1]
    )
    found.append(("unknown", "What is not known", unknown))
    table = questions.failed(store, run)
    words = language.of("not checked")
    title = f"<b>{len(table[1]):,}</b> {escape(words)}"
    shown = Shown(words, command_of("failed"), columns=columns)
    failed = folded(title, table, language, shown) if table[1] else ""
    found.append(("failed", "Not checked", failed))
    return [(key, language.of(title), content) for key, title, content in found if content]


def _outcomes(store: Store, run: int, language: Language) -> str:
    """The plot of what works, and the matrix of targets."""
    table = questions.matrix(store, run)
    if not table[1]:
        return ""
    plot = _plot(outcomes_svg, questions.outcomes(store, run), language)
    return plot + as_html(table, language, Shown(language.of("What each target does with them")))


def _breaking(store: Store, run: int, target: str, headed: bool, language: Language) -> str:
    """The plot and the table of the rules that most repositories break on a target."""
    table = questions.top(store, run, target)
    if not table[1]:
        return ""
    most = questions.gravest(store, run, target, _RULES)
    plot = _plot(rules_svg, most, language) if most else ""
    head = f"<h3>{escape(target)}</h3>" if headed else ""
    more = language.say(RULES, count=f"{len(table[1]):,}", target=target)
    shown = Shown(more, command_of(f"top --target {target}"), target)
    return f"<div class='kept'>{head}{plot}</div>{folded(escape(more), table, language, shown)}"


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


def _filled(values: dict[str, str], language: Language) -> str:
    """The template with its fields; what is put in is not looked at for further ones."""
    text = files("checker.fleet").joinpath("page.html").read_text("utf-8")
    page, begin, script = text.partition("<script>\n")
    page = re.sub(TEXT, lambda found: html(language.of(found[1])), page)
    script = re.sub(TEXT, lambda found: json.dumps(language.of(found[1]))[1:-1], script)
    template = page + begin + script
    parts: list[str] = []
    rest = template
    for name in _FIELDS:
        before, _, rest = rest.partition(f"{{{name}}}")
        parts += [before, values[name]]
    return "".join([*parts, rest])
