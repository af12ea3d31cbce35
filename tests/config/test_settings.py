"""What a root is checked with."""

from __future__ import annotations

import pytest

from checker.base.errors import UsageError, speak, spoken
from checker.base.messages import Language
from checker.config.overrides import Overrides
from checker.config.settings import settings_with
from checker.config.values import UNCONFIGURED, Config
from checker.files.tree import MemoryTree

FILES = {"app.json": b"{}", "requirements.txt": b"flask\n", "project.toml": b""}


@pytest.mark.parametrize(
    "asked",
    [
        Overrides(),
        Overrides(target="heroku,rainbond-5", select=("REQ",), fail_on="never"),
        Overrides(target="auto", timeout=3),
        Overrides(target="all", ignore=("REQ001",), no_ignores=True),
    ],
)
def test_a_root_without_configuration_is_checked_as_with_an_empty_one(asked: Overrides) -> None:
    for prefix in ("", "api/"):
        tree = MemoryTree(FILES)
        found = settings_with(asked, prefix, tree, UNCONFIGURED)
        assert found == settings_with(asked, prefix, tree, Config())
        assert found.tree is tree
        assert found.prefix == prefix


def test_a_mistake_in_what_was_asked_is_told_for_each() -> None:
    for _ in range(2):
        with pytest.raises(UsageError, match="unknown target"):
            settings_with(Overrides(target="none"), "", MemoryTree({}), UNCONFIGURED)


def test_each_language_is_told() -> None:
    class Other(Language):
        code = "zh"

    before = spoken()
    try:
        for language in (Language(), Other(), Language()):
            speak(language)
            found = settings_with(Overrides(), "", MemoryTree({}), UNCONFIGURED)
            assert found.values["language"] == (language.code, "default")
    finally:
        speak(before)
