"""From a command line to the roots that it is about, each with its files and its settings."""

from __future__ import annotations

import os
import sys

from checker.base.errors import PlacedError, UsageError, spoken
from checker.base.messages import fill
from checker.base.text import printable
from checker.cli.options import overrides_of
from checker.config.locate import FoldersAbove, path_below
from checker.config.settings import settings_of
from checker.files.roots import Root, holder_of, roots_of
from checker.files.tree import DirectoryTree
from checker.reports.output import Output
from checker.reports.view import View

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable

    from checker.config.settings import Settings
    from checker.files.git_listing import Listings
    from checker.files.tree import Tree

_BARE = ("HEAD", "config", "objects", "refs")
"""What the top of a repository without a working tree, or of a `.git`, holds."""


def settings_for(options: argparse.Namespace) -> list[Settings]:
    """What each root is checked with.

    Raises:
        UsageError: for a mistake in what was asked or in a configuration.
    """
    must_be_somewhere()
    asked = overrides_of(options)
    opened = _opener(options)
    if options.stdin_filename is None:
        above, roots, listings = FoldersAbove(), roots_of(options.paths or ["."]), None
        if len(roots) > 1:
            from checker.files.git_listing import Listings  # noqa: PLC0415  gate: for many roots

            listings = Listings()
        found = (
            each
            for root in roots
            for each in settings_of(
                asked, root, _tree(options, root.path, listings), opened=opened, above=above
            )
        )
        return _asking(options, _told_as_configured(found))
    name = options.stdin_filename
    root = Root(options.paths[0] if options.paths else holder_of(name))
    path = path_below(name, root.path)
    if path is None:
        raise UsageError(
            fill(
                "--stdin-filename `{name}` is not below `{path}`",
                name=printable(name),
                path=printable(root.path),
            )
        )
    if sys.stdin is None:
        raise UsageError("--stdin-filename: standard input is closed")
    from checker.files.overlay import OverlayTree  # noqa: PLC0415  gate: for one option

    data = sys.stdin.buffer.read()
    tree = OverlayTree(_tree(options, root.path), {path: data})
    return _asking(
        options, _told_as_configured(settings_of(asked, root, tree, single=True, opened=opened))
    )


def _told_as_configured(settings: Iterable[Settings]) -> list[Settings]:
    """The settings; from here on a person is told all in the language that they name."""
    try:
        found = list(settings)
    except PlacedError as error:
        _speak(error.language)
        raise
    _speak(next((each.config.language for each in found if each.config.language), ""))
    return found


def _speak(named: str) -> None:
    if named:
        from checker.cli.language import speak_as_configured  # noqa: PLC0415  gate: few name one

        speak_as_configured(named)


def _asking(options: argparse.Namespace, found: list[Settings]) -> list[Settings]:
    """The same settings; those that allow it with what asks the package index.

    Raises:
        UsageError: for an option that says how to ask where nobody may.
    """
    if not any(each.values["resolve"][0] for each in found):
        for name, given in (("--refresh", options.refresh), ("--index-url", options.index_url)):
            if given:
                raise UsageError(fill("{option} needs --resolve, or `resolve = true`", option=name))
        return found
    from checker.cli.asking import with_resolver  # noqa: PLC0415  gate: it is seldom allowed

    return with_resolver(options, found)


def tell_of_asking(found: list[Settings]) -> None:
    """Say on standard error why the package index gave no answer, if it was asked."""
    if any(each.resolver is not None for each in found):
        from checker.cli.asking import tell  # noqa: PLC0415  gate: it is seldom allowed

        tell(found)


def must_be_somewhere() -> None:
    """Do nothing, unless the working folder has been deleted or may not be entered.

    Raises:
        UsageError: where it is so.
    """
    try:
        os.getcwd()
    except OSError as error:
        raise UsageError(
            fill("the working folder cannot be used: {strerror}", strerror=error.strerror)
        ) from error


def _opener(options: argparse.Namespace) -> Callable[[str], Tree | None] | None:
    """How a folder above a root is read, where the root is not read from the disk."""
    if not options.staged and options.rev is None:
        return None
    inner = ":" in (options.rev or "")  # a folder of a revision: nothing lies above it
    return lambda path: None if inner else _tree(options, path)


def _tree(options: argparse.Namespace, root: str, listings: Listings | None = None) -> Tree:
    """The files of a root: those on disk, of the index or of a revision.

    Args:
        options: which of them.
        root: its path.
        listings: what git has said of the checkouts of other roots.

    Raises:
        UsageError: where git does not have them, or where only git has any.
    """
    if options.staged or options.rev is not None:
        from checker.files.git_tree import at_revision, staged  # noqa: PLC0415  gate: most are on disk

        return staged(root) if options.staged else at_revision(root, options.rev)
    tree = DirectoryTree(root, listings, stored=True)
    if all(name in tree.entries() for name in _BARE):
        shown = printable(root)
        raise UsageError(
            fill(
                "`{shown}` is a repository without a working tree; `pyspec-check --rev "
                "HEAD {shown}` checks its files",
                shown=shown,
            )
        )
    return tree


def output_for(options: argparse.Namespace) -> Output:
    """Where the report goes, and how."""
    # Where a fixed text is asked for, standard output is that text and nothing else.
    is_text = options.fix and options.stdin_filename is not None
    stream = sys.stderr if is_text else sys.stdout
    if options.fix:
        offers = ""
    else:
        offers = "--diff" if options.staged or options.rev is not None else "--fix"
    view = View(options.group_by, options.max_findings, offers, options.unsafe_fixes)
    return Output(stream, color=options.color, quiet=options.quiet, view=view, language=spoken())
