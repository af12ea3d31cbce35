"""Check a built site: links, anchors, and that nothing is loaded from another host.

`check_site FOLDER` prints what is wrong and ends with 1 if anything is. Links to other hosts are
not followed; files that a page would load by itself (scripts, styles, pictures, fonts) must lie in
the folder.
"""

from __future__ import annotations

import re
import sys
import urllib.parse
from html.parser import HTMLParser
from pathlib import Path

LOADS = {"script", "img", "iframe", "source", "video", "audio", "embed"}
"""Elements that load the file of their `src` by themselves."""
LOADED_RELATIONS = {
    *("stylesheet", "icon", "preload", "modulepreload", "preconnect", "dns-prefetch", "manifest"),
}
CSS_ADDRESS = re.compile(r"""(?:url\(\s*|@import\s+)["']?([^"')\s]+)""")


class Page(HTMLParser):
    """The identifiers of a page, where it links to, and what it loads."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.names |= {given[name] for name in ("id", "name") if name in given}
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if tag == "link" and LOADED_RELATIONS & set(given.get("rel", "").split()):
            self.loads.append(given.get("href", ""))
        if tag in LOADS and "src" in given:
            self.loads.append(given["src"])
        if "style" in given:
            self.loads += CSS_ADDRESS.findall(given["style"])


def problems(site: Path, base: str = "/") -> list[str]:
    """What is wrong with a site, a line each.

    Args:
        site: the folder.
        base: the path of the published site's address, at which addresses of a path alone begin.
    """
    site = site.resolve()
    found: list[str] = []
    pages = {path: Page(path.read_text("utf-8")) for path in site.rglob("*.html")}
    for path, page in pages.items():
        if path.name == "404.html":  # its addresses are those of the published place
            continue
        shown = path.relative_to(site)
        for address in page.loads:
            if _is_elsewhere(address):
                found.append(f"{shown}: loads {address}")
            elif not _exists(path, address, site):
                found.append(f"{shown}: loads {address}, which is not there")
        for link in page.links:
            inside = base != "/" and link.startswith(base)
            up = "../" * (len(shown.parts) - 1)
            address = up + (link.removeprefix(base) or "./") if inside else link
            if not _is_elsewhere(address):
                found += _broken(path, address, pages, site)
    for path in site.rglob("*.css"):
        for address in CSS_ADDRESS.findall(path.read_text("utf-8")):
            if _is_elsewhere(address) and not address.startswith("data:"):
                found.append(f"{path.relative_to(site)}: loads {address}")
    return found


def _is_elsewhere(address: str) -> bool:
    parts = urllib.parse.urlsplit(address)
    return bool(parts.scheme or parts.netloc) and parts.scheme != "data"


def _target(page: Path, address: str) -> Path:
    path = urllib.parse.unquote(urllib.parse.urlsplit(address).path)
    if not path:
        return page
    found = (page.parent / path).resolve()
    return found / "index.html" if path.endswith(("/", "..", ".")) or found.is_dir() else found


def _exists(page: Path, address: str, site: Path) -> bool:
    if address.startswith("data:"):
        return True
    found = _target(page, address)
    return found.is_file() and found.is_relative_to(site)


def _broken(page: Path, address: str, pages: dict[Path, Page], site: Path) -> list[str]:
    shown = page.relative_to(site)
    found = _target(page, address)
    if not _exists(page, address, site):
        return [f"{shown}: {address} leads nowhere"]
    anchor = urllib.parse.unquote(urllib.parse.urlsplit(address).fragment)
    there = pages.get(site / found.relative_to(site))
    if anchor and anchor != "__tabbed" and there is not None and anchor not in there.names:
        return [f"{shown}: {address} has no such anchor"]
    return []


def main() -> int:
    """Print what is wrong."""
    found = problems(Path(sys.argv[1]).resolve())
    for problem in found:
        print(problem)
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
