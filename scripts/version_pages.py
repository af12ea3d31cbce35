"""A page for each version of a platform, made from the data of its targets.

`pages` gives the texts by their paths below `docs`; `scripts.write_docs` writes them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.rules.codes import RULES
from checker.targets import facts, targets, uses

if TYPE_CHECKING:
    from collections.abc import Callable

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
    return f"{text}; its versions also take {_code(also)}" if also else text


@_row("Other languages beside Python")
def _languages(target: Target) -> str:
    if target.dockerfile_depth:
        depth = "a Dockerfile is looked for up to two folders deep and is not taken by itself"
        return f"all are detected; {depth}"
    return "the first that is detected is built, alone; a `Dockerfile` in the root comes first"


@_row("Python without runtime.txt")
def _default(target: Target) -> str:
    text = f"`{target.python_default}`"
    return text + (
        f" (`{target.other_default}` in {target.other_default_in})" if target.other_default else ""
    )


@_row("Pythons")
def _pythons(target: Target) -> str:
    return _code(target.python_supported)


@_row("runtime.txt")
def _runtime(target: Target) -> str:
    return {
        "read": "trimmed, and its first word is the name that is looked for",
        "looked-up-untrimmed": "its whole content, line end included, has to equal a row of the "
        f"table; if not, `{target.python_when_unknown}` is installed silently",
        "ignored": "not read: the Python is chosen in the console",
    }[target.runtime_txt]


@_row("A Python that is not among them")
def _unknown(target: Target) -> str:
    if target.runtime_txt == "ignored":
        return "cannot be chosen"
    shown = target.python_unknown_message.replace("{name}", "…")
    texts = {
        "build fails": f"the build stops with `{shown}`",
        "mirror decides": f"the mirror may have it; if not, the build stops with `{shown}`",
        "silently replaced": f"`{target.python_when_unknown}` is installed instead, silently; "
        f"beside other languages the build stops with `{shown}`",
    }
    text = texts[target.unknown_version]
    if target.python_refused_from:
        refused = f"from {target.python_refused_from} on, compared as text: "
        text += f"; {refused}`{target.python_refused_message}`"
    return text


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
    return f"{address}, unless `{variable}` names another" if variable else address


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
    unit = "bytes" if target.console_python == 2 else "characters"
    blanks = "ASCII white space" if target.console_python == 2 else "all white space of Unicode"
    text = f"takes off {blanks} around them, keeps {target.console_limit:,} {unit}"
    if target.older_console:
        text += f" ({target.older_console}: 512 bytes)"
    if target.console == "read":
        text += "; this was read in its code, not run, so a start that depends on it is not certain"
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
    return f"`{target.port_variable}`: {row}"


@_row("collectstatic")
def _collectstatic(target: Target) -> str:
    if target.collectstatic == "never":
        return "never runs"
    text = "runs for a Django project"
    if target.disable_collectstatic:
        text += f", unless `{target.disable_collectstatic}` is set"
    if not target.setuptools and target.python_default.startswith("3.9."):
        text += "; with Python 3.9, the default, it is skipped silently"
    return text


@_row(".git in the build")
def _git(target: Target) -> str:
    return target.git_in_build or "there"


def pages() -> dict[str, str]:
    """The overview and a page for each version, by their paths below `docs`."""
    line = [target for target in targets().values() if target.line == LINE]
    written = [target for target in targets().values() if target.versions]
    found = {f"{FOLDER}/README.md": _overview(line, written)}
    for target, following in zip(line, [*line[1:], None], strict=True):
        found[f"{FOLDER}/{target.name}.md"] = _page(target, following)
    for target in written:
        found[f"{FOLDER}/{target.name}.md"] = _page(target, None)
    return found


def _page(target: Target, following: Target | None) -> str:
    lines = [f"# {target.title}", "", f"`--target {target.name}`", ""]
    if target.versions:
        names = ", ".join(f"[{name}]({name}.md)" for name in target.versions)
        lines += [
            f"The written specification. What its versions do: {names}. No version has all of its "
            "Pythons.",
            "",
        ]
    lines += ["| | |", "| --- | --- |"]
    lines += [f"| {name} | {text(target)} |" for name, text in WHAT.items()]
    if following is not None:
        lines += ["", f"## What changes at {following.title}", "", *_changes(target, following)]
        lines += ["", f"See [{following.name}]({following.name}.md)."]
    lines += ["", "## Sources", "", *(f"- {source}" for source in target.source)]
    return "\n".join(lines) + "\n"


def _changes(before: Target, after: Target) -> list[str]:
    found = [
        f"- {name}: {text(after)} (before: {text(before)})"
        for name, text in WHAT.items()
        if text(before) != text(after)
    ]
    gone = [v for v in before.python_supported if v not in after.python_supported]
    if gone:
        found.append(f"- Pythons that are gone: {_code(tuple(gone))}")
    return found


def _overview(line: list[Target], written: list[Target]) -> str:
    lines = [
        "# Rainbond by version",
        "",
        "Made from the data that the checks use. `pyspec-check --target all` shows what an upgrade "
        "changes for a repository.",
        "",
        "| target | versions | Python without runtime.txt | pip |",
        "| --- | --- | --- | --- |",
    ]
    for target in (*written, *line):
        link = f"[{target.name}]({target.name}.md)"
        lines.append(f"| {link} | {target.title} | {_default(target)} | {_pip(target)} |")
    lines += ["", "## The facts", ""]
    lines += ["| fact | what it says | rules | also used for |", "| --- | --- | --- | --- |"]
    for name, says in facts().items():
        if name.startswith("RH"):
            citing = [code for code, rule in RULES.items() if name in rule.cites]
            links = ", ".join(f"[{code}](../rules.md#{code.lower()})" for code in citing)
            lines.append(f"| {name} | {says} | {links} | {uses().get(name, '')} |")
    return "\n".join(lines) + "\n"
