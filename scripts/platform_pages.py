"""A page for each platform other than Rainbond, made from the data of its target.

`pages` gives the texts by their paths below `docs`; `scripts.write_docs` writes them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.platform.builder import builder_of
from checker.rules.codes import RULES
from checker.targets import facts, targets

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.targets import Target

FOLDER = "platforms"
FACTS = {
    "heroku": ("H",),
    "heroku-cnb": ("HC",),
    "digitalocean": ("DO",),
    "scalingo": ("SC",),
    "dokku": ("D",),
    "cloudfoundry": ("C",),
    "railway": ("RW",),
}
"""The letters of the facts about each target."""
ALIKE = {"digitalocean": "heroku", "scalingo": "heroku", "dokku": "heroku"}
"""Targets whose other facts are those of another one."""


def _code(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _rows(target: Target) -> dict[str, str]:
    """What a page says of a target, in order."""
    options, builder = target.options, builder_of(target)
    own = dict(options.get("until", ()))
    rows = {
        "Python project if the root has": _code(target.recognised_by),
        "Package manager, in this order": _code(options.get("managers", ())),
        "Several package managers": options.get("several", ""),
        "The Python is declared in": _code(builder.version_files),
        "Python without a declaration": f"`{target.python_default}`",
        "Pythons": _code(target.python_supported),
        "Pythons that leave": ", ".join(f"{name} on {date}" for name, date in own.items()),
        "Paths that fail the build": _code(options.get("refused", ())),
        "`release` runs": builder.release.value,
        "The command is run by a shell": "yes" if builder.is_shell else "no",
        "Port": f"`{builder.port_expression}`",
        "collectstatic": target.collectstatic,
    }
    return {name: text for name, text in rows.items() if text}


def pages() -> dict[str, str]:
    """The pages by their paths below `docs`."""
    found = {f"{FOLDER}/{name}.md": _page(targets()[name]) for name in FACTS}
    found[f"{FOLDER}/README.md"] = _overview()
    return found


def _facts(letters: tuple[str, ...]) -> list[str]:
    lines = ["| fact | what it says | rules |", "| --- | --- | --- |"]
    for name, says in facts().items():
        if re.sub(r"[0-9]+[a-z]?$", "", name) not in letters:
            continue
        citing = [code for code, rule in RULES.items() if name in rule.cites]
        links = ", ".join(f"[{code}](../rules.md#{code.lower()})" for code in citing)
        lines.append(f"| {name} | {says} | {links} |")
    return lines


def _page(target: Target) -> str:
    lines = [
        f"# {target.title}",
        "",
        f"`pyspec-check --target {target.name}` checks for it.",
        "",
        "| | |",
        "| --- | --- |",
        *(f"| {name} | {text} |" for name, text in _rows(target).items()),
        "",
        "## The facts",
        "",
        *_facts(FACTS[target.name]),
    ]
    if like := ALIKE.get(target.name):
        lines += ["", f"For the rest it builds as [{like}]({like}.md) does."]
    lines += ["", "Sources:", "", *(f"- {source}" for source in target.source)]
    return "\n".join(lines) + "\n"


def _overview() -> str:
    lines = [
        "# Other platforms",
        "",
        "`pyspec-check --target all` compares them for a repository.",
        "",
        "| target | platform | Python without a declaration | collectstatic |",
        "| --- | --- | --- | --- |",
    ]
    for name in FACTS:
        target = targets()[name]
        lines.append(
            f"| [{name}]({name}.md) | {target.title} | `{target.python_default}` "
            f"| {target.collectstatic} |"
        )
    return "\n".join(lines) + "\n"
