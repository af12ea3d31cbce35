"""Whether the folders and archives that requirements.txt names are there for the build."""

from __future__ import annotations

from posixpath import normpath

from checker.base import regex as re
from checker.base.findings import Applicability, Edit, Finding, Fix, Fold, Location, Severity
from checker.base.messages import say, say_several
from checker.files.values import Kind
from checker.parsers.requirements import OLD_PIPS
from checker.parsers.requirements.syntax import is_archive
from checker.parsers.requirements.values import PATH_PIPS
from checker.rules.registry import rule
from checker.rules.requirements.shared import (
    applies,
    has_scheme,
    is_scp,
    needs_setup,
    pips_in_words,
    quoted,
    readable_files,
    relative_file,
    requirements_of,
    severity_for,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.base.spans import Span
    from checker.parsers.requirements import Requirement, RequirementsFile
    from checker.project.project import Project

FROZEN = (
    "`{text}` is a path on the machine where `pip freeze` ran → it does not exist during the build"
)
FROZEN_SEVERAL = (
    "{count} requirements, starting with `{text}`, are paths on the machine where `pip freeze` ran "
    "→ they do not exist during the build"
)
_WINDOWS = r"(?:-e\s*|--editable[ =]\s*)?[\"']?(?:(?P<name>[\w.-]+)\s*@\s*)?[A-Za-z]:[\\/]"


UPPER = "`{path}` starts with upper-case letters → pip stops with `AssertionError`"
WRITE_LOWER = "write `file:` in lower case"
ABSOLUTE = "`{text}` has a relative path after `file:` → {pips} looks for it in `/` and stops"
FTP = "`{path}` is an ftp address, which pip cannot fetch → the build fails"
OVER_HTTPS = "write an https address, or `name==version`"


@rule("REQ004")
def unpublished_path(project: Project) -> Iterator[Finding]:
    """A requirement names a path that the build does not have."""
    for file in readable_files(project):
        for _, requirement in requirements_of(file):
            if not (requirement.url or requirement.local) or "${" in requirement.text:
                continue
            checked = bool(requirement.local) and not is_archive(requirement.local)
            if not checked and applies(requirement, project.target) is False:
                continue  # whether a folder is there is looked at in spite of its marker
            if re.match(r"[A-Za-z]:", requirement.local or requirement.url):
                yield _windows(file, requirement.span, requirement.text)
            elif path := relative_file(requirement.url):
                yield from _relative(project, file, requirement, path)
            elif requirement.url.lower().startswith("file:"):
                if _host(requirement.url):
                    yield _with_host(file, requirement)
                elif requirement.name and requirement.url_span and not requirement.editable:
                    yield _frozen(file, requirement)
                else:
                    yield _absolute(file, requirement, requirement.url)
            elif requirement.url.lower().startswith("ftp:"):
                yield _problem(file, requirement._replace(local=requirement.url), FTP, OVER_HTTPS)
            elif requirement.url and not has_scheme(requirement):
                if not is_scp(requirement.text):  # REQ009's
                    yield _no_scheme(file, requirement)
            elif requirement.local:
                yield from _local(project, file, requirement)
        for entry in file.entries:
            if entry.refusal and re.match(_WINDOWS, entry.text):
                yield _windows(file, entry.span, entry.text)


def _host(url: str) -> str:
    """The machine that a `file://…` address with two slashes too few names; empty for none."""
    found = re.match(r"file://([^/#?]+)", url, re.IGNORECASE)
    return "" if found is None or found[1].lower() == "localhost" else found[1]


def _with_host(file: RequirementsFile, requirement: Requirement) -> Finding:
    path = requirement.url[len("file://") :].partition("#")[0]
    return Finding(
        "REQ004",
        say(
            "`{url}` has only two slashes, so `{host}` is read as a host → pip stops",
            host=_host(requirement.url).rpartition("@")[2],
            url=quoted(requirement.url),
        ),
        Location(file.path, *(requirement.url_span or requirement.span)),
        Severity.ERROR,
        help=say("write `./{path}` alone", path=quoted(normpath(path.rpartition("@")[2]))),
    )


def _relative(
    project: Project, file: RequirementsFile, requirement: Requirement, path: str
) -> Iterator[Finding]:
    """`file:./folder`, which pip takes as `./folder`; behind `name @` only the newer pips do."""
    if not requirement.url.startswith("file:"):
        yield _problem(file, requirement._replace(local=requirement.url), UPPER, WRITE_LOWER)
        return
    if "%" in path:
        from urllib.parse import unquote  # noqa: PLC0415  gate: few paths are quoted

        path = unquote(path)
    found = list(_local(project, file, requirement._replace(url="", local=path)))
    named = "@" in requirement.text.partition("file:")[0]
    pips = OLD_PIPS if named else PATH_PIPS
    severity = severity_for(pips, project)
    if found:
        yield from found
    elif severity is not None and not named:
        yield Finding(
            "REQ004",
            say(ABSOLUTE, text=quoted(requirement.text), pips=pips_in_words(pips, project)),
            Location(file.path, *requirement.span),
            severity,
            help=say("write `{path}` alone", path=quoted(path)),
        )
    elif severity is not None and not requirement.editable:
        yield Finding(
            "REQ004",
            say(
                "`{text}` has a relative path after `@` → {pips} refuses the file",
                text=quoted(requirement.text),
                pips=pips_in_words(OLD_PIPS, project),
            ),
            Location(file.path, *requirement.span),
            severity,
            help=say("write `{path}` alone", path=quoted(path)),
        )


def _windows(file: RequirementsFile, span: Span, text: str) -> Finding:
    return Finding(
        "REQ004",
        say(
            "`{text}` is a path on a Windows machine → it does not exist during the build",
            text=quoted(text),
        ),
        Location(file.path, *span),
        Severity.ERROR,
        help="write `name==version`, or commit the package and write its path from the root",
    )


def _frozen(file: RequirementsFile, requirement: Requirement) -> Finding:
    """A line `name @ file:///…`, as `pip freeze` writes them on a machine with local builds."""
    fix = None
    if requirement.name_span and requirement.url_span:
        start, end = requirement.name_span[0], requirement.url_span[1]
        extras = f"[{','.join(requirement.extras)}]" if requirement.extras else ""
        edit = Edit(file.path, start, end, requirement.name + extras)
        fix = Fix("write only the name", Applicability.UNSAFE, (edit,))
    text = quoted(requirement.text)
    return Finding(
        "REQ004",
        say(FROZEN, text=text),
        Location(file.path, *(requirement.url_span or requirement.span)),
        Severity.ERROR,
        help="write what `pip list --format=freeze` prints: `name==version`",
        fix=fix,
        fold=Fold("frozen", say_several(FROZEN_SEVERAL, text=text)),
    )


def _absolute(file: RequirementsFile, requirement: Requirement, path: str) -> Finding:
    return Finding(
        "REQ004",
        say(
            "`{path}` is a path on one machine → it does not exist during the build",
            path=quoted(path),
        ),
        Location(file.path, *requirement.span),
        Severity.ERROR,
        help="write `name==version`, or commit the package and write its path from the root",
    )


def _no_scheme(file: RequirementsFile, requirement: Requirement) -> Finding:
    version = re.fullmatch(r"v?[0-9][\w.]*", requirement.url)
    meant = f"{requirement.name}=={requirement.url}" if version else requirement.url
    span = requirement.url_span or requirement.span
    fix = None
    if version:
        edit = Edit(file.path, requirement.span.start, span[1], meant)
        fix = Fix("write the version after ==", Applicability.UNSAFE, (edit,))
    return Finding(
        "REQ004",
        say(
            "`{url}` after `@` is not an address that pip can fetch → the build fails",
            url=quoted(requirement.url),
        ),
        Location(file.path, *span),
        Severity.ERROR,
        help=say("write `{meant}`", meant=quoted(meant)),
        fix=fix,
    )


def _local(project: Project, file: RequirementsFile, requirement: Requirement) -> Iterator[Finding]:
    written = requirement.local
    if "\\" in written:
        yield _windows(file, requirement.span, written)
        return
    if written.startswith(("/", "~")):
        yield _absolute(file, requirement, written)
        return
    path = normpath(written)
    if path == ".." or path.startswith("../"):
        yield _problem(
            file, requirement,
            "`{path}` is outside the repository → it does not exist during the build",
            "commit the package below the root and write `./folder`",
        )  # fmt: skip
        return
    path = "" if path == "." else path
    kind = project.tree.kind(path)
    if project.tree.unseen(path):
        return  # what a submodule holds that is not here is not judged
    if is_archive(written) and not requirement.editable:
        if not project.tree.is_file(path):
            yield _problem(
                file, requirement,
                "`{path}` is not in the repository → pip does not find it and the build fails",
                "commit the file, or write `name==version`",
            )  # fmt: skip
        elif (
            project.tracked is not None
            and path not in project.tracked
            and not project.tree.in_submodule(path)
        ):
            yield _problem(
                file, requirement,
                "`{path}` is not in git → the platform's clone does not have it",
                "add it: `git add -f {path}`",
            )  # fmt: skip
        return
    if not project.tree.is_directory(path):
        if kind is Kind.FILE:
            yield _problem(
                file, requirement,
                "`{path}` is a file, not a folder → pip refuses the file and the build fails",
                "write `-r {path}` if its requirements are meant"
                if path.endswith((".txt", ".in")) else "write `name==version`",
            )  # fmt: skip
        else:
            yield _problem(
                file, requirement,
                "`{path}` is not a folder of the repository → pip refuses it and the build fails",
                "write `name==version`, or commit the folder",
            )  # fmt: skip
        return
    inside = project.tree.entries(project.tree.resolve(path) or path)
    tracked = project.tracked
    if not {"setup.py", "pyproject.toml"} & set(inside):
        yield _problem(
            file, requirement,
            "`{path}` has neither setup.py nor pyproject.toml → pip cannot install it and the "
            "build fails",
            "delete the line, or add a pyproject.toml to that folder",
        )  # fmt: skip
    elif "setup.py" not in inside and needs_setup(project):
        yield _problem(
            file, requirement,
            "`{path}` has no setup.py → this target's pip cannot install a folder without one and "
            "the build fails",
            "add a setup.py that calls `setup()`",
        )  # fmt: skip
    elif (
        tracked is not None
        and path
        and not project.tree.in_submodule(path)
        and not any(p.startswith(f"{path}/") for p in tracked)
    ):
        yield _problem(
            file, requirement,
            "the folder `{path}` is not in git → the platform's clone does not have it",
            "add it: `git add -f {path}`",
        )  # fmt: skip


def _problem(
    file: RequirementsFile, requirement: Requirement, template: str, advice: str
) -> Finding:
    return Finding(
        "REQ004",
        say(template, path=quoted(requirement.local)),
        Location(file.path, *requirement.span),
        Severity.ERROR,
        help=say(advice, path=quoted(requirement.local)),
    )
