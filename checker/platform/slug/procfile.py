"""From the repository's Procfile to the command that the slug builder starts (F16–F19).

Detection saves the whole Procfile in a build variable; the builder rewrites that, writes it over
the repository's own and reads it as YAML.
"""

from __future__ import annotations

from checker.base.findings import Location
from checker.base.messages import appended, say
from checker.platform.files import content, exists
from checker.platform.rainbond.console import VARIABLE_LIMIT, PassedOn, as_the_builder_gets_it
from checker.platform.rainbond.rainbondfile import NAME as RAINBONDFILE
from checker.platform.slug.processes import read_processes
from checker.platform.values import Start

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.project.project import Project

PROCFILE = "Procfile"
NOT_CERTAIN = (
    "; not certain: the console trims the file and replaces bytes, but its code was only read, and "
    "the builder alone fails on the file"
)
_AT = (Location(PROCFILE),)


NOT_STARTED = "; {why}: nothing is started, the container exits with 0 again and again"


def rewritten(data: bytes) -> bytes | None:
    """The Procfile after the platform's own rewrite (F18); None where that crashes.

    Without `web:` at the very beginning, `web: ` is put in front; without a space after it, one is
    inserted. Of exactly `web:` the fifth byte is asked for, which is not there.
    """
    if not data.startswith(b"web:"):
        return b"web: " + data
    if len(data) == 4:
        return None
    return data if data[4:5] == b" " else b"web: " + data[4:]


def start(project: Project, rewrites: bool) -> Start:
    """What is started: the Procfile as passed on, rewritten and loaded, or a generated one."""
    unsafe = project.target.yaml == "unsafe"
    own, passed = content(project.tree, PROCFILE), as_the_builder_gets_it(project, PROCFILE)
    if passed is None and own is None:
        return _without(project, unsafe)
    if passed is None or not (passed.text or rewrites):
        # Of a variable that is empty nothing is written: the repository's own file stays.
        return _loaded(unsafe, own or b"", "procfile", "Procfile is blank", _AT)
    found = _passed_on(passed, rewrites, unsafe)
    if project.target.console == "read" and found.command and own is not None:
        alone = own.decode("utf-8", "surrogateescape")
        if passed.from_file and alone.rstrip("\n") != passed.text:
            if _passed_on(PassedOn(alone), rewrites, unsafe).fails:
                found = found._replace(certain=False, because=appended(found.because, NOT_CERTAIN))
    return found


def _without(project: Project, unsafe: bool) -> Start:
    """What is started where the root has no Procfile that can be read."""
    if exists(project.tree, PROCFILE):
        return Start(None, "none", "Procfile is not a file, so nothing is started", _AT)
    from checker.platform.slug.generate import generate  # noqa: PLC0415  gate: roots without a command

    generated = generate(project)
    at = (Location(generated.path or PROCFILE),)
    if generated.procfile is None:
        because = say("no command can be generated: {why}", why=generated.because)
        return Start(None, "none", because, at, log="not django and flask project")
    because = say("generated from {why}", why=generated.because)
    return _loaded(unsafe, generated.procfile, "generated", because, at)


def _passed_on(passed: PassedOn, rewrites: bool, unsafe: bool) -> Start:
    """What becomes of the variable PROCFILE."""
    data = passed.text.encode("utf-8", "surrogateescape")
    at = _AT if passed.from_file else (Location(RAINBONDFILE),)
    if len(data) > VARIABLE_LIMIT:
        because = "Procfile is too long for the variable that it is passed in: the build fails"
        return Start(None, "procfile", because, at, fails=True, log="Argument list too long")
    if b"\0" in data:
        because = "a NUL cannot be passed in a variable: the build fails"
        return Start(None, "procfile", because, at, fails=True)
    because = "Procfile" if passed.from_file else "BUILD_PROCFILE in the rainbondfile"
    if not rewrites:
        because = appended(because, " as it stands")
        return _loaded(unsafe, data + b"\n", "procfile", because, at, prefix=-passed.before)
    new = rewritten(data)
    if new is None:
        crash = " contains only `web:`, which crashes the platform's rewriting of it"
        because = appended(because, crash)
        return Start(None, "procfile", because, at, fails=True, log="index out of range [4]")
    if not data:
        because = appended(because, " is blank")
    elif not data.startswith(b"web:"):
        because = appended(because, ", `web: ` put in front of it")
    elif len(new) > len(data):
        because = appended(because, ", a space inserted after `web:`")
    shift = len(new) - len(data) - passed.before
    return _loaded(unsafe, new + b"\n", "procfile", because, at, prefix=shift)


def _loaded(
    unsafe: bool,
    procfile: bytes,
    source: str,
    because: str,
    at: tuple[Location, ...],
    *,
    prefix: int = 0,
) -> Start:
    """Read as YAML at the end of the build, and again at the start."""
    found = read_processes(procfile, unsafe)
    if found.problem:
        if at == _AT:
            offset = _offset(procfile, found.line, found.column, prefix)
            at = (Location(PROCFILE, offset, offset),)
        return Start(
            None, source, say("{how}; the build fails: {why}", how=because, why=found.problem),
            at, fails=True, problem=found.problem, procfile=procfile, prefix=prefix,
            line=found.line, column=found.column, log=found.problem,
        )  # fmt: skip
    log = say("Procfile declares types -> {names}", names=", ".join(found.names))
    if not found.web:
        why = "`web` is empty" if "web" in found.names else "no `web`"
        because = appended(because, say(NOT_STARTED, why=why))
    return Start(
        found.web or None, source, because, at, procfile=procfile, prefix=prefix, log=log,
        processes=found.commands,
    )  # fmt: skip


def _offset(procfile: bytes, line: int, column: int, prefix: int) -> int:
    """Where a place in the builder's Procfile is in the repository's, in code points."""
    before = procfile.split(b"\n")[:line]
    characters = len(b"\n".join(before).decode("utf-8", "surrogateescape")) + bool(before)
    mark = procfile[max(0, prefix) :].startswith(b"\xef\xbb\xbf")  # is no part of the text
    return max(0, characters + column - prefix - mark)
