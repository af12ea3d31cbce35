"""The registry of rules: a rule is a function over a `Project`, with metadata and its page.

Adding a rule is writing one decorated function in one of the modules of `FAMILIES`. Its docstring
is its page: a first line that says what is wrong, then the sections `Why:`, `Example:` and
`Use instead:`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING

from checker.model import Applicability, Finding, Severity
from checker.records import NamedTuple
from checker.text import visible

if TYPE_CHECKING:
    from checker.project import Project

Check = Callable[["Project"], Iterator[Finding]]

FAMILIES: dict[str, tuple[str, ...]] = {
    "REQ": (
        "requirements_file",
        "requirements_encoding",
        "requirements_includes",
        "requirements_lines",
        "requirements_packages",
        "requirements_paths",
        "requirements_pins",
        "requirements_releases",
        "requirements_conflicts",
        "requirements_systems",
        "requirements_sources",
    ),
    "PROC": (
        "procfile_file",
        "procfile_form",
        "procfile_lines",
        "procfile_end",
        "procfile_typography",
        "procfile_web",
        "procfile_processes",
        "procfile_yaml",
    ),
    "CMD": (
        "command_installed",
        "command_module",
        "command_callable",
        "command_port",
        "command_port_variable",
        "command_server",
        "command_script",
    ),
    "PY": ("python_syntax", "python_library"),
    "RUN": ("runtime_file", "runtime_form", "runtime_support", "runtime_conflict"),
    "DJ": (
        "django_static_root",
        "django_folders",
        "django_staticfiles_dirs",
        "django_joined_paths",
        "django_settings",
        "django_collectstatic",
        "django_serving",
    ),
    "GIT": ("repository", "repository_content", "platform"),
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


def say(template: str, /, **fields: object) -> str:
    """Fill a message's constant template; each field is made printable and kept to one line.

    A field comes from the checked repository, so it may hold anything: controls and invisible
    characters are shown escaped, and a long one is cut.
    """
    return template.format(**{name: visible(str(value), 120) for name, value in fields.items()})


def say_whole(template: str, /, **fields: object) -> str:
    """Like `say`, for what is to be typed as it stands: a cut command would be a wrong one.

    Only what nobody would type is cut.
    """
    return template.format(**{name: visible(str(value), 1000) for name, value in fields.items()})
