"""What a package index and a stranger see: addresses, versions, the changelog, the forms."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
import yaml

import checker

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

TOP = Path(__file__).parent.parent


def test_the_addresses_are_those_of_the_product() -> None:
    project = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))["project"]
    assert all(url.startswith(checker.HOMEPAGE) for url in project["urls"].values())


def test_the_changelog_has_the_version_and_what_comes_next() -> None:
    text = (TOP / "CHANGELOG.md").read_text("utf-8")
    heads = re.findall(r"^## \[(.+?)\](?: - (\d{4}-\d\d-\d\d))?$", text, re.MULTILINE)
    assert heads[0] == ("Unreleased", "")
    assert (checker.__version__, "2026-08-21") in heads
    for name, _ in heads:
        assert re.search(
            rf"^\[{re.escape(name)}\]: {re.escape(checker.HOMEPAGE)}", text, re.MULTILINE
        )


@pytest.mark.parametrize("path", sorted((TOP / ".github" / "ISSUE_TEMPLATE").glob("*.yml")))
def test_forms_ask_for_what_decides(path: Path) -> None:
    form = yaml.safe_load(path.read_text("utf-8"))
    if path.name == "config.yml":
        assert all(link["url"].startswith(checker.HOMEPAGE) for link in form["contact_links"])
        return
    asked = {part["id"] for part in form["body"]}
    assert {"config", "repository"} <= asked
