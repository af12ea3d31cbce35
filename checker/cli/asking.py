"""`--resolve`: who asks the package index for a run, and what is told of it on standard error."""

from __future__ import annotations

import sys

from checker.base.errors import UsageError, eprint
from checker.base.messages import say
from checker.base.text import printable
from checker.resolve.asking import Asking

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from checker.config.settings import Settings


def with_resolver(options: argparse.Namespace, found: list[Settings]) -> list[Settings]:
    """The settings, those that allow it with what asks: one for all of them.

    Raises:
        UsageError: for an address that is none of an index.
    """
    if options.index_url and not options.index_url.startswith(("http://", "https://")):
        raise UsageError("--index-url must start with http:// or https://")
    shown = sys.stderr is not None and sys.stderr.isatty() and not options.quiet
    asking = Asking(options.index_url, options.refresh, _progress if shown else None)
    return [each._replace(resolver=asking) if each.values["resolve"][0] else each for each in found]


def _progress(words: str) -> None:
    """Show on a terminal what is asked now; nothing removes the line."""
    sys.stderr.write(f"\r\x1b[K{printable(words, 70)}" if words else "\r\x1b[K")
    sys.stderr.flush()


def tell(found: list[Settings]) -> None:
    """Say in one line each why the index gave no answer."""
    for asking in {id(each.resolver): each.resolver for each in found}.values():
        if isinstance(asking, Asking):
            for problem in asking.problems:
                eprint(
                    say(
                        "pyspec-check: warning: {problem}; only offline results are shown",
                        problem=problem,
                    )
                )
            asking.close()
