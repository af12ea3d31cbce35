"""The Procfile as a file: whether there is one under the right name, and how it is encoded."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.base.findings import Applicability, Edit, FileStep, Finding, Fix, Location, Severity
from checker.base.messages import say, say_whole
from checker.base.records import NamedTuple
from checker.files.tree import Kind
from checker.parsers.procfile import LineKind
from checker.platform.builder import builder_of, reader_of
from checker.platform.plan import plan
from checker.platform.python_releases import is_python_project
from checker.platform.slug.procfile_lines import opens_mapping
from checker.rules.registry import rule
from checker.rules.shared.near_names import PROCFILE_NAMES, near_name
from checker.rules.start.installed import added_requirement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.project.project import Project


class Generated(NamedTuple):
    """What the platform makes of a repository that has no Procfile."""

    does: str
    """What the platform does, as the second half of a message."""
    severity: Severity
    proposal: str
    """The Procfile's line that would work, as far as a look at the tree can tell."""
    needs: str = ""
    """What has to be added to the requirements for it, where no other rule says so."""
    server: str = ""
    """The same, whoever says so."""


def generated(project: Project) -> Generated:
    """The command that the target generates for a root without a Procfile (F24–F26), judged."""
    from checker.advice.procfile import proposal

    start, would = plan(project).start, proposal(project)
    if start.command is None:
        return Generated(start.because, Severity.ERROR, *would)
    does = say("the platform starts `{command}`", command=start.command)
    fails = [finding.code for finding in _failures(project)]
    if fails:
        needs = "" if "CMD001" in fails else would.needs
        line = would.line
        if not line and set(fails) == {"CMD001"}:
            line = _written(project, start.command)
        return Generated(does + ", which fails", Severity.ERROR, line, needs, would.needs)
    development = " runserver " in start.command or start.command.startswith("flask ")
    if development and would.line:
        return Generated(does, Severity.WARNING, *would)
    return Generated(does, Severity.WARNING, _written(project, start.command))


def _written(project: Project, command: str) -> str:
    """A generated command as a line of a Procfile, the port as it is to be typed."""
    return "web: " + command.replace("$_PORT", builder_of(project.target).port_expression)


def _failures(project: Project) -> Iterator[Finding]:
    """What the rules on commands say of the generated one: each its own cause."""
    from checker.rules.start.callable import callable_not_found
    from checker.rules.start.installed import server_not_in_requirements
    from checker.rules.start.module import module_not_found
    from checker.rules.start.server import server_mismatch

    checks = (server_not_in_requirements, module_not_found, callable_not_found, server_mismatch)
    for check in checks:
        for finding in check(project):
            if finding.certain and finding.severity is Severity.ERROR:
                yield finding


@rule("PROC001")
def procfile_missing(project: Project) -> Iterator[Finding]:
    """The root has no file named `Procfile`."""
    content = project.tree.read("Procfile")
    if not content.problem:
        return
    kind = project.tree.kind("Procfile")
    if kind in (Kind.FILE, Kind.LINK):
        return  # GIT003 tells of a link that leads nowhere, INT002 of a file that cannot be read
    if kind is not Kind.MISSING:
        yield Finding(
            "PROC001",
            say("`Procfile` is a {kind} → the platform finds no Procfile", kind=kind.value),
            Location("Procfile"),
            Severity.ERROR,
            help="make it a file with the line `web: ` and the command that serves",
        )
        return
    near = near_name(project, "Procfile", PROCFILE_NAMES)
    if near is not None and not near.moved:
        document = project.document(near.path)
        holds_web = document is not None and re.search(r"(?m)^web: ?\S", document.text) is not None
        yield Finding(
            "PROC001",
            "the file is not named `Procfile` → the platform does not read it",
            Location(near.path),
            Severity.ERROR,
            help="rename it to `Procfile`",
            fix=Fix(
                say("rename {path} to Procfile", path=near.path),
                Applicability.SAFE if near.certain or holds_web else Applicability.UNSAFE,
                steps=(FileStep("rename", near.path, "Procfile"),),
            ),
        )
        return
    if not is_python_project(project):
        return
    would = generated(project)
    where = "there is no Procfile in the root"
    if near:
        where += say(", only {near}", near=near.path)
    proposal, needs = would.proposal, would.needs or would.server
    added = added_requirement(project, needs) if needs else ()
    yield Finding(
        "PROC001",
        f"{where} → {would.does}",
        Location("Procfile"),
        would.severity,
        help=say_whole("create a Procfile with the line `{line}`", line=proposal)
        + (say(", and add {name} to the requirements", name=would.needs) if would.needs else "")
        if proposal
        else "create a Procfile with a line `web: ` and the command that serves",
        fix=Fix(
            say("create a Procfile with `{line}`", line=proposal)
            + (say(", require {name}", name=needs) if needs else ""),
            Applicability.UNSAFE,
            (Edit("Procfile", 0, 0, proposal + "\n"), *added),
            (FileStep("create", "Procfile"),),
        )
        if proposal and bool(needs) == bool(added)
        else None,
    )


@rule("PROC007")
def procfile_encoding(project: Project) -> Iterator[Finding]:
    """The Procfile is not plain UTF-8."""
    procfile, target = project.procfile, project.target
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
            severity, then = Severity.WARNING, "5.1 reads over it; from 5.2 on the build fails"
        elif harmless and not opens_mapping(first.text):
            severity, then = Severity.WARNING, "the first line becomes a `web` process of its own"
        elif opens_mapping(first.text):
            severity, then = (
                Severity.ERROR,
                "the builder puts `web: ` before it and the build fails",
            )
        else:
            severity, then = Severity.ERROR, "the builder puts `web: ` before it; the start fails"
        yield Finding(
            "PROC007",
            say(f"a byte-order mark begins the file → {then}"),
            Location("Procfile"),
            severity,
            help="save it as UTF-8 without a byte-order mark",
            fix=reencode if document.undecodable is None else None,
        )
    at = document.undecodable
    if at is not None:
        line = procfile.lines[document.line_column(at)[0] - 1]
        if reader_of(target).replaces_bytes and line.kind is LineKind.COMMENT:
            severity, then = Severity.WARNING, "it works all the same: it stands in a comment"
        elif reader_of(target).replaces_bytes:
            severity, then = Severity.WARNING, "U+FFFD reaches the builder in its place"
        elif reader_of(target).is_yaml:
            severity, then = (
                Severity.ERROR,
                "the builder reads the file as YAML and the build fails",
            )
        elif line.kind is LineKind.COMMENT:
            severity, then = Severity.INFO, "this builder skips the comment that it stands in"
        else:
            severity, then = Severity.WARNING, "the command reaches the shell with other bytes"
        yield Finding(
            "PROC007",
            say(
                f"the byte 0x{{byte}} is not UTF-8 → {then}",
                byte=f"{ord(document.text[at]) - 0xDC00:02X}",
            ),
            Location("Procfile", at, at + 1),
            severity,
            help="save the file as UTF-8",
        )
