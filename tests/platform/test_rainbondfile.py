"""The rainbondfile as the platform's types read it: a wrong type anywhere makes it void."""

from __future__ import annotations

import pytest

from checker.platform.rainbond.rainbondfile import rainbondfile
from tests.platform.projects import FIVE, FIVE_1, of, plan_of

ROOT = {"requirements.txt": "django\n", "manage.py": "", "Procfile": "web: a\n"}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("language: PHP\n", "PHP"),
        ("{language: PHP}\n", "PHP"),
        ("language:\tPHP\r\n", "PHP"),
        ("language: PHP # x\n", "PHP"),
        ("language: no\n", "no"),
        ("language: 3\n", "3"),
        ("language: null\n", ""),
        ("language: Python\n---\nlanguage: PHP\n", "Python"),
        ("a: &a\n  language: PHP\n<<: *a\n", "PHP"),
        ("language: PHP\nports: [{port: 5000, protocol: http}]\n", "PHP"),
        ("language: PHP\nports: 5000\n", ""),
        ("language: PHP\nports: [5000]\n", ""),
        ('language: PHP\nports: [{port: "5000"}]\n', ""),
        ("language: PHP\ncmd: [a]\n", ""),
        ("language: PHP\nservices: x\n", ""),
        ("language: [PHP]\n", ""),
        ("hello\n", ""),
        ("\tlanguage: PHP\n", ""),
        ("language: PHP\n<<: [" * 150, ""),
        ("language: PHP\n# \xe9".encode("latin-1"), ""),
    ],
)
def test_language(text: str | bytes, language: str) -> None:
    assert rainbondfile(of(FIVE, {**ROOT, "rainbondfile": text})).language == language


def test_a_variable_is_a_string_or_the_file_is_void() -> None:
    text = "language: PHP\nenvs: {A: [1]}\n"
    assert rainbondfile(of(FIVE_1, {"rainbondfile": text})).language == ""
    assert rainbondfile(of(FIVE, {"rainbondfile": text})).language == "PHP"


def test_a_mapping_that_merges_itself_ends() -> None:
    text = "a: &a\n  <<: *a\n  language: PHP\n<<: *a\n"
    assert rainbondfile(of(FIVE, {"rainbondfile": text})).language in ("", "PHP")


def test_variables_of_the_build() -> None:
    text = "envs:\n  BUILD_PROCFILE: web:b\n  BUILD_RUNTIMES: python-2.7.17\n"
    plan = plan_of(FIVE, {**ROOT, "rainbondfile": text})
    assert (plan.start.command, plan.python.effective) == ("b", "2.7.17")


@pytest.mark.parametrize(
    ("target", "value", "runs"),
    [
        (FIVE, "1", False),
        (FIVE, "0", False),
        (FIVE, "", False),
        (FIVE_1, "", True),
        (FIVE, '""', True),
    ],
)
def test_collectstatic_is_switched_off(target: str, value: str, runs: bool) -> None:
    text = f"envs:\n  BUILD_DISABLE_COLLECTSTATIC: {value}\n"
    assert plan_of(target, {**ROOT, "rainbondfile": text}).collectstatic.runs is runs
