"""Which imports have to be installed, and what each is called where it is installed from."""

from __future__ import annotations

import re

from packaging.requirements import Requirement

from checker.data import import_names as distributions
from checker.data.distributions import TABLE
from checker.files.tree import MemoryTree
from checker.init.imported import imported
from checker.init.requirements import missing_requirements
from checker.parsers.requirements import normalise
from checker.project.project import Project
from checker.targets import targets
from tests.cases import MANAGE, SETTINGS
from tests.checking import check


def found(**files: str) -> list[str]:
    """Each need as `requirement module`, a `?` after an optional one."""
    held = {_path(name): text.encode() for name, text in files.items()}
    needed = imported(Project(MemoryTree(held), targets()["rainbond-5"])).needed
    return [f"{n.distribution or '-'} {n.module}{'?' if n.optional else ''}" for n in needed]


def _path(name: str) -> str:
    return name.replace("__", "/") + ".py"


def test_names_differ() -> None:
    assert found(app="import yaml, PIL.Image\nfrom bs4 import X\nimport cv2 as c\n") == [
        "beautifulsoup4 bs4",
        "opencv-python-headless cv2",
        "Pillow PIL",
        "PyYAML yaml",
    ]
    assert found(app="from google.cloud import storage\nimport google.protobuf.x\n") == [
        "google-cloud-storage google.cloud.storage",
        "protobuf google.protobuf",
    ]
    assert found(app="import google.ads\nimport mysql.connector\n") == [
        "- google",
        "mysql-connector-python mysql.connector",
    ]
    assert found(app="import pkg_resources, setuptools, pip\n") == ["setuptools<82 pkg_resources"]


def test_ours_and_python_s_own_are_not_needed() -> None:
    assert found(app="import os, sys, json, asyncio, urllib2, tomllib, distutils\n") == []
    assert found(app="import helpers, shop.db\nfrom . import x\n", helpers="", shop__db="") == []
    assert found(src__app="import beside\nimport above", src__beside="", above="") == []
    assert found(app="import shop", src__shop____init__="") == []
    assert found(app="import redis", redis="") == []
    # `alembic/` without __init__.py gives way to the distribution
    assert found(alembic__env="from alembic import context") == ["alembic alembic"]


def test_what_is_guarded_is_a_question() -> None:
    guarded = "try:\n    import redis\nexcept ImportError:\n    redis = None\n"
    assert found(app=guarded) == ["redis redis?"]
    assert found(app=guarded, b="def f():\n    import redis\n") == ["redis redis"]
    assert found(app="from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import flask\n") == [
        "Flask flask?"
    ]


def test_what_is_not_deployed_does_not_count() -> None:
    text = "import pytest_thing"
    for path in ("tests__a", "test_a", "a_test", "conftest", "setup", "docs__conf", ".venv__x",
                 "app__tests__x", "build__x", "node_modules__x"):  # fmt: skip
        assert found(**{path: text}) == [], path
    assert found(scripts__x=text) == ["- pytest_thing"]


def test_what_cannot_be_parsed_is_told() -> None:
    tree = MemoryTree({"a.py": b"print 'x'\nimport flask, odd\n", "b.py": b"import \xff\x00"})
    result = imported(Project(tree, targets()["rainbond-5"]))
    assert [n.distribution for n in result.needed] == ["Flask"]
    assert result.unread == ("a.py", "b.py")


def test_the_table_holds_what_it_can() -> None:
    text = distributions._table()
    for module, distribution in text.items():
        assert re.fullmatch(r"[A-Za-z_][\w.]*", module)
        if distribution != distributions.NONE:
            Requirement(distribution)
    ours = {normalise(Requirement(d).name): d for d in text.values() if d != distributions.NONE}
    for name, (modules, _) in TABLE.items():
        if name in ours:  # the two tables of the package agree
            tops = set(modules.split())  # of `zope.interface` the other table has `zope` alone
            found = {module for module, d in text.items() if d == ours[name]}
            assert any(module.partition(".")[0] in tops for module in found), name


def test_django_s_settings_count() -> None:
    settings = SETTINGS + (
        "INSTALLED_APPS += ['rest_framework', 'corsheaders.apps.X', 'shop', 'ours_only']\n"
        "MIDDLEWARE = ['whitenoise.middleware.WhiteNoiseMiddleware', 'mysite.m.X']\n"
        "DATABASES = {'default': {'ENGINE': 'django.db.backends.postgresql'}}\n"
    )
    files = {
        "manage.py": MANAGE,
        "mysite/__init__.py": "",
        "mysite/settings.py": settings,
        "shop/__init__.py": "",
    }
    tree = MemoryTree({path: text.encode() for path, text in files.items()})
    result = missing_requirements(check(tree, targets()["rainbond-5"]))
    assert result is not None
    assert result.lines == (
        "Django",
        "django-cors-headers",
        "djangorestframework",
        "psycopg2-binary",
        "whitenoise",
    )
    assert [each.module for each in result.questions] == ["ours_only"]
