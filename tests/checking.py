"""One check of a tree, for tests that need neither a configuration nor a command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.check.pipeline import run
from checker.check.request import Request
from checker.rules.codes import RULES, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.check.report import Report
    from checker.files.tree import Tree
    from checker.project.incremental import QueryCache
    from checker.project.resolution import Resolver
    from checker.targets import Target


def check(  # noqa: PLR0917  each has a name where it is given
    tree: Tree,
    target: Target,
    rules: Iterable[Rule] | None = None,
    uncertain: bool = False,
    cache: QueryCache | None = None,
    resolver: Resolver | None = None,
) -> Report:
    """What these rules, or all of them, say of a tree on a target; a baseline does not count."""
    chosen = tuple(RULES.values() if rules is None else rules)
    request = Request(target, chosen, uncertain=uncertain, baseline=False, resolver=resolver)
    return run(request, tree, cache)
