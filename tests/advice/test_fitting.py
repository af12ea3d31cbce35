"""Which target fits where the chosen one plainly does not."""

from __future__ import annotations

import pytest

from checker.advice.target import fitting_target
from tests.platform.projects import CNB, FIVE, FIVE_1, SLUG, of

PY = {"requirements.txt": ""}


@pytest.mark.parametrize(
    ("target", "files", "fit"),
    [
        (FIVE, {**PY, "runtime.txt": "python-3.9.16\n"}, SLUG),
        (FIVE, {**PY, "runtime.txt": "python-3.7.0"}, FIVE_1),
        (FIVE, {**PY, "runtime.txt": "python-3.12.4"}, CNB),
        (FIVE, {**PY, "runtime.txt": "3.12"}, CNB),
        (SLUG, {**PY, "runtime.txt": "python-3.6.6"}, FIVE),
        (SLUG, {**PY, "runtime.txt": "python-3.13.1"}, CNB),
        (FIVE, {"pyproject.toml": ""}, SLUG),
        (FIVE_1, {"pyproject.toml": ""}, SLUG),
        (FIVE, {**PY, "Procfile": "web: gunicorn -b :$_PORT app:app\n"}, SLUG),
        (FIVE, {**PY, "Procfile": "web: gunicorn -b :${_PORT} app:app\n"}, SLUG),
    ],
)
def test_another_fits(target: str, files: dict[str, str | bytes], fit: str) -> None:
    found = fitting_target(of(target, files))
    assert found is not None
    assert found.target == fit
    assert found.question.endswith(f"; did you mean --target {fit}?")


def test_the_words_say_whether_others_have_the_version_too() -> None:
    only = fitting_target(of(FIVE, {**PY, "runtime.txt": "python-3.7.0"}))
    assert only is not None
    assert only.question == (
        "runtime.txt asks for Python 3.7.0, which only rainbond-5.1 has; "
        "did you mean --target rainbond-5.1?"
    )
    several = fitting_target(of(FIVE, {**PY, "runtime.txt": "python-3.9.16\n"}))
    assert several is not None
    assert "which rainbond-6 has" in several.question


@pytest.mark.parametrize(
    ("target", "files"),
    [
        (FIVE, PY),
        (FIVE, {}),
        (FIVE, {**PY, "runtime.txt": "python-3.6.6\n"}),
        (FIVE, {**PY, "runtime.txt": "python-1.2.3"}),
        (FIVE, {**PY, "runtime.txt": "python-3.6"}),
        (FIVE, {**PY, "runtime.txt": "pypy-3.9.16"}),
        (SLUG, {**PY, "runtime.txt": "python-3.9.16\n"}),
        (CNB, {**PY, "runtime.txt": "python-3.9.16"}),
        (FIVE, {**PY, "pyproject.toml": ""}),
        (FIVE, {**PY, "Procfile": "web: gunicorn -b :$PORT app:app"}),
        (FIVE, {**PY, "Procfile": "web: gunicorn -b :${PORT:-${_PORT:-5000}} app:app"}),
        (SLUG, {**PY, "Procfile": "web: gunicorn -b :$PORT app:app"}),
    ],
)
def test_the_chosen_one_fits_or_nothing_tells(target: str, files: dict[str, str | bytes]) -> None:
    assert fitting_target(of(target, files)) is None
