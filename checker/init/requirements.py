"""The requirements.txt of a repository that has none: what it declares, else what it imports."""

from __future__ import annotations

from packaging.requirements import Requirement

from checker.base.records import NamedTuple
from checker.files.overlay import OverlayTree
from checker.files.values import Kind
from checker.init.imported import Needed, imported
from checker.init.settings import named_in_settings
from checker.parsers.declared import Declared, declared
from checker.parsers.requirements import normalise
from checker.platform.detection import package_manager, recognised
from checker.project.project import Project
from checker.python.syntax.parse import host_tree

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.base.findings import Finding
    from checker.check.report import Report

NAME = "requirements.txt"
_LISTS = (NAME, "pyproject.toml", "setup.py", "setup.cfg", "Pipfile", "environment.yml")
"""Files of a root that list dependencies, or may."""


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
    project = report.project
    finding = next((f for f in report.findings if _is_about_it(f)), None)
    if finding is None:
        if not any(map(_lists_nothing, (part.project for part in report.parts or (report,)))):
            return None
    elif not _is_simply_missing(project, finding):
        return None
    source = declared(project.document, host_tree)
    found = imported(project)
    if source is not None:
        return Requirements(source.lines, source, found.needed, found.unread, found.more)
    if (
        finding is not None
        and finding.fix is not None
        and finding.fix.edits
        and _declares_unknown(project)
    ):
        return None  # the project itself is required: `-e .`
    needed = [*found.needed, *_of_django(project, found.needed)]
    needed.sort(key=lambda each: (each.distribution or each.module).lower())
    lines = dict.fromkeys(
        each.distribution for each in needed if each.distribution and not each.optional
    )
    return Requirements(tuple(lines), None, tuple(needed), found.unread, found.more)


def _is_about_it(finding: Finding) -> bool:
    """Whether a finding says that nothing tells what to install."""
    return finding.code == "REQ001" or (finding.code == "PLT001" and finding.at.path == NAME)


def _lists_nothing(project: Project) -> bool:
    """Whether a target would build a root without installing anything, and says nothing of it."""
    if not recognised(project).is_python or package_manager(project).fails:
        return False
    names = project.tree.entries()
    return package_manager(project).value == "" and not any(name in names for name in _LISTS)


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
