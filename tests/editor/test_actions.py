"""Code actions: each one, applied, does what its title says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker.base.errors import UsageError
from checker.base.findings import Applicability, Edit, FileStep
from checker.check.pipeline import run
from checker.config.locate import find_config
from checker.config.settings import Settings, selected
from checker.editor.actions.code_actions import (
    FIX_ALL,
    QUICK_FIX,
    Action,
    code_actions,
    fix_all_action,
    touching,
)
from checker.files.overlay import OverlayTree
from checker.files.tree import MemoryTree, Tree
from checker.fixes.editing import Proposal, apply
from checker.fixes.loop import fix_all, is_fixable
from checker.rules.codes import RULES
from checker.targets import default_target, targets
from tests.cases import CaseTree, django_project, load
from tests.test_hostile import TREES

if TYPE_CHECKING:
    from checker.check.report import Report

FLASK = {
    "requirements.txt": b"Flask==2.0.3\ngunicorn\nFlask==2.0.3\n",
    "Procfile": b"web:gunicorn app:app\nworker: celery -A app worker\n",
    "runtime.txt": b"Python-3.6.6\n",
    "app.py": b"from flask import Flask\napp = Flask(__name__)\n",
}
DJANGO = {
    path: text.encode()
    for path, text in django_project(
        "STATICFILES_DIRS = ('assets')\nX = os.path.join(BASE_DIR, '/static')\n"
    ).items()
}


def checked(tree: Tree, target: str = "rainbond-5") -> Report:
    """A check with the configuration that the tree holds."""
    config = find_config(tree, None)
    rules = tuple(selected(RULES, list(config.select), list(config.ignore)).values())
    made = Settings("", tree, (targets()[target],), rules, "error", config, {}, uncertain=True)
    return run(made.request(), tree)


def applied(tree: Tree, action: Action) -> Proposal:
    return apply(Proposal(tree), [action.fix])


def actions(
    files: dict[str, bytes], path: str, start: int, end: int | None = None
) -> dict[str, Action]:
    report = checked(MemoryTree(files))
    found = code_actions(report, path, start, start if end is None else end)
    assert len({action.title for action in found}) == len(found)
    return {action.title: action for action in found}


def read(tree: Tree, path: str) -> str:
    return tree.read(path).data.decode()


def test_a_safe_fix_is_preferred_and_makes_the_finding_go() -> None:
    found = actions(FLASK, "Procfile", 4)
    action = found["PROC003: Insert a space"]
    assert (action.kind, action.preferred) == (QUICK_FIX, True)
    assert [finding.code for finding in action.findings] == ["PROC003"]
    assert action.fix.edits == (Edit("Procfile", 4, 4, " "),)
    after = checked(applied(MemoryTree(FLASK), action))
    assert "PROC003" not in {finding.code for finding in after.findings}


def test_an_unsafe_fix_is_labelled_and_not_preferred() -> None:
    report = checked(MemoryTree({**FLASK, "requirements.txt": b"Flask==2.0.3\n"}))
    (finding,) = (finding for finding in report.findings if finding.code == "CMD001")
    found = code_actions(report, "Procfile", finding.at.start, finding.at.end)
    action = next(each for each in found if "Add gunicorn" in each.title)
    assert action.title == "CMD001: Add gunicorn to requirements.txt (unsafe)"
    assert not action.preferred
    after = applied(report.project.tree, action)
    assert read(after, "requirements.txt") == "Flask==2.0.3\ngunicorn\n"


def test_safe_fixes_come_first_and_ignoring_last() -> None:
    report = checked(MemoryTree(FLASK))
    found = code_actions(report, "requirements.txt", 0, 100)
    ranks = [0 if each.preferred else 2 if "Ignore" in each.title else 1 for each in found]
    assert ranks == sorted(ranks)
    assert 0 in ranks
    assert 2 in ranks


def test_a_missing_file_s_finding_is_given_by_the_caller() -> None:
    files = {path: data for path, data in FLASK.items() if path != "runtime.txt"}
    report = checked(MemoryTree(files))
    missing = [finding for finding in report.findings if finding.code == "RUN001"]
    assert touching(report, "requirements.txt", 0, 0) != missing
    found = code_actions(report, "requirements.txt", 0, 0, findings=missing)
    create = found[0]
    assert create.fix.steps == (FileStep("create", "runtime.txt"),)
    assert read(applied(report.project.tree, create), "runtime.txt") == "python-3.6.6\n"
    assert [each.title for each in found[1:]] == ["Ignore RUN001 everywhere (pyspec-check.toml)"]


def test_a_rename_is_one_step_with_edits_under_the_new_name() -> None:
    files = {path: data for path, data in FLASK.items() if path != "Procfile"}
    files["procfile"] = b"web: gunicorn app:app\n"
    found = actions(files, "procfile", 0)
    assert found["PROC001: Rename procfile to Procfile"].fix.steps == (
        FileStep("rename", "procfile", "Procfile"),
    )


def test_line_ends_stay_as_the_file_has_them() -> None:
    files = {**FLASK, "requirements.txt": b"Flask==2.0.3\r\nrequests==2.27.1\r\n"}
    report = checked(MemoryTree(files))
    found = code_actions(report, "Procfile", 0, 20)
    action = next(each for each in found if "Add gunicorn" in each.title)
    assert [edit.text for edit in action.fix.edits] == ["gunicorn\r\n"]


def test_nothing_is_offered_elsewhere_or_for_what_the_tool_says_of_itself() -> None:
    assert actions(FLASK, "app.py", 0, 50) == {}
    assert actions(FLASK, "nowhere", 0, 50) == {}
    files = {**FLASK, "requirements.txt": b"Flask==2.0.3 # pyspec: ignore[REQ002]\ngunicorn\n"}
    found = actions(files, "requirements.txt", 20)
    assert not [title for title in found if "Ignore INT003" in title]
    assert found["INT003: Remove the comment"].preferred


@pytest.mark.parametrize("files", [FLASK, DJANGO], ids=["flask", "django"])
@pytest.mark.parametrize("target", list(targets()))
def test_fix_all_gives_what_the_command_line_gives(files: dict[str, bytes], target: str) -> None:
    tree = MemoryTree(files)
    report = checked(tree, target)

    def check(tree: Tree) -> Report:
        return checked(tree, target)

    action = fix_all_action(report, check)
    expected = fix_all(tree, check, lambda found: is_fixable(found.fix, unsafe=False))
    if action is None:
        assert not expected.applied
        return
    assert (action.kind, action.findings) == (FIX_ALL, expected.applied)
    assert applied(tree, action).files == expected.tree.files


def test_there_is_no_fix_all_where_nothing_is_safe() -> None:
    files = {**FLASK, "Procfile": b"web: gunicorn app:app\n", "runtime.txt": b"python-3.6.6\n"}
    files["requirements.txt"] = b"Flask==2.0.3\nWerkzeug<3\ngunicorn==20.1.0\n"
    assert fix_all_action(checked(MemoryTree(files)), checked) is None


def test_fix_all_of_one_file_leaves_the_others_alone() -> None:
    files = {**FLASK, "requirements.txt": b"Flask==2.0.3\nx==1\nFlask==2.0.3\nx==1\n"}
    report = checked(MemoryTree(files))
    action = fix_all_action(report, checked, "requirements.txt")
    assert action is not None
    assert (action.kind, len(action.findings)) == (QUICK_FIX, 2)
    assert action.title == "Fix all in requirements.txt that pyspec-check can fix safely"
    after = applied(MemoryTree(files), action)
    assert list(after.files) == ["requirements.txt"]
    assert read(after, "requirements.txt") == "Flask==2.0.3\nx==1\n"
    assert fix_all_action(report, checked, "Procfile") is None  # one alone has its own action
    assert fix_all_action(report, checked, "app.py") is None


IGNORED = [
    ("requirements.txt", "REQ006", "Ignore REQ006 on this line", "requirements.txt"),
    ("requirements.txt", "REQ006", "Ignore REQ006 in requirements.txt (X)", "X"),
    ("requirements.txt", "REQ006", "Ignore REQ006 everywhere (X)", "X"),
    ("Procfile", "PROC011", "Ignore PROC011 in Procfile (X)", "X"),
    ("Procfile", "PROC003", "Ignore PROC003 everywhere (X)", "X"),
    ("runtime.txt", "RUN002", "Ignore RUN002 in runtime.txt (X)", "X"),
]
CONFIGURATIONS = {
    "none": {},
    "own": {"pyspec-check.toml": b'target = "rainbond-5"\n'},
    "shared": {"pyproject.toml": b'[build-system]\nrequires = ["x"]\n'},
    "table": {"pyproject.toml": b'[tool.pyspec-check]\nfail-on = "never"\n\n[tool.black]\n'},
}


@pytest.mark.parametrize(("path", "code", "title", "changed"), IGNORED)
@pytest.mark.parametrize("name", list(CONFIGURATIONS))
def test_ignoring_takes_the_finding_away(
    path: str, code: str, title: str, changed: str, name: str
) -> None:
    tree = MemoryTree({**FLASK, **CONFIGURATIONS[name]})
    where = "pyproject.toml" if name in ("shared", "table") else "pyspec-check.toml"
    before = checked(tree)
    finding = next(found for found in before.findings if found.code == code)
    found = code_actions(before, path, finding.at.start, finding.at.end)
    action = next(each for each in found if each.title == title.replace("X", where))
    assert not action.preferred
    after_tree = applied(tree, action)
    assert list(after_tree.files) == [changed.replace("X", where)]
    after = checked(after_tree)
    assert code not in {found.code for found in after.findings}
    assert len(after.findings) == len(before.findings) - 1


def test_a_code_joins_the_comment_that_is_there() -> None:
    text = "gunicorn # pyspec: ignore[REQ002]  the reason\n"
    found = actions({**FLASK, "requirements.txt": text.encode()}, "requirements.txt", 0)
    after = applied(
        MemoryTree({**FLASK, "requirements.txt": text.encode()}),
        found["Ignore REQ011 on this line"],
    )
    assert read(after, "requirements.txt") == (
        "gunicorn # pyspec: ignore[REQ002, REQ011]  the reason\n"
    )


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [
        ("DJ004", "STATICFILES_DIRS = 'a'\n", "'a'  # pyspec: ignore[DJ004]\n"),
        ("DJ004", "STATICFILES_DIRS = 'a' # why\n", "'a' # why  # pyspec: ignore[DJ004]\n"),
        ("DJ004", "STATICFILES_DIRS = \\\n'a'", "= \\\n'a'  # pyspec: ignore[DJ004]"),
        ("DJ004", "STATICFILES_DIRS = '''a\nb'''\n", "b'''  # pyspec: ignore[DJ004]\n"),
        # Here it would be a part of a text, or a mistake after a backslash.
        ("DJ013", "STATICFILES_DIRS = [os.path.join(BASE_DIR, '/s/'), '''\nb''']\n", None),
        ("DJ013", "STATICFILES_DIRS = [os.path.join(BASE_DIR, '/s/'), \\\n'b']\n", None),
    ],
)
def test_comments_in_python_stand_where_they_are_comments(
    code: str, text: str, wanted: str | None
) -> None:
    files = {path: text.encode() for path, text in django_project("import os\n" + text).items()}
    report = checked(MemoryTree(files))
    finding = next(found for found in report.findings if found.code == code)
    made = code_actions(report, finding.at.path, finding.at.start, finding.at.start)
    comments = [each for each in made if each.title == f"Ignore {code} on this line"]
    assert bool(comments) == (wanted is not None)
    for action in comments:
        after = applied(report.project.tree, action)
        assert read(after, "mysite/settings.py").endswith(wanted or "")
        assert code not in {found.code for found in checked(after).findings}


@pytest.mark.parametrize(
    ("path", "text", "code", "wanted"),
    [
        (
            "rainbondfile",
            "language: python\nports: []\n",
            "GIT007",
            "language: python  # pyspec: ignore[GIT007]\nports: []\n",
        ),
        (
            "pyproject.toml",
            '[project]\nrequires-python = ">=3.9"\n',
            "RUN008",
            '[project]\nrequires-python = ">=3.9"  # pyspec: ignore[RUN008]\n',
        ),
        ("requirements.txt", "x==1\nx==2 \\\n  --no-binary x\n", "REQ006", None),
        (".python-version", "3.9\n", "RUN008", None),
    ],
)
def test_comments_in_other_files(path: str, text: str, code: str, wanted: str | None) -> None:
    tree = MemoryTree({**FLASK, "runtime.txt": b"python-3.6.6\n", path: text.encode()})
    report = checked(tree, "rainbond-6" if path == "rainbondfile" else "rainbond-5")
    found = [f for f in report.findings if f.code == code]
    assert found, [(f.code, f.at) for f in report.findings]
    made = code_actions(report, found[0].at.path, found[0].at.start, found[0].at.start)
    comments = [each for each in made if each.title == f"Ignore {code} on this line"]
    if wanted is None:
        assert not [each for each in comments if each.fix.edits[0].path == path]
    else:
        assert read(applied(tree, comments[0]), path) == wanted


@pytest.mark.parametrize("code", [code for code in RULES if not code.startswith("INT")])
def test_every_rule_s_findings_can_be_fixed_or_ignored(code: str) -> None:
    for case in load(code, "reported")[::2]:
        tree = CaseTree(case)
        target = case.get("target", default_target())
        try:
            before = checked(tree, target)
        except UsageError:
            continue
        for finding in [found for found in before.findings if found.code == code][:2]:
            found = code_actions(before, finding.at.path, 0, 0, findings=[finding])
            fixes = [each for each in found if "Ignore" not in each.title]
            fix = finding.fix
            if fix is not None and fix.applicability > Applicability.DISPLAY:
                assert applied(tree, fixes[0]).files == apply(Proposal(tree), [fix]).files
            else:
                assert not fixes
            ways = [each for each in found if "Ignore" in each.title]
            assert ways or "pyproject.toml" in case["files"]
            for action in ways:
                # The proposal takes what it changes for tracked; the editor's overlay does not.
                after = checked(OverlayTree(tree, applied(tree, action).files), target)
                was = [each for each in before.findings if each.code == code]
                left = [each for each in after.findings if each.code == code]
                assert len(left) < len(was), action.title
                assert "INT003" not in {each.code for each in after.findings}


def test_no_configuration_is_written_below_one_that_counts_from_above() -> None:
    from checker.config.values import Config

    report = checked(MemoryTree(FLASK))
    found = code_actions(
        report, "Procfile", 0, 40, config=Config(path="../pyproject.toml", base="x/")
    )
    assert not [each.title for each in found if "Ignore" in each.title]
    found = code_actions(report, "Procfile", 0, 40, config=Config())
    assert [each.title for each in found if "Ignore" in each.title]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TREES, st.sampled_from(sorted(targets())), st.integers(-5, 200), st.integers(-5, 200))
def test_any_tree_gives_actions_that_hold(
    files: dict[str, bytes], target: str, start: int, end: int
) -> None:
    tree = MemoryTree(files)
    try:
        before = checked(tree, target)
    except UsageError:
        return
    for path in dict.fromkeys([*files, *(finding.at.path for finding in before.findings)]):
        for action in code_actions(before, path, start, end):
            after_tree = applied(tree, action)
            if "Ignore" not in action.title:
                continue
            after = checked(after_tree, target)
            codes = {finding.code for finding in action.findings}
            left = [f for f in after.findings if f.code in codes and f.at.path == path]
            was = [f for f in before.findings if f.code in codes and f.at.path == path]
            assert len(left) <= len(was) - (1 if "on this line" in action.title else len(was))
            useless = [f for f in after.findings if f.code == "INT003"]
            assert len(useless) <= len([f for f in before.findings if f.code == "INT003"])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TREES, st.sampled_from(sorted(targets())))
def test_fix_all_of_any_tree_gives_the_same_bytes(files: dict[str, bytes], target: str) -> None:
    tree = MemoryTree(files)
    try:
        before = checked(tree, target)
    except UsageError:
        return

    def check(tree: Tree) -> Report:
        return checked(tree, target)

    action = fix_all_action(before, check)
    if action is not None:
        expected = fix_all(tree, check, lambda found: is_fixable(found.fix, unsafe=False))
        assert applied(tree, action).files == expected.tree.files
