"""What the tool knows, printed: the rules, a rule's page, the targets."""

from __future__ import annotations

import json

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from checker.reports.closing import STYLES
from checker.reports.tables import write_table
from checker.reports.wide_text import wrapping
from checker.rules.page import LISTS, PROSE, page_of, page_url, sections, summary_of, unwrapped
from checker.targets import citation, default_target

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from checker.base.messages import Language
    from checker.reports.output import Output
    from checker.rules.codes import Rule
    from checker.targets import Target


_ITEM = "- "
"""How an item of a list begins on a page."""


def write_rules(rules: Mapping[str, Rule], output: Output) -> None:
    """All rules as a table."""
    rows = [
        (
            Text(rule.code, style="bold"),
            Text(rule.name),
            Text(output.say(rule.severity.label), style=STYLES[rule.severity]),
            Text(output.say(rule.fix.label) if rule.fix is not None else ""),
            Text(summary_of(rule.code, output.language)),
        )
        for rule in rules.values()
    ]
    heads = ("code", "name", "severity", "fix", "what is wrong")
    write_table(output, [output.say(head) for head in heads], rows)


def write_rules_json(rules: Mapping[str, Rule], output: Output) -> None:
    """All rules as one JSON document."""
    output.line(
        json.dumps({"version": 1, "rules": [rule_json(r) for r in rules.values()]}, indent=2)
    )


def rule_json(rule: Rule) -> dict[str, Any]:
    """One rule as plain values."""
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity.label,
        "fix": rule.fix.label if rule.fix is not None else None,
        "cites": {cited: citation(cited) for cited in rule.cites},
        "summary": summary_of(rule.code),
        "page": page_of(rule.code),
        "url": page_url(rule.code),
    }


def write_pages(rules: Mapping[str, Rule], output: Output) -> None:
    """The pages of some rules; of many, a table."""
    if len(rules) > 1:
        write_rules(rules, output)
        output.line(output.say("name one of them to see its page"))
        return
    for rule in rules.values():
        head = Text.assemble(
            (rule.code, "bold"),
            f" {rule.name}  ",
            (output.say(rule.severity.label), STYLES[rule.severity]),
        )
        if rule.fix is not None:
            fix = output.say(rule.fix.label)
            head.append(f"  {output.say('has a fix ({applicability})', applicability=fix)}")
        output.show(head)
        output.line()
        _page(rule, output)
        output.line()
        output.show(Text(output.say("Rests on:"), style="bold"))
        for cited in rule.cites:
            words = output.language.of(citation(cited))
            write_prose(f"{output.say('{name}: ', name=cited)}{words}", 4, output)
        output.line()


def _page(rule: Rule, output: Output) -> None:
    """The page's sections; prose is wrapped anew, examples stay as they are."""
    for heading, lines in sections(page_of(rule.code, output.language)):
        if heading:
            output.line()
            output.show(Text(output.say(heading), style="bold"))
        body = [unwrapped(lines)] if heading in PROSE else lines
        for line in body:
            if heading in LISTS and line.startswith(_ITEM):
                _write_item(line, 4, output)
            else:
                write_prose(line, 4 if heading else 0, output)


def write_prose(words: str, margin: int, output: Output) -> None:
    """Words that wrap below a margin."""
    output.show(Padding(wrapping(Text(words)), (0, 0, 0, margin), expand=False))


def _write_item(words: str, margin: int, output: Output) -> None:
    """An item of a list; it wraps below its words, not below the sign before them."""
    item = Table.grid()
    item.add_column(no_wrap=True)
    item.add_column(overflow="fold")
    item.add_row(" " * margin + _ITEM, wrapping(Text(words.removeprefix(_ITEM))))
    output.show(item)


def write_targets(found: Mapping[str, Target], output: Output) -> None:
    """All targets as a table, the default one marked."""
    rows = []
    for target in found.values():
        name = target.name
        if name == default_target():
            name = output.say("{name} (default)", name=name)
        others = [v for v in target.python_supported if v != target.python_default]
        row = (
            Text(name, style="bold"),
            Text(output.language.of(target.title)),
            Text(target.builder),
            Text(output.language.between.join([target.python_default, *others])),
            Text(output.language.of(target.collectstatic)),
        )
        rows.append(row)
    heads = ("target", "edition", "builder", "Python (default first)", "collectstatic")
    write_table(output, [output.say(head) for head in heads], rows)


def write_target(target: Target, output: Output) -> None:
    """All that is known of one target."""
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True, style="bold")
    table.add_column(overflow="fold")
    for name, value in zip(target._fields, target, strict=True):
        if name == "own":
            continue
        shown = output.language.listed(value) if isinstance(value, tuple) else str(value)
        if shown:
            label = output.language.of(name.replace("_", " "))
            table.add_row(Text(label), wrapping(Text(_said(name, shown, output.language))))
    output.show(table)


_DESCRIBED = frozenset({"title", "source", "port_row", "git_in_build", "other_default_in"})
"""Values that describe something; all others are words that a configuration can contain."""


def _said(name: str, value: str, language: Language) -> str:
    """A value, and what it means in another language than that of configurations."""
    said = language.of(value)
    if said == value or name in _DESCRIBED or name == "older_console":
        return said
    return language.template("{said} ({word})").format(said=said, word=value)
