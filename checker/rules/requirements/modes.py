"""What makes a good line wrong: hashes elsewhere, or standing in a constraints file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.base.findings import Finding, Location, Severity
from checker.base.messages import say
from checker.rules.requirements.shared import applies, quoted, readable_files, requirements_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.parsers.requirements import Requirement, RequirementsFile
    from checker.project.project import Project

_RELATED = 5


def missing_hashes(project: Project) -> Iterator[Finding]:
    """One finding for each file with lines that lack a hash while some line has one.

    pip turns `--require-hashes` on for all as soon as one requirement has a hash.
    """
    files = list(readable_files(project))
    hashed = {
        found.normalised for file in files for _, found in requirements_of(file) if found.hashes
    }
    options = {
        option.name
        for file in files
        for entry in file.entries
        if entry.requirement is None
        for option in entry.options
    }
    if "--no-require-hashes" in options or not (hashed or "--require-hashes" in options):
        return
    for file in files:
        if file.constraint:
            continue
        lacking = [
            found
            for entry, found in requirements_of(file)
            if not found.hashes
            and found.normalised not in hashed
            and "#" not in found.url
            and not entry.variables
            and applies(found, project.target)
        ]
        if not lacking:
            continue
        template = "`{text}` has no hash, but {other} → pip requires one for each and stops"
        if len(lacking) > 1:
            template = (
                "{count} requirements, `{text}` the first, have no hash, but {other} → pip "
                "requires one for each and stops"
            )
        yield Finding(
            "REQ002",
            say(
                template,
                text=quoted(lacking[0].text),
                count=len(lacking),
                other="other lines have" if hashed else "--require-hashes is set",
            ),
            Location(file.path, *lacking[0].span),
            Severity.ERROR,
            help="write the file anew with the tool that wrote the hashes, or delete all hashes",
            related=tuple(
                (Location(file.path, *found.span), say("`{text}`", text=quoted(found.text)))
                for found in lacking[1 : 1 + _RELATED]
            ),
        )


def wrong_constraints(file: RequirementsFile) -> Iterator[Finding]:
    """Lines of a constraints file that pip allows in a requirements file only."""
    if not file.constraint:
        return
    for _, found in requirements_of(file):
        what = _why_no_constraint(found)
        if what:
            yield Finding(
                "REQ002",
                say(
                    "`{text}` in a constraints file {what} → pip refuses it and the build fails",
                    text=quoted(found.text),
                    what=what,
                ),
                Location(file.path, *found.span),
                Severity.ERROR,
                help="write `name==version` there, or include the file with `-r`",
            )


def _why_no_constraint(requirement: Requirement) -> str:
    if not requirement.name and (requirement.url or requirement.local):
        return "has no name"
    return "has extras" if requirement.extras else ""
