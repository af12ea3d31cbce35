"""What all launchers have in common: their options, and the file that they read."""

from __future__ import annotations

from checker.start.processes import join
from checker.start.scripts import LONGEST, SCRIPTS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.base.text import Document
    from checker.parsers.shell import Program, Script, Word
    from checker.start.interface import Shell
    from checker.start.processes import Process, Where

PROGRAMS = 20
"""Programs of one file that are read."""


def plain_words(words: tuple[Word, ...], values: frozenset[str]) -> list[str]:
    """The arguments that are no options, nor values of them."""
    found: list[str] = []
    skip = False
    for word in words:
        text = word.value or ""
        if skip:
            skip = False
        elif text.startswith("-") and len(text) > 1:
            skip = text in values
        else:
            found.append(text)
    return found


def option_of(words: tuple[Word, ...], *names: str) -> Word | None:
    """The value of an option: `-f FILE`, `--file=FILE`, `-fFILE`."""
    for at, word in enumerate(words):
        text = word.value or ""
        if text in names and at + 1 < len(words):
            return words[at + 1]
        for name in names:
            rest = text[len(name) :]
            if text.startswith(name) and rest and (not name.startswith("--") or rest[0] == "="):
                skip = len(name) + (rest[0] == "=")
                first = word.parts[0]
                return word._replace(parts=(first._replace(text=first.text[skip:]),))
    return None


def document_of(shell: Shell, directory: str | None, name: str) -> Document | None:
    """A file of the repository that can be read."""
    project = shell.trace.project
    path = join(directory, name, shell.environment.home) if name else None
    if project is None or not path or not project.tree.is_file(path):
        return None
    document = project.document(path)
    if document is None or not document.complete or len(document.text) > LONGEST:
        return None
    return document


def enter(shell: Shell, process: Process, document: Document, words: str) -> int | None:
    """Count the file's places; None if it is being read already."""
    trace = shell.trace
    if document.path in trace.running or len(trace.places.texts) >= SCRIPTS:
        return None
    if trace.project is not None:
        trace.project.tree.budget.charge(len(document.text))
    word = process.word
    return trace.places.add(document.path, len(document.text), word.start, word.end, words)


def run_scripts(
    shell: Shell,
    process: Process,
    path: str,
    scripts: list[tuple[Script | Program, str | None]],
    where: Where,
) -> None:
    """Walk scripts, each in a folder, in shells of their own; the last one may be the end."""
    shell.trace.running.append(path)
    for at, (script, directory) in enumerate(scripts):
        inner = shell.child(process._replace(directory=directory))
        inner.name = "sh"
        inner.script(script, where._replace(last=where.last and at == len(scripts) - 1))
        shell.disturbed = shell.disturbed or inner.disturbed
    shell.trace.running.pop()
