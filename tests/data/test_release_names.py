"""The table of modules and names by release."""

from __future__ import annotations

import pytest

from checker.data.releases import lacking, section

HAS_NOT = [
    ("whitenoise", "5.3.0", "whitenoise.django", "DjangoWhiteNoise", "3.3.1"),
    ("flask", "3.0.0", "flask", "escape", "2.3.3"),
    ("jinja2", "3.1.0", "jinja2", "Markup", "3.0.3"),
    ("markupsafe", "2.1.0", "markupsafe", "soft_unicode", "2.0.1"),
    ("itsdangerous", "2.1.0", "itsdangerous", "TimedJSONWebSignatureSerializer", "2.0.1"),
    ("djangorestframework", "3.10.0", "rest_framework.decorators", "list_route", "3.9.4"),
    ("channels", "2.0.0", "channels.routing", "route", "1.1.8"),
    ("starlette", "0.40.0", "starlette.graphql", "GraphQLApp", "0.16.0"),
    ("werkzeug", "1.0.0", "werkzeug", "secure_filename", "0.16.1"),
]
HAS = [
    ("flask", "2.2.0", "flask", "escape"),
    ("flask", "3.0.0", "flask", "Flask"),
    ("flask", "0.12", "flask.ext.wtf", "Form"),
    ("werkzeug", "0.16.0", "werkzeug", "secure_filename"),
    ("pydantic", "2.5.0", "pydantic", "validator"),
    ("fastapi", "0.100.0", "fastapi", "UploadFile"),
    ("celery", "5.0.0", "celery", "shared_task"),
    ("flask", "0.9", "flask", "escape"),  # older than all that were read
    ("flask", "3.0.0rc1", "flask", "escape"),  # not a plain release
    ("unheard-of", "1.0", "unheard_of", "x"),
]


@pytest.mark.parametrize(("name", "release", "module", "taken", "last"), HAS_NOT)
def test_lacks(name: str, release: str, module: str, taken: str, last: str) -> None:
    found = lacking(name, release, module, (taken,))
    assert found is not None
    assert [span.last for span in found.spans][-1] == last


@pytest.mark.parametrize(("name", "release", "module", "taken"), HAS)
def test_may_have(name: str, release: str, module: str, taken: str) -> None:
    assert lacking(name, release, module, (taken,)) is None


def test_sections() -> None:
    found = section("pymongo")
    assert found is not None
    assert found.packages == ("pymongo", "bson", "gridfs")
    assert section("pymong") is None
