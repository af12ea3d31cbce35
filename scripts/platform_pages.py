"""A page for each platform other than Rainbond, made from the data of its target.

`pages` gives the texts by their paths below `docs`; `scripts.write_docs` writes them. What a page
says comes from the target's row, its table `own` and the facts: a new one needs no change here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.platform.builder import builder_of
from checker.rules.codes import RULES
from checker.targets import facts, targets, uses
from scripts import moving_page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.targets import Target

FOLDER = "platforms"
_RUNTIME = {
    "deprecated": "read, but deprecated",
    "refused": "fails the build, whatever it contains",
    "constraint": (
        "a constraint over the Pythons below: `python-3.12.x` works, `python-3.12` does not"
    ),
    "first number": "the first number in it",
}
NONE = "none"
_SETUP = {
    "build fails": "fails the build: it is not installed",
    "ignored": "names no package manager: the build fails",
    "installed": "is installed as `-e .`",
}


def others() -> list[Target]:
    """The targets that a page is for."""
    return [target for target in targets().values() if target.platform != "Rainbond"]


def letters(target: Target) -> set[str]:
    """How the numbers of the facts about a target begin."""
    return {target.options["facts"]}


def _code(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def rows(target: Target) -> dict[str, str]:
    """What a page says of a target, in order."""
    options, builder = target.options, builder_of(target)
    until = dict(options.get("until", ()))
    before = [f"`{path}` ({language})" for language, path in options.get("before", ())]
    tools = options.get("setuptools")
    hooks = "`bin/pre_compile` and `bin/post_compile`; a failing one fails the build"
    found = {
        "Python project if the root has": _code(target.recognised_by),
        "Built as something else if the root has": ", ".join(before),
        "Package manager, in this order": _code(options.get("managers", ())),
        "Several package managers": options.get("several", ""),
        "A setup.py alone": _SETUP.get(options.get("setup_py", ""), ""),
        "The Python is declared in": _code(builder.version_files),
        "runtime.txt": _RUNTIME.get(target.runtime_txt, "not read"),
        "Names that fail the build as misspellings of .python-version": _code(
            f"{name.replace(' ', '␠')}" for name in options.get("misspelt", ())
        ),
        "Python without a declaration": f"`{target.python_default}`",
        "Pythons": _code(target.python_supported),
        "Pythons that leave": ", ".join(f"{name} on {date}" for name, date in until.items()),
        "setuptools before the requirements": (
            f"{tools[0]} up to Python {tools[1]}, none for newer ones" if tools else "not known"
        ),
        "Paths that fail the build": _code(
            [*options.get("refused", ()), *filter(None, [options.get("python_folder", "")])]
        ),
        "Hooks": hooks if options.get("hooks") else "none",
        "Variables in the build": options["variables"],
        "Procfile": options["procfile"],
        "`release` runs": builder.release.value,
        "The command is run by a shell": "yes" if builder.is_shell else "no",
        "Port": f"`{builder.port_expression}`",
        "collectstatic": (
            f"runs for a Django project, unless `{target.disable_collectstatic}` is set"
            if builder.runs_collectstatic
            else "never runs"
        ),
    }
    return {name: text for name, text in found.items() if text}


def pages() -> dict[str, str]:
    """The pages by their paths below `docs`."""
    found = {f"{FOLDER}/{target.name}.md": _page(target) for target in others()}
    found[f"{FOLDER}/README.md"] = _overview()
    heroku = rows(targets()[moving_page.HEROKU])
    found[f"{FOLDER}/moving.md"] = moving_page.page(heroku)
    return found


def _facts(target: Target) -> list[str]:
    lines = ["| fact | what it says | rules | also used for |", "| --- | --- | --- | --- |"]
    for name, says in facts().items():
        if re.sub(r"[0-9]+[a-z]?$", "", name) not in letters(target):
            continue
        citing = [code for code, rule in RULES.items() if name in rule.cites]
        links = ", ".join(f"[{code}](../rules.md#{code.lower()})" for code in citing)
        lines.append(f"| {name} | {says} | {links} | {uses().get(name, '')} |")
    return lines


def _page(target: Target) -> str:
    like = target.options.get("like", "")
    base = targets()[like or "heroku"]
    own, other = rows(target), rows(base)
    differing = [name for name in {**own, **other} if own.get(name) != other.get(name)]
    lines = [
        f"# {target.title}",
        "",
        f"`pyspec-check --target {target.name}` checks for it.",
        "",
        "## What it reads",
        "",
        "| | |",
        "| --- | --- |",
        *(f"| {name} | {text} |" for name, text in own.items()),
    ]
    if differing:
        lines += ["", f"## What differs from {base.title}", ""]
        lines += [
            f"- {name}: {own.get(name, NONE)} (there: {other.get(name, NONE)})"
            for name in differing
        ]
    lines += ["", "## The facts", "", *_facts(target)]
    if like:
        lines += ["", f"For the rest it builds as [{like}]({like}.md) does."]
    lines += ["", "Sources:", "", *(f"- {source}" for source in target.source)]
    return "\n".join(lines) + "\n"


def _overview() -> str:
    lines = [
        "# Other platforms",
        "",
        "`pyspec-check --target all` compares them for a repository; [moving](moving.md) shows "
        "what changes between Heroku and Rainbond.",
        "",
        "| target | platform | Python without a declaration | collectstatic |",
        "| --- | --- | --- | --- |",
    ]
    lines += [
        f"| [{target.name}]({target.name}.md) | {target.title} | `{target.python_default}` "
        f"| {'runs' if builder_of(target).runs_collectstatic else 'never runs'} |"
        for target in others()
    ]
    return "\n".join(lines) + "\n"
