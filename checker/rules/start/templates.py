"""Template text that nothing has filled in, and spoilt words."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.findings import Finding, Severity
from checker.base.messages import say
from checker.files.values import Kind
from checker.parsers.characters import ODD, is_invisible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

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


def unfilled(
    code: str, project: Project, start: StartCommand, program: str, template: tuple[int, int]
) -> Iterator[Finding]:
    """The finding on template text in what a program is told, unless the repository is one."""
    if is_template(project):
        return
    whole, index = start.text_at(template[0])
    text = whole[index : index + template[1] - template[0]]
    yield Finding(
        code,
        say(
            "`{text}` is template text that was never filled in → "
            "{program} reads it literally and does not start",
            text=text,
            program=program,
        ),
        start.at(*template),
        Severity.ERROR,
        help=say("write the real name instead of `{text}`", text=text),
    )


def is_template(project: Project) -> bool:
    """Whether the repository is there to be filled in: then its own text may hold anything."""
    if any("{{" in name for name in project.tree.entries()):
        return True
    if project.tree.is_directory("project_name"):
        return True  # `django-admin startproject --template` puts the name in
    return any(project.tree.kind(name) is not Kind.MISSING for name in _SIGNS)


def is_spoilt(text: str) -> bool:
    """Whether a character in it is another rule's: it is typography, unseen, or no text at all."""
    if text.isascii():
        return text.endswith("\\")
    return any(char in ODD or is_invisible(char) or "\ud800" <= char <= "\udfff" for char in text)
