"""A page for each platform other than Rainbond, made from the data of its target.

`pages` gives the texts by their paths below `docs`; `scripts.write_docs` writes them. What a page
says comes from the target's row, its table `own` and the facts: a new one needs no change here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.base.messages import fill, joined
from checker.platform.builder import builder_of
from checker.targets import targets
from scripts import moving_page
from scripts.page_language import constant, listed, other_languages, page_languages, page_name, said
from scripts.version_pages import facts_table, linked, table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.base.messages import Language
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
    before = [
        fill("`{path}` ({language})", path=path, language=language)
        for language, path in options.get("before", ())
    ]
    tools = options.get("setuptools")
    hooks = "`bin/pre_compile` and `bin/post_compile`; a failing one fails the build"
    found = {
        "Python project if the root has": _code(target.recognised_by),
        "Built as something else if the root has": listed(before),
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
        "Pythons that leave": joined(
            fill("{python} on {date}", python=name, date=date) for name, date in until.items()
        ),
        "setuptools before the requirements": (
            fill(
                "{release} up to Python {python}, none for newer ones",
                release=tools[0],
                python=tools[1],
            )
            if tools
            else "not known"
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
            fill(
                "runs for a Django project, unless `{variable}` is set",
                variable=target.disable_collectstatic,
            )
            if builder.runs_collectstatic
            else "never runs"
        ),
    }
    return {name: text for name, text in found.items() if text}


def pages() -> dict[str, str]:
    """The pages in each language by their paths below `docs`."""
    heroku = rows(targets()[moving_page.HEROKU])
    found = {}
    for language in page_languages():
        made = {f"{target.name}.md": _page(target, language) for target in others()}
        made["README.md"] = _overview(language)
        made["moving.md"] = moving_page.page(heroku, language)
        found.update({f"{FOLDER}/{page_name(name, language)}": made[name] for name in made})
    return found


def _page(target: Target, language: Language) -> str:
    say = language.say
    like = target.options.get("like", "")
    base = targets()[like or "heroku"]
    own, other = rows(target), rows(base)
    differing = [name for name in {**own, **other} if own.get(name) != other.get(name)]
    lines = [
        f"# {said(language, target.title)}",
        "",
        other_languages(f"{target.name}.md", language),
        "",
        say("`pyspec-check --target {target}` checks for it.", target=target.name),
        "",
        f"## {say('What it reads')}",
        "",
        "| | |",
        "| --- | --- |",
        *(f"| {said(language, name)} | {said(language, text)} |" for name, text in own.items()),
    ]
    if differing:
        lines += [
            "",
            f"## {say('What differs from {title}', title=constant(base.title))}",
            "",
        ]
        lines += [
            "- "
            + say(
                "{name}: {here} (there: {there})",
                name=constant(name),
                here=constant(own.get(name, NONE)),
                there=constant(other.get(name, NONE)),
            )
            for name in differing
        ]
    lines += ["", f"## {say('The facts')}", "", *facts_table(letters(target), language)]
    if like:
        page = linked(targets()[like], language)
        lines += ["", say("For the rest it builds as {page} does.", page=page)]
    lines += ["", say("Sources:"), "", *(f"- {said(language, s)}" for s in target.source)]
    return "\n".join(lines) + "\n"


def _overview(language: Language) -> str:
    say = language.say
    about = (
        "`pyspec-check --target all` compares them for a repository; [moving]({page}) shows "
        "what changes between Heroku and Rainbond."
    )
    lines = [
        f"# {say('Other platforms')}",
        "",
        other_languages("README.md", language),
        "",
        say(about, page=page_name("moving.md", language)),
        "",
        *table(("target", "platform", "Python without a declaration", "collectstatic"), language),
    ]
    for target in others():
        runs = "runs" if builder_of(target).runs_collectstatic else "never runs"
        lines.append(
            f"| {linked(target, language)} | {said(language, target.title)} "
            f"| `{target.python_default}` | {said(language, runs)} |"
        )
    return "\n".join(lines) + "\n"
