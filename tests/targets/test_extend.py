"""A user's own targets: validated strictly, each error with the path of its key."""

from __future__ import annotations

from typing import Any

import pytest

from checker.platform.plan import plan
from checker.targets import targets
from checker.targets.extend import TargetError, extended
from tests.platform.projects import of


def ours(**table: Any) -> dict[str, Any]:
    return {"ours": {"extends": "rainbond-6", **table}}


def test_what_is_not_said_stays() -> None:
    found = extended(ours())
    assert list(found) == [*targets(), "ours"]
    origin = targets()["rainbond-6"]
    assert found["ours"] == origin._replace(name="ours", title="ours, extends rainbond-6")


def test_a_table_of_versions_of_ones_own() -> None:
    versions = ["3.6.15", "3.9.16", "3.11.9"]
    target = extended(ours(python_supported=versions, python_default="3.11.9"))["ours"]
    assert target.python_supported == tuple(versions)
    project = of("rainbond-6", {"requirements.txt": "", "runtime.txt": "python-3.11.9"})
    project.target = target
    assert plan(project).python.effective == "3.11.9"


def test_one_may_extend_another_before_it() -> None:
    tables = {**ours(port_variable="APP_PORT"), "theirs": {"extends": "ours", "title": "Theirs"}}
    found = extended(tables)
    assert (found["theirs"].port_variable, found["theirs"].title) == ("APP_PORT", "Theirs")
    with pytest.raises(TargetError, match="names 'later', which is not a target"):
        extended({"a": {"extends": "later"}, "later": {"extends": "rainbond-5"}})


@pytest.mark.parametrize(
    ("tables", "message"),
    [
        ([], "has to be a table of tables"),
        ({"ours": 1}, "targets.ours: has to be a table"),
        (
            {"rainbond-5": {"extends": "rainbond-6"}},
            "targets.rainbond-5: is the name of a",
        ),
        ({"Ours!": {"extends": "rainbond-6"}}, "a name is of small letters"),
        ({"ours": {}}, "targets.ours.extends: is missing"),
        ({"ours": {"extends": 6}}, "targets.ours.extends: names 6, which is not a target"),
        ({"ours": {"extends": "rainbond6"}}, "names 'rainbond6', which is not a target"),
        (ours(pythons=[]), "targets.ours.pythons: is not a setting of a target"),
        (ours(name="x"), "targets.ours.name: is not a setting of a target"),
        (ours(python_supported="3.9.16"), "has to be a list of strings"),
        (
            ours(python_supported=["3.9.16", 3.1]),
            "ours.python_supported.1: has to be a string",
        ),
        (ours(python_supported=["python-3.9.16"]), "'python-3.9.16' is not a version"),
        (ours(python_supported=["3.9.16", "3.9.16"]), "names something twice"),
        (ours(python_supported=[]), "must not be empty"),
        (
            ours(python_supported=["3.9.16"]),
            "python_when_unknown: 3.6.15 is not in",
        ),
        (ours(python_default="3.12.1"), "python_default: 3.12.1 is not in python_supported"),
        (ours(python_recommended=["3.1.1"]), "python_recommended: 3.1.1 is not in"),
        (ours(builder="docker"), "targets.ours.builder: 'docker' is not one of its values"),
        (ours(collectstatic=True), "True is not one of its values"),
        (ours(collectstatic=["runs"]), "is not one of its values"),
        (ours(port_variable="MY PORT"), "'MY PORT' is not the name of a variable"),
        (ours(port_variable=""), "must be a string on one line"),
        (ours(title="a\nb"), "must be a string on one line"),
        (ours(dockerfile_depth=True), "has to be a number"),
        (ours(dockerfile_depth=99), "has to be a number"),
        (
            {"ours": {"extends": "rainbond-5", "runtime_txt": "looked-up-untrimmed"}},
            "targets.ours.python_when_unknown: is needed",
        ),
        (
            {"ours": {"extends": "rainbond-5", "unknown_version": "silently replaced"}},
            "targets.ours.python_when_unknown: is needed",
        ),
    ],
)
def test_errors_name_the_key(tables: object, message: str) -> None:
    with pytest.raises(TargetError) as caught:
        extended(tables)
    assert message in str(caught.value)
    assert isinstance(caught.value, ValueError)


def test_errors_say_what_is_valid() -> None:
    with pytest.raises(TargetError) as caught:
        extended(ours(builder="docker"))
    assert caught.value.valid == tuple(dict.fromkeys(t.builder for t in targets().values()))
    assert caught.value.key == ("ours", "builder")
    with pytest.raises(TargetError) as caught:
        extended(ours(python_suported=[]))
    assert "python_supported" in caught.value.valid


def test_our_own_data_pass_their_own_check() -> None:
    for name, target in targets().items():
        table = {
            key: list(value) if isinstance(value, tuple) else value
            for key, value in target._asdict().items()
            if key not in ("name", "own") and value not in ("", ())
        }
        copy = extended({"copy": {"extends": name, **table}})["copy"]
        assert copy._replace(name=name) == target
