"""The registry of rules: a rule is a function over a `Project`, with metadata and its page.

Adding a rule is writing one decorated function in one of the modules of `FAMILIES`. Its docstring
is its page: a first line that says what is wrong, then the sections `Why:`, `Example:` and
`Use instead:`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING

from checker.base.findings import Applicability, Finding, Severity
from checker.base.records import NamedTuple

if TYPE_CHECKING:
    from checker.project.project import Project

Check = Callable[["Project"], Iterator[Finding]]

FAMILIES: dict[str, tuple[str, ...]] = {
    "REQ": (
        "requirements.file",
        "requirements.encoding",
        "requirements.includes",
        "requirements.lines",
        "requirements.packages",
        "requirements.paths",
        "requirements.pins",
        "requirements.releases",
        "requirements.conflicts",
        "requirements.systems",
        "requirements.sources",
    ),
    "PROC": (
        "procfile.file",
        "procfile.form",
        "procfile.lines",
        "procfile.end",
        "procfile.typography",
        "procfile.web",
        "procfile.processes",
        "procfile.yaml",
    ),
    "CMD": (
        "start.installed",
        "start.module",
        "start.callable",
        "start.port",
        "start.port_variable",
        "start.server",
        "start.script",
    ),
    "PY": ("source.syntax", "source.library"),
    "RUN": ("runtime.file", "runtime.form", "runtime.support", "runtime.conflict"),
    "DJ": (
        "django.static_root",
        "django.folders",
        "django.staticfiles_dirs",
        "django.joined_paths",
        "django.settings",
        "django.collectstatic",
        "django.serving",
    ),
    "GIT": ("repository.git", "repository.content", "repository.platform"),
    "INT": ("internal",),
}
"""The modules that hold each family's rules, in the order in which reports list families."""


class Rule(NamedTuple):
    """A rule's metadata, and the function that finds."""

    code: str
    name: str
    severity: Severity
    """For the default target; a finding carries the one that holds for its target."""
    cites: tuple[str, ...]
    """Clauses of the specification (`procfile.space-after-colon`) and platform facts (`F18`)."""
    fix: Applicability | None
    check: Check

    @property
    def family(self) -> str:
        """The letters of the code: `PROC`."""
        return self.code.rstrip("0123456789")

    def found(self, project: Project) -> tuple[Finding, ...]:
        """All that it finds."""
        return tuple(self.check(project))

    @property
    def page(self) -> str:
        """The rule's docstring, unindented."""
        from inspect import cleandoc

        return cleandoc(self.check.__doc__ or "")

    @property
    def summary(self) -> str:
        """The first line of the page: what is wrong."""
        return self.page.partition("\n")[0]


_rules: dict[str, Rule] = {}
_loaded: dict[frozenset[str], dict[str, Rule]] = {}
"""What `load_rules` has answered: reports ask again for every finding."""


def rule(
    code: str,
    name: str,
    severity: Severity,
    *,
    cites: tuple[str, ...],
    fix: Applicability | None = None,
) -> Callable[[Check], Check]:
    """Register the decorated function as the rule `code`."""

    def register(check: Check) -> Check:
        if code in _rules:
            raise ValueError(f"two rules are called {code}")
        _rules[code] = Rule(code, name, severity, cites, fix, check)
        return check

    return register


def load_rules(without: frozenset[str] = frozenset()) -> dict[str, Rule]:
    """All rules by code, in the order of families and numbers, but for some families' rules."""
    if without in _loaded:
        return dict(_loaded[without])
    for family, modules in FAMILIES.items():
        if family not in without:
            for module in modules:
                import_module(f"checker.rules.{module}")
    order = [family for family in FAMILIES if family not in without]
    rules = [rule for rule in _rules.values() if rule.family in order]
    rules.sort(key=lambda rule: (order.index(rule.family), rule.code))
    _loaded[without] = {rule.code: rule for rule in rules}
    return dict(_loaded[without])


def page_url(rule: Rule) -> str:
    """The address of a rule's page."""
    from checker import HOMEPAGE

    return f"{HOMEPAGE}/blob/main/docs/rules.md#{rule.code.lower()}"
