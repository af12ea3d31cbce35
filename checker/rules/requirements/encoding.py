"""Whether pip can decode the requirements files, and whether others can."""

from __future__ import annotations

from checker.base.findings import (
    Applicability,
    Edit,
    FileStep,
    Finding,
    Fix,
    Fold,
    Location,
    Severity,
)
from checker.base.messages import say, say_several
from checker.parsers.requirements.decoding import (
    NO_MARK,
    NO_TEXT,
    NOT_DECODABLE,
    UNKNOWN_CODING,
    decode,
)
from checker.platform.detection import installs_requirements_txt
from checker.platform.python_version import python_version
from checker.rules.registry import rule
from checker.rules.shared.bytes import undecodable_by_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.parsers.requirements import RequirementsFile
    from checker.project.project import Project

SEARCH = (
    "the file is {name} → pip reads it, but the platform's search for Django and Flask does not"
)
BYTE = "byte 0x{byte} is not {name} → pip stops with UnicodeDecodeError"
BYTES = (
    "{count} lines contain bytes that are not {name}, starting with 0x{byte} → pip stops with "
    "UnicodeDecodeError"
)
THROUGHOUT = "the file is not {name} throughout → pip stops with UnicodeDecodeError"
SAVE = "save the file as UTF-8 without a byte-order mark"
NULS = "{count} lines contain NUL characters → pip refuses the file and the build fails"
NUL = "the file contains NUL characters → pip refuses it and the build fails"
APPENDED = (
    "the file contains NUL characters, probably appended as UTF-16 → pip refuses it and the build "
    "fails"
)


@rule("REQ003")
def encoding(project: Project) -> Iterator[Finding]:
    """A requirements file is not plain UTF-8."""
    if project.requirements is not None and installs_requirements_txt(project):
        for file in project.requirements.files:
            if file.undecodable == NOT_DECODABLE:
                yield from _undecodable(file)
            elif (finding := _of_encoding(project, file)) is not None:
                yield finding
            else:
                yield from _nul(file)


def _of_encoding(project: Project, file: RequirementsFile) -> Finding | None:
    document = file.document
    name = document.encoding.upper().removesuffix("-LE").removesuffix("-BE")
    again = Fix(
        "write it as UTF-8 without a mark",
        Applicability.SAFE,
        (),
        (FileStep("reencode", file.path, "utf-8"),),
    )
    fix, severity = None, Severity.ERROR
    fields: dict[str, str] = {"name": name}
    if file.undecodable == NO_MARK:
        template = (
            "the file is {name} without a byte-order mark → pip reads NUL characters and stops"
        )
        fix = again
    elif file.undecodable == NO_TEXT and python_version(project).minor != (2, 7):
        template = "the coding comment names {coding}, which is not an encoding of text → pip stops"
        fields["coding"] = decode(document).coding
    elif file.undecodable == UNKNOWN_CODING:
        template = "the coding comment names {coding}, which Python does not know → pip stops"
        fields["coding"] = decode(document).coding
    elif document.mark and document.encoding != "utf-8":
        template = SEARCH
        fix, severity = again, Severity.WARNING
    elif document.mark:
        template = (
            "the file starts with a UTF-8 byte-order mark → pip ignores it, but other tools may not"
        )
        fix, severity = again, Severity.INFO
    else:
        return None
    return Finding(
        "REQ003",
        say(template, **fields),
        Location(file.path),
        severity,
        help=SAVE,
        fix=fix,
    )


def _undecodable(file: RequirementsFile) -> Iterator[Finding]:
    """Each line with bytes that are not of the file's encoding."""
    document = file.document
    name = decode(document).coding or document.encoding.upper()
    lines = list(undecodable_by_line(document))
    for at, byte in lines:
        yield Finding(
            "REQ003",
            say(BYTE, byte=byte, name=name),
            Location(file.path, at, at + 1),
            Severity.ERROR,
            help=SAVE,
            fold=Fold("byte", say_several(BYTES, byte=byte, name=name)),
        )
    if not lines:
        yield Finding(
            "REQ003", say(THROUGHOUT, name=name), Location(file.path), Severity.ERROR, help=SAVE
        )


def _nul(file: RequirementsFile) -> Iterator[Finding]:
    """NUL in what pip takes for requirements: often text that was appended as UTF-16."""
    entries = [entry for entry in file.entries if "\0" in entry.text]
    if not entries:
        return
    text = file.document.text
    start, end = text.index("\0", entries[0].span.start), text.rindex("\0") + 1
    bare = text[start:end].replace("\0", "")
    appended = end - start > 4 and 2 * text[start:end].count("\0") >= end - start
    whole = Edit(file.path, start, end, bare)
    for entry in entries:
        at = text.index("\0", entry.span.start)
        yield Finding(
            "REQ003",
            APPENDED if appended else NUL,
            Location(file.path, at, at + 1),
            Severity.ERROR,
            help="delete them, or save the file as UTF-8 again",
            fix=Fix("delete the NUL characters", Applicability.UNSAFE, (whole,)),
            fold=Fold("NUL", NULS),
        )
