"""When the rules on the Procfile can have something to say (see `checker.rules.needs`)."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.project.project import Project

_PLAIN_COMMAND = frozenset(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ._/:=,@+-$"
)
"""What a command may be made of without a thought for quotes, YAML and the shell."""


def missing(project: Project) -> bool:
    """The root has no Procfile that can be read."""
    return bool(project.tree.read("Procfile").problem)


def not_ascii(project: Project) -> bool:
    """The Procfile has a byte that is neither printable ASCII nor a blank or a line's end."""
    procfile = project.procfile
    if procfile is None:
        return False
    if (document := procfile.document).mark or document.encoding != "utf-8":
        return True
    text = document.text.replace("\r\n", "").replace("\n", "").replace("\t", "")
    return not (text.isascii() and text.isprintable())


def beyond_web(project: Project) -> bool:
    """The Procfile is more than one line `web: command` of harmless characters."""
    procfile = project.procfile
    if procfile is None:
        return False
    document = procfile.document
    command = document.text.removesuffix("\n").removeprefix("web: ")
    plain = document.encoding == "utf-8" and not document.mark and document.complete
    plain = plain and document.text.startswith("web: ") and _PLAIN_COMMAND.issuperset(command)
    # What YAML reads as something else than text has one word, or begins or ends oddly.
    plain = plain and command[:1].isalpha() and command[-1:] not in ("", " ", ":")
    return not plain or ": " in command or " " not in command


def long(project: Project) -> bool:
    """The Procfile has more bytes than the first consoles keep."""
    procfile = project.procfile
    return procfile is not None and len(procfile.document.data) > 512
