"""The pages of the documentation site that are made from the registry, the schemas and the tests.

`pages()` gives each its path below `docs/` and its Markdown. They are not in git: the site is the
only place that shows them, and building it makes them anew.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from checker.base.findings import Applicability
from checker.reports.formats import FORMATS
from checker.rules.codes import RULES, Rule
from checker.rules.page import markdown_page, page_of, sections, summary_of
from checker.targets import citation
from scripts.write_docs import FAMILY_TITLES, by_family

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
    made = {f"rules/{rule.code}.md": rule_page(rule) for rule in RULES.values()}
    return {
        **made,
        "rules.md": rules_page(),
        "fixes.md": fixes_page(),
        "configuration-reference.md": configuration_page(),
        "formats.md": formats_page(),
    }


def rules_page() -> str:
    """The list of all rules, with the anchors that other documents use."""
    lines = [
        "# The rules",
        "",
        "`pyspec-check explain CODE` shows a rule's page in the terminal. The severity is that for "
        "the default target; a rule's page lists what differs.",
    ]
    for family, rules in by_family().items():
        lines += ["", f"## {FAMILY_TITLES.get(family, family)}", ""]
        lines += [
            "| rule | what is wrong | severity | fix |",
            "| --- | --- | --- | --- |",
        ]
        for rule in rules:
            fix = rule.fix.label if rule.fix is not None else ""
            anchor = f'<a id="{rule.code.lower()}"></a>[{rule.code}](rules/{rule.code}.md)'
            summary = summary_of(rule.code).replace("|", "\\|")
            named = f"{anchor}<br>{rule.name}"
            lines.append(f"| {named} | {summary} | {rule.severity.label} | {fix} |")
    return "\n".join(lines) + "\n"


def rule_page(rule: Rule) -> str:
    """A rule's page with the cases that the tests run."""
    fix = f", with a fix ({rule.fix.label})" if rule.fix is not None else ""
    lines = [
        "---",
        f"title: {rule.code} {rule.name}",
        f"description: {json.dumps(summary_of(rule.code), ensure_ascii=False)}",
        "---",
        "",
        f"# {rule.code} {rule.name}",
        "",
        f"*{rule.severity.label}{fix}*",
        *markdown_page(rule),
        "",
        "## What it rests on",
        "",
        *(f"- `{cited}`: {citation(cited)}" for cited in rule.cites),
    ]
    path = CASES / f"{rule.code}.toml"
    cases = tomllib.loads(path.read_text("utf-8")) if path.exists() else {}
    for kind, heading, says in (
        ("reported", "Reported in the tests", "These cases are run for each release."),
        ("near-miss", "Not reported in the tests", "Each of these looks similar, and is right."),
    ):
        chosen = [case for case in cases.get(kind, ()) if _is_shown(case)][:SHOWN]
        if chosen:
            lines += ["", f"## {heading}", "", says]
        for case in chosen:
            lines += ["", *_case(case)]
    return "\n".join(lines) + "\n"


def _is_shown(case: dict[str, Any]) -> bool:
    """Whether a case consists of short, printable texts alone."""
    files = case.get("files", {})
    if not files or not all(isinstance(text, str) for text in files.values()):
        return False
    whole = "".join(files.values()) + case.get("settings", "")
    clean = all(sign.isprintable() or sign in "\n\t" for sign in whole)
    return clean and len(whole) <= LONGEST and "```" not in whole


def _case(case: dict[str, Any]) -> list[str]:
    about = case["name"][:1].upper() + case["name"][1:]
    target = f" (`--target {case['target']}`)" if "target" in case else ""
    lines = [f"**{about}**{target}"]
    for path, text in case["files"].items():
        if text.strip():
            lines += ["", f'```text title="{path}"', *text.splitlines(), "```"]
    empty = [f"`{path}`" for path, text in case["files"].items() if not text.strip()]
    if empty:
        lines += ["", f"Empty: {', '.join(empty)}"]
    if "settings" in case and not case["settings"].strip():
        lines += ["", "In a new Django project."]
    elif "settings" in case:
        lines += [
            "",
            '```python title="settings.py, at its end"',
            *case["settings"].splitlines(),
            "```",
        ]
    if case.get("expect"):
        lines += ["", '```text title="$ pyspec-check --format concise"', *case["expect"], "```"]
    return lines


def fixes_page() -> str:
    """What each rule's fix does, and how safe it is."""
    lines = [
        "# Fixes and their safety",
        "",
        "`pyspec-check --diff` shows the safe fixes as a patch, `--fix` applies them, and "
        "`--unsafe-fixes` includes the unsafe ones.",
        "",
        "| | meaning |",
        "| --- | --- |",
        "| safe | the platform does the same, or what you clearly meant; applied by `--fix` |",
        "| unsafe | it can change what the platform does, and needs your look; only with `--unsafe-fixes` |",
        "",
        "Each fix is applied to a copy first and the copy is checked again. A fix is kept only if its finding "
        "disappears and no new error appears; otherwise it is reverted and reported. "
        "[Configuration](configuration.md#fixes) describes how files are written.",
    ]
    for kind in (Applicability.SAFE, Applicability.UNSAFE):
        rules = [rule for rule in RULES.values() if rule.fix is kind]
        lines += [
            "",
            f"## Rules with {'a safe' if kind is Applicability.SAFE else 'an unsafe'} fix",
            "",
        ]
        for rule in rules:
            items = dict(sections(page_of(rule.code))).get("Fix and its safety:", [])
            said = "; ".join(item.removeprefix("- ") for item in items)
            lines.append(f"- [{rule.code}](rules/{rule.code}.md) {rule.name}: {said}")
    return "\n".join(lines) + "\n"


def configuration_page() -> str:
    """Each key of the configuration, from its JSON Schema."""
    schema = json.loads((TOP / "docs" / "pyspec-check.schema.json").read_text("utf-8"))
    lines = [
        "# Configuration reference",
        "",
        "The keys of `pyspec-check.toml`, or of the table `[tool.pyspec-check]` in `pyproject.toml`. "
        "[Configuration](configuration.md) explains how they work together.",
        "",
        "Made from the [JSON Schema](pyspec-check.schema.json), which editors use for completion; an unknown "
        "key is an error.",
    ]
    for name, value in schema["properties"].items():
        lines += ["", f"## `{name}`", "", value["description"], ""]
        lines += [f"- type: {_type(value, schema)}"]
        if "default" in value:
            lines += [f"- default: `{json.dumps(value['default'])}`"]
        if "enum" in value:
            lines += [f"- one of: {', '.join(f'`{word}`' for word in value['enum'])}"]
        if "minimum" in value:
            lines += [f"- from {value['minimum']} to {value['maximum']}"]
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
            return " or ".join(dict.fromkeys(_type(each, schema) for each in value[key]))
    kind = value.get("type", "string")
    if isinstance(kind, list):
        return " or ".join(kind)
    if kind == "array":
        return f"array of {_type(value.get('items', {}), schema)}s"
    if kind == "object":
        return "table"
    return str(kind)


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


def formats_page() -> str:
    """The formats, and each field of the JSON report."""
    schema = json.loads((TOP / "docs" / "report.schema.json").read_text("utf-8"))
    lines = [
        "# Formats",
        "",
        "`--format NAME` prints a format, `--output FORMAT:PATH` writes one to a file as well. The exit code "
        "is the same for every format. [In CI](ci.md#elsewhere) says which service reads what.",
        "",
        "| format | for |",
        "| --- | --- |",
        *(f"| `{name}` | {ABOUT[name]} |" for name in FORMATS if name in ABOUT),
        "",
        "## Exit codes",
        "",
        "| code | meaning |",
        "| --- | --- |",
        "| 0 | no finding at or above `--fail-on` |",
        "| 1 | findings |",
        "| 2 | a wrong option or configuration |",
        "| 3 | a bug in the tool |",
        "",
        "## The JSON report",
        "",
        f"{schema['title'].capitalize()}. {schema['description']} [The schema]"
        "(report.schema.json) is complete; this page is made from it.",
        "",
        "`version` is raised if a field is removed or changes its meaning, which only a major release may do.",
        "",
        *_fields("The document", schema, schema),
    ]
    for name in ("root", "finding", "place", "comparison"):
        part = schema["$defs"][name]
        lines += ["", *_fields(f"`{name}`", part, schema)]
    return "\n".join(lines) + "\n"


def _fields(title: str, part: dict[str, Any], schema: dict[str, Any]) -> list[str]:
    lines = [f"### {title}", ""]
    if part.get("description") and part is not schema:
        lines += [part["description"], ""]
    lines += ["| field | type | what it is |", "| --- | --- | --- |"]
    lines += [
        f"| `{path}` | {kind} | {about} |" for path, kind, about in _rows("", part, schema, depth=0)
    ]
    return lines


def _rows(
    above: str, part: dict[str, Any], schema: dict[str, Any], depth: int
) -> list[tuple[str, str, str]]:
    rows: list[tuple[str, str, str]] = []
    required = part.get("required", ())
    for each in part.get("allOf", ()):
        name = each["$ref"].rpartition("/")[2]
        rows.append((f"{above}…", "", f"the fields of `{name}`"))
    for name, value in part.get("properties", {}).items():
        about = value.get("description", "")
        if name not in required:
            about = f"May be missing. {about}".strip()
        shape = _shape(value)
        rows.append((f"{above}{name}", shape, about.replace("|", "\\|")))
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
        return " or ".join(_shape(each) for each in value["oneOf"])
    kind = value.get("type", "")
    if kind == "array":
        return f"array of {_shape(value.get('items', {})) or 'values'}"
    return " or ".join(kind) if isinstance(kind, list) else str(kind)
