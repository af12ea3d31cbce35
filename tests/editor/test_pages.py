"""docs/editors: what is shown there is well formed, and nothing is missing from the list."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import pytest
import yaml

from checker.base.toml import parse_toml
from tests.editor.pages import PAGES, block

if TYPE_CHECKING:
    from collections.abc import Callable

ALL = sorted(path.stem for path in PAGES.glob("*.md"))
BLOCKS = [
    (page, language, text)
    for page in ALL
    for language, text in re.findall(
        r"^```(\w+)\n(.*?)^```$",
        (PAGES / f"{page}.md").read_text("utf-8"),
        re.DOTALL | re.MULTILINE,
    )
]
PARSERS: dict[str, Callable[[str], object]] = {
    "json": json.loads,
    "toml": parse_toml,
    "xml": ET.fromstring,
    "yaml": yaml.safe_load,
}


@pytest.mark.parametrize(
    ("language", "text"),
    [(language, text) for _, language, text in BLOCKS if language in PARSERS],
    ids=[f"{page}-{language}" for page, language, _ in BLOCKS if language in PARSERS],
)
def test_a_configuration_is_well_formed(language: str, text: str) -> None:
    PARSERS[language](text)


def test_the_list_names_every_page() -> None:
    listed = re.findall(
        r"^\| \[[^]]+\]\((\w+)\.md\)", (PAGES / "README.md").read_text("utf-8"), re.MULTILINE
    )
    others = [page for page in ALL if not page.endswith(".zh")]
    assert sorted(listed) == [page for page in others if page != "README"]


@pytest.mark.parametrize("page", ALL)
def test_links_lead_to_files(page: str) -> None:
    text = (PAGES / f"{page}.md").read_text("utf-8")
    for target in re.findall(r"\]\((?!https?://)([^)#]+)", text):
        assert (PAGES / target).exists(), target


def test_every_client_starts_the_same_command() -> None:
    starts = re.compile(
        r"""["']pyspec-check["'],? ["']lsp["']|command = "pyspec-check"\nargs = \["lsp"\]"""
    )
    for page in ("neovim", "vim", "emacs", "helix", "sublime", "kate"):
        assert starts.search((PAGES / f"{page}.md").read_text("utf-8")), page


def test_kate_matches_the_highlighting_by_its_name() -> None:
    name = ET.fromstring(block("kate", "xml")).get("name")
    servers = json.loads(block("kate", "json"))["servers"]
    assert re.fullmatch(servers["pyspec-check"]["highlightingModeRegex"], str(name))


def test_sublime_selects_the_syntax_by_its_scope() -> None:
    scope = yaml.safe_load(block("sublime", "yaml"))["scope"]
    clients = json.loads(block("sublime", "json"))["clients"]
    assert scope in clients["pyspec-check"]["selector"].split(" | ")
