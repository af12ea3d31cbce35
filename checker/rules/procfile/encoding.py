"""How the Procfile is encoded."""

from __future__ import annotations

from checker.base.findings import Applicability, FileStep, Finding, Fix, Fold, Location, Severity
from checker.base.messages import say, say_several, say_then
from checker.parsers.procfile import LineKind
from checker.platform.builder import reader_of
from checker.platform.procfile import opens_mapping
from checker.platform.procfile_read import procfile_read
from checker.rules.registry import rule
from checker.rules.shared.bytes import undecodable_by_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.parsers.procfile import Procfile
    from checker.project.project import Project
    from checker.targets import Target


@rule("PROC007")
def procfile_encoding(project: Project) -> Iterator[Finding]:
    """The Procfile is not plain UTF-8."""
    procfile, target = procfile_read(project), project.target
    if procfile is None:
        return
    document = procfile.document
    reencode = Fix(
        "save the Procfile as UTF-8 without a byte-order mark",
        Applicability.SAFE,
        steps=(FileStep("reencode", "Procfile", "utf-8"),),
    )
    if document.encoding != "utf-8":
        yield Finding(
            "PROC007",
            say(
                "the Procfile is {encoding} → the builder cannot read it and the build fails"
                if reader_of(target).is_yaml
                else "the Procfile is {encoding} → this builder finds no process in it",
                encoding=document.encoding.upper(),
            ),
            Location("Procfile"),
            Severity.ERROR,
            help="save it as UTF-8 without a byte-order mark",
            fix=reencode if document.undecodable is None else None,
        )
        return
    if document.mark:
        first = procfile.lines[0]
        process = first.kind is LineKind.PROCESS
        harmless = first.kind in (LineKind.COMMENT, LineKind.BLANK)
        if not reader_of(target).is_yaml:
            severity = Severity.ERROR if process and first.type == "web" else Severity.WARNING
            then = "this builder skips the first line"
        elif not reader_of(target).rewrites:
            severity, then = Severity.WARNING, "5.1 ignores it; from 5.2 on the build fails"
        elif harmless and not opens_mapping(first.text):
            severity, then = Severity.WARNING, "the first line becomes a `web` process of its own"
        elif opens_mapping(first.text):
            severity, then = (
                Severity.ERROR,
                "the builder prepends `web: `, which breaks the build",
            )
        else:
            severity, then = Severity.ERROR, "the builder prepends `web: `, which breaks the start"
        yield Finding(
            "PROC007",
            say_then("the file starts with a byte-order mark", then),
            Location("Procfile"),
            severity,
            help="save it as UTF-8 without a byte-order mark",
            fix=reencode if document.undecodable is None else None,
        )
    if document.undecodable is not None:
        yield from _undecodable(procfile, target)


def _undecodable(procfile: Procfile, target: Target) -> Iterator[Finding]:
    """Each line with bytes that are not UTF-8."""
    reader, document = reader_of(target), procfile.document
    for at, byte in undecodable_by_line(document):
        number = document.line_column(at)[0]
        if number > len(procfile.lines):
            return
        comment = procfile.lines[number - 1].kind is LineKind.COMMENT
        if reader.replaces_bytes and comment:
            severity, then = Severity.WARNING, "it works all the same, because it is in a comment"
        elif reader.replaces_bytes:
            severity, then = Severity.WARNING, "the builder gets U+FFFD instead"
        elif reader.is_yaml:
            severity, then = (
                Severity.ERROR,
                "the builder reads the file as YAML and the build fails",
            )
        elif comment:
            severity, then = Severity.INFO, "this builder skips the comment that it is in"
        else:
            severity, then = Severity.WARNING, "the shell gets a command with other bytes"
        yield Finding(
            "PROC007",
            say_then("the byte 0x{byte} is not UTF-8", then, byte=byte),
            Location("Procfile", at, at + 1),
            severity,
            help="save the file as UTF-8",
            fold=Fold(
                then,
                say_several(
                    "{count} lines contain bytes that are not UTF-8, starting with 0x{byte}",
                    then,
                    byte=byte,
                ),
            ),
        )
