"""Hold the changelog to what changes, and a release to its tag.

`python -m scripts.check_changelog BASE` compares with a revision: what a user can see has changed
only if the unreleased part of CHANGELOG.md has, too. A commit whose message has a line
`Changelog: none` says that nobody outside will notice. `--release TAG` checks that the tag, the
version of the package and the changelog agree, `--notes TAG` prints what a release's notes are.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).parent.parent
VISIBLE = (
    *("checker/", "editors/vscode/src/", "editors/vscode/package.json", "action.yml"),
    *(".pre-commit-hooks.yaml", "Dockerfile", "bootstrap.py"),
)
"""What reaches users: files, and folders with all that is in them."""
INTERNAL = ("checker/data/compiled/", "checker/base/patterns/")
"""Folders below those that are made from other files."""
NONE = "Changelog: none"


def main() -> int:
    """Run the check that the command line names."""
    words = sys.argv[1:]
    if len(words) == 2 and words[0] == "--release":
        problems = release_problems(words[1], version(), changelog())
    elif len(words) == 2 and words[0] == "--notes":
        print(part(changelog(), words[1].removeprefix("v")))
        return 0
    elif len(words) == 1 and not words[0].startswith("-"):
        problems = _since(words[0])
    else:
        print(__doc__)
        return 2
    for problem in problems:
        print(problem)
    return 1 if problems else 0


def version() -> str:
    """The version of the package, which is written in one place."""
    source = (TOP / "checker" / "__init__.py").read_text("utf-8")
    found = re.search(r'^__version__ = "(.+?)"', source, re.MULTILINE)
    if found is None:
        raise SystemExit("checker/__init__.py has no __version__")
    return found[1]


def changelog() -> str:
    """CHANGELOG.md."""
    return (TOP / "CHANGELOG.md").read_text("utf-8")


def part(text: str, name: str) -> str:
    """What a changelog says of one release, without its head; empty if it has none."""
    pattern = rf"^## \[{re.escape(name)}\][^\n]*\n(.*?)(?=^## \[|^\[[^\]]+\]: |\Z)"
    found = re.search(pattern, text, re.MULTILINE | re.DOTALL)
    return found[1].strip() if found else ""


def release_problems(tag: str, package: str, text: str) -> list[str]:
    """What of a tag, a version and a changelog does not agree."""
    problems = []
    if tag != f"v{package}":
        problems.append(f"the tag is {tag}, and the version in checker/__init__.py {package}")
    if not part(text, package):
        problems.append(f"CHANGELOG.md says nothing of {package}")
    elif not re.search(rf"^## \[{re.escape(package)}\] - \d{{4}}-\d\d-\d\d$", text, re.MULTILINE):
        problems.append(f"CHANGELOG.md has no date for {package}")
    if part(text, "Unreleased"):
        problems.append("CHANGELOG.md still has unreleased changes: move them to the release")
    return problems


def missing_line(changed: list[str], before: str, after: str, messages: str) -> list[str]:
    """What is wrong with a changelog beside the files that changed.

    Args:
        changed: the paths that differ.
        before: the changelog that it is compared with.
        after: the changelog now.
        messages: those of the commits between.
    """
    seen = [path for path in changed if path.startswith(VISIBLE) and not path.startswith(INTERNAL)]
    if not seen or NONE in messages.splitlines():
        return []
    new = set(part(after, "Unreleased").splitlines()) - set(part(before, "Unreleased").splitlines())
    released = set(after.splitlines()) - set(before.splitlines())
    if any(line.startswith("- ") for line in new) or any(line[:3] == "## " for line in released):
        return []
    return [
        f"{seen[0]} changed, and the unreleased part of CHANGELOG.md did not: add a line, "
        f"or `{NONE}` to the commit's message if no user can notice"
    ]


def _since(base: str) -> list[str]:
    start = _git("merge-base", base, "HEAD").strip()
    changed = _git("diff", "--name-only", "-z", start, "HEAD").split("\0")
    before = _git("show", f"{start}:CHANGELOG.md", check=False)
    messages = _git("log", "--format=%B", f"{start}..HEAD")
    return missing_line(changed, before, changelog(), messages)


def _git(*words: str, check: bool = True) -> str:
    done = subprocess.run(["git", *words], cwd=TOP, capture_output=True, text=True, check=check)
    return done.stdout


if __name__ == "__main__":
    raise SystemExit(main())
