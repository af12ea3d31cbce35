"""Prepare the commit of a release: `python -m scripts.set_release VERSION [DATE]`.

It sets the number in `checker/__init__.py`, gives the unreleased part of CHANGELOG.md its head, and
writes the tag where the documents and the GitLab component name one, and makes the documents that
are made anew. Then commit, and tag.
"""

from __future__ import annotations

import datetime
import re
import subprocess
import sys
from pathlib import Path

from checker import HOMEPAGE
from scripts.check_changelog import version

TOP = Path(__file__).parent.parent
NAMED = r"(?P<before>rev: v|pyspec-check@v|@COMMIT # v|pyspec-check:v|pyspec-check==)"
"""What stands before the number of a release that a user is to write."""


def main() -> int:
    """Change the files."""
    words = sys.argv[1:]
    if not words or not re.fullmatch(r"\d+\.\d+\.\d+", words[0]) or len(words) > 2:
        print(__doc__)
        return 2
    old, new = version(), words[0]
    day = words[1] if len(words) == 2 else datetime.datetime.now(datetime.timezone.utc).date()
    own = TOP / "checker" / "__init__.py"
    own.write_text(own.read_text("utf-8").replace(f'"{old}"', f'"{new}"', 1), "utf-8")
    changes = TOP / "CHANGELOG.md"
    changes.write_text(with_head(changes.read_text("utf-8"), old, new, str(day)), "utf-8")
    pages = [*TOP.glob("README*.md"), *(TOP / "docs").rglob("*.md"), *TOP.glob("templates/*.yml")]
    for path in pages:
        path.write_text(with_tag(path.read_text("utf-8"), old, new), "utf-8")
    command = [sys.executable, "-m", "scripts.write_docs"]
    return subprocess.run(command, cwd=TOP, check=False).returncode


def with_tag(text: str, old: str, new: str) -> str:
    """A document that names the new release where it named the old one."""
    return re.sub(rf"{NAMED}{re.escape(old)}(?![\d.]*\d)", rf"\g<before>{new}", text)


def with_head(text: str, old: str, new: str, day: str) -> str:
    """A changelog whose unreleased part has become that of a release."""
    head = text.replace("## [Unreleased]\n", f"## [Unreleased]\n\n## [{new}] - {day}\n", 1)
    return head.replace(
        f"[Unreleased]: {HOMEPAGE}/compare/v{old}...main\n",
        f"[Unreleased]: {HOMEPAGE}/compare/v{new}...main\n"
        f"[{new}]: {HOMEPAGE}/releases/tag/v{new}\n",
        1,
    )


if __name__ == "__main__":
    raise SystemExit(main())
