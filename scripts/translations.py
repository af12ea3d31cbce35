"""Which pages are translated, what their parts are, and which English sections changed since.

`python -m scripts.translations` lists the sections whose English text is not the one that the
translation was made of, and ends with 1 if there are any. Bring the other page up to date, then
`python -m scripts.translations record PAGE …` (or `record` for all) notes the texts as translated.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from pathlib import Path
from typing import NamedTuple

from checker.base.toml import parse_toml

TOP = Path(__file__).parent.parent
DOCS = TOP / "docs"
RECORDED = Path(__file__).parent / "translated.zh.toml"
ENDING = ".zh.md"
OUTSIDE = (
    *("README.md", "CONTRIBUTING.md", "SECURITY.md", "CODE_OF_CONDUCT.md"),
    "editors/vscode/README.md",
)
"""Documents outside of `docs`, whose Chinese ones are called as on GitHub: `NAME.zh-CN.md`."""
MADE = re.compile(r"^(?:rainbond/.*|platforms/.*|rules\.md|performance\.md)$")
"""Pages that are made in each language at once: they cannot be stale."""
FENCED = re.compile(r"(^ *```.*?^ *```$)", re.DOTALL | re.MULTILINE)
HEADING = re.compile(r"(?m)^(?=#{1,6} )")
OTHER = re.compile(
    r"(?m)^(?:English \| )?\[(?:English|简体中文)\]\([\w.-]+\.md\)(?: \| 简体中文)?\n+"
)
MARKED = re.compile(r"(<!-- (rules|map) -->\n).*?(<!-- /\2 -->)", re.DOTALL)
_LINK = re.compile(r"!?\[[^]]*\]\((?P<to>[^)\s]+)\)")
_COMMENT = re.compile(r"(?:(?:^|\s)(?:#(?!!| *pyspec)|--) .*| *\" .*|^ *# .*)$")
_FINDING = re.compile(r"(?m)^(?:(\S+:\d+:\d+: [A-Z]+\d+ \w+) .*|( +help:) .*)$")
"""A finding and what to do: they are in the page's language."""
_TITLE = re.compile(r' title="(?!\$)[^"]* [^"]*"')
"""A block's title in words."""
HEAD = """\
# What each translated page was made of: the beginning of the SHA-256 of each English section.
# `python -m scripts.translations` says which of them changed since.
"""


class Section(NamedTuple):
    """A heading and what is below it, up to the next one."""

    heading: str
    prose: str
    """Without blocks of code."""
    blocks: tuple[str, ...]
    """The blocks of code as they are."""

    @property
    def level(self) -> int:
        """The heading's level; 0 for what is before the first."""
        return len(self.heading) - len(self.heading.lstrip("#"))

    @property
    def links(self) -> list[str]:
        """Where links and pictures lead, as the English page writes it, sorted."""
        return sorted(untranslated(found["to"]) for found in _LINK.finditer(self.prose))

    @property
    def tables(self) -> list[tuple[int, int]]:
        """The rows and columns of each table."""
        found, rows = [], 0
        for line in [*self.prose.splitlines(), ""]:
            if line.startswith("|"):
                rows, columns = rows + 1, line.replace("\\|", "").count("|") - 1
            elif rows:
                found.append((rows, columns))
                rows = 0
        return found

    @property
    def items(self) -> int:
        """The number of list items."""
        return len(re.findall(r"(?m)^ *(?:[-*]|\d+\.) ", self.prose))

    @property
    def code(self) -> set[str]:
        """What is between backticks in the prose."""
        return set(re.findall(r"`([^`\n]+)`", self.prose))

    @property
    def listings(self) -> list[str]:
        """The blocks of code without comments; of an example's output, the command alone."""
        return [_bare(block) for block in self.blocks]

    @property
    def digest(self) -> str:
        """What changes with the text, but not with its line breaks or an example's output."""
        text = " ".join([self.heading, self.prose, *map(_without_output, self.blocks)])
        return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:12]


def untranslated(address: str) -> str:
    """A link of a translated page as the English page writes it."""
    if address.startswith("https:"):
        return address.replace("github.io/pyspec-check/zh/", "github.io/pyspec-check/")
    return re.sub(r"\.zh(?:-CN)?\.(md|svg)(?=$|#)", r".\1", address)


def _bare(block: str) -> str:
    text = _TITLE.sub("", _FINDING.sub(r"\1\2", _without_output(block)))
    return "\n".join(_COMMENT.sub("", line).rstrip() for line in text.splitlines())


def _without_output(block: str) -> str:
    first = block.partition("\n")[0]
    return first if 'title="$ ' in first else block


def sections(page: str) -> list[Section]:
    """The sections of a page of Markdown, without what leads to other languages."""
    text = MARKED.sub(r"\1\3", OTHER.sub("", page))
    blocks = FENCED.split(text)
    kept = "".join(
        part if number % 2 == 0 else f"\0{number}\0" for number, part in enumerate(blocks)
    )
    found = []
    for part in HEADING.split(kept):
        if part.strip():
            heading, _, body = part.partition("\n") if part.startswith("#") else ("", "", part)
            numbers = [int(number) for number in re.findall(r"\0(\d+)\0", body)]
            prose = re.sub(r"\0\d+\0", "", body)
            found.append(Section(heading, prose, tuple(blocks[number] for number in numbers)))
    return found


def pairs() -> dict[str, tuple[Path, Path]]:
    """Each English document with its Chinese one, by its path: those that are in the repository."""
    found = {name: (TOP / name, TOP / f"{name.removesuffix('.md')}.zh-CN.md") for name in OUTSIDE}
    for path in sorted(DOCS.rglob("*.md")):
        if not path.name.endswith(ENDING):
            other = path.with_name(path.name.removesuffix(".md") + ENDING)
            found[path.relative_to(TOP).as_posix()] = (path, other)
    return found


def written() -> dict[str, list[Section]]:
    """The sections of the English documents that a person has translated."""
    return {
        name: sections(path.read_text("utf-8"))
        for name, (path, _) in pairs().items()
        if not MADE.match(name.removeprefix("docs/"))
    }


def recorded() -> dict[str, dict[str, str]]:
    """What translations were made of: the digest of each section, by document and heading."""
    values: dict[str, dict[str, str]] = parse_toml(RECORDED.read_text("utf-8"))
    return values


def stale() -> list[str]:
    """The sections that changed since they were translated, in words."""
    known, found = recorded(), []
    for name, parts in written().items():
        then = dict(known.get(name, {}))
        for part in parts:
            heading = part.heading.lstrip("# ")
            if then.pop(heading, None) != part.digest:
                found.append(f"{name}: `{heading}` is new, or changed since its translation")
        found += [f"{name}: `{heading}` is gone" for heading in then]
    return found


def record(names: list[str]) -> None:
    """Note the texts of these documents as translated; of all, without a name."""
    known = recorded() if RECORDED.exists() else {}
    lines = [HEAD]
    for name, parts in written().items():
        now = {part.heading.lstrip("# "): part.digest for part in parts}
        if names and not any(name.endswith(each) for each in names):
            now = known.get(name, {})
        lines.append(f"[{json.dumps(name)}]")
        lines += [f"{json.dumps(key, ensure_ascii=False)} = {json.dumps(now[key])}" for key in now]
        lines.append("")
    RECORDED.write_text("\n".join(lines), "utf-8")


def main() -> int:
    """List what is stale, or record."""
    if sys.argv[1:2] == ["record"]:
        record(sys.argv[2:])
        return 0
    found = stale()
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
