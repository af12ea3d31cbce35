"""The pages of the documentation site that are made from the registry, the schemas and the tests.

`pages()` gives each its path below `docs/` and its Markdown, in every language. They are not in git: the site is the
only place that shows them, and building it makes them anew.
"""

from __future__ import annotations

import json
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker.base.findings import Applicability
from checker.base.messages import ENGLISH, Language, fill
from checker.languages import language as product_language
from checker.reports.formats import FORMATS
from checker.rules.codes import RULES, Rule
from checker.rules.page import markdown_page, page_of, sections, summary_of
from scripts.page_language import Verbatim, constant, page_languages, page_name, said
from scripts.rule_documents import FAMILY_TITLES, by_family, citations, rule_head
from scripts.version_pages import table
from tests.cases import lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

TOP = Path(__file__).parent.parent
CASES = TOP / "tests" / "rules"
SHOWN = 4
"""How many cases of each kind a rule's page shows."""
LONGEST = 700
"""How long a case may be to be shown, in characters."""


def pages() -> dict[str, str]:
    """All pages by their path below `docs/`."""
    found = {}
    for language in page_languages():
        made = {f"rules/{rule.code}.md": rule_page(rule, language) for rule in RULES.values()}
        made["rules.md"] = rules_page(language)
        made["fixes.md"] = fixes_page(language)
        made["configuration-reference.md"] = configuration_page(language)
        made["formats.md"] = formats_page(language)
        found.update({page_name(path, language): text for path, text in made.items()})
    return found


def rules_page(language: Language = ENGLISH) -> str:
    """The list of all rules, with the anchors that other documents use."""
    lines = [
        f"# {language.say('The rules')}",
        "",
        language.say(
            "`pyspec-check explain CODE` shows a rule's page in the terminal. The severity is that "
            "for the default target; a rule's page lists what differs."
        ),
    ]
    for family, rules in by_family().items():
        lines += ["", f"## {said(language, FAMILY_TITLES.get(family, family))}", ""]
        lines += table(("rule", "what is wrong", "severity", "fix"), language)
        for rule in rules:
            fix = language.of(rule.fix.label) if rule.fix is not None else ""
            anchor = f'<a id="{rule.code.lower()}"></a>[{rule.code}](rules/{rule.code}.md)'
            summary = summary_of(rule.code, language).replace("|", "\\|")
            named = f"{anchor}<br>{rule.name}"
            severity = language.of(rule.severity.label)
            lines.append(f"| {named} | {summary} | {severity} | {fix} |")
    return "\n".join(lines) + "\n"


def rule_page(rule: Rule, language: Language = ENGLISH) -> str:
    """A rule's page with the cases that the tests run."""
    summary = summary_of(rule.code, language)
    lines = [
        "---",
        f"title: {rule.code} {rule.name}",
        f"description: {json.dumps(summary, ensure_ascii=False)}",
        "---",
        "",
        f"# {rule.code} {rule.name}",
        "",
        rule_head(rule, language),
        *markdown_page(rule, language),
        "",
        f"## {language.say('What it rests on')}",
        "",
        *citations(rule, language),
    ]
    for kind, heading, says in (
        ("reported", "Reported in the tests", "These cases are run for each release."),
        ("near-miss", "Not reported in the tests", "Each of these looks similar, and is right."),
    ):
        chosen = [case for case in cases_of(rule.code).get(kind, ()) if _is_shown(case)][:SHOWN]
        if chosen:
            lines += ["", f"## {said(language, heading)}", "", said(language, says)]
        for case in chosen:
            lines += ["", *_case(rule, case, language)]
    return "\n".join(lines) + "\n"


@cache
def cases_of(code: str) -> dict[str, Any]:
    """The cases of a rule, as its tests have them."""
    path = CASES / f"{code}.toml"
    return tomllib.loads(path.read_text("utf-8")) if path.exists() else {}


def _is_shown(case: dict[str, Any]) -> bool:
    """Whether a case consists of short, printable texts alone."""
    files = case.get("files", {})
    if not files or not all(isinstance(text, str) for text in files.values()):
        return False
    whole = "".join(files.values()) + case.get("settings", "")
    clean = all(sign.isprintable() or sign in "\n\t" for sign in whole)
    return clean and len(whole) <= LONGEST and "```" not in whole


def _case(rule: Rule, case: dict[str, Any], language: Language) -> list[str]:
    name = said(language, case["name"])
    about = name[:1].upper() + name[1:] if language is ENGLISH else name
    lines = [f"**{about}**"]
    if "target" in case:
        lines = [
            language.say(
                "**{about}** (`--target {target}`)", about=Verbatim(about), target=case["target"]
            )
        ]
    for path, text in case["files"].items():
        if text.strip():
            lines += ["", f'```text title="{path}"', *text.splitlines(), "```"]
    empty = [f"`{path}`" for path, text in case["files"].items() if not text.strip()]
    if empty:
        lines += ["", language.say("Empty: {files}", files=language.between.join(empty))]
    if "settings" in case and not case["settings"].strip():
        lines += ["", language.say("In a new Django project.")]
    elif "settings" in case:
        title = language.say("settings.py, at its end")
        lines += ["", f'```python title="{title}"', *case["settings"].splitlines(), "```"]
    if case.get("expect"):
        expected = case["expect"]
        if language is not ENGLISH:
            expected = lines_of(rule.code, case, product_language(language.code))
        lines += ["", '```text title="$ pyspec-check --format concise"', *expected, "```"]
    return lines


def fixes_page(language: Language = ENGLISH) -> str:
    """What each rule's fix does, and how safe it is."""
    say = language.say
    lines = [
        f"# {say('Fixes and their safety')}",
        "",
        say(
            "`pyspec-check --diff` shows the safe fixes as a patch, `--fix` applies them, and "
            "`--unsafe-fixes` includes the unsafe ones."
        ),
        "",
        *table(("", "meaning"), language),
    ]
    for name, meaning in (
        (
            "safe",
            "the platform does the same, or what you clearly meant; applied by `--fix`",
        ),
        (
            "unsafe",
            "it can change what the platform does, and needs your look; only with `--unsafe-fixes`",
        ),
    ):
        lines.append(f"| {said(language, name)} | {said(language, meaning)} |")
    lines += [
        "",
        say(
            "Each fix is applied to a copy first and the copy is checked again. A fix is kept only "
            "if its finding disappears and no new error appears; otherwise it is reverted and "
            "reported. [Configuration](configuration.md#fixes) describes how files are written."
        ),
    ]
    for kind, title in (
        (Applicability.SAFE, "Rules with a safe fix"),
        (Applicability.UNSAFE, "Rules with an unsafe fix"),
    ):
        rules = [rule for rule in RULES.values() if rule.fix is kind]
        lines += ["", f"## {said(language, title)}", ""]
        for rule in rules:
            page = dict(sections(page_of(rule.code, language)))
            items = [item.removeprefix("- ") for item in page.get("Fix and its safety:", [])]
            named = f"[{rule.code}](rules/{rule.code}.md) {rule.name}"
            text = say("{first}; {second}", first="", second="").join(items)
            lines.append(say("- {name}: {text}", name=Verbatim(named), text=Verbatim(text)))
    return "\n".join(lines) + "\n"


def configuration_page(language: Language = ENGLISH) -> str:
    """Each key of the configuration, from its JSON Schema."""
    say = language.say
    schema = json.loads((TOP / "docs" / "pyspec-check.schema.json").read_text("utf-8"))
    lines = [
        f"# {say('Configuration reference')}",
        "",
        say(
            "The keys of `pyspec-check.toml`, or of the table `[tool.pyspec-check]` in "
            "`pyproject.toml`. [Configuration](configuration.md) explains how they work together."
        ),
        "",
        say(
            "Made from the [JSON Schema](pyspec-check.schema.json), which editors use for "
            "completion; an unknown key is an error."
        ),
    ]
    for name, value in schema["properties"].items():
        lines += ["", f"## `{name}`", "", said(language, value["description"]), ""]
        lines += [say("- type: {type}", type=_type(value, schema))]
        if "default" in value:
            lines += [say("- default: `{value}`", value=json.dumps(value["default"]))]
        if "enum" in value:
            words = language.between.join(f"`{word}`" for word in value["enum"])
            lines += [say("- one of: {words}", words=words)]
        if "minimum" in value:
            least, most = value["minimum"], value["maximum"]
            lines += [say("- from {least} to {most}", least=least, most=most)]
    return "\n".join(lines) + "\n"


def _type(value: dict[str, Any], schema: dict[str, Any]) -> str:
    """The type of a value in TOML's words."""
    if "$ref" in value:
        found: Any = schema
        for part in value["$ref"].removeprefix("#/").split("/"):
            found = found[part]
        return _type(found, schema)
    for key in ("oneOf", "anyOf"):
        if key in value:
            return either(dict.fromkeys(_type(each, schema) for each in value[key]))
    kind = value.get("type", "string")
    if isinstance(kind, list):
        return either(kind)
    if kind == "array":
        inner = constant(_type(value.get("items", {}), schema))
        return fill("array of {inner}s", inner=inner)
    return constant("table" if kind == "object" else str(kind))


def either(items: Iterable[str]) -> str:
    """One of several types."""
    found = ""
    for each in items:
        part = constant(each)
        found = fill("{one} or {other}", one=found, other=part) if found else part
    return found


ABOUT = {
    "full": "for people: place, source line, what to write and why (the default)",
    "concise": "one finding per line: `path:line:column: CODE severity message`",
    "json": "one document with all fields",
    "jsonl": "one object per finding and line, for `jq` and log collectors",
    "sarif": "SARIF 2.1.0: code scanning, IDEs, viewers; with fixes and fingerprints",
    "github": "annotations of GitHub Actions",
    "gitlab": "GitLab Code Quality",
    "azure": "logging commands of Azure Pipelines",
    "teamcity": "service messages of TeamCity",
    "junit": "JUnit XML: a failure is a finding that makes the run fail",
    "checkstyle": "Checkstyle XML: Jenkins and most others",
    "rdjson": "Reviewdog Diagnostic Format, with suggestions",
    "markdown": "a table for a summary or a comment",
    "statistics": "the number of findings per rule",
}


EXIT_CODES = (
    "no finding at or above `--fail-on`",
    "findings",
    "a wrong option or configuration",
    "a bug in the tool",
)
MISSING = "May be missing."


def formats_page(language: Language = ENGLISH) -> str:
    """The formats, and each field of the JSON report and of the JSON plan."""
    say = language.say
    lines = [
        f"# {say('Formats')}",
        "",
        say(
            "`--format NAME` prints a format, `--output FORMAT:PATH` writes one to a file as well. "
            "The exit code is the same for every format. [In CI](ci.md#elsewhere) says which "
            "service reads what."
        ),
        "",
        *table(("format", "for"), language),
        *(f"| `{name}` | {said(language, ABOUT[name])} |" for name in FORMATS if name in ABOUT),
        "",
        f"## {say('Exit codes')}",
        "",
        *table(("code", "meaning"), language),
        *(f"| {number} | {said(language, text)} |" for number, text in enumerate(EXIT_CODES)),
        "",
        f"## {say('The JSON report')}",
        "",
        *_described("report", ("root", "finding", "place", "comparison"), language),
        "",
        f"## {say('The JSON plan')}",
        "",
        *_described("plan", ("plan", "problem", "requirement", "reason"), language),
    ]
    return "\n".join(lines) + "\n"


def _described(name: str, parts: Iterable[str], language: Language) -> list[str]:
    """What a schema says, and the fields of its document and of some of its parts."""
    schema = json.loads((TOP / "docs" / f"{name}.schema.json").read_text("utf-8"))
    made = fill(
        "[The schema]({name}.schema.json) is complete; this page is made from it.", name=name
    )
    command, _, version = schema["title"].partition(", version ")
    title = fill("`{command}`, version {version}.", command=command, version=version)
    lines = [
        (" " if language is ENGLISH else "").join(
            said(language, text) for text in (title, schema["description"], made)
        ),
        "",
        language.say(
            "`version` is raised if a field is removed or changes its meaning, which only a major "
            "release may do."
        ),
        "",
        *_fields(language.say("The document"), schema, schema, language),
    ]
    for part in parts:
        lines += ["", *_fields(f"`{part}`", schema["$defs"][part], schema, language)]
    return lines


def _fields(
    title: str, part: dict[str, Any], schema: dict[str, Any], language: Language
) -> list[str]:
    lines = [f"### {title}", ""]
    if part.get("description") and part is not schema:
        lines += [said(language, part["description"]), ""]
    lines += table(("field", "type", "what it is"), language)
    lines += [
        f"| `{path}` | {kind and said(language, kind)} | {about and said(language, about)} |"
        for path, kind, about in _rows("", part, schema, depth=0)
    ]
    return lines


def _rows(
    above: str, part: dict[str, Any], schema: dict[str, Any], depth: int
) -> list[tuple[str, str, str]]:
    rows: list[tuple[str, str, str]] = []
    required = part.get("required", ())
    for each in part.get("allOf", ()):
        name = each["$ref"].rpartition("/")[2]
        rows.append((f"{above}…", "", fill("the fields of `{name}`", name=name)))
    for name, value in part.get("properties", {}).items():
        about = value.get("description", "").replace("|", "\\|")
        if name not in required:
            about = fill("May be missing. {about}", about=constant(about)) if about else MISSING
        shape = _shape(value)
        rows.append((f"{above}{name}", shape, about))
        inner = _inside(value)
        if inner and depth < 3:
            sign = "[]." if shape.startswith("array") else "."
            rows += _rows(f"{above}{name}{sign}", inner, schema, depth + 1)
    return rows


def _inside(value: dict[str, Any]) -> dict[str, Any] | None:
    """The object that a field is, contains, or may be."""
    for each in (value, value.get("items", {}), *value.get("oneOf", ())):
        if "properties" in each or "allOf" in each:
            return dict(each)
    return None


def _shape(value: dict[str, Any]) -> str:
    if "$ref" in value:
        return f"`{value['$ref'].rpartition('/')[2]}`"
    if "const" in value:
        return f"`{json.dumps(value['const'])}`"
    if "enum" in value:
        return ", ".join(f"`{word}`" for word in value["enum"])
    if "oneOf" in value:
        return either(_shape(each) for each in value["oneOf"])
    kind = value.get("type", "")
    if kind == "array":
        return fill("array of {inner}", inner=constant(_shape(value.get("items", {})) or "values"))
    return either(kind) if isinstance(kind, list) else constant(str(kind))
