"""`--write-baseline`: each root's findings of now into its baseline."""

from __future__ import annotations

import os
from contextlib import suppress

from checker.base.errors import UsageError, eprint
from checker.base.messages import fill
from checker.base.text import printable
from checker.check.baseline import entries_of, read, text_of
from checker.check.pipeline import run
from checker.check.request import BASELINE
from checker.files.tree import DirectoryTree
from checker.files.values import Kind
from checker.files.writing import write_atomically

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.check.report import Known
    from checker.config.settings import Settings


def write_baselines(settings: list[Settings]) -> None:
    """Write what is found now into each root's baseline; entries of rules that did not run stay.

    Raises:
        UsageError: where a root is not on disk, or can't be written to.
    """
    for found in settings:
        if not isinstance(found.tree, DirectoryTree):
            raise UsageError("--write-baseline needs a folder on disk, not --rev or --staged")
        path = os.path.join(found.tree.root, BASELINE)
        kind = found.tree.kind(BASELINE)
        if kind not in (Kind.MISSING, Kind.FILE):
            raise UsageError(
                fill(
                    "`{prefix}` is a {value}",
                    prefix=printable(found.prefix + BASELINE),
                    value=kind.value,
                )
            )
        entries = _entries(found)
        ran = {rule.code for rule in found.rules}
        with suppress(UsageError):  # what is there and is none is what has to be written anew
            entries += [entry for entry in read(found.tree).entries if entry.code not in ran]
        try:
            names = ",".join(target.name for target in found.targets)
            write_atomically(path, text_of(entries, names).encode("ascii"))
        except OSError as error:
            why = error.strerror or "unknown error"
            raise UsageError(
                fill("cannot write `{path}`: {why}", path=printable(path), why=why)
            ) from error
        number = len(entries)
        name = printable(found.prefix + BASELINE)
        eprint(
            fill(
                "recorded {number} finding{s} in {name}",
                number=number,
                s="s" * (number != 1),
                name=name,
            )
        )


def _entries(found: Settings) -> list[Known]:
    """What its targets find now; what several find is one entry."""
    entries: dict[str, Known] = {}
    for each in found.each_target():
        for entry in entries_of(run(each.request()._replace(baseline=False), found.tree)):
            known = entries.setdefault(entry.fingerprint, entry)
            if entry.certain and not known.certain:
                entries[entry.fingerprint] = entry
    return list(entries.values())
