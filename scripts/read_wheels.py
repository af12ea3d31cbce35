"""Ask a package index, politely, which Pythons the releases of distributions are for.

    python -m scripts.read_wheels NAMES CACHE [--index https://…/simple] [--seconds 1]

Needs `pypi-simple`. NAMES is a file with a distribution per line. One page is asked for per second,
and kept in CACHE: a run that was stopped goes on where it was. From the pages are made

- `checker/data/releases/wheels.toml`: of each distribution without sources, the first release from
  which on there is a wheel for Linux, by Python. A pin before it cannot be installed there.
- the lines of these distributions in `checker/data/releases/requires-python.toml`.

Lines of other distributions stay as they are. Then `python -m scripts.write_data`.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from datetime import datetime, timezone
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from packaging.utils import InvalidWheelFilename, canonicalize_name, parse_wheel_filename
from packaging.version import InvalidVersion, Version

from scripts.read_requires_python import bounds, key

if TYPE_CHECKING:
    from collections.abc import Iterator

RELEASES = Path(__file__).parent.parent / "checker" / "data" / "releases"
PYTHONS = tuple(range(6, 15))
"""The minor versions of Python 3 that are told of."""


def page_of(name: str, cache: Path, index: str, seconds: float) -> dict[str, Any]:
    """The page of one name: kept, or asked for after a pause."""
    kept = cache / f"{name}.json"
    if not kept.exists():
        time.sleep(seconds)
        client = import_module("pypi_simple").PyPISimple(endpoint=index)
        files = [
            {
                "filename": each.filename,
                "requires-python": each.requires_python,
                "yanked": each.is_yanked,
            }
            for each in client.get_project_page(name).packages
        ]
        part = kept.with_suffix(".part")
        part.write_text(json.dumps({"name": name, "files": files}), "utf-8")
        part.rename(kept)
    found: dict[str, Any] = json.loads(kept.read_bytes())
    return found


def releases(page: dict[str, Any]) -> dict[Version, list[dict[str, Any]]]:
    """The files of each final release that is not yanked."""
    found: dict[Version, list[dict[str, Any]]] = {}
    name = canonicalize_name(page["name"])
    for file in page["files"]:
        version = _version(file["filename"], name)
        if version is None or version.is_prerelease or version.local or file.get("yanked"):
            continue
        found.setdefault(version, []).append(file)
    return dict(sorted(found.items()))


def _version(file: str, name: str) -> Version | None:
    try:
        if file.endswith(".whl"):
            return parse_wheel_filename(file)[1]
        ending = re.search(r"\.(tar\.gz|tar\.bz2|zip|tgz)$", file)
        stem = file[: ending.start()] if ending else ""
        return Version(stem[len(name) + 1 :]) if stem else None
    except (InvalidWheelFilename, InvalidVersion):
        return None


def first_wheels(page: dict[str, Any]) -> str:
    """From which release on each Python has a wheel; empty if any release has a source.

    `3.9:1.7.1 3.10:1.11.0`.
    """
    rows: dict[int, str] = {}
    for version, files in releases(page).items():
        if any(not file["filename"].endswith(".whl") for file in files):
            return ""
        fits = {minor for file in files for minor in _pythons(file["filename"])}
        for minor in fits:
            rows.setdefault(minor, str(version))
    return " ".join(f"3.{minor}:{rows[minor]}" for minor in PYTHONS if minor in rows)


def _pythons(file: str) -> Iterator[int]:
    """The minor versions of Python 3 on Linux for x86-64 that a wheel is for."""
    _, _, _, tags = parse_wheel_filename(file)
    for tag in tags:
        if tag.platform != "any" and not re.fullmatch(r"(many)?linux.*_x86_64", tag.platform):
            continue
        digits = tag.interpreter[3:]
        lowest = int(digits) if digits.isdigit() else 0
        if tag.abi in ("none", "abi3"):
            exact = tag.interpreter.startswith("cp") and tag.abi == "none" and digits
            yield from (m for m in PYTHONS if (m == lowest if exact else m >= lowest))
        elif tag.interpreter.startswith("cp3") and not tag.abi.endswith("t"):
            yield lowest


def steps(page: dict[str, Any]) -> str:
    """`0.1,, 2.0.0,3.6,`: from which release on which Python is needed, and which is too high."""
    found: list[list[str]] = []
    for version, files in releases(page).items():
        pairs = {bounds(file.get("requires-python")) for file in files}
        low = min((pair[0] for pair in pairs), key=key)
        highs = {pair[1] for pair in pairs}
        high = "" if "" in highs else max(highs, key=key)
        if not found or found[-1][1:] != [low, high]:
            found.append([str(version), low, high])
    return " ".join(",".join(step) for step in found)


def merged(table: Path, rows: dict[str, str], today: str, head: str) -> str:
    """The text of a table with these rows in it, and the others as they were."""
    old = table.read_text("utf-8") if table.exists() else ""
    known = dict(re.findall(r'(?m)^([a-z0-9-]+) = "([^"\n]*[,:][^"\n]*)"$', old))
    kept = {**known, **rows}
    before = re.search(r'(?m)^date = "([^"]+)"$', old)
    if before is not None and known.keys() - rows.keys():
        today = before[1]  # the date is that of the oldest line
    lines = [f'{name} = "{row}"' for name, row in kept.items() if row]
    return "\n".join([head, f'date = "{today}"', "", "[distribution]", *lines, ""])


def main() -> None:
    """Ask, and write both tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("names", type=Path)
    parser.add_argument("cache", type=Path)
    parser.add_argument("--index", default="https://pypi.org/simple")
    parser.add_argument("--seconds", type=float, default=1.0)
    parser.add_argument("--into", type=Path, default=RELEASES)
    asked = parser.parse_args()
    asked.cache.mkdir(parents=True, exist_ok=True)
    names = [str(canonicalize_name(each)) for each in asked.names.read_text("utf-8").split()]
    pages = {}
    for name in names:
        pages[name] = page_of(name, asked.cache, asked.index, max(asked.seconds, 0))
        print(name, flush=True)
    today = datetime.now(tz=timezone.utc).date().isoformat()
    wheels = asked.into / "wheels.toml"
    head = (
        "# From which release on a distribution without sources has a wheel, by Python (Linux).\n"
        "# Made by scripts/read_wheels.py from the files that the package index lists."
    )
    rows = {name: first_wheels(page) for name, page in pages.items()}
    wheels.write_text(merged(wheels, rows, today, head), "utf-8")
    needed = asked.into / "requires-python.toml"
    head = (
        "# From which release on a distribution needs which Python: release, lowest, too high.\n"
        "# Made by scripts/read_requires_python.py from the Requires-Python of the package index."
    )
    rows = {name: steps(page) for name, page in pages.items()}
    needed.write_text(merged(needed, rows, today, head), "utf-8")


if __name__ == "__main__":
    main()
