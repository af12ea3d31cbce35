"""What other files declare, as lines of requirements.txt; what has no equal is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packaging.specifiers import SpecifierSet

from checker.files.tree import MemoryTree
from checker.parsers.declared import declared, poetry_specifier
from checker.project.project import Project
from checker.python.syntax.parse import host_tree
from checker.targets import targets


def found(**files: str) -> tuple[str, tuple[str, ...], tuple[str, ...]] | None:
    held = {path.replace("__", "."): text.encode() for path, text in files.items()}
    result = declared(Project(MemoryTree(held), targets()["rainbond-5"]).document, host_tree)
    return None if result is None else (result.where, result.lines, result.left_out)


def test_project() -> None:
    text = '[project]\ndependencies = ["Flask>=2", " ", "a @ https://e.org/a.zip", "no good", 1]\n'
    assert found(pyproject__toml=text) == (
        "[project] dependencies",
        ("Flask>=2", "a @ https://e.org/a.zip"),
        ("no good", "1"),
    )
    assert found(pyproject__toml="[tool.black]\n") is None
    assert found(pyproject__toml="[project]\ndependencies = 3\n") is None
    assert found(pyproject__toml="[project\n") is None


def test_pipfile() -> None:
    text = """
[packages]
flask = "*"
django = "==2.2.28"
uvicorn = {version = ">=0.16", extras = ["standard"], markers = "python_version < '3.8'"}
pywin32 = {version = "*", sys_platform = "== 'win32'"}
ours = {git = "https://e.org/ours.git", ref = "v1", editable = true}
here = {path = ".", editable = true}
odd = 1
[dev-packages]
pytest = "*"
"""
    assert found(Pipfile=text) == (
        "[packages]",
        (
            "flask",
            "django==2.2.28",
            "uvicorn[standard]>=0.16; python_version < '3.8'",
            "pywin32; sys_platform == 'win32'",
            "ours @ git+https://e.org/ours.git@v1",
        ),
        ("here = {'path': '.', 'editable': True}", "odd = 1"),
    )


def test_poetry() -> None:
    text = """
[tool.poetry.dependencies]
python = "^3.6"
flask = "^2.0.3"
django = {version = "~2.2", optional = true}
pyyaml = "*"
numpy = [{version = "1.19", python = "<3.7"}]
psycopg2 = {version = "2.9.*", extras = ["x"]}
[tool.poetry.group.dev.dependencies]
pytest = "*"
"""
    assert found(pyproject__toml=text) == (
        "[tool.poetry.dependencies]",
        ("flask>=2.0.3,<3", "pyyaml", "psycopg2[x]==2.9.*"),
        ("numpy = [{'version': '1.19', 'python': '<3.7'}]",),
    )


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        ("^1.2.3", ">=1.2.3,<2"), ("^0.2.3", ">=0.2.3,<0.3"), ("^0.0.3", ">=0.0.3,<0.0.4"),
        ("^0", ">=0,<1"), ("^0.0", ">=0.0,<0.1"), ("^1", ">=1,<2"), ("~1.2.3", ">=1.2.3,<1.3"),
        ("~1.2", ">=1.2,<1.3"), ("~1", ">=1,<2"), ("1.2.3", "==1.2.3"), ("1.2.*", "==1.2.*"),
        ("*", ""), (">= 1.2, < 3", ">=1.2,<3"), (">=1.2 <3", ">=1.2,<3"), ("!=1.0", "!=1.0"),
        ("~=1.4.2", "~=1.4.2"), ("=1.0", "==1.0"), ("^1 || ^2", None), ("^", None), ("x", None),
        (3, None), ("^1.*", None), ("v1.2", "==1.2"), ("^1.0b1", ">=1.0b1,<2"),
    ],
)  # fmt: skip
def test_poetry_s_versions(version: object, expected: str | None) -> None:
    assert poetry_specifier(version) == expected


@given(st.text("^~=<>!*.,0123 ab|v-+", max_size=12))
def test_any_version_of_poetry(version: str) -> None:
    result = found(pyproject__toml=f'[tool.poetry.dependencies]\na = "{version}"\n')
    assert result is not None
    assert len(result[1]) + len(result[2]) == 1
    if result[1]:
        SpecifierSet(poetry_specifier(version) or "")


def test_setup() -> None:
    assert found(setup__cfg="[options]\ninstall_requires =\n    flask>=1  # web\n    six\n") == (
        "install_requires",
        ("flask>=1", "six"),
        (),
    )
    assert found(setup__cfg="[options]\ninstall_requires = file: requirements.in\n") is None
    assert found(setup__cfg="oops") is None
    literal = "from setuptools import setup\nsetup(name='x', install_requires=['flask', 'six>1'])\n"
    assert found(setup__py=literal) == ("install_requires", ("flask", "six>1"), ())
    named = "import setuptools as s\nneeds = ('flask',)\ns.setup(install_requires=needs)\n"
    assert found(setup__py=named) == ("install_requires", ("flask",), ())
    read = "setup(install_requires=open('requirements.txt').read().split())\n"
    assert found(setup__py=read) is None
    assert found(setup__py="setup(install_requires=['a'") is None


def test_the_first_that_declares_something_counts() -> None:
    both = {"Pipfile": "[packages]\n", "pyproject__toml": "[project]\ndependencies = ['six']\n"}
    assert found(**both) == ("[project] dependencies", ("six",), ())
    assert found() is None
