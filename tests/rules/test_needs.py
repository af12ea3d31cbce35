"""A rule that is not run because of its `needs` would have found nothing."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.base.findings import Severity
from checker.files.tree import DirectoryTree, MemoryTree
from checker.project.resolution import Distribution, Resolution
from checker.rules import registry
from checker.rules.codes import RULES
from checker.rules.needs import NEEDS
from checker.rules.registry import load_all
from checker.targets import default_target, targets
from scripts.compare_output import sampled
from tests.cases import CASES, CaseTree, load
from tests.checking import check

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from checker.base.findings import Finding
    from checker.files.tree import Tree
    from checker.project.project import Project
    from checker.project.resolution import Resolver

SAMPLES = os.environ.get("PYSPEC_TREES", "")
EXAMPLES = Path(__file__).parent.parent.parent / "examples"


def places(tree: Tree, target: str, resolver: Resolver | None = None) -> list[object]:
    report = check(tree, targets()[target], uncertain=True, resolver=resolver)
    assert not report.crashes, report.crashes[0]
    return [(f.code, f.at, f.severity, f.certain, f.fix) for f in report.findings]


def same(make: Callable[..., Tree], given: object, target: str) -> None:
    """Check what `make` gives of `given` with and without the needs."""
    with_needs = places(make(given), target)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(registry, "NEEDS", dict.fromkeys(NEEDS, lambda _: True))
        assert with_needs == places(make(given), target)


RESOLUTIONS = (
    Resolution(True),
    Resolution(True, (Distribution("django", "5.0"), Distribution("uvicorn", "0.1"))),
    Resolution(None),
)
"""Nothing would be installed, or what is not listed, or nothing is known."""


def same_with_an_index(
    make: Callable[..., Tree], given: object, target: str, resolution: Resolution
) -> None:
    """The same where an index was asked."""

    def resolver(_: Project) -> Resolution:
        return resolution

    with_needs = places(make(given), target, resolver)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(registry, "WITH_INDEX", dict.fromkeys(NEEDS, lambda _: True))
        assert with_needs == places(make(given), target, resolver)


def test_every_need_is_known_and_used() -> None:
    assert {row.needs for row in RULES.values()} == NEEDS.keys()


@pytest.mark.parametrize("code", sorted(path.stem for path in CASES.glob("*.toml")))
def test_on_the_cases(code: str) -> None:
    for case in load(code, "reported") + load(code, "near-miss"):
        same(CaseTree, case, case.get("target", default_target()))


@pytest.mark.parametrize("code", sorted(path.stem for path in CASES.glob("*.toml")))
def test_on_the_cases_with_an_index(code: str) -> None:
    for number, case in enumerate(load(code, "reported") + load(code, "near-miss")):
        resolution = RESOLUTIONS[number % len(RESOLUTIONS)]
        same_with_an_index(CaseTree, case, case.get("target", default_target()), resolution)


@pytest.mark.parametrize("target", targets())
@pytest.mark.parametrize("name", ["clean", "broken", "django"])
def test_on_the_examples(name: str, target: str) -> None:
    same(DirectoryTree, str(EXAMPLES / name), target)


@pytest.mark.skipif(not SAMPLES, reason="PYSPEC_TREES names no folder of samples")
@pytest.mark.parametrize("target", targets())
def test_on_samples(target: str) -> None:
    for files in sampled(Path(SAMPLES)):
        same(MemoryTree, files, target)


PIECES = [
    *("Flask==2.0.3\n", "gunicorn==20.1.0\n", "flask==1.0\n", "os==1.0\n", "wsgiref==0.1.2\n"),
    *("pywin32==306\n", "python-apt==1.0ubuntu1\n", "requests=2.0\n", "Jinja2\n", "numpy==2.0.0\n"),
    *("-r more.txt\n", "-e .\n", "a @ file:///x\n", "# comment\n", "\ufeff", "\0", "\\\n", "\n"),
    *("web: gunicorn app:app\n", "web:gunicorn app:app\n", "web: gunicorn app:app &\n"),
    *("worker: celery -A app worker\n", "web: python app.py\n", "web: sh start.sh\n"),
    *("web: gunicorn app:app --bind 0.0.0.0:$PORT\n", "web: uvicorn app:app --reload\n"),
    *("web: gunicorn other:app --daemon", "web: on off", "web: 'x y'\n", "web: “x”\n", "web: a: b"),
    *("web: fastapi run app.py\n", "web: gunicorn app:create_app()\n", "web: flask run\n"),
    *("python-3.6.6", "python-3.6.6\n", "python-2.7.9\n", "python-3.11.4", "Python 3.6", " "),
    *("app = None\n", "def app(a, b): pass\n", "import asyncio\n", "print 'x'\n", "x = f'{y}'\n"),
    *("app.run(debug=True)\n", "from flask import Flask\napp = Flask(__name__)\n"),
]
NAMES = ["requirements.txt", "Procfile", "runtime.txt", "app.py", ".python-version", "manage.py"]


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from([*NAMES, "procfile", "a/b/c/manage.py", "package.json", "start.sh"]),
        st.lists(st.sampled_from(PIECES), max_size=3).map("".join),
    ),
    st.sampled_from(list(targets())),
)
def test_on_anything(files: dict[str, str], target: str) -> None:
    same(MemoryTree, {name: text.encode() for name, text in files.items()}, target)


@settings(max_examples=40, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from([*NAMES, "procfile", "a/b/c/manage.py", "package.json", "start.sh"]),
        st.lists(st.sampled_from(PIECES), max_size=3).map("".join),
    ),
    st.sampled_from(list(targets())),
    st.sampled_from(RESOLUTIONS),
)
def test_on_anything_with_an_index(
    files: dict[str, str], target: str, resolution: Resolution
) -> None:
    given = {name: text.encode() for name, text in files.items()}
    same_with_an_index(MemoryTree, given, target, resolution)


def test_a_need_that_fails_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: Project) -> bool:
        raise RuntimeError("oh")

    monkeypatch.setitem(NEEDS, "no runtime.txt", broken)
    report = check(MemoryTree({"requirements.txt": b""}), targets()[default_target()])
    assert [finding.severity for finding in report.findings if finding.code == "INT001"] == [
        Severity.ERROR
    ]


def test_a_clean_root_runs_few_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[str] = []

    def watched(code: str, function: registry.Check) -> registry.Check:
        def check(project: Project) -> Iterator[Finding]:
            ran.append(code)
            return function(project)

        return check

    for code, function in list(load_all().items()):
        monkeypatch.setitem(registry.FUNCTIONS, code, watched(code, function))
    files = {
        "requirements.txt": b"Flask==2.0.3\ngunicorn==20.1.0  # server\n",
        "Procfile": b"web: gunicorn app:app --log-file -\n",
        "runtime.txt": b"python-3.6.6\n",
        "app.py": b"from flask import Flask\napp = Flask(__name__)\n",
    }
    assert check(MemoryTree(files), targets()["rainbond-5"]).findings == ()
    assert set(ran) <= {"REQ013", "REQ014", "CMD007"}
