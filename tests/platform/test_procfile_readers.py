"""What the editions' readers make of a Procfile, beside the readers themselves.

The slug builder's reader is libyaml behind Ruby; the cloud native build's is one pattern.
"""

from __future__ import annotations

import re
from importlib import import_module
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from checker.base.findings import Severity
from checker.base.text import Document
from checker.files.tree import MemoryTree
from checker.parsers.procfile import parse_procfile
from checker.platform.builder import reader_of
from checker.platform.procfile import Outcome
from checker.platform.rainbond.console import passed_on
from checker.platform.slug.procfile import rewritten
from checker.rules.codes import RULES
from checker.targets import Target, targets
from tests.checking import check

CHOSEN = [rule for code, rule in RULES.items() if code.startswith("PROC")]
SLUG = ("rainbond-5.1", "rainbond-5", "rainbond-5.2", "rainbond-5.14", "rainbond-6")
CNB_LINE = re.compile(r"^([A-Za-z0-9_-]+):\s*(.+)$", re.ASCII)
FAILS = object()


def yaml_web(text: str) -> Any:
    """`web` of the file as libyaml reads it; FAILS where it is no mapping."""
    yaml: Any = import_module("yaml")
    try:
        loaded = yaml.load(text, Loader=yaml.CBaseLoader)
    except yaml.YAMLError:
        return FAILS
    return loaded.get("web") if isinstance(loaded, dict) else FAILS


def as_read(text: str, target: Target) -> str:
    """The text that the target's builder reads, a byte-order mark being part of it."""
    if not text:
        return text
    kept = passed_on(text, target) if target.console_limit else text
    if not reader_of(target).rewrites:
        return kept or text
    new = rewritten(kept.encode())
    return "- the rewrite crashes" if new is None else new.decode()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("web:gunicorn app:app", "gunicorn app:app"),
        ("gunicorn app:app", "gunicorn app:app"),
        ("release: a\nweb: b\n", FAILS),
        ("worker: a\n", FAILS),
        ("\ufeffweb: a\n", FAILS),
        (" web: a\n", FAILS),
        ("\tweb: a\n", FAILS),
        ("Web: a\n", FAILS),
        ("web : a\n", FAILS),
        ("# start\nweb: a\n", "a"),
        ("\nweb: a\n", "a"),
        ("# start\nrelease: a\nweb: b\n", "b"),
        ("web:\n", ""),
        ("web= a\n", "web= a"),
        ("web a\n", "web a"),
        ("web： a\n", "web： a"),
        ("web:\ta\n", "a"),
        ("web: a\r\nworker: b\r\n", "a"),
        ("web: a\nweb: b\n", "b"),
        ("web: a \\\n--b\n", FAILS),
        ("web: a \\\n  --b\n", "a \\ --b"),
        ("web: a\n  worker: b\n", FAILS),
        ("web: a\n\x1a", FAILS),
        ("<<<<<<< HEAD\nweb: a\n=======\nweb: b\n>>>>>>> x\n", FAILS),
    ],
)
def test_the_rewrite_and_yaml(text: str, expected: object) -> None:
    """The table of F18 and the list of F19, run again; and an error wherever they fail."""
    for name in ("rainbond-5", "rainbond-6"):
        target = targets()[name]._replace(console_limit=0)
        assert yaml_web(as_read(text, target)) == expected
        if expected is FAILS:
            report = check(MemoryTree({"Procfile": text.encode()}), target, CHOSEN)
            assert report.count(Severity.ERROR)


LINES = st.sampled_from(
    [
        *("web: gunicorn a:b", "web:gunicorn a:b", "web:\tx", "web:", " web: x", "web : a"),
        *("Web: a", "web gunicorn", "web： x", "web: a b \\", "release: x y", "worker:y"),
        *("  release: z", "\tx: y", "worker：x", "www: y", "wor.ker: a", "  a:b", "  --bind 1"),
        *("\t--x", "# c", "", "stray words", "stray a: b", "gunicorn a:b \\", "\u00a0"),
        *("\u3000worker: x y", "web\u00a0: a b", "worker:\u3000x", "web: a b\u00a0"),
    ]
)
AROUND = st.sampled_from(["", "", "\n", " ", "\t", "\u3000", "\u00a0", "\f", "\n\n ", "\r\n"])
FILES = st.builds(
    lambda before, lines, after: before + "\n".join(lines) + after,
    AROUND,
    st.lists(LINES, min_size=1, max_size=4),
    AROUND,
)


def says_so(message: str) -> bool:
    """Whether a message says that the build fails."""
    return "the build fails" in message or "breaks the build" in message


@settings(max_examples=300, deadline=None)
@given(FILES, st.sampled_from(SLUG))
@example("web:\u3000", "rainbond-5.1")
@example("web: a\nworker:\u00a0", "rainbond-5.1")
def test_the_build_fails_where_libyaml_does(text: str, name: str) -> None:
    target = targets()[name]
    report = check(MemoryTree({"Procfile": text.encode()}), target, CHOSEN)
    messages = [f.message for f in report.findings if f.severity is Severity.ERROR]
    web = yaml_web(as_read(text, target))
    if web is FAILS:
        assert any(says_so(message) for message in messages) or (
            "has no process" in "".join(messages)
        )
    else:
        assert not any(says_so(message) for message in messages)
        assert messages or (isinstance(web, str) and web.strip())


@settings(max_examples=200, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=4).map("\n".join))
def test_the_cloud_native_build_takes_what_its_pattern_matches(text: str) -> None:
    procfile = parse_procfile(Document("Procfile", text.encode()))
    target = targets()["rainbond-6-cnb"]
    for line in procfile.content:
        matches = CNB_LINE.match(line.text) is not None and line.command != ""
        assert (reader_of(target).outcome(line, procfile) is Outcome.READ) == matches
