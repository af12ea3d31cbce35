"""Bare repositories for tests, written by libgit2: no process is started for each."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import pygit2

from checker.fleet.sent import InFile

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checker.fleet.sent import Sent

GOOD: dict[str, str | bytes] = {
    "requirements.txt": "flask==3.0.0\ngunicorn==22.0.0\n",
    "Procfile": "web: gunicorn app:app\n",
    "app.py": "from flask import Flask\n\napp = Flask(__name__)\n",
    "runtime.txt": "python-3.12.13\n",
}
BAD = GOOD | {"Procfile": "web:gunicorn app:app\n", "requirements.txt": "Flask=1.0\n"}
PYTHON_2 = GOOD | {"app.py": "print 'x'\n"}
WORKER: dict[str, str | bytes] = {
    "requirements.txt": "celery\n",
    "Procfile": "worker: celery -A app worker\n",
}
KINDS = (GOOD, BAD, PYTHON_2, WORKER)


def bare(path: Path, files: Mapping[str, str | bytes]) -> Path:
    """A bare repository with one commit of `files`."""
    repository = pygit2.init_repository(str(path), bare=True)
    commit(repository, files)
    repository.set_head("refs/heads/main")
    return path


def commit(repository: pygit2.Repository, files: Mapping[str, str | bytes]) -> str:
    """Another commit on `main`, of these files alone; its name."""
    index = pygit2.Index()
    for name, text in files.items():
        data = text.encode() if isinstance(text, str) else text
        blob = repository.create_blob(data)
        index.add(pygit2.IndexEntry(name, blob, pygit2.enums.FileMode.BLOB))
    someone = pygit2.Signature("A", "a@example.org", 0, 0)
    before = [repository.head.target] if not repository.head_is_unborn else []
    made = repository.create_commit(
        "refs/heads/main", someone, someone, "c", index.write_tree(repository), before
    )
    return str(made)


def fleet(folder: Path, number: int) -> Path:
    """A folder of so many repositories, of each kind in turn."""
    for index in range(number):
        bare(folder / f"team{index % 3}" / f"app{index:03}.git", KINDS[index % len(KINDS)])
    return folder


def long_list(folder: Path, number: int) -> Path:
    """A list of so many repositories, links to a few: what a run over them needs some time for."""
    folder.mkdir()
    few = [bare(folder / f"app{index}.git", kind) for index, kind in enumerate(KINDS)]
    names = [f"link{index}.git" for index in range(number)]
    for index, name in enumerate(names):
        (folder / name).symlink_to(few[index % len(few)], target_is_directory=True)
    listed = folder / "list.txt"
    listed.write_text("".join(f"{folder / name}\n" for name in names))
    return listed


def rows_of(sent: Sent, name: str) -> str:
    """The lines of a table that a worker has sent."""
    lines = sent.tables.get(name)
    if isinstance(lines, InFile):
        text = Path(lines.path).read_bytes()
        assert (lines.size, lines.longest) == (len(text), max(map(len, text.splitlines())))
        return text.decode()
    file = io.BytesIO()
    assert sent.write(name, file) == len(file.getvalue())
    return file.getvalue().decode()
