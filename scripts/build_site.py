"""Build the documentation site, and check it: `build_site FOLDER [--without-playground]`.

The pages of `docs/` and those of `scripts.site_pages` are staged in a temporary folder, MkDocs
builds them strictly, and each link, anchor and loaded file of the result is looked up. The
playground needs npm for Pyodide; without it the page says so.
"""

from __future__ import annotations

import os
import posixpath
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from checker import HOMEPAGE
from scripts.check_site import problems
from scripts.playground import add_playground
from scripts.site_pages import pages

TOP = Path(__file__).parent.parent
OTHER = re.compile(r"^\[(?:English|简体中文)\]\([\w.-]+\.md\)\n\n", re.MULTILINE)
"""The line that leads to the same page in the other language; the site has a menu for that."""
HEADING = re.compile(r"^#+ (?P<words>.+)$", re.MULTILINE)
BASE = "/pyspec-check/"
"""The path of the site's address."""
FENCED = re.compile(r"(^```.*?^```$)", re.DOTALL | re.MULTILINE)
"""A block of code: every second part of a page that is split by it."""
LINK = re.compile(r"\]\((?P<path>\.\.?/[^)#\s]+)(?P<anchor>#[^)\s]*)?\)")
TRANSLATED = re.compile(r"(\]\((?!https?:)[^)#\s]*)\.zh\.md(?=[)#])")
"""A link to a translated page in `docs/`."""


def main() -> int:
    """Build and check the site."""
    words = [word for word in sys.argv[1:] if not word.startswith("-")]
    if len(words) != 1:
        print(__doc__)
        return 2
    site = Path(words[0]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        stage(Path(folder, "docs"))
        settings = Path(folder, "mkdocs.yml")
        settings.write_text(f"INHERIT: {TOP / 'mkdocs.yml'}\ndocs_dir: docs\nsite_dir: {site}\n")
        variables = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--clean", "--quiet"]
        done = subprocess.run(
            [*command, "--config-file", str(settings)], cwd=folder, env=variables, check=False
        )
    if done.returncode:
        return done.returncode
    if "--without-playground" not in sys.argv[1:]:
        add_playground(site / "playground")
    found = problems(site, BASE)
    for problem in found:
        print(problem)
    print(f"{site}: {len(list(site.rglob('*.html')))} pages, {len(found)} problems")
    return 1 if found else 0


def stage(docs: Path) -> None:
    """Copy `docs/`, add what is made, and make addresses of links that leave the folder."""
    shutil.copytree(TOP / "docs", docs)
    for path, text in pages().items():
        (docs / path).parent.mkdir(parents=True, exist_ok=True)
        (docs / path).write_text(text, "utf-8")
    for page in docs.rglob("*.zh.md"):
        original = page.with_name(page.name.replace(".zh.md", ".md"))
        english, chinese = (OTHER.sub("", each.read_text("utf-8")) for each in (original, page))
        original.write_text(english, "utf-8")
        page.write_text(without_codes(with_anchors(chinese, english)), "utf-8")
    for page in docs.rglob("*.md"):
        here = page.parent.relative_to(docs).as_posix()
        page.write_text(with_addresses(page.read_text("utf-8"), here), "utf-8")


def with_anchors(translated: str, english: str) -> str:
    """A translated page whose headings have the English ones' anchors, so that links fit both.

    Raises:
        ValueError: if one of the two has more headings.
    """
    parts = re.split(FENCED, translated)
    words = [found["words"] for part in re.split(FENCED, english)[::2]
             for found in HEADING.finditer(part)]  # fmt: skip
    names = iter(words)

    def named(found: re.Match[str]) -> str:
        return f"{found[0]} {{ #{anchor_of(next(names))} }}"

    try:
        parts[::2] = [HEADING.sub(named, part) for part in parts[::2]]
    except StopIteration:
        raise ValueError(f"more headings than {len(words)}") from None
    if (left := next(names, None)) is not None:
        raise ValueError(f"the heading {left!r} is not translated")
    return "".join(parts)


def without_codes(translated: str) -> str:
    """A translated page whose links name no language: the site finds the page in its own."""
    parts = re.split(FENCED, translated)
    parts[::2] = [TRANSLATED.sub(r"\1.md", part) for part in parts[::2]]
    return "".join(parts)


def anchor_of(heading: str) -> str:
    """The anchor that the site's Markdown makes of a heading."""
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", heading).strip().lower())


def with_addresses(markdown: str, folder: str) -> str:
    """A page whose links to files outside of `docs/` are addresses of the repository.

    Args:
        markdown: the page.
        folder: where it lies below `docs/`, POSIX.
    """

    def absolute(found: re.Match[str]) -> str:
        path = posixpath.normpath(posixpath.join("docs", folder, found["path"]))
        if path.startswith("docs/"):
            return found[0]
        return f"]({HOMEPAGE}/blob/main/{path}{found['anchor'] or ''})"

    parts = re.split(FENCED, markdown)
    return "".join(part if part.startswith("```") else LINK.sub(absolute, part) for part in parts)


if __name__ == "__main__":
    raise SystemExit(main())
