"""The check of one repository: opened, every root and target checked, told as rows."""

from __future__ import annotations

import contextlib
import io
import os
import time

from checker.base.errors import UsageError, speak, spoken
from checker.base.messages import Language, Message, say
from checker.base.text import escape_ci_commands
from checker.check.pipeline import run_each
from checker.config.settings import settings_of
from checker.files.roots import Root
from checker.fixes.listed_targets import judged_for
from checker.fleet.fetching import REF, Fetched, fetch, fetch_more
from checker.fleet.library import Opened
from checker.fleet.rows import finding_row, repository_row, root_row
from checker.reports.formats.json_lines import lines_of
from checker.reports.identity import filled_from

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from checker.check.report import Report
    from checker.fleet.addresses import Address
    from checker.fleet.order import Order

    Rows = dict[str, list[dict[str, Any]]]
    """By table: `repositories`, `roots`, `findings`, `warnings`."""

BUG = "this is a bug: {kind}: {error}"
_ROUNDS = 4
"""Times that a check is done anew because it asks for files that were not fetched."""


def checked(
    address: Address, order: Order, known: str = "", fetched: Fetched | None = None
) -> Rows:
    """All that is to be stored of one repository.

    Args:
        address: which.
        order: how it is checked.
        known: the commit that the store has of it; where it is that one still, nothing is checked.
        fetched: what came of fetching it, if that was done before.

    Returns:
        Rows by table. `repositories` has one row, whose `state` is `checked`, `unchanged` or
        `failed` (with the `reason`).
    """
    begun = time.monotonic()
    rows: Rows = {"roots": [], "findings": [], "warnings": []}
    said = io.StringIO()
    commit, state, reason = "", "checked", ""
    try:
        with contextlib.redirect_stderr(said), _heard() as heard:
            if address.is_remote:
                fetched = fetched or fetch(address, known, order.fetching)
                commit, state = _elsewhere(address, order, known, fetched, rows)
            else:
                opened = Opened(os.path.join(order.base, address.path), address.rev, address.place)
                commit, state = _judged(opened, address, order, known, rows)
    except UsageError as error:
        state, reason = "failed", error.message
    except MemoryError:
        state, reason = "failed", "it needs more memory than its worker has"
    except Exception as error:  # a bug costs one repository, and is told
        state, reason = "failed", say(BUG, kind=type(error).__name__, error=error)
    if fetched:
        fetched.drop()
        begun -= fetched.seconds
    if state == "failed":
        rows["roots"], rows["findings"] = [], []
    lines = dict.fromkeys(said.getvalue().splitlines())
    rows["warnings"] = [_warning(line, heard) for line in lines]
    seconds = round(time.monotonic() - begun, 4)
    rows["repositories"] = [repository_row(address, state, reason, commit, seconds)]
    for table in rows.values():
        for row in table:
            row["repository"] = address.name
    return rows


class _Heard(Language):
    """English that remembers what was warned of."""

    def __init__(self) -> None:
        self.warnings: dict[str, str] = {}

    def of(self, text: str) -> str:
        """The text as it is."""
        if isinstance(text, Message) and "warning" in text.fields:
            self.warnings[escape_ci_commands(text)] = text.fields["warning"]
        return text


@contextlib.contextmanager
def _heard() -> Iterator[_Heard]:
    """What is written on standard error, as sentences."""
    before, heard = spoken(), _Heard()
    speak(heard)
    try:
        yield heard
    finally:
        speak(before)


_WARNING = "pyspec-check: warning: "


def _warning(line: str, heard: _Heard) -> dict[str, Any]:
    """The row of a line on standard error, and what it was filled from."""
    said = filled_from(heard.warnings.get(line))
    return {"warning": line.removeprefix(_WARNING), "said": said}


def _elsewhere(
    address: Address, order: Order, known: str, fetched: Fetched, rows: Rows
) -> tuple[str, str]:
    """The same for what git has fetched.

    Raises:
        UsageError: where it could not.
    """
    if fetched.unchanged:
        return known, "unchanged"
    if fetched.problem:
        raise UsageError(fetched.problem)
    for _ in range(_ROUNDS):
        opened = Opened(fetched.folder, REF, address.place)
        told = _judged(opened, address, order, known, rows)
        if not opened.missing:
            return told
        fetch_more(fetched.folder, opened.missing, order.fetching)
        rows["roots"], rows["findings"] = [], []
    raise UsageError("the server gave other objects than it was asked for")


def _judged(
    opened: Opened, address: Address, order: Order, known: str, rows: Rows
) -> tuple[str, str]:
    """Check every root of an opened repository against every target; its commit and the state."""
    if known and opened.commit == known:
        return known, "unchanged"
    tree = opened.tree(address.place, address.folder)
    above = Root(address.place).prefix
    reports: list[tuple[str, Report]] = []
    for settings in settings_of(order.asked, Root(address.place), tree, topmost=True):
        root = settings.prefix.removeprefix(above).rstrip("/") or "."
        report = run_each(settings.requests(), settings.tree)
        if settings.lists_several:
            report = judged_for(settings, report)
        report = report._replace(fail_on=settings.fail_on)
        reports.append((root, report))
        rows["roots"] += [root_row(part, root, order.plans) for part in _parts(report)]
    _add_findings(reports, rows)
    for _, report in reports:
        report.forget()  # so that what refers to itself is gone before it is looked for
    return opened.commit, "checked"


def _parts(report: Report) -> list[Report]:
    """A root's report for each of its targets, with those findings of the whole that name it."""
    if not report.parts:
        return [report]
    return [
        part._replace(
            findings=tuple(f for f in report.findings if part.target.name in f.targets),
            fail_on=report.fail_on,
        )
        for part in report.parts
    ]


def _add_findings(reports: list[tuple[str, Report]], rows: Rows) -> None:
    """A row for each finding and each target that reports it; equal lines have equal numbers."""
    roots = {id(report): root for root, report in reports}
    numbers: dict[str, int] = {}
    for report, found, line in lines_of(reports):
        root = roots[id(report)]
        number = numbers[root] = numbers.get(root, 0) + 1
        for target in found.get("targets") or [report.target.name]:
            rows["findings"].append(finding_row(root, target, number, found, line))
