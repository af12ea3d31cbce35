"""Requirements without a hash in a file where pip asks for one on each."""

from __future__ import annotations

from checker.base.findings import Finding, Fold, Location, Severity
from checker.base.messages import say, say_several
from checker.rules.requirements.shared import applies, quoted, readable_files, requirements_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.project.project import Project

HASHED = "`{text}` has no hash, but other lines do → pip requires one for each and stops"
REQUIRED = "`{text}` has no hash, but --require-hashes is set → pip stops"
HASHED_SEVERAL = (
    "{count} requirements, starting with `{text}`, have no hash, but other lines do → pip requires "
    "one for each and stops"
)
REQUIRED_SEVERAL = (
    "{count} requirements, starting with `{text}`, have no hash, but --require-hashes is set → pip "
    "stops"
)


def missing_hashes(project: Project) -> Iterator[Finding]:
    """One finding for each requirement that lacks a hash while some line has one.

    pip turns `--require-hashes` on for all as soon as one requirement has a hash.
    """
    files = readable_files(project)
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
        for entry, found in requirements_of(file):
            if found.hashes or found.normalised in hashed or "#" in found.url or entry.variables:
                continue
            if not applies(found, project.target):
                continue
            text = quoted(found.text)
            yield Finding(
                "REQ002",
                say(HASHED if hashed else REQUIRED, text=text),
                Location(file.path, *found.span),
                Severity.ERROR,
                help="write the file again with the tool that wrote the hashes, or delete all of "
                "them",
                fold=Fold(
                    "hash", say_several(HASHED_SEVERAL if hashed else REQUIRED_SEVERAL, text=text)
                ),
            )
