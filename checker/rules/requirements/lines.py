"""The lines of requirements.txt that pip refuses, or takes for something else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.base.findings import Applicability, Edit, Finding, Fix, Location, Severity
from checker.base.messages import say
from checker.base.records import NamedTuple
from checker.parsers.requirements import Pips
from checker.rules.registry import rule
from checker.rules.requirements.modes import missing_hashes, wrong_constraints
from checker.rules.requirements.names import no_distribution
from checker.rules.requirements.shared import (
    UBUNTU,
    is_scp,
    quoted,
    readable_files,
    severity_for,
    without_line,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.parsers.requirements import Entry, Refusal, RequirementsFile
    from checker.project.project import Project
    from checker.rules.requirements.impostors import Impostor

_RELATED = 5
"""Further lines of a block that a finding names."""


class _Bad(NamedTuple):
    """A refused line and what it is."""

    entry: Entry
    refusal: Refusal
    impostor: Impostor | None


@rule("REQ002")
def invalid_line(project: Project) -> Iterator[Finding]:
    """A line of requirements.txt is no requirement, and pip refuses the whole file."""
    for file in readable_files(project):
        yield from _invalid_lines(project, file)
        yield from wrong_constraints(file)
    yield from missing_hashes(project)


def _invalid_lines(project: Project, file: RequirementsFile) -> Iterator[Finding]:
    block: list[_Bad] = []
    tables: dict[str, list[_Bad]] = {}
    for entry in file.entries:
        refusal = entry.refusal
        if refusal is None:
            if entry.requirement is None and not entry.options:
                yield _ignored(entry)
            elif entry.requirement is not None:
                yield from no_distribution(project, file, entry, entry.requirement)
            # A comment or a blank line does not part a block, a good line does.
            yield from _of_block(project, file, block)
            block = []
            continue
        if _is_for_another_rule(entry):
            continue
        from checker.rules.requirements.impostors import name_of

        impostor = name_of(entry.text) if refusal.certain else None
        bad = _Bad(entry, refusal, impostor)
        if impostor is not None and impostor.table:
            tables.setdefault(impostor.kind, []).append(bad)
            continue
        if block and _kind(block[-1]) != _kind(bad):
            yield from _of_block(project, file, block)
            block = []
        block.append(bad)
    yield from _of_block(project, file, block)
    for table in tables.values():
        yield from _of_block(project, file, table)
    if file.document.complete and not file.complete:
        last = file.entries[-1].span
        yield Finding(
            "REQ002",
            say("only the first {count} lines were read", count=len(file.entries)),
            Location(file.path, *last),
            Severity.WARNING,
            certain=False,
            help="write one requirement for each distribution",
        )


def _kind(bad: _Bad) -> tuple[str, Pips, bool]:
    """Lines that follow each other and have this in common are one finding."""
    kind = bad.impostor.kind if bad.impostor else ""
    return kind, bad.refusal.pips, bad.refusal.certain


def _is_for_another_rule(entry: Entry) -> bool:
    """NUL is REQ003's, a Windows path REQ004's, Ubuntu's REQ007's, an ssh address REQ009's."""
    return "\0" in entry.text or bool(
        re.match(UBUNTU, entry.text)
        or re.match(r"(?:-e\s*|--editable[ =]\s*)?[\"']?(?:.*\s@\s*)?[A-Za-z]:[\\/]", entry.text)
        or is_scp(re.sub(r"^(?:-e|--editable)[ =]?\s*", "", entry.text))
    )


def _of_block(project: Project, file: RequirementsFile, block: list[_Bad]) -> Iterator[Finding]:
    """One finding for lines of one kind."""
    if not block:
        return
    first = block[0]
    refusal = first.refusal
    severity = severity_for(refusal.pips, project.target)
    if severity is None:
        return
    template = "`{text}` is {what} → {pip} and the build fails"
    if len(block) > 1:
        template = "{count} lines from `{text}` on: each is {what} → {pip} and the build fails"
    impostor = first.impostor
    what = impostor.what if impostor else _reason(refusal)
    if impostor is None and len({_reason(bad.refusal) for bad in block}) > 1:
        what = "no requirement"
    advice = impostor.help if impostor else _advice(refusal)
    pip = "pip refuses the file"
    if not refusal.certain:
        pip = "unless the build's variables make it one, pip refuses the file"
    elif refusal.pips is not Pips.ALL:
        pip = f"{refusal.pips.value}, refuse the file"
    start, end = first.entry.span
    if impostor and impostor.at and end - start == len(first.entry.text):
        start, end = start + impostor.at[0], start + impostor.at[1]
    yield Finding(
        "REQ002",
        say(
            template,
            text=quoted(first.entry.text),
            what=what,
            count=len(block),
            pip=pip,
        ),
        Location(file.path, start, end),
        severity,
        certain=refusal.certain,
        help=say("{advice}", advice=quoted(advice, 110)),
        related=tuple(
            (Location(file.path, *bad.entry.span), say("`{text}`", text=quoted(bad.entry.text)))
            for bad in block[1 : 1 + _RELATED]
        ),
        fix=_fix(file, block),
    )


def _reason(refusal: Refusal) -> str:
    """What pip says, for a line that is none of the usual impostors."""
    message = refusal.message
    if "egg fragment is invalid" in message:
        return "an address whose `#egg=` holds more than a name"
    if message.startswith("Could not detect requirement name"):
        return "an editable address without a name"
    if message.startswith("Editable requirements"):
        return "editable, which pip does not allow in a constraints file"
    if "valid editable requirement" in message:
        return "no folder and no repository that `-e` can install"
    if "option" in message or "--hash" in message or "--config-settings" in message:
        return f"a line whose options pip refuses ({quoted(message, 90)})"
    _, quote, tail = message.rpartition("': ")
    reason = tail if quote else message
    return f"no requirement ({quoted(reason, 90)})"


def _advice(refusal: Refusal) -> str:
    if "egg" in refusal.message or refusal.message.startswith("Could not detect"):
        return (
            "write `name[extra] @ git+https://…` without `-e`, or end the address with `#egg=name`"
        )
    if "no such option" in refusal.message or "option" in refusal.message:
        return "write an option that pip knows in a requirements file, or delete the line"
    return "write `name==version`, or put `# ` before the line"


def _fix(file: RequirementsFile, block: list[_Bad]) -> Fix | None:
    edits = []
    for entry, _, impostor in block:
        if impostor is None or impostor.repaired is None:
            return None
        document = file.document
        if document.text[slice(*entry.span)] != entry.text:
            return None  # over continuations, or with options
        if impostor.repaired == "":
            edits.append(without_line(document, entry))
        else:
            edits.append(Edit(file.path, *entry.span, impostor.repaired))
    safe = all(bad.impostor and bad.impostor.safe for bad in block)
    title = "write it as pip reads it" if len(block) == 1 else "write the lines as pip reads them"
    return Fix(title, Applicability.SAFE if safe else Applicability.UNSAFE, tuple(edits))


def _ignored(entry: Entry) -> Finding:
    words = entry.text.lstrip("- ")
    return Finding(
        "REQ002",
        say(
            "`{text}` starts with a dash → pip takes it for options, finds none and installs "
            "nothing for it",
            text=quoted(entry.text),
        ),
        Location(entry.path, *entry.span),
        Severity.WARNING,
        help=say("write `{words}`", words=quoted(words)) if words else "delete the line",
    )
