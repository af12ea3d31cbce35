"""The findings of a platform's own builder, rule by rule."""

from __future__ import annotations

from checker.rules.registry import own_findings, rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.base.findings import Finding
    from checker.project.project import Project


@rule("PLT001")
def package_manager(project: Project) -> Iterator[Finding]:
    """Not exactly one file says what installs the dependencies."""
    return own_findings("PLT001", project)


@rule("PLT002")
def misspelt_version_file(project: Project) -> Iterator[Finding]:
    """The file that names a Python is misspelt."""
    return own_findings("PLT002", project)


@rule("PLT003")
def refused_path(project: Project) -> Iterator[Finding]:
    """A path that the platform refuses is in the repository."""
    return own_findings("PLT003", project)


@rule("PLT004")
def no_shell(project: Project) -> Iterator[Finding]:
    """The command needs a shell, and none runs it."""
    return own_findings("PLT004", project)


@rule("PLT005")
def vendor_folder(project: Project) -> Iterator[Finding]:
    """A folder `vendor` makes the installation ignore the index."""
    return own_findings("PLT005", project)


@rule("PLT006")
def unseen_by_install(project: Project) -> Iterator[Finding]:
    """The installation does not see a file that requirements.txt names."""
    return own_findings("PLT006", project)


@rule("PLT008")
def failing_hook(project: Project) -> Iterator[Finding]:
    """A hook of the build fails."""
    return own_findings("PLT008", project)


@rule("PLT007")
def deprecated_version_file(project: Project) -> Iterator[Finding]:
    """runtime.txt is deprecated."""
    return own_findings("PLT007", project)
