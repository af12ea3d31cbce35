"""Fixes of version files: right for the target that they are shown for."""

from __future__ import annotations

import pytest

from checker.base.findings import Applicability
from checker.files.tree import MemoryTree
from checker.fixes.loop import fix_all, is_fixable
from checker.platform.version_fixes import meant
from checker.targets import targets
from tests.checking import check

FILES = {
    "requirements.txt": b"flask==3.0.0\ngunicorn==22.0.0\n",
    "app.py": b"from flask import Flask\n\napp = Flask(__name__)\n",
    "Procfile": b"web: gunicorn app:app\n",
}
HEROKU = ("heroku", "digitalocean", "scalingo", "dokku")


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ("3.12", "3.12"),
        ("3.12.4\n", "3.12.4"),
        ("python-3.12.4", "3.12.4"),
        ("Python 3.12\r\n", "3.12"),
        ("python3.12", "3.12"),
        ("'3.12'", "3.12"),
        ('"3.12"\n', "3.12"),
        ("python-3.12.x", "3.12"),
        ("3.12.*", "3.12"),
        ("python==3.12.1", "3.12.1"),
        ("v3.12", "3.12"),
        ("cpython-3.12.1", "3.12.1"),
        ("# the Python\npython-3.12.1  # here\n\n", "3.12.1"),
        ("\ufeff3.12", "3.12"),
        ("3.12\u00a0", "3.12"),
        ("3.12\n3.12\n", "3.12"),
        ("3.12\n3.11\n", ""),
        (">=3.12", ""),
        ("~3.12", ""),
        ("^3.12", ""),
        ("pypy3.10-7.3", ""),
        ("3.13.0rc1", ""),
        ("3.12t", ""),
        ("3", ""),
        ("4.1", ""),
        ("3.012", ""),
        ("3.12.4.5", ""),
        ("miniconda3-3.12", ""),
        ("", ""),
        ("latest", ""),
        ("3.9999999", ""),
    ],
)
def test_what_is_meant(text: str, version: str) -> None:
    assert meant(text) == version


@pytest.mark.parametrize(
    ("names", "given", "fixed"),
    [
        (HEROKU, {".python-version": b"python-3.12\n"}, {".python-version": b"3.12\n"}),
        (HEROKU, {".python-version": b"3.12 # c\r\n"}, {".python-version": b"3.12\n"}),
        (HEROKU, {".python-version": b"\xef\xbb\xbf3.12"}, {".python-version": b"3.12\n"}),
        (HEROKU, {".python-version": b"\xff\xfe3\0.\x001\x002\0"}, {".python-version": b"3.12\n"}),
        (HEROKU, {"runtime.txt": b"3.12.4"}, {"runtime.txt": b"python-3.12.4\n"}),
        (HEROKU, {"runtime.txt": b"Python-3.12\n"}, {"runtime.txt": b"python-3.12\n"}),
        (HEROKU, {"runtime.txt": b"python-3.12.x\n"}, {"runtime.txt": b"python-3.12\n"}),
        (
            HEROKU,
            {"python-version": b"3.12\n"},
            {".python-version": b"3.12\n", "python-version": None},
        ),
        (
            ("heroku-cnb",),
            {"runtime.txt": b"python-3.12.4\n"},
            {".python-version": b"3.12.4\n", "runtime.txt": None},
        ),
        (("heroku-cnb",), {".python-version": b"'3.12'\n"}, {".python-version": b"3.12\n"}),
        (("cloudfoundry",), {"runtime.txt": b"python-3.12\n"}, {"runtime.txt": b"python-3.12.x\n"}),
    ],
)  # fmt: skip
def test_a_safe_fix(
    names: tuple[str, ...], given: dict[str, bytes], fixed: dict[str, bytes | None]
) -> None:
    for name in names:
        tree = MemoryTree({**FILES, **given})
        outcome = fix_all(
            tree,
            lambda now: check(now, targets()[name]),  # noqa: B023
            lambda finding: is_fixable(finding.fix, unsafe=False),
        )
        made = {path: outcome.tree.files.get(path, given.get(path)) for path in fixed}
        assert made == fixed, (name, outcome.refused)
        wrong = [f for f in outcome.after.findings if f.code in ("RUN002", "RUN003", "PLT002")]
        assert wrong == []


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("heroku", {".python-version": b"3.6.1\nx"}),
        ("heroku", {".python-version": b">=3.12\n"}),
        ("heroku", {".python-version": b"python-3.6\n"}),
        ("heroku", {"runtime.txt": b"pypy-3.10\n"}),
        ("heroku-cnb", {"runtime.txt": b"python-3.6.1\n"}),
        ("heroku-cnb", {"runtime.txt": b"python-3.12\n", ".python-version": b"3.12\n"}),
        ("cloudfoundry", {"runtime.txt": b"python-3.6.1\n"}),
        ("heroku", {"python-version": b"3.12\n", ".python-version": b"3.12\n"}),
    ],
)
def test_no_fix_is_better_than_a_guess(name: str, given: dict[str, bytes]) -> None:
    report = check(MemoryTree({**FILES, **given}), targets()[name])
    about = [f for f in report.findings if f.code in ("RUN002", "RUN003", "PLT002", "PLT003")]
    assert about
    assert all(finding.fix is None for finding in about)


def test_what_changes_the_python_is_not_safe() -> None:
    for name, text in (("cloudfoundry", b"python-3.12.3\n"), ("heroku", b"python-3.12.3\n")):
        report = check(MemoryTree({**FILES, "runtime.txt": text}), targets()[name])
        [fix] = [f.fix for f in report.findings if f.fix and f.code in ("RUN003", "PLT007")]
        assert fix.applicability is Applicability.UNSAFE
