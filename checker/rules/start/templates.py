"""Template text that nothing has filled in, and spoilt words."""

from __future__ import annotations

from checker.base.findings import Finding, Severity
from checker.base.messages import say
from checker.parsers.characters import ODD, is_invisible
from checker.start.templates import is_template

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.project.project import Project
    from checker.start.command import StartCommand


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


def is_spoilt(text: str) -> bool:
    """Whether a character in it is another rule's: it is typography, unseen, or no text at all."""
    if text.isascii():
        return text.endswith("\\")
    return any(char in ODD or is_invisible(char) or "\ud800" <= char <= "\udfff" for char in text)
