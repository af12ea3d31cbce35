"""The declared Python version and the effective one."""

from __future__ import annotations

import pytest

from tests.platform.projects import CNB, FIVE, FIVE_1, SLUG, plan_of

PY = {"requirements.txt": ""}


def effective(target: str, runtime: str | bytes | None, **more: str) -> str | None:
    files: dict[str, str | bytes] = {**PY, **more}
    if runtime is not None:
        files["runtime.txt"] = runtime
    return plan_of(target, files).python.effective


@pytest.mark.parametrize(
    ("runtime", "version"),
    [
        (None, "3.9.16"),
        ("python-3.9.16", "3.9.16"),
        ("python-2.7.18", "2.7.18"),
        ("python-3.9.16\n", "3.6.15"),
        ("python-3.9.16 ", "3.6.15"),
        ("Python-3.9.16", "3.6.15"),
        ("3.9.16", "3.6.15"),
        ("python-3.11.4", "3.6.15"),
        ("", "3.6.15"),
        (b"\xef\xbb\xbfpython-3.9.16", "3.6.15"),
        (b"\xff\xfep\0y\0", "3.6.15"),
    ],
)
def test_looked_up_untrimmed_from_6_on(runtime: str | bytes | None, version: str) -> None:
    assert effective(SLUG, runtime) == version


@pytest.mark.parametrize(
    ("runtime", "version"),
    [
        (None, "3.9.16"),
        ("python-3.8.16\n", "3.8.16"),
        (" python-3.8.16\r\n", "3.8.16"),
        ("python-3.8.16 # x\n", None),
        ("python-3.11.4", None),
    ],
)
def test_beside_other_languages_the_builder_strips_it(
    runtime: str | None, version: str | None
) -> None:
    plan = plan_of(
        SLUG, {**PY, "Gemfile": "", **({} if runtime is None else {"runtime.txt": runtime})}
    )
    assert plan.python.effective == version


@pytest.mark.parametrize(
    ("runtime", "version"),
    [
        (None, "3.6.6"),
        ("python-3.6.6", "3.6.6"),
        (" python-3.6.6\r\n", "3.6.6"),
        ("python-2.7.9\n", "2.7.9"),
        ("python-3.6.6 # the shell takes the first word\n", "3.6.6"),
        ("python-3.6.6\npython-2.7.9\n", "3.6.6"),
        ("python-3.7.0\n", None),
        ("Python-3.6.6\n", None),
        ("python 3.6.6\n", None),
        ("3.6.6", None),
        ("", None),
        (" \n", None),
        (b"\xef\xbb\xbfpython-3.6.6", None),
    ],
)
def test_read_up_to_5(runtime: str | bytes | None, version: str | None) -> None:
    assert effective(FIVE, runtime) == version


def test_each_edition_has_its_own_versions() -> None:
    assert effective(FIVE_1, "python-3.7.0\n") == "3.7.0"
    assert effective(FIVE_1, "python-3.6.10\n") is None


def test_the_cloud_native_build_reads_no_file() -> None:
    python = plan_of(CNB, {**PY, "runtime.txt": "python-3.12.1\n"}).python
    assert (python.effective, python.declared, python.declared_in) == (
        "3.14",
        "python-3.12.1",
        "runtime.txt",
    )
    assert "runtime.txt is ignored" in python.because
    assert plan_of(CNB, {**PY, ".python-version": "3.12"}).python.declared_in == ".python-version"
    assert plan_of(CNB, PY).python.declared_in == ""


def test_package_json_takes_the_version_away() -> None:
    assert effective(CNB, None, **{"package.json": "{}"}) is None


def test_the_log_is_what_the_build_shows() -> None:
    assert plan_of(SLUG, PY).python.log == "Detection Python default runtime python-3.9.16"
    assert "which is unsupported" in plan_of(FIVE, {**PY, "runtime.txt": "3.6"}).python.log
