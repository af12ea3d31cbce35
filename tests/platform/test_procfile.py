"""From the repository's Procfile to the command that is started."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.platform.plan import plan, plan_json
from checker.platform.rainbond.console import VARIABLE_LIMIT
from checker.platform.slug.procfile import rewritten
from tests.platform.projects import CNB, FIVE, FIVE_1, SLUG, of, plan_of

if TYPE_CHECKING:
    from checker.platform.values import Start


def start(target: str, procfile: str | bytes, **more: str) -> Start:
    return plan_of(target, {"requirements.txt": "", "Procfile": procfile, **more}).start


@pytest.mark.parametrize(
    ("data", "new"),
    [
        (b"web: a", b"web: a"),
        (b"web:a", b"web: a"),
        (b"web:\ta", b"web: \ta"),
        (b"web:\n", b"web: \n"),
        (b"web:", None),
        (b"a", b"web: a"),
        (b"Web: a", b"web: Web: a"),
        (b" web: a", b"web:  web: a"),
        (b"\xef\xbb\xbfweb: a", b"web: \xef\xbb\xbfweb: a"),
    ],
)
def test_rewriting(data: bytes, new: bytes | None) -> None:
    assert rewritten(data) == new


@pytest.mark.parametrize(
    ("procfile", "command", "fails"),
    [
        ("web: gunicorn app:app\n", "gunicorn app:app", False),
        ("web: gunicorn app:app\r\n", "gunicorn app:app", False),
        ("web:gunicorn app:app", "gunicorn app:app", False),
        ("web:\tgunicorn app:app\n", "gunicorn app:app", False),
        ("gunicorn app:app\n", "gunicorn app:app", False),
        ("# c\n\nweb: gunicorn app:app\n", "gunicorn app:app", False),
        ("web= gunicorn app:app\n", "web= gunicorn app:app", False),
        ("web: a b c d\nweb: e f g h\n", "e f g h", False),
        ("web: \nworker: celery x\n", None, False),
        ("# only a comment\n", None, False),
        ("web: '  '\n", "  ", False),
        ("web:", None, True),
        ("release: x\nweb: gunicorn app:app\n", None, True),
        ("Web: gunicorn app:app\n", None, True),
        (b"\xef\xbb\xbfweb: gunicorn app:app\n", None, True),
        ("web: gunicorn app:app\nworker:x\n", None, True),
        ("web: a\0b\n", None, True),
        ("", None, True),
    ],
)
def test_slug(procfile: str | bytes, command: str | None, fails: bool) -> None:
    for target in (SLUG, FIVE):
        found = start(target, procfile)
        assert (found.command, found.fails, found.source) == (command, fails, "procfile")


@pytest.mark.parametrize(
    ("procfile", "command", "fails", "alone"),
    [
        (" web: gunicorn app:app\n", "gunicorn app:app", False, False),
        ("\tweb: gunicorn app:app\n", "gunicorn app:app", False, False),
        ("\n \tweb: gunicorn app:app\n", "gunicorn app:app", False, False),
        ("\u3000web: gunicorn app:app\n", "gunicorn app:app", False, False),
        ("\u00a0web: gunicorn app:app\n", "gunicorn app:app", False, False),
        (b"# \xb5\nweb: gunicorn app:app\n", "gunicorn app:app", False, False),
        (b"web: gunicorn app:app # \xb5\n", "gunicorn app:app", False, False),
        ("web: gunicorn app:app\n\f\n", "gunicorn app:app", False, False),
        ("web: gunicorn app:app\u3000\n", "gunicorn app:app", False, True),
        ("web: gunicorn app:app\u00a0", "gunicorn app:app", False, True),
        ("web: gunicorn app:app\n\t", "gunicorn app:app", False, False),
        ("\nrelease: x\nweb: gunicorn app:app\n", None, True, True),
        ("web: \n", None, True, True),
        ("web:\r\n", None, True, True),
        ("\n\tweb: \u00a0\n", None, True, True),
        (" \n", None, False, True),
        ("\u3000\f\n", None, False, True),
        (b"web: " + b"x" * VARIABLE_LIMIT, "x" * (65_532 - 5), False, False),
    ],
)
def test_the_console_strips_what_it_passes_on(
    procfile: str | bytes, command: str | None, fails: bool, alone: bool
) -> None:
    for target in (FIVE, "rainbond-5.2", "rainbond-5.6", "rainbond-5.14", SLUG):
        found = start(target, procfile)
        assert (found.command, found.fails) == (command, fails)
        # The console of 6.x was read, not run: what the builder alone fails on is not certain.
        assert found.certain == (alone or target != SLUG)


def test_what_is_not_certain_is_no_command_in_the_json() -> None:
    files = {"requirements.txt": "", "Procfile": " web: gunicorn app:app\n"}
    found = plan_json(plan_of(SLUG, files))["start"]
    assert (found["command"], found["build_fails"]) == (None, None)
    assert "its code was only read" in found["because"]
    assert plan_json(plan_of(FIVE, files))["start"]["command"] == "gunicorn app:app"


def test_an_old_console_cuts_at_512_bytes_and_strips_ascii_alone() -> None:
    text = "# " + "a" * 600 + "\nweb: gunicorn app:app\n"
    assert start(FIVE_1, text).command is None
    assert start("rainbond-5.2", text).command == "gunicorn app:app"
    assert start(FIVE_1, "\u3000web: a\n").command is None
    assert start("rainbond-5.2", "\u3000web: a\n").command == "a"


@pytest.mark.parametrize(
    ("text", "loads"), [("web: 2020-01-02\n", "2020-01-02"), ("web: &a b\nx: *a\n", "b")]
)
def test_ruby_up_to_3_0_loads_dates(text: str, loads: str | None) -> None:
    assert start("rainbond-5.14", text).command == loads
    assert start(SLUG, text).fails


def test_ruby_up_to_3_0_loads_aliases() -> None:
    assert start("rainbond-5.14", "web: &a b\nx: *a\n").command == "b"
    assert start(SLUG, "web: &a b\nx: *a\n").fails


@pytest.mark.parametrize(
    ("procfile", "command", "fails"),
    [
        ("web: gunicorn app:app\n", "gunicorn app:app", False),
        ("release: x\nweb: gunicorn app:app\n", "gunicorn app:app", False),
        (b"\xef\xbb\xbfweb: gunicorn app:app\n", "gunicorn app:app", False),
        (" web: gunicorn app:app\n", "gunicorn app:app", False),
        ("web : gunicorn app:app\n", "gunicorn app:app", False),
        ("Web: gunicorn app:app\n", None, False),
        ("web:gunicorn app:app\n", None, True),
        ("gunicorn app:app\n", None, True),
        ("web:\n", None, False),
        ("web:", None, False),
        ("", None, True),
    ],
)
def test_slug_without_the_rewrite(procfile: str | bytes, command: str | None, fails: bool) -> None:
    found = start(FIVE_1, procfile)
    assert (found.command, found.fails) == (command, fails)


@pytest.mark.parametrize(
    ("procfile", "command"),
    [
        ("web: gunicorn app:app\n", "gunicorn app:app"),
        ("web:gunicorn app:app\r\n\r\n", "gunicorn app:app"),
        ("release: x\nweb: gunicorn app:app: \n", "gunicorn app:app: "),
        ("web: a\nweb: b\n", "b"),
        ("web: \n", " "),
        ("web:\n", None),
        (" web: a\n", None),
        ("web : a\n", None),
        ("worker: a\n", "a"),
        ("WORKER: a\nWeb: b\n", "b"),
        ("Web: a\nweb: b\n", "b"),
        ("release: a\n", None),
        (b"\xef\xbb\xbfweb: a\n", None),
        (b"web: \xb5\n", "\udcb5"),
        ("web: " + "x" * 70_000, None),
    ],
)
def test_cloud_native(procfile: str | bytes, command: str | None) -> None:
    found = start(CNB, procfile)
    assert (found.command, found.source) == (command, "procfile")


@pytest.mark.parametrize("procfile", ["", "\n \t\r\n"])
def test_a_blank_procfile_counts_as_none_but_stops_the_guess(procfile: str) -> None:
    found = start(CNB, procfile, **{"manage.py": ""})
    assert (found.command, found.source) == (None, "none")


def test_beside_other_languages_nothing_is_guessed() -> None:
    files: dict[str, str | bytes] = {"requirements.txt": "", "manage.py": "", "index.html": ""}
    assert plan_of(CNB, files).start.source == "none"
    assert plan_of(CNB, {**files, "Procfile": "web: a"}).start.command == "a"
    assert plan_of(SLUG, {**files, "manage.py": "a.settings"}).start.source == "generated"


def test_a_folder_is_no_procfile() -> None:
    for target in (SLUG, CNB):
        found = plan(of(target, {"requirements.txt": "", "Procfile/x": ""})).start
        assert (found.command, found.source) == (None, "none")


def test_sentences_and_places() -> None:
    found = start(SLUG, "release: x\nweb: gunicorn app:app\n")
    assert found.because.startswith("Procfile, `web: ` put in front of it; the build fails")
    assert (found.prefix, found.line) == (5, 0)
    assert start(SLUG, "web:gunicorn a:b").because == "Procfile, a space inserted after `web:`"
    empty = start(SLUG, "web: \nworker: x\n")
    assert "`web` is empty: nothing is started" in empty.because
    assert "no `web`" in start(FIVE_1, "worker: a b c d\n").because
    assert start(SLUG, "web: a b c d\nworker: x y z w\n").log.endswith("web, worker")


@given(st.binary(max_size=60))
def test_any_procfile(data: bytes) -> None:
    for target in (SLUG, CNB, FIVE, FIVE_1):
        found = start(target, data)
        assert found.command != ""
        assert found.because.isprintable()
