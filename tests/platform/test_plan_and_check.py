"""On every target a plan's build fails if and only if the check has a certain error about it."""

from __future__ import annotations

import base64
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from checker.base.findings import Severity
from checker.files.tree import MemoryTree
from checker.platform.plan import plan
from checker.project.project import Project
from checker.targets import targets
from scripts.platform_inputs import Files, cases, mixtures
from tests.checking import check

if TYPE_CHECKING:
    from checker.base.findings import Finding

SAMPLES = Path(os.environ.get("PYSPEC_SHARED", "shared"), "cases", "platforms", "cases.jsonl")
OTHERS = [name for name, target in targets().items() if target.platform != "Rainbond"]
SAYS = (
    *("the build fails", "nothing is built", "the build stops", "which breaks the build"),
    *("does not recognise a Python project", "is not in the list of the specification"),
)
"""How an error says that the build ends."""
INSTALLING = ("REQ", "DJ", "PY", "IMP", "CMD")
"""Families about packages, and what runs after them, of which a plan's `build` does not speak."""
INSTALLED = ("PLT005", "PLT006")
AROUND = ("REQ001", "REQ005", "REQ016", "DJ012")
"""Of these families, what a platform looks at by itself."""


def _says(finding: Finding) -> bool:
    return (
        finding.severity is Severity.ERROR
        and finding.certain
        and any(each in finding.message for each in SAYS)
    )


def _speaks_of_the_build(finding: Finding, because: str) -> bool:
    """Whether a plan's `build` has to agree with it."""
    if finding.code in AROUND:
        return finding.message == because
    return not finding.code.startswith(INSTALLING) and finding.code not in INSTALLED


def agree(files: Files, name: str) -> None:
    target = targets()[name]
    build = plan(Project(MemoryTree(files), target)).build
    report = check(MemoryTree(files), target)
    assert not report.crashes
    said = [each for each in report.findings if _says(each)]
    if build.succeeds is False:
        assert said, (files, build.because)
    else:
        wrong = [each for each in said if _speaks_of_the_build(each, build.because)]
        assert not wrong, (files, build)


@pytest.mark.parametrize("name", OTHERS)
def test_of_generated_roots(name: str) -> None:
    for files in [files for _, _, files in cases(mixed=0)][::23] + mixtures(30, 5):
        agree(files, name)


@pytest.mark.parametrize("name", [name for name in targets() if name not in OTHERS])
def test_of_generated_roots_on_rainbond(name: str) -> None:
    for files in [files for _, _, files in cases(mixed=0)][::61] + mixtures(10, 5):
        agree(files, name)


@pytest.mark.parametrize("name", OTHERS)
def test_of_the_samples(name: str) -> None:
    if not SAMPLES.exists():
        pytest.skip("the samples are not here")
    for line in SAMPLES.read_text("utf-8").split("\n")[::3]:
        files = json.loads(line)["files"] if line else {}
        agree(
            {
                path: text.encode() if isinstance(text, str) else base64.b64decode(text["base64"])
                for path, text in files.items()
            },
            name,
        )
