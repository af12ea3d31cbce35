"""The commands of the fleet, each from its options to what it stores, writes or prints."""

from __future__ import annotations

import contextlib
import os

import duckdb

from checker.base.errors import UsageError, eprint, is_asked, spoken, written
from checker.base.messages import fill, listed
from checker.base.text import printable
from checker.files.writing import write_atomically
from checker.fleet import questions
from checker.fleet.addresses import addresses_of
from checker.fleet.cluster import Place
from checker.fleet.moves import causes
from checker.fleet.order import Order
from checker.fleet.page import page
from checker.fleet.printing import FORMATS, write_answer
from checker.fleet.running import Chosen, Listed, Summary, chosen, run_fleet
from checker.fleet.sayings import StoreLanguage
from checker.fleet.store import Store

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from checker.config.overrides import Overrides
    from checker.fleet.store import Table
    from checker.reports.output import Output

_ONE = {"root": ".", "target": None}
"""Columns that a table for people leaves out where they are the same everywhere: this, or any."""


def run(options: argparse.Namespace, asked: Overrides) -> Summary:
    """Check a list.

    Args:
        options: of `fleet run`.
        asked: what counts above the configurations of the repositories.

    Raises:
        UsageError: for a mistake in the list, and where the store or the scheduler fails.
    """
    which = Chosen(options.limit, options.sample, options.seed)
    whole = addresses_of(options.list)
    addresses = chosen(whole, which)
    names = frozenset(address.name for address in whole)
    store = Store(options.store, write=True)
    try:
        summary = run_fleet(
            store,
            Listed(addresses, options.list, options.note or "", names),
            Order(asked, os.getcwd(), plans=not options.no_plans),
            Place(options.scheduler or "", options.workers),
        )
        if options.parquet:
            store.export(options.parquet)
    except KeyboardInterrupt:
        eprint("pyspec-check: interrupted; the same command goes on from here")
        raise
    finally:
        store.close()
    if not options.quiet:
        _tell(summary, options.store)
    return summary


def _tell(summary: Summary, path: str) -> None:
    """What a run came to, on standard error."""
    states = summary.states
    rate = sum(states.values()) / summary.seconds if summary.seconds else 0
    shown = f"{rate:,.0f}" if rate > 10 else f"{rate:.1f}"
    words = [
        fill("{count} {state}", count=f"{number:,}", state=fill(state))
        for state, number in sorted(states.items())
    ]
    eprint(
        fill(
            "pyspec-check: {done} in {seconds} s ({rate} a second)",
            done=listed(words) or fill("nothing done"),
            seconds=f"{summary.seconds:.1f}",
            rate=shown,
        )
    )
    if summary.forgotten:
        template = "pyspec-check: dropped {count} that the list no longer names"
        eprint(fill(template, count=f"{summary.forgotten:,}"))
    failing, roots = (f"{number:,}" for number in summary.roots)
    eprint(fill("pyspec-check: {failing} of {roots} roots fail", failing=failing, roots=roots))
    if summary.interrupted:
        eprint("pyspec-check: interrupted; the same command goes on from here")
    if states.get("failed"):
        eprint("pyspec-check: `pyspec-check fleet failed` says why")
    eprint(
        fill(
            "pyspec-check: run {run} in {path}; see `pyspec-check fleet --help`",
            run=summary.run,
            path=printable(path),
        )
    )


def answer(name: str, options: argparse.Namespace, output: Output) -> None:
    """Do what a command other than `run` does.

    Raises:
        UsageError: for a mistake in what was asked, and where the store cannot answer.
    """
    if name != "report" and options.format not in FORMATS:
        write_answer(([], []), options.format, output)
    store = Store(options.store)
    try:
        if name == "report":
            _write(page(store, _run_of(options, store), written()), options.file)
        else:
            table = _table(name, options, store)
            if options.format != "table" and name != "query":
                table = questions.with_columns(store, _run_of(options, store), table)
            elif name != "query":
                table = _narrowed(table)
            if options.format == "table" or is_asked():
                table = StoreLanguage(store, spoken()).table(table)
            write_answer(table, options.format, output)
    finally:
        store.close()


def _table(name: str, options: argparse.Namespace, store: Store) -> Table:
    if name == "query":
        return _queried(store, options.sql)
    number = _run_of(options, store)
    if name == "failed":
        return questions.failed(store, number)
    if name == "diff":
        return _difference(options, store, number)
    if name == "breaks":
        old, new = (questions.one_target(store, number, t) for t in (options.old, options.new))
        if old == new:
            raise UsageError(fill("--from and --to name the same target, `{target}`", target=old))
        ask_of = causes if options.rules else questions.breaks
        return ask_of(store, number, old, new)
    ask = questions.top if name == "top" else questions.not_known
    return ask(store, number, questions.one_target(store, number, options.target or ""))


def _queried(store: Store, sql: str) -> Table:
    """What one statement of an operator's gives.

    Raises:
        UsageError: for several, of which only the last one would be shown, and for a wrong one.
    """
    with contextlib.suppress(duckdb.Error):  # the store says what is wrong with it
        if len(duckdb.extract_statements(sql)) > 1:
            raise UsageError("the query contains more than one statement")
    return store.table(sql)


def _narrowed(table: Table) -> Table:
    """A table without the columns that say the same in each row, for the width of a screen."""
    names, rows = table
    kept = []
    for index, name in enumerate(names):
        values = {row[index] for row in rows} if name in _ONE else set()
        if len(values) != 1 or _ONE[name] not in (None, *values):
            kept.append(index)
    return [names[index] for index in kept], [tuple(row[index] for index in kept) for row in rows]


def _difference(options: argparse.Namespace, store: Store, new: int) -> Table:
    """What changed since another run, of this database or of another one."""
    if options.against:
        other = Store(options.against)
        try:
            old = options.old or questions.newest_run(other)
        finally:
            other.close()
        return questions.difference(store, old, new, options.against)
    old = options.old or new - 1
    if not old:
        shown = printable(store.path)
        raise UsageError(f"`{shown}` contains one run; --against FILE compares with another file")
    questions.must_exist(store, old, "--against FILE compares with another database")
    return questions.difference(store, old, new)


def _run_of(options: argparse.Namespace, store: Store) -> int:
    """The run that is asked about: the newest one, if none is named."""
    if not options.run:
        return questions.newest_run(store)
    questions.must_exist(store, options.run)
    number: int = options.run
    return number


def _write(text: str, path: str) -> None:
    try:
        write_atomically(path, text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        why = error.strerror or "unknown error"
        raise UsageError(f"cannot write `{printable(path)}`: {why}") from error
