"""`pyspec-check fleet`: check thousands of repositories into a database, and ask it."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from checker.base.errors import UsageError, eprint, unknown
from checker.base.text import printable
from checker.cli.exit_codes import CLEAN, FOUND, INTERRUPTED
from checker.cli.fleet_parser import fleet_parser
from checker.cli.options import completed, overrides_of
from checker.config.settings import settings_with, warn_of_unknown
from checker.config.values import Config
from checker.files.tree import MemoryTree
from checker.files.writing import write_atomically
from checker.reports.output import Output

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from checker.fleet.running import Summary
    from checker.fleet.store import Store, Table

_OVERVIEW = """\
usage: pyspec-check fleet COMMAND [--help]

Checks thousands of repositories into one database, and says which break, on what, and what to do.

commands:
  run LIST           check every repository of a list, or below a folder
  top                the rules that most repositories break
  breaks             what one target accepts and another does not (--from, --to)
  unknown            the roots whose outcome is not known, and why
  failed             the repositories that were not checked, and why
  diff               what changed between two runs
  query SQL          ask the database itself
  report FILE        write a page for a browser

All of them use fleet.duckdb, or the file that --store names.
"""
_NEEDS = "`pyspec-check fleet` needs more packages: pip install 'pyspec-check[fleet]'"


def main(words: list[str]) -> int:
    """Run one command of the fleet; the exit code says whether anything fails."""
    if not words or words[0] in ("-h", "--help", "help"):
        sys.stdout.write(_OVERVIEW)
        return CLEAN
    if words[0] not in _COMMANDS:
        raise unknown("command of fleet", words[0], list(_COMMANDS))
    options = fleet_parser(words[0]).parse_args(words[1:])
    try:
        from checker.fleet import store  # noqa: PLC0415  gate: an extra, which most do not have
    except ModuleNotFoundError as error:
        raise UsageError(_NEEDS) from error
    if words[0] == "run":
        return _run(options, store.Store(options.store, write=True))
    opened = store.Store(options.store)
    try:
        return _COMMANDS[words[0]](options, opened)
    finally:
        opened.close()


def _run(options: argparse.Namespace, store: Store) -> int:
    """Check; 1 where something fails, 130 where Ctrl-C ended it."""
    from checker.fleet.addresses import addresses_of  # noqa: PLC0415  gate: the extra
    from checker.fleet.order import Order  # noqa: PLC0415  gate: the extra

    try:
        from checker.fleet.engine import Place  # noqa: PLC0415  gate: the extra
        from checker.fleet.running import Chosen, Listed, chosen, run_fleet  # noqa: PLC0415  gate: the extra
    except ModuleNotFoundError as error:
        raise UsageError(_NEEDS) from error
    asked = overrides_of(completed(options))
    if asked.config:
        asked = asked._replace(config=os.path.abspath(asked.config))
    warn_of_unknown(asked.ignore)
    settings_with(asked, "", MemoryTree({}), Config())  # a mistake in them is told once
    which = Chosen(options.limit, options.sample, options.seed)
    addresses = chosen(addresses_of(options.list), which)
    order = Order(asked, plans=not options.no_plans)
    place = Place(options.scheduler or "", options.workers)
    try:
        summary = run_fleet(
            store, Listed(addresses, options.list, options.note or ""), order, place
        )
        if options.parquet:
            store.export(options.parquet)
        if not options.quiet:
            _tell(summary, options.store)
        fails = store.rows("SELECT count(*) FROM roots WHERE run = ? AND fails", [summary.run])
    finally:
        store.close()
    if summary.interrupted:
        return INTERRUPTED
    return FOUND if fails[0][0] and not options.exit_zero else CLEAN


def _tell(summary: Summary, path: str) -> None:
    states = summary.states
    rate = sum(states.values()) / summary.seconds if summary.seconds else 0
    words = [f"{number:,} {state}" for state, number in sorted(states.items())] or ["nothing to do"]
    eprint(f"pyspec-check: {', '.join(words)} in {summary.seconds:.1f} s ({rate:,.0f} a second)")
    if summary.interrupted:
        eprint("pyspec-check: interrupted; the same command goes on from here")
    failed = states.get("failed", 0)
    if failed:
        eprint(f"pyspec-check: {failed:,} not checked; `pyspec-check fleet failed` says why")
    eprint(f"pyspec-check: run {summary.run} in {printable(path)}; see `pyspec-check fleet --help`")


def _top(options: argparse.Namespace, store: Store) -> int:
    from checker.fleet import questions  # noqa: PLC0415  gate: the extra

    run = options.run or questions.newest_run(store)
    target = questions.one_target(store, run, options.target or "")
    return _show(questions.top(store, run, target), options)


def _breaks(options: argparse.Namespace, store: Store) -> int:
    from checker.fleet import questions  # noqa: PLC0415  gate: the extra

    run = options.run or questions.newest_run(store)
    old, new = (questions.one_target(store, run, name) for name in (options.old, options.new))
    return _show(questions.breaks(store, run, old, new), options)


def _unknown(options: argparse.Namespace, store: Store) -> int:
    from checker.fleet import questions  # noqa: PLC0415  gate: the extra

    run = options.run or questions.newest_run(store)
    target = questions.one_target(store, run, options.target or "")
    return _show(questions.not_known(store, run, target), options)


def _failed(options: argparse.Namespace, store: Store) -> int:
    from checker.fleet import questions  # noqa: PLC0415  gate: the extra

    run = options.run or questions.newest_run(store)
    return _show(questions.failed(store, run), options)


def _diff(options: argparse.Namespace, store: Store) -> int:
    from checker.fleet import questions  # noqa: PLC0415  gate: the extra

    new = options.run or questions.newest_run(store)
    if options.against:
        from checker.fleet.store import Store as Opened  # noqa: PLC0415  gate: the extra

        other = Opened(options.against)
        old = options.old or questions.newest_run(other)
        other.close()
    else:
        old = options.old or new - 1
        if not store.rows("SELECT 1 FROM runs WHERE run = ?", [old]):
            raise UsageError("there is only one run; --against FILE compares with another database")
    return _show(questions.difference(store, old, new, options.against or ""), options)


def _query(options: argparse.Namespace, store: Store) -> int:
    return _show(store.table(options.sql), options)


def _report(options: argparse.Namespace, store: Store) -> int:
    from checker.fleet import questions  # noqa: PLC0415  gate: the extra

    try:
        from checker.fleet.page import page  # noqa: PLC0415  gate: the extra
    except ModuleNotFoundError as error:
        raise UsageError(_NEEDS) from error
    text = page(store, options.run or questions.newest_run(store))
    try:
        write_atomically(options.file, text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        shown = printable(options.file)
        raise UsageError(f"cannot write `{shown}`: {error.strerror or 'unknown error'}") from error
    return CLEAN


def _show(table: Table, options: argparse.Namespace) -> int:
    """Print a table for people, as CSV, or as JSON lines."""
    from checker.fleet.printing import write_answer  # noqa: PLC0415  gate: it needs rich

    write_answer(table, options.format, Output(sys.stdout, color=options.color))
    return CLEAN


_COMMANDS: dict[str, Callable[[argparse.Namespace, Store], int]] = {
    "run": _run,
    "top": _top,
    "breaks": _breaks,
    "unknown": _unknown,
    "failed": _failed,
    "diff": _diff,
    "query": _query,
    "report": _report,
}
