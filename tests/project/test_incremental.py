"""Checking again finds what checking anew finds, and works out only what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.files.overlay import OverlayTree
from checker.files.tree import MemoryTree, Tree
from checker.platform.facts import django
from checker.platform.plan import plan
from checker.project import incremental
from checker.project.incremental import QueryCache
from checker.reports.plan_document import plan_document
from checker.rules.codes import RULES
from checker.rules.registry import load_all
from checker.targets import default_target, targets
from tests.cases import CaseTree, django_project, load
from tests.checking import check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.base.findings import Finding
    from checker.check.report import Report
    from checker.project.project import Project
    from checker.rules.registry import Check

TARGET = targets()[default_target()]
DJANGO = {path: str(text).encode() for path, text in django_project("STATIC_ROOT = 'x'\n").items()}


def same(found: Report, anew: Report) -> None:
    assert found.findings == anew.findings
    assert (found.suppressed, found.hidden) == (anew.suppressed, anew.hidden)
    assert found.crashes == anew.crashes
    assert plan_document([(found.project, plan(found.project))]) == plan_document(
        [(anew.project, plan(anew.project))]
    )
    assert set(found.project.documents) == set(anew.project.documents)
    assert found.project.unreadable == anew.project.unreadable


@pytest.mark.parametrize("code", [c for c in RULES if not c.startswith("INT")])
def test_one_tree_after_the_other(code: str) -> None:
    memories: dict[str, QueryCache] = {}
    cases: list[dict[str, Any]] = (load(code, "reported") + load(code, "near-miss"))[::3]
    for case in cases:
        target = targets()[case.get("target", default_target())]
        tree = CaseTree(case)
        cache = memories.setdefault(target.name, QueryCache())
        same(check(tree, target, uncertain=True, cache=cache), check(tree, target, uncertain=True))


def test_a_report_keeps_its_facts_when_the_root_is_checked_again() -> None:
    cache = QueryCache()
    first = check(MemoryTree(DJANGO), TARGET, cache=cache)
    changed = {**DJANGO, "Procfile": b"web: x\n", "mysite/settings.py": b"STATIC_ROOT = None\n"}
    second = check(MemoryTree(changed), TARGET, cache=cache)
    assert first.project.procfile is not second.project.procfile
    assert django(first.project).setting("STATIC_ROOT").value == "x"
    # What an old report is asked for now does not become what the next check starts from.
    assert first.project.knows(django.name)
    del first.project.resting[django.name]
    assert django(first.project).setting("STATIC_ROOT").value == "x"
    same(check(MemoryTree(changed), TARGET, cache=cache), check(MemoryTree(changed), TARGET))


PIECES = st.sampled_from(
    [
        b"", b"django\n", b"Django==2.2.28\n-r more.txt\n", b"web:gunicorn mysite.wsgi\n",
        b"web: gunicorn mysite.wsgi\n", b"python-3.6.6", b"STATIC_ROOT = None\n", b"\xff\0",
        b"from more import *  # pyspec: ignore[DJ001] later\n", DJANGO["mysite/settings.py"], None,
    ]
)  # fmt: skip
PATHS = st.sampled_from([*DJANGO, "more.txt", "mysite/more.py", "runtime.txt", "sub/Procfile"])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.dictionaries(PATHS, PIECES, max_size=3), min_size=2, max_size=5))
def test_any_changes(changes: list[dict[str, bytes | None]]) -> None:
    cache, below = QueryCache(), MemoryTree(DJANGO)
    for changed in changes:
        tree: Tree = OverlayTree(below, changed)
        same(check(tree, TARGET, cache=cache), check(tree, TARGET))


def test_what_rests_on_other_files_is_not_worked_out_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ran: list[str] = []

    def watched(code: str, check: Check) -> Check:
        def found(project: Project) -> Iterator[Finding]:
            ran.append(code)
            return check(project)

        return found

    for code, function in list(load_all().items()):
        monkeypatch.setitem(load_all(), code, watched(code, function))
    rules = list(RULES.values())
    cache = QueryCache()
    unset = DJANGO["mysite/settings.py"].replace(b"STATIC_ROOT = 'x'", b"")
    below = MemoryTree({**DJANGO, "mysite/settings.py": unset, "README.md": b""})
    check(below, TARGET, rules, cache=cache)
    assert {"DJ001", "DJ019", "CMD003"} <= set(ran)
    facts = {name: result.value for name, result in cache.results.items()}
    ran.clear()
    check(OverlayTree(below, {"README.md": b"more"}), TARGET, rules, cache=cache)
    assert [code for code in ran if code.startswith("DJ")] == []
    check(OverlayTree(below, {"Procfile": b"web:x\n"}), TARGET, rules, cache=cache)
    assert cache.results[django.name].value is facts[django.name]
    assert "PROC003" in ran
    settings_text = unset + b"STATIC_ROOT = None\n"
    check(OverlayTree(below, {"mysite/settings.py": settings_text}), TARGET, rules, cache=cache)
    assert cache.results[django.name].value is not facts[django.name]
    assert "DJ001" in ran


def test_it_does_not_grow() -> None:
    cache, below = QueryCache(), MemoryTree(DJANGO)
    sizes = []
    for number in range(60):
        files: dict[str, bytes | None] = {
            f"mysite/m{number}.py": b"X = 1\n",
            "mysite/settings.py": DJANGO["mysite/settings.py"]
            + b"from mysite.m%d import X\n" % number,
        }
        check(OverlayTree(below, files), TARGET, cache=cache)
        kept = (cache.results, cache.answers, cache.documents, cache.derived, cache.found)
        sizes.append([len(each) for each in kept])
    for early, late in zip(
        zip(*sizes[:10], strict=True), zip(*sizes[30:], strict=True), strict=True
    ):
        assert max(late) <= max(early)


def test_another_target_is_another_matter() -> None:
    cache, tree = QueryCache(), MemoryTree({"requirements.txt": b"", "Procfile": b"web:x\n"})
    for target in (*targets().values(), *targets().values()):
        same(check(tree, target, cache=cache), check(tree, target))


def test_what_was_found_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(incremental, "_FOUND", 100)
    cache, below = QueryCache(), MemoryTree(DJANGO)
    for number in range(60):
        text = DJANGO["mysite/settings.py"] + b"try:\n import m%d\nexcept ImportError: 0\n" % number
        tree = OverlayTree(below, {"mysite/settings.py": text})
        same(check(tree, TARGET, cache=cache), check(tree, TARGET))
        assert len(cache.found) < 300


def test_a_requirement_makes_words_of_an_unchanged_file_suspicious() -> None:
    files = {
        "Procfile": b"web: uvicorn app:app --host 0.0.0.0 --port $PORT\n",
        "runtime.txt": b"python-3.9.16",
        "app.py": b"from fastapi import FastAPI, Form\n\napp = FastAPI()\n\n\n"
        b'@app.post("/")\ndef f(name: str = Form(...)):\n    return 1\n',
    }
    target, cache = targets()["rainbond-6"], QueryCache()
    for line in (b"fastapi==0.110.0\npython-multipart==0.0.9\n", b"fastapi==0.110.0\n"):
        tree = MemoryTree(files | {"requirements.txt": b"uvicorn==0.29.0\n" + line})
        found = check(tree, target, cache=cache)
        same(found, check(tree, target))
    assert "IMP006" in {each.code for each in found.findings}
