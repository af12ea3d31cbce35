"""What rules and the plan make of the index's answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.base.findings import Severity
from checker.check.pipeline import run
from checker.check.request import Request
from checker.files.tree import MemoryTree
from checker.project.resolution import Cause, Distribution, Resolution, Trouble
from checker.rules.codes import RULES
from checker.targets import targets

if TYPE_CHECKING:
    from checker.check.report import Report
    from checker.project.project import Project

FLASK = "from flask import Flask\nimport yaml\napp = Flask(__name__)\n"


def checked(
    answer: Resolution, requirements: str, target: str = "rainbond-6-cnb", **files: str
) -> Report:
    """A root, checked with what an index is said to have answered."""
    texts = {"requirements.txt": requirements, "Procfile": "web: gunicorn app:app\n"}
    texts |= {"app.py": FLASK} | {name.replace("_py", ".py"): text for name, text in files.items()}
    tree = MemoryTree({path: text.encode() for path, text in texts.items()})
    request = Request(
        targets()[target], tuple(RULES.values()), uncertain=True, resolver=lambda _: answer
    )
    return run(request, tree)


def of_code(report: Report, code: str) -> list[tuple[str, bool, str]]:
    return [(f.message, f.certain, f.help) for f in report.findings if f.code == code]


def closure(*pins: str) -> Resolution:
    """An answer: these releases, and nothing else, are installed."""
    pairs = sorted(pin.split("==") for pin in pins)
    return Resolution(True, tuple(Distribution(name, version) for name, version in pairs))


def troubled(project: Project, cause: Cause, *lines: int, **fields: str) -> Resolution:
    assert project.requirements is not None
    found = tuple(project.requirements.installed[line] for line in lines)
    trouble = Trouble(
        cause,
        found,
        fields.get("name", found[-1].normalised),
        fields.get("because", ""),
        fields.get("wanted", ""),
        fields.get("instead", ""),
    )
    return Resolution(False, troubles=(trouble,))


def judged(cause: Cause, requirements: str, *lines: int, **fields: str) -> Report:
    """A root of which an index is said to have one trouble."""
    files = {"requirements.txt": requirements.encode()}
    request = Request(
        targets()["rainbond-6-cnb"],
        tuple(RULES.values()),
        resolver=lambda project: troubled(project, cause, *lines, **fields),
    )
    return run(request, MemoryTree(files))


def test_each_cause_is_an_error_of_its_rule_at_its_line() -> None:
    for cause, code, words in (
        (Cause.NO_NAME, "REQ002", "the package index has no b "),
        (Cause.NO_RELEASE, "REQ002", "has no release of b for `b==2`"),
        (Cause.NO_HASH, "REQ002", "which has no line with a hash"),
        (Cause.NO_PYTHON, "REQ014", "needs Python >=4, but this target runs 3.14"),
        (Cause.NO_FILE, "REQ014", "no wheel for Python 3.14"),
        (Cause.CONFLICT, "REQ013", "`a==1` and `b==2` cannot be installed together (a needs b<2)"),
    ):
        lines = (0, 1) if cause is Cause.CONFLICT else (1,)
        report = judged(
            cause, "a==1\nb==2\n", *lines, wanted=">=4", because="a needs b<2", instead="1.5"
        )
        found = [f for f in report.findings if f.code == code and words in f.message]
        assert len(found) == 1, (cause, report.findings)
        assert found[0].severity is Severity.ERROR
        assert report.place(found[0].at) == (2, 1, 2, 5)
        if cause is Cause.CONFLICT:
            assert [at.start for at, _ in found[0].related] == [0]
            assert found[0].help == "write `b==1.5`"


def test_what_a_dependency_lacks_names_the_line_that_needs_it() -> None:
    report = judged(Cause.NO_NAME, "a==1\n", 0, name="deep")
    assert any("`a==1` needs deep, which" in f.message for f in report.findings)


def test_one_name_twice_is_told_by_its_own_rule_alone() -> None:
    report = judged(Cause.CONFLICT, "a==1\na==2\n", 0, 1)
    assert not of_code(report, "REQ013")
    assert of_code(report, "REQ006")


def test_a_module_that_nothing_installs_is_certain() -> None:
    requirements = "flask\ngunicorn\ncelery==3.1\n"
    pins = ("flask==3.0.0", "gunicorn==22.0.0", "celery==3.1")
    offline = Resolution(None, because="no network", complete=False)
    assert [sure for _, sure, _ in of_code(checked(offline, requirements), "IMP002")] == [False]
    without = checked(closure(*pins), requirements)
    assert [sure for _, sure, _ in of_code(without, "IMP002")] == [True]
    brought = checked(closure(*pins, "pyyaml==6.0.1"), requirements)
    assert not of_code(brought, "IMP002")


def test_the_table_of_conflicts_yields_to_what_is_installed() -> None:
    requirements = "flask==1.0\ngunicorn==22.0.0\n"
    rest = ("flask==1.0", "gunicorn==22.0.0", "click==8.0.4", "pyyaml==6.0")
    old = ("jinja2==3.0.3", "werkzeug==2.0.3", "itsdangerous==2.0.1", "markupsafe==2.0.1")
    new = ("jinja2==3.1.6", "werkzeug==3.0.3", "itsdangerous==2.2.0", "markupsafe==3.0.1")
    assert not of_code(checked(closure(*rest, *old), requirements), "REQ013")
    found = of_code(checked(closure(*rest, *new), requirements), "REQ013")
    assert [certain for _, certain, _ in found] == [True]


def test_nobody_is_asked_unless_it_is_allowed() -> None:
    tree = MemoryTree({"requirements.txt": b"nope-nope==1\n"})
    report = run(Request(targets()["rainbond-5"], tuple(RULES.values())), tree)
    assert report.project.resolution is None


def test_a_source_needs_what_the_build_has() -> None:
    answer = Resolution(
        True,
        (
            Distribution("flask", "3.0.0"),
            Distribution("psycopg2", "2.9.9", source=True, required_by=("wrapped",)),
            Distribution("pyaudio", "0.2", source=True),
            Distribution("pure", "1.0", source=True),
            Distribution("wrapped", "1.0"),
        ),
    )
    requirements = "flask\nwrapped\npyaudio\npure\n"
    without = of_code(checked(answer, requirements, "rainbond-6-cnb"), "REQ014")
    assert len(without) == 2
    assert (
        "psycopg2 2.9.9 has no wheel for Python 3.14, and its source needs libpq" in without[0][0]
    )
    assert all(certain for _, certain, _ in without)
    has = of_code(checked(answer, requirements, "rainbond-6"), "REQ014")
    assert ["pyaudio" in message for message, _, _ in has] == [True]
    unknown = of_code(checked(answer, requirements, "digitalocean"), "REQ014")
    assert [certain for _, certain, _ in unknown] == [False, False]
    for target in ("railway", "scalingo"):
        found = of_code(checked(answer, requirements, target), "REQ014")
        assert [("pyaudio" in message, certain) for message, certain, _ in found] == [(True, True)]
    answer = Resolution(True, (Distribution("mysqlclient", "2.2.0", source=True),))
    ((_, _, advice),) = of_code(checked(answer, "mysqlclient\n", "rainbond-6-cnb"), "REQ014")
    assert "`pymysql`" in advice


def test_a_source_of_pdm_lock_is_reported_at_its_name() -> None:
    answer = Resolution(True, (Distribution("pyaudio", "0.2", source=True),))
    lock = '[[package]]\nname = "flask"\nversion = "3.0.0"\n\n[[package]]\nname = "pyaudio"\n'
    texts = {"pyproject.toml": "", "pdm.lock": lock, "main.py": "", ".python-version": "3.12"}
    tree = MemoryTree({path: text.encode() for path, text in texts.items()})
    rules = tuple(RULES.values())
    report = run(Request(targets()["railway"], rules, resolver=lambda _: answer), tree)
    (found,) = [each for each in report.findings if each.code == "REQ014"]
    assert (found.at.path, lock[found.at.start : found.at.end]) == ("pdm.lock", "pyaudio")
