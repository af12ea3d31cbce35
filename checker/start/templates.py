"""Template text, which somebody was to fill in, and repositories that are templates."""

from __future__ import annotations

from checker.base import regex as re
from checker.files.values import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.project.project import Project
    from checker.start.command import StartCommand

_SIGNS = ("cookiecutter.json", "copier.yml", "copier.yaml", "cookiecutter.yaml")
"""Files by which a repository is a template for others."""
_TEMPLATE = r"[^\s{]{0,300}(\{\{[^{}\n]{0,200}\}\}|\{%[^%\n]{0,200}%\})"


def template_at(start: StartCommand, offset: int) -> tuple[int, int] | None:
    """The template text in the word that begins at `offset`, as places."""
    text, index = start.text_at(offset)
    found = re.compile(_TEMPLATE).match(text, index)
    if found is None:
        return None
    return found.start(1) - index + offset, found.end(1) - index + offset


def is_template(project: Project) -> bool:
    """Whether the repository is there to be filled in: then its own text may hold anything."""
    if any("{{" in name for name in project.tree.entries()):
        return True
    if project.tree.is_directory("project_name"):
        return True  # `django-admin startproject --template` puts the name in
    return any(project.tree.kind(name) is not Kind.MISSING for name in _SIGNS)
