"""Several things that stand against an installation, and what uv remembers of the index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.resolve.uv import Uv
from tests.resolve.test_asking import usual

if TYPE_CHECKING:
    import pytest

    from checker.project.resolution import Resolution
    from checker.resolve.uv import Answer, Question
    from tests.resolve.conftest import Ask
    from tests.resolve.local_index import Index


def causes(found: Resolution) -> list[tuple[str, str]]:
    return [(each.cause.name, each.name) for each in found.troubles]


def many() -> Index:
    index = usual()
    for number in range(7):
        index.wheel(f"part{number}", "1.0").wheel(f"part{number}", "3.0")
    return index


def test_each_of_many_is_found_with_the_nearest_release(ask: Ask) -> None:
    lines = [f"part{number}==2.0" for number in range(7)]
    with many() as index:
        found = ask(index, "\n".join(["six", *lines, ""]))
    assert causes(found) == [("NO_RELEASE", f"part{number}") for number in range(7)]
    assert {each.instead for each in found.troubles} == {"3.0"}


def test_one_costs_three_questions_and_only_one_of_the_index(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []
    put = Uv.ask

    def counted(self: Uv, question: Question) -> Answer:
        asked.append(question.offline)
        return put(self, question)

    with usual() as index:
        ask(index, "six==1.15.0\npart==1.0\nframe==1.0\nsix==1.16.0\n")
        monkeypatch.setattr(Uv, "ask", counted)
        found = ask(index, "six==1.16.0\nframe==1.0\npart==2.0\n")
        assert causes(found) == [("CONFLICT", "part")]
        assert asked.count(False) == 1
        asked.clear()
        assert ask(index, "six==1.15.0\nframe==1.0\n").installs
        assert asked == [False]


def test_what_is_only_wrong_with_another_release_than_the_one_written_is_not_told(
    ask: Ask,
) -> None:
    """Without the pin, the newest of `old` would be taken, which `part==1.0` excludes."""
    with usual() as index:
        index.wheel("old", "1.0", tag="cp27-cp27m-win32").wheel("old", "2.0", ["part>=2"])
        found = ask(index, "old==1.0\npart==1.0\n")
    assert causes(found) == [("NO_FILE", "old")]


def test_a_release_that_came_since_is_no_trouble(ask: Ask) -> None:
    """That something is missing is only believed of the index as it is now."""
    with usual() as index:
        index.wheel("late", "1.0")
        ask(index, "late\n")
        index.wheel("late", "2.0")
        found = ask(index, "frame==9.0\nlate==2.0\n")
    assert ("NO_RELEASE", "frame") in causes(found)
