"""Whether pip can decode the requirements files, and whether others can."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.base.findings import Applicability, Edit, FileStep, Finding, Fix, Location, Severity
from checker.base.messages import say
from checker.parsers.requirements.decoding import NO_MARK, NOT_DECODABLE, UNKNOWN_CODING, decode
from checker.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.parsers.requirements import RequirementsFile
    from checker.project.project import Project

SEARCH = (
    "the file is {name} → pip reads it, but the platform's search for Django and Flask does not"
)
NUL = "the file contains NUL characters → pip refuses it and the build fails"
APPENDED = (
    "the file contains NUL characters, probably appended as UTF-16 → pip refuses it and the build "
    "fails"
)


@rule("REQ003")
def encoding(project: Project) -> Iterator[Finding]:
    """A requirements file is not plain UTF-8."""
    if project.requirements is not None:
        for file in project.requirements.files:
            finding = _of_encoding(file)
            if finding is not None:
                yield finding


def _of_encoding(file: RequirementsFile) -> Finding | None:
    document = file.document
    name = document.encoding.upper().removesuffix("-LE").removesuffix("-BE")
    again = Fix(
        "write it as UTF-8 without a mark",
        Applicability.SAFE,
        (),
        (FileStep("reencode", file.path, "utf-8"),),
    )
    at, fix, severity = 0, None, Severity.ERROR
    fields: dict[str, str] = {"name": name}
    if file.undecodable == NO_MARK:
        template = (
            "the file is {name} without a byte-order mark → pip reads NUL characters and stops"
        )
        fix = again
    elif file.undecodable == UNKNOWN_CODING:
        template = "the coding comment names {coding}, which Python does not know → pip stops"
        fields["coding"] = decode(document).coding
    elif file.undecodable == NOT_DECODABLE:
        at = document.undecodable or 0
        coding = decode(document).coding
        char = document.text[at : at + 1]
        fields["byte"] = f"{ord(char) - 0xDC00:02X}" if "\udc80" <= char <= "\udcff" else ""
        fields["name"] = coding or name
        template = "byte 0x{byte} is not {name} → pip stops with UnicodeDecodeError"
        if not fields["byte"]:
            template = "the file is not {name} throughout → pip stops with UnicodeDecodeError"
    elif document.mark and document.encoding != "utf-8":
        template = SEARCH
        fix, severity = again, Severity.WARNING
    elif document.mark:
        template = (
            "the file starts with a UTF-8 byte-order mark → pip ignores it, but other tools may not"
        )
        fix, severity = again, Severity.INFO
    else:
        return _nul(file)
    return Finding(
        "REQ003",
        say(template, **fields),
        Location(file.path, at, at + 1 if at else 0),
        severity,
        help="save the file as UTF-8 without a byte-order mark",
        fix=fix,
    )


def _nul(file: RequirementsFile) -> Finding | None:
    """NUL in what pip takes for a requirement: often text that was appended as UTF-16."""
    entry = next((entry for entry in file.entries if "\0" in entry.text), None)
    if entry is None:
        return None
    text = file.document.text
    start, end = text.index("\0", entry.span.start), text.rindex("\0") + 1
    bare = text[start:end].replace("\0", "")
    appended = end - start > 4 and 2 * text[start:end].count("\0") >= end - start
    return Finding(
        "REQ003",
        APPENDED if appended else NUL,
        Location(file.path, start, start + 1),
        Severity.ERROR,
        help="delete them, or save the file as UTF-8 again",
        fix=Fix(
            "delete the NUL characters",
            Applicability.UNSAFE,
            (Edit(file.path, start, end, bare),),
        ),
    )
