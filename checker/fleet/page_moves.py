"""The part of a report that says what each move breaks, on what, and what it costs."""

from __future__ import annotations

from html import escape

from checker.fleet import questions
from checker.fleet.moves import Move, causes, moves
from checker.fleet.page_tables import LINES, Shown, as_html, cells, command_of, folded, headed, html

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from checker.base.messages import Language
    from checker.fleet.store import Store

MATRIX = "Roots that fail on the target of the column and are not known to fail on that of the row"
BREAK = "{broken} of the {roots} roots that do not fail on {old} fail on {new}."
NONE_LEFT = "Every root fails on {old}."
ERRORS = "Errors to fix: {safe} by `--fix`, {hand} by hand; {uncertain} findings are uncertain."
WHY = "The rules that they break on, the most roots first"
ROOTS = "The {count} roots that break, the least work first"
_ROWS = 6_000
"""Rows of all moves together, of which each shows its part; none, if that is fewer than `_FEW`."""
_FEW = 50


def moves_html(
    store: Store,
    run: int,
    targets: Sequence[str],
    columns: Mapping[str, str],
    language: Language,
) -> str:
    """The choice of a move, each move, and the matrix of all.

    Without JavaScript the moves stand one below the other; with it the chosen one is shown.
    """
    known = moves(store, run)
    lines = min(LINES, _ROWS // (len(targets) * (len(targets) - 1)))
    lines = lines if lines >= _FEW else 0
    parts = []
    for i, old in enumerate(targets):
        for j, new in enumerate(targets):
            if i == j:
                continue
            move = known.get((old, new))
            body = (
                _move(
                    store, run, move, Shown("", target=new, columns=columns, lines=lines), language
                )
                if move
                else f"<p>{html(language.say(NONE_LEFT, old=old))}</p>"
            )
            parts.append(
                f"<div class='move' id='m{i}-{j}' tabindex='-1'>"
                f"<h3>{escape(old)} → {escape(new)}</h3>{body}</div>"
            )
    return _choice(targets, language) + "".join(parts) + _matrix(known, targets, language)


def _choice(targets: Sequence[str], language: Language) -> str:
    """Two lists to choose from, which the page's script shows."""
    options = [f"<option value='{i}'>{escape(name)}</option>" for i, name in enumerate(targets)]
    return "<form id='moving-form' hidden>{}</form>".format(
        "".join(
            f"<label>{escape(language.say(word))} "
            f"<select id='{key}'>{''.join(options)}</select></label>"
            for key, word in (("from", "From"), ("to", "To"))
        )
    )


def _move(store: Store, run: int, move: Move, shown: Shown, language: Language) -> str:
    """What one move breaks: how many, on which rules, and each root."""
    works = move.roots - move.broken - move.open
    parts = (
        ("good", works, "{count} work"),
        ("safe", move.fixed, "{count} need `--fix` only"),
        ("bad", move.broken - move.fixed, "{count} need work by hand"),
        ("open", move.open, "{count} not known"),
    )
    bar = "".join(
        f"<i class='{kind}' style='width:{number / move.roots:.2%}'></i>"
        for kind, number, _ in parts
    )
    legend = "".join(
        f"<li class='{kind}'>{html(language.say(template, count=f'{number:,}'))}</li>"
        for kind, number, template in parts
    )
    head = language.say(
        BREAK,
        broken=f"{move.broken:,}",
        roots=f"{move.roots:,}",
        old=move.old,
        new=move.new,
    )
    begin = (
        f"<p class='answer'>{html(head)}</p><div class='split' aria-hidden='true'>{bar}</div>"
        f"<ul class='legend'>{legend}</ul>"
    )
    if not move.broken:
        return begin
    errors = language.say(
        ERRORS,
        safe=f"{move.safely_fixable:,}",
        hand=f"{move.by_hand:,}",
        uncertain=f"{move.uncertain:,}",
    )
    why = language.say(WHY)
    command = command_of(f"breaks --from {move.old} --to {move.new}")
    of_rules = Shown(why, f"{command} --rules", shown.target)
    roots = language.say(ROOTS, count=f"{move.broken:,}")
    of_roots = shown._replace(caption=roots, command=command)
    begin += (
        f"<p>{html(errors)}</p><h4>{escape(why)}</h4>"
        f"{as_html(causes(store, run, move.old, move.new), language, of_rules)}"
    )
    if not shown.lines:
        return f"{begin}<p>{headed(roots, language)}{html(f'`{command}`')}</p>"
    table = questions.breaks(store, run, move.old, move.new)
    return begin + folded(escape(roots), table, language, of_roots)


def _matrix(
    known: Mapping[tuple[str, str], Move], targets: Sequence[str], language: Language
) -> str:
    """How many roots each move breaks; each number leads to its move."""
    heads = "".join(f"<th scope='col' class='n'>{escape(name)}</th>" for name in targets)
    lines = "".join(
        f"<tr><th scope='row'>{escape(old)}</th>"
        + cells([_broken(known, (old, new), f"m{i}-{j}") for j, new in enumerate(targets)])
        + "</tr>"
        for i, old in enumerate(targets)
    )
    caption = escape(language.of(MATRIX))
    return (
        f"<div class='wide' role='region' tabindex='0' aria-label='{caption}'>"
        f"<table><caption><span>{caption}</span></caption>"
        f"<thead><tr><th scope='col'>{language.say('from')} \\ {language.say('to')}</th>"
        f"{heads}</tr></thead><tbody>{lines}</tbody></table></div>"
    )


def _broken(known: Mapping[tuple[str, str], Move], pair: tuple[str, str], place: str) -> str | None:
    if pair[0] == pair[1]:
        return None
    number = known[pair].broken if pair in known else 0
    kind = " class='bad'" if number else ""
    return f"<a{kind} href='#{place}'>{number:,}</a>"
