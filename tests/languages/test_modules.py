"""A report in Chinese loads nothing but the catalogue and what wraps Chinese text."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from checker.base.messages import LANGUAGES
from tests.base.test_regex import here_only

TOP = Path(__file__).parent.parent.parent
PROGRAM = """\
import sys
from checker.cli.main import main
main()
print("\\n".join(sorted(sys.modules)), file=sys.stderr)
"""


def loaded(root: Path, code: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", PROGRAM, "--language", code, str(root)],
        cwd=TOP, capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    return set(done.stderr.split())


@here_only
@pytest.mark.parametrize("code", [code for code in LANGUAGES if code != "en"])
@pytest.mark.parametrize("example", ["clean", "broken"])
def test_a_report_loads_little_more_than_in_english(example: str, code: str) -> None:
    root = TOP / "examples" / example
    more = loaded(root, code) - loaded(root, "en")
    own = ("checker.languages", "checker.reports.localising", "checker.reports.wide")
    assert not {name for name in more if not name.startswith(own)}
