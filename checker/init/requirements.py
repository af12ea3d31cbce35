"""The requirements.txt of a repository that has none: what it declares, else what it imports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from packaging.requirements import Requirement

from checker.base.records import NamedTuple
from checker.files.tree import OverlayTree
from checker.files.values import Kind
from checker.init.imported import Needed, imported
from checker.init.settings import named_in_settings
from checker.parsers.declared import Declared, declared
from checker.parsers.requirements import normalise
from checker.project.project import Project
from checker.python.syntax.parse import host_tree

if TYPE_CHECKING:
    from checker.base.findings import Finding
    from checker.check.report import Report

NAME = "requirements.txt"


class Requirements(NamedTuple):
    """A requirements.txt to be written, and where each line is from."""

    lines: tuple[str, ...]
    source: Declared | None
    """The file that declares them; None where they come from imports."""
    needed: tuple[Needed, ...] = ()
    """What is imported, and is in `lines` where they come from imports."""
    unread: tuple[str, ...] = ()
    """Modules that could not be parsed."""
    more: bool = False
    """Whether there were more modules than are read."""

    @property
    def text(self) -> str:
        """The file."""
        return "".join(f"{line}\n" for line in self.lines)

    @property
    def questions(self) -> tuple[Needed, ...]:
        """What is imported and not required, for its author to decide."""
        if self.source is None:
            return tuple(each for each in self.needed if each.optional or not each.distribution)
        names = {normalise(Requirement(line).name) for line in self.source.lines}
        modules = {name.replace("-", "_") for name in names}
        return tuple(
            each
            for each in self.needed
            if not each.optional
            and normalise(each.distribution or each.module).partition("<")[0] not in names
            and each.module.partition(".")[0].lower() not in modules
        )


def missing_requirements(report: Report) -> Requirements | None:
    """What to write; None where the file is there, or what is wrong is mended in another way."""
    finding = next((f for f in report.findings if f.code == "REQ001"), None)
    project = report.project
    if finding is None or not _is_simply_missing(project, finding):
        return None
    source = declared(project.document, host_tree)
    found = imported(project)
    if source is not None:
        return Requirements(source.lines, source, found.needed, found.unread, found.more)
    if finding.fix is not None and finding.fix.edits and _declares_unknown(project):
        return None  # the project itself is required: `-e .`
    needed = [*found.needed, *_of_django(project, found.needed)]
    needed.sort(key=lambda each: (each.distribution or each.module).lower())
    lines = dict.fromkeys(
        each.distribution for each in needed if each.distribution and not each.optional
    )
    return Requirements(tuple(lines), None, tuple(needed), found.unread, found.more)


def _is_simply_missing(project: Project, finding: Finding) -> bool:
    """Whether no file of another name or in another folder is meant."""
    if project.tree.kind(NAME) is not Kind.MISSING or finding.at.path != NAME or finding.related:
        return False
    edits = finding.fix.edits if finding.fix is not None else ()
    return not any("-r " in edit.text for edit in edits)


def _declares_unknown(project: Project) -> bool:
    """Whether the project has dependencies that only running its build would tell."""
    setup, pyproject = project.document("setup.py"), project.document("pyproject.toml")
    if setup is not None and "install_requires" in setup.text:
        return True
    return pyproject is not None and "dynamic" in pyproject.text and "[project]" in pyproject.text


def _of_django(project: Project, needed: tuple[Needed, ...]) -> list[Needed]:
    """What the settings name, read as if what is imported were required already."""
    names = frozenset(each.distribution for each in needed if each.distribution)
    if "Django" not in names:
        return []
    text = "".join(f"{name}\n" for name in sorted(names))
    with_those = Project(OverlayTree(project.tree, {NAME: text.encode()}), project.target)
    return named_in_settings(with_those, names)
