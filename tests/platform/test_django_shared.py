"""Targets with the same Python and Django read a project's settings once."""

from __future__ import annotations

import pytest

from checker.django.evaluation import evaluate
from checker.files.tree import MemoryTree
from checker.platform import django_reading
from checker.platform.facts import django
from checker.project.project import Project
from checker.targets import targets
from tests.cases import django_project


@pytest.mark.parametrize(
    ("names", "readings"),
    [
        (("heroku", "dokku"), 1),
        (("heroku", "heroku", "dokku"), 1),
        (("rainbond-5", "rainbond-6-cnb"), 2),
    ],
)
def test_one_reading_for_the_same_versions(
    names: tuple[str, ...], readings: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def counted(tree: MemoryTree, path: str, **given: object) -> object:
        made.append(path)
        return evaluate(tree, path, **given)  # type: ignore[arg-type]

    monkeypatch.setattr(django_reading, "evaluate", counted)
    files = {path: text.encode() for path, text in django_project("STATIC_ROOT = 'x'\n").items()}
    tree = MemoryTree(files)
    shared = [django(Project(tree, targets()[name])) for name in names]
    assert len(made) == readings
    alone = [django(Project(MemoryTree(files), targets()[name])) for name in names]
    assert shared == alone
