"""The documents about all rules: the table of the README, and `docs/rules.md` with every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.base.messages import ENGLISH, Language
from checker.rules.codes import FAMILIES, RULES
from checker.rules.page import markdown_page, summary_of
from checker.targets import citation
from scripts.page_language import constant, other_languages, page_name, said
from scripts.version_pages import table

if TYPE_CHECKING:
    from checker.rules.codes import Rule

FAMILY_TITLES = {
    "REQ": "requirements.txt",
    "PROC": "Procfile",
    "RUN": "runtime.txt",
    "CMD": "The web command",
    "PY": "The source and the Python that runs it",
    "IMP": "What the start imports",
    "DJ": "Django's static files",
    "GIT": "The repository",
    "PLT": "What single platforms refuse",
    "INT": "The tool itself",
}


def by_family() -> dict[str, list[Rule]]:
    """The rules of each family, in the registry's order."""
    rules = RULES.values()
    return {family: [rule for rule in rules if rule.family == family] for family in FAMILIES}


def rule_table(language: Language = ENGLISH) -> str:
    """The rules as Markdown tables, one a family."""
    lines: list[str] = []
    page = page_name("docs/rules.md", language)
    for family, rules in by_family().items():
        lines += [f"\n**{said(language, FAMILY_TITLES.get(family, family))}**\n"]
        lines += table(("code", "name", "severity", "fix", "what is wrong"), language)
        for rule in rules:
            fix = language.of(rule.fix.label) if rule.fix is not None else ""
            link = f"[{rule.code}]({page}#{rule.code.lower()})"
            summary = summary_of(rule.code, language).replace("|", "\\|")
            severity = language.of(rule.severity.label)
            lines.append(f"| {link} | {rule.name} | {severity} | {fix} | {summary} |")
    return "\n".join(lines).lstrip("\n") + "\n"


def rule_head(rule: Rule, language: Language) -> str:
    """How severe what the rule finds is, and whether it has a fix."""
    severity = language.of(rule.severity.label)
    if rule.fix is None:
        return f"*{severity}*"
    fix = language.of(rule.fix.label)
    return language.say("*{severity}, with a fix ({fix})*", severity=severity, fix=fix)


def rule_pages(language: Language = ENGLISH) -> str:
    """Every rule's page."""
    say = language.say
    lines = [
        f"# {say('The rules')}",
        "",
        other_languages("rules.md", language),
        "",
        say(
            "`pyspec-check explain CODE` shows a rule's page in the terminal.\n"
            "The severity is that for the default target."
        ),
    ]
    for family, rules in by_family().items():
        lines += ["", f"## {said(language, FAMILY_TITLES.get(family, family))}"]
        for rule in rules:
            lines += ["", f'<a id="{rule.code.lower()}"></a>', f"### {rule.code} {rule.name}", ""]
            lines += [rule_head(rule, language)]
            lines += markdown_page(rule, language)
            lines += ["", f"**{say('Rests on:')}**", ""]
            lines += citations(rule, language)
    return "\n".join(lines) + "\n"


def citations(rule: Rule, language: Language) -> list[str]:
    """What the rule rests on, as the items of a list."""
    return [
        language.say("- `{cited}`: {says}", cited=cited, says=constant(citation(cited)))
        for cited in rule.cites
    ]
