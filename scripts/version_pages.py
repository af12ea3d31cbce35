"""A page for each version of a platform, made from the data of its targets.

`pages` gives the texts by their paths below `docs`; `scripts.write_docs` writes them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.base.messages import fill
from checker.rules.codes import RULES
from checker.targets import facts, targets, uses
from scripts.page_language import constant, other_languages, page_languages, page_name, said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from checker.base.messages import Language
    from checker.targets import Target

FOLDER = "rainbond"
LINE = "Rainbond"
PIP_PAGE = "the newest for its Python"
WHAT: dict[str, Callable[[Target], str]] = {}
"""What a page tells of a version, in order: the name of a row, and its text."""


def _row(name: str) -> Callable[[Callable[[Target], str]], Callable[[Target], str]]:
    def add(function: Callable[[Target], str]) -> Callable[[Target], str]:
        WHAT[name] = function
        return function

    return add


def _code(words: tuple[str, ...]) -> str:
    return ", ".join(f"`{word}`" for word in words)


@_row("Python project if the root has")
def _recognised(target: Target) -> str:
    also = target.also_recognised_by
    text = _code(target.recognised_by)
    if not also:
        return text
    return fill("{files}; its versions also take {also}", files=text, also=_code(also))


@_row("Other languages beside Python")
def _languages(target: Target) -> str:
    if target.dockerfile_depth:
        return (
            "all are detected; a Dockerfile is looked for up to two folders deep and is not taken "
            "by itself"
        )
    return "the first that is detected is built, alone; a `Dockerfile` in the root comes first"


@_row("Python without runtime.txt")
def _default(target: Target) -> str:
    text = f"`{target.python_default}`"
    if not target.other_default:
        return text
    return fill(
        "{usual} (`{other}` in {releases})",
        usual=text,
        other=target.other_default,
        releases=target.other_default_in,
    )


@_row("Pythons")
def _pythons(target: Target) -> str:
    return _code(target.python_supported)


@_row("runtime.txt")
def _runtime(target: Target) -> str:
    return {
        "read": "trimmed, and its first word is the name that is looked for",
        "looked-up-untrimmed": fill(
            "its whole content, line end included, has to equal a row of the table; if not, "
            "`{python}` is installed silently",
            python=target.python_when_unknown,
        ),
        "ignored": "not read: the Python is chosen in the console",
    }[target.runtime_txt]


@_row("A Python that is not among them")
def _unknown(target: Target) -> str:
    if target.runtime_txt == "ignored":
        return "cannot be chosen"
    shown = target.python_unknown_message.replace("{name}", "…")
    texts = {
        "build fails": fill("the build stops with `{shown}`", shown=shown),
        "mirror decides": fill(
            "the mirror may have it; if not, the build stops with `{shown}`", shown=shown
        ),
        "silently replaced": fill(
            "`{python}` is installed instead, silently; beside other languages the build stops "
            "with `{shown}`",
            python=target.python_when_unknown,
            shown=shown,
        ),
    }
    text = texts[target.unknown_version]
    if not target.python_refused_from:
        return text
    return fill(
        "{text}; from {first} on, compared as text: `{message}`",
        text=text,
        first=target.python_refused_from,
        message=target.python_refused_message,
    )


@_row("Variable that wins over runtime.txt")
def _custom(target: Target) -> str:
    return f"`{target.custom_runtimes}`" if target.custom_runtimes else "none"


@_row("pip")
def _pip(target: Target) -> str:
    return target.pip or PIP_PAGE


@_row("setuptools")
def _setuptools(target: Target) -> str:
    return (
        target.setuptools or "the newest for its Python: on Python 3.9 one without `pkg_resources`"
    )


@_row("Package index")
def _index(target: Target) -> str:
    variable = target.pip_index_variable
    address = target.pip_index_default or "the builder's own"
    if not variable:
        return address
    return fill("{address}, unless `{variable}` names another", address=address, variable=variable)


@_row("Procfile")
def _procfile(target: Target) -> str:
    return {
        "build fails": "read as YAML as it stands: `web:gunicorn` without a space fails the build",
        "against the specification": "a space after `web:` is asked for; the builders insert it",
        "repaired": "`web: ` is put in front of a file that does not begin with `web:`, a missing "
        "space is inserted, and the result is read as YAML",
        "accepted": "read line by line, `type: command`; other lines are skipped",
    }[target.missing_space_after_colon]


@_row("What the console does to the Procfile and runtime.txt")
def _console(target: Target) -> str:
    if target.builder != "slug":
        return "not known: the cloud native build was run with the raw files"
    limit = f"{target.console_limit:,}"
    if target.console_python == 2:
        return fill("takes off ASCII white space around them, keeps {limit} bytes", limit=limit)
    text = fill(
        "takes off all white space of Unicode around them, keeps {limit} characters", limit=limit
    )
    if target.older_console:
        text = fill("{text} ({releases}: 512 bytes)", text=text, releases=target.older_console)
    if target.console == "read":
        text = fill(
            "{text}; this was read in its code, not run, so a start that depends on it is not "
            "certain",
            text=text,
        )
    return text


@_row("Ruby's YAML")
def _yaml(target: Target) -> str:
    if target.builder != "slug":
        return "not used"
    unsafe = "loads dates and aliases (Ruby up to 3.0)"
    return unsafe if target.yaml == "unsafe" else "refuses dates and aliases"


@_row("Variables of a rainbondfile")
def _envs(target: Target) -> str:
    if target.rainbondfile_envs == "strings":
        return "strings; another type makes the whole file void"
    return "of any type"


@_row("Port")
def _port(target: Target) -> str:
    row = target.port_row or "the lowest port of the component"
    return fill("`{variable}`: {row}", variable=target.port_variable, row=row)


@_row("collectstatic")
def _collectstatic(target: Target) -> str:
    if target.collectstatic == "never":
        return "never runs"
    text = "runs for a Django project"
    if target.disable_collectstatic:
        text = fill(
            "runs for a Django project, unless `{variable}` is set",
            variable=target.disable_collectstatic,
        )
    if not target.setuptools and target.python_default.startswith("3.9."):
        text = fill("{text}; with Python 3.9, the default, it is skipped silently", text=text)
    return text


@_row(".git in the build")
def _git(target: Target) -> str:
    return target.git_in_build or "there"


def pages() -> dict[str, str]:
    """The overview and a page for each version, in each language, by their paths below `docs`."""
    line = [target for target in targets().values() if target.line == LINE]
    written = [target for target in targets().values() if target.versions]
    found = {}
    for language in page_languages():
        made = {"README.md": _overview(line, written, language)}
        for target, following in zip(line, [*line[1:], None], strict=True):
            made[f"{target.name}.md"] = _page(target, following, language)
        for target in written:
            made[f"{target.name}.md"] = _page(target, None, language)
        found.update({f"{FOLDER}/{page_name(name, language)}": made[name] for name in made})
    return found


def linked(target: Target, language: Language) -> str:
    """A link to the page of a target in the same folder."""
    return f"[{target.name}]({page_name(f'{target.name}.md', language)})"


def _page(target: Target, following: Target | None, language: Language) -> str:
    say = language.say
    lines = [f"# {language.of(target.title)}", "", other_languages(f"{target.name}.md", language)]
    lines += ["", f"`--target {target.name}`", ""]
    if target.versions:
        names = language.between.join(linked(targets()[name], language) for name in target.versions)
        written = (
            "The written specification. What its versions do: {names}. No version has all of its "
            "Pythons."
        )
        lines += [say(written, names=names), ""]
    lines += ["| | |", "| --- | --- |"]
    lines += [
        f"| {said(language, name)} | {said(language, text(target))} |"
        for name, text in WHAT.items()
    ]
    if following is not None:
        title = constant(following.title)
        lines += ["", f"## {say('What changes at {title}', title=title)}", ""]
        lines += [f"- {language.of(each)}" for each in _changes(target, following)]
        lines += ["", say("See {page}.", page=linked(following, language))]
    lines += ["", f"## {say('Sources')}", "", *(f"- {said(language, s)}" for s in target.source)]
    return "\n".join(lines) + "\n"


def _changes(before: Target, after: Target) -> list[str]:
    found = [
        fill(
            "{name}: {after} (before: {before})",
            name=constant(name),
            after=constant(text(after)),
            before=constant(text(before)),
        )
        for name, text in WHAT.items()
        if text(before) != text(after)
    ]
    gone = [v for v in before.python_supported if v not in after.python_supported]
    if gone:
        found.append(fill("Pythons that are gone: {pythons}", pythons=_code(tuple(gone))))
    return found


def _overview(line: list[Target], written: list[Target], language: Language) -> str:
    say = language.say
    made = (
        "Made from the data that the checks use. `pyspec-check --target all` shows what an upgrade "
        "changes for a repository."
    )
    lines = [f"# {say('Rainbond by version')}", "", other_languages("README.md", language)]
    lines += ["", say(made), ""]
    lines += table(("target", "versions", "Python without runtime.txt", "pip"), language)
    for target in (*written, *line):
        title, default, pip = (
            said(language, text) for text in (target.title, _default(target), _pip(target))
        )
        lines.append(f"| {linked(target, language)} | {title} | {default} | {pip} |")
    lines += ["", f"## {say('The facts')}", "", *facts_table(("RH",), language)]
    return "\n".join(lines) + "\n"


def table(heads: Iterable[str], language: Language) -> list[str]:
    """The first two lines of a table."""
    shown = [f" {said(language, head)} |" if head else " |" for head in heads]
    return [f"|{''.join(shown)}", f"|{' --- |' * len(shown)}"]


def facts_table(letters: Iterable[str], language: Language) -> list[str]:
    """The facts whose numbers begin so, with the rules that cite them."""
    lines = table(("fact", "what it says", "rules", "also used for"), language)
    rules_page = page_name("rules.md", language)
    for name, says in facts().items():
        if re.sub(r"[0-9]+[a-z]?$", "", name) not in letters:
            continue
        citing = [code for code, rule in RULES.items() if name in rule.cites]
        links = language.between.join(f"[{c}](../{rules_page}#{c.lower()})" for c in citing)
        used = said(language, uses()[name]) if name in uses() else ""
        lines.append(f"| {name} | {said(language, says)} | {links} | {used} |")
    return lines
