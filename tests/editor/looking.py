"""Small trees with a caret: `|` in one of the texts is the place that is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.editor.completion.dispatch import completions
from checker.editor.hover.dispatch import hover
from checker.files.tree import MemoryTree
from checker.targets import targets
from tests.cases import django_project
from tests.checking import check

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checker.check.report import Report
    from checker.editor.completion.items import Completion
    from checker.editor.hover.text import HoverText

FLASK = {
    "requirements.txt": "Flask==2.0.3\ngunicorn==20.1.0\n",
    "Procfile": "web: gunicorn app:app\n",
    "runtime.txt": "python-3.6.6\n",
    "app.py": "from flask import Flask\napp = Flask(__name__)\n",
}
"""A small application that serves."""
CARET = "|"


def django(settings: str, **files: str) -> dict[str, str]:
    """A small Django project with these lines at the end of its settings."""
    return {**django_project(settings), **files}


def looked_at(
    files: Mapping[str, str], path: str, marked: str, target: str = "rainbond-5"
) -> tuple[Report, int]:
    """The report on a tree in which one file has the text without its caret, and the offset."""
    offset = marked.index(CARET)
    text = marked[:offset] + marked[offset + 1 :]
    tree = MemoryTree({name: held.encode() for name, held in {**files, path: text}.items()})
    return check(tree, targets()[target], uncertain=True), offset


def hover_at(
    files: Mapping[str, str], path: str, marked: str, target: str = "rainbond-5"
) -> HoverText | None:
    report, offset = looked_at(files, path, marked, target)
    return hover(report.project, report, path, offset)


def said_at(
    files: Mapping[str, str], path: str, marked: str, target: str = "rainbond-5"
) -> tuple[str, str]:
    """What is shown, and the text that it is about; both empty where nothing is shown."""
    found = hover_at(files, path, marked, target)
    text = marked.replace(CARET, "", 1)
    return (found.markdown, text[found.start : found.end]) if found else ("", "")


def offered(
    files: Mapping[str, str], path: str, marked: str, target: str = "rainbond-5"
) -> list[Completion]:
    report, offset = looked_at(files, path, marked, target)
    return completions(report.project, path, offset)


def typed(
    files: Mapping[str, str], path: str, marked: str, target: str = "rainbond-5"
) -> list[str]:
    """What the file holds after each of the completions is taken, the best first."""
    text = marked.replace(CARET, "", 1)
    return [
        text[: item.start] + item.text + text[item.end :]
        for item in offered(files, path, marked, target)
    ]
