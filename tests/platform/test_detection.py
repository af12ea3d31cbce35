"""Which languages are named, and which is built."""

from __future__ import annotations

import pytest

from checker.platform.detection import recognised
from tests.platform.projects import CNB, FIVE, FIVE_1, SLUG, of, project

PY = "requirements.txt"


@pytest.mark.parametrize(
    ("files", "languages"),
    [
        ((), []),
        ((".env", ".hidden/requirements.txt"), []),
        (("app.py", "manage.py", "environment.yml"), []),
        (("requirements.TXT",), []),
        (("sub/requirements.txt",), []),
        ((PY,), ["Python"]),
        (("setup.py",), ["Python"]),
        (("Pipfile",), ["Python"]),
        (("pyproject.toml",), ["Python"]),
        (("requirements.txt/base.txt",), ["Python"]),  # a folder of that name counts
        ((PY, "Dockerfile"), ["dockerfile", "Python"]),
        ((PY, "Dockerfile.dev"), ["dockerfile", "Python"]),
        ((PY, "a/b/Dockerfile.x"), ["dockerfile", "Python"]),
        ((PY, ".ci/Dockerfile"), ["dockerfile", "Python"]),
        ((PY, "a/b/c/Dockerfile"), ["Python"]),
        ((PY, "node_modules/x/Dockerfile", "build/Dockerfile", ".git/Dockerfile"), ["Python"]),
        ((PY, "Dockerfiles", "dockerfile"), ["Python"]),
        ((PY, "x.jar"), ["Java-jar", "Python"]),
        ((PY, "x.jar/x"), ["Java-jar", "Python"]),
        ((PY, "lib/x.jar"), ["Python"]),
        ((PY, "x.war", "pom.yaml"), ["Java-war", "Java-maven", "Python"]),
        ((PY, "pom.txt"), ["Python"]),
        ((PY, "composer.json"), ["PHP", "Python"]),
        ((PY, "index.php"), ["PHP", "Python"]),
        ((PY, "node_modules/index.php"), ["PHP", "Python"]),
        ((PY, "a/b/index.php"), ["Python"]),
        ((PY, "package.json"), ["Python", "Node.js"]),
        ((PY, "package.json", "index.html"), ["Python", "Node.js"]),
        ((PY, "index.html"), ["Python", "static"]),
        ((PY, "static.json", "Gemfile"), ["Python", "Ruby", "static"]),
        ((PY, "project.clj"), ["Python", "Clojure"]),
        ((PY, "go.mod"), ["Python", "Go"]),
        ((PY, "Godeps/Godeps.json"), ["Python", "Go"]),
        ((PY, "vendor/vendor.json"), ["Python", "Go"]),
        ((PY, "src/main.go"), ["Python", "Go"]),
        ((PY, "main.go"), ["Python"]),
        ((PY, "gradlew"), ["Python", "Gradle"]),
        ((PY, "grails-app/x"), ["Python", "Grails"]),
        ((PY, "x.sln", "y.csproj"), ["Python", ".NetCore"]),
        (("y.csproj",), [".NetCore"]),
    ],
)
def test_all_that_is_named_from_6_on(files: tuple[str, ...], languages: list[str]) -> None:
    for target in (SLUG, CNB):
        assert list(recognised(project(target, *files)).languages) == languages


@pytest.mark.parametrize(
    ("files", "languages"),
    [
        ((PY, "Dockerfile"), ["dockerfile"]),
        ((PY, "Dockerfile.dev", "a/Dockerfile"), ["Python"]),
        ((PY, "index.php", "package.json"), ["PHP"]),
        ((PY, "package.json"), ["Python"]),
        (("package.json",), ["Node.js"]),
        (("setup.py",), ["Python"]),
        (("Pipfile",), ["Python"]),
        (("pyproject.toml",), []),
        (("package.json", "nodestatic.json"), ["NodeJSStatic"]),
        (("nodestatic.json",), []),
        ((PY, "package.json", "nodestatic.json"), ["Python"]),
    ],
)
def test_the_first_hit_is_all_up_to_5(files: tuple[str, ...], languages: list[str]) -> None:
    for target in (FIVE, FIVE_1):
        assert list(recognised(project(target, *files)).languages) == languages


def test_the_first_that_is_no_dockerfile_is_built() -> None:
    found = recognised(project(SLUG, "Dockerfile", PY, "setup.py"))
    assert (found.language, found.by, found.shadowed_by) == ("Python", (PY, "setup.py"), None)
    assert found.is_python
    assert not found.is_python_alone


def test_what_shadows_is_named() -> None:
    found = recognised(project(SLUG, PY, "web/index.php"))
    assert (found.language, found.shadowed_by) == ("PHP", "web/index.php")
    assert "comes before Python" in found.because
    assert recognised(project(FIVE, PY, "Dockerfile")).shadowed_by == "Dockerfile"


def test_a_shadow_needs_something_to_fall_on() -> None:
    found = recognised(project(SLUG, "index.php"))
    assert (found.language, found.shadowed_by, found.by) == ("PHP", None, ())


@pytest.mark.parametrize(
    ("text", "override"),
    [
        ("language: Python\n", "Python"),
        ("ports: []\nlanguage: 'Python' # so\r\n", "Python"),
        ("language: python\n", "python"),
        ("language: Java-maven\nlanguage: Python\n", "Python"),
        ("language:Python\n", ""),
        ("x:\n  language: Python\n", ""),
        ("# language: Python\n", ""),
        ("", ""),
    ],
)
def test_the_rainbondfile_overrides(text: str, override: str) -> None:
    found = recognised(of(SLUG, {PY: "", "index.php": "", "rainbondfile": text}))
    assert found.override == override
    assert found.is_python == (override == "Python")
    assert found.languages == ("PHP", "Python")


def test_what_git_does_not_hold_is_not_seen() -> None:
    found = recognised(project(SLUG, PY, "x.jar", "v/index.php", "new/Dockerfile", tracked=[PY]))
    assert found.languages == ("Python",)
    held = recognised(project(SLUG, PY, "v/index.php", "v/a.php", tracked=[PY, "v/a.php"]))
    assert held.languages == ("PHP", "Python")


def test_an_empty_root_has_no_code() -> None:
    assert "no code" in recognised(project(SLUG, ".git/config")).because
    assert "there is no requirements.txt" in recognised(project(FIVE, "a.py")).because
