"""Write `checker/data/dependencies.txt`: which distributions a distribution brings along.

    python -m scripts.read_dependencies FOLDER|REPOSITORY.git …

The facts are of releases, and none of them is run:

- FOLDER: the metadata of the wheels that are unpacked anywhere in it;
- REPOSITORY.git: what lock files and compiled requirements say in its history (`poetry.lock`,
  `uv.lock`, `pdm.lock`, `# via` of pip-compile), and the recipes of Spack, which give what the
  releases since some years depend on.

What any release that was read depends on is listed, on any Python and on Linux: more may be listed
than one release brings, but not less. A distribution that was not read is not in the file.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections import defaultdict
from email.parser import HeaderParser
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from collections.abc import Iterator

DATA = Path(__file__).parent.parent / "checker" / "data"
HEAD = """\
# Distributions, the oldest and the newest release that was read (`-` if no number is known), and
# what the releases between depend on (`name@a:b`: those after a and before b), and below which
# release of that the newest of them stays (`name<3`; `name<` if that is not known, `name~` if only
# older ones have a bound).
# Made by scripts/read_dependencies.py on {date}: the metadata of wheels, the lock files of public
# repositories, and the recipes of Spack (Apache-2.0 or MIT).
"""
LOCKS = re.compile(r"(?:^|/)(?:poetry|uv|pdm)\.lock$")
COMPILED = re.compile(r"(?:^|/)[^/]*(?:require|base|prod|test|dev|develop)[^/]*\.txt$")
RECIPE = re.compile(r"/packages/py_[^/]+/package\.py$")
STATES = 16
"""How many states of one lock file are read, from the first to the last."""
SEVERAL = 2
"""Releases of which the metadata or a lock file must be known, so that these say enough."""
_OTHER = re.compile(
    r"extra|(?:sys_platform|platform_system|os_name|platform_python_implementation|"
    r"implementation_name)\s*==\s*['\"](?!linux|Linux|posix|CPython|cpython)"
)
"""Markers that do not hold for what a build installs."""

_BASE = ["starlette", "pydantic", "typing-extensions"]
_ALL = ["email-validator", "fastapi-cli", "httpx", "jinja2", "orjson", "python-multipart", "ujson",
        "uvicorn"]  # fmt: skip
KNOWN = {
    ("fastapi", "0.110.0"): _BASE,
    ("fastapi", "0.110.3"): _BASE,
    ("fastapi", "0.111.0"): [*_BASE, *_ALL],
    ("fastapi", "0.111.1"): [*_BASE, *_ALL],
}
"""What releases need that few lock files have."""

Facts = dict[str, tuple[dict[str, dict[Version, str]], set[Version]]]
"""Of each distribution what it needs, with the releases that need it and their upper bounds (empty
for none); and the releases that were read."""
_OLDEST = Version("0")
UNKNOWN = "?"
"""Stands for a bound of which nothing is known."""


def add(facts: Facts, name: str, version: str, needs: dict[str, str | None]) -> None:
    """Note what a release depends on, and whether with an upper bound; the version may be empty."""
    found, versions = facts[canonicalize_name(name)]
    try:
        release = Version(version)
    except InvalidVersion:
        release = _OLDEST
    else:
        versions.add(release)
    for each, bound in needs.items():
        known = found.setdefault(canonicalize_name(each), {})
        before = known.get(release, UNKNOWN)
        if bound is None or before in (UNKNOWN, ""):
            known[release] = before if bound is None else bound
        elif bound:
            known[release] = min(bound, before, key=Version)


def _upper(specifiers: str) -> str:
    """The upper bound of versions as pip or Poetry write them; empty without one."""
    bounds = []
    for clause in filter(None, re.split(r"[\s,|]+", re.sub(r"([<>=~!^])\s+", r"\1", specifiers))):
        operator, version = re.fullmatch(r"([<>=~!^]*)(.*)", clause).groups()  # type: ignore[union-attr]
        numbers = [int(part) for part in re.findall(r"\d+", version.partition("*")[0])[:4]]
        if operator in ("", "^", "~", "~=", "==", "===") and numbers:
            place = {"^": 0, "~": min(1, len(numbers) - 1)}.get(operator, len(numbers) - 1)
            if operator == "~=":
                place -= 1
            if operator == "^" and not numbers[0]:
                place = next((at for at, part in enumerate(numbers) if part), 0)
            numbers = [*numbers[:place], numbers[max(place, 0)] + 1]
        if numbers and operator not in (">", ">=", "!="):
            bounds.append(".".join(map(str, numbers)))
    return min(bounds, default="", key=Version)


def of_metadata(facts: Facts, folder: Path) -> None:
    """The wheels that are unpacked in a folder."""
    for path in folder.rglob("*.dist-info/METADATA"):
        head = HeaderParser().parsestr(path.read_text("utf-8", "replace"))
        needs: dict[str, str | None] = {}
        for text in head.get_all("Requires-Dist") or []:
            try:
                requirement = Requirement(text)
            except InvalidRequirement:
                needs[re.split(r"[^\w.-]", text, maxsplit=1)[0]] = None
                continue
            if not _OTHER.search(str(requirement.marker or "")):
                needs[requirement.name] = _upper(str(requirement.specifier))
        if head["Name"]:
            add(facts, head["Name"], head["Version"] or "", needs)


def of_toml(facts: Facts, text: str) -> None:
    """`poetry.lock`, `uv.lock` or `pdm.lock`."""
    try:
        packages = tomllib.loads(text).get("package", [])
    except tomllib.TOMLDecodeError:
        return
    for each in packages if isinstance(packages, list) else ():
        listed = each.get("dependencies", {})
        source = each.get("source", {})
        if {"virtual", "editable", "directory"} & set(source) or "version" not in each:
            continue
        if each.get("extras"):  # pdm lists a package with its extras once more
            continue
        needs: dict[str, str | None] = {}
        if isinstance(listed, dict):
            needs.update((n, _upper(_versions(v))) for n, v in listed.items() if _is_wanted(v))
        else:
            needs.update((n, None) for n in map(_named, listed) if n)
        if "files" in each or "wheels" in each or "sdist" in each or listed:
            add(facts, each["name"], each["version"], needs)


def _is_wanted(value: Any) -> bool:
    for each in value if isinstance(value, list) else [value]:
        if not isinstance(each, dict):
            return True
        if not each.get("optional") and not _OTHER.search(each.get("markers", "")):
            return True
    return False


def _versions(value: Any) -> str:
    """The versions of a dependency of poetry.lock: a string, a table, or a list of either."""
    each = [one.get("version", "") if isinstance(one, dict) else str(one)
            for one in (value if isinstance(value, list) else [value])]  # fmt: skip
    return " ".join(each)


def _named(value: Any) -> str:
    if isinstance(value, str):  # pdm: a requirement
        name, _, marker = value.partition(";")
        return "" if _OTHER.search(marker) else re.split(r"[^\w.-]", name, maxsplit=1)[0]
    return "" if _OTHER.search(value.get("marker", "")) else value["name"]


def of_compiled(facts: Facts, text: str) -> None:
    """Requirements that pip-compile or uv wrote, with `# via` at each."""
    versions: dict[str, str] = {}
    needs: dict[str, dict[str, str | None]] = defaultdict(dict)
    name, via = "", False
    for line in text.splitlines():
        pin = re.match(r"([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?==([^\s;\\#]+)", line)
        if pin:
            name, via = pin[1], False
            versions[canonicalize_name(name)] = pin[2]
        comment = line.partition("#")[2].strip() if "#" in line else ""
        if comment.startswith("via"):
            via, comment = True, comment[3:].strip()
        if name and via and comment:
            for each in comment.split(","):
                word = each.strip().partition("[")[0]
                if re.fullmatch(r"[A-Za-z0-9][\w.-]*", word):
                    needs[canonicalize_name(word)][name] = None
    if not needs:
        return
    for each, version in versions.items():
        add(facts, each, version, needs.get(each, {}))


def of_recipe(facts: Facts, text: str) -> None:
    """A recipe of Spack; one with variants may name what only these need."""
    named = re.search(r'pypi\s*=\s*"([^/"]+)/', text)
    if named is None:
        return
    needs: dict[str, str | None] = {}
    for call in re.findall(r"depends_on\(((?:[^()]|\([^()]*\))*)\)", text):
        target = re.match(r'\s*"py-([a-z0-9-]+)', call)
        if target and '"run"' in call and not re.search(r'when="[^"]*(\+|platform=)', call):
            needs[target[1]] = None
    for version in re.findall(r'^    version\("([^"]+)"', text, re.MULTILINE):
        add(facts, named[1], version, needs)


def of_repository(exact: Facts, loose: Facts, repository: Path) -> None:
    """The lock files of a repository's history, and the recipes of its last commit."""
    tree = [line.partition("\t") for line in _git(repository, "ls-tree", "-r", "HEAD").splitlines()]
    recipes = [head.split()[2] for head, _, path in tree if RECIPE.search(path)]
    for blob in recipes:
        text = _git(repository, "cat-file", "blob", blob)
        of_recipe(loose if "variant(" in text else exact, text)
    if recipes:
        return  # it has no lock files
    listing = _git(repository, "log", "--all", "--raw", "--no-abbrev", "--no-renames",
                   "--diff-filter=AM", "--format=", "--", "*.lock", "*.txt")  # fmt: skip
    blobs: dict[str, list[str]] = defaultdict(list)
    for line in listing.splitlines():
        head, _, path = line.partition("\t")
        words = head.split()
        if len(words) == 5 and (LOCKS.search(path) or COMPILED.search(path)):
            blobs[path].append(words[3])
    for path, every in blobs.items():
        states = list(dict.fromkeys(every))
        step = max(1, (len(states) - 1) // (STATES - 1)) if len(states) > STATES else 1
        for blob in {*states[::step], states[-1]}:
            text = _git(repository, "cat-file", "blob", blob)
            if LOCKS.search(path):
                of_toml(exact, text)
            else:
                of_compiled(loose, text)


def _git(repository: Path, *arguments: str) -> str:
    done = subprocess.run(["git", "-C", str(repository), *arguments],
                          capture_output=True, check=False)  # fmt: skip
    return done.stdout.decode("utf-8", "replace")


def merged(exact: Facts, loose: Facts) -> Facts:
    """The facts; what extras brought too (loose) only for releases before those known exactly."""
    for name, (needs, versions) in loose.items():
        found, seen = exact[name]
        oldest = min(seen) if len(seen) >= SEVERAL else None
        wanted = {each for each in versions if oldest is None or each < oldest}
        seen |= wanted
        for each, known in needs.items():
            for version, bound in known.items():
                if version in wanted or (oldest is None and version == _OLDEST):
                    found.setdefault(each, {}).setdefault(version, bound)
    return exact


def lines_of(facts: Facts, known: set[str]) -> Iterator[str]:
    """The lines of the file, of distributions whose modules are known."""
    for name in sorted(facts):
        needs, versions = facts[name]
        if name in known and re.fullmatch(r"[a-z0-9-]+", name):
            plain = sorted(each for each in versions if not each.is_prerelease)
            ends = [plain[0].public, plain[-1].public] if plain else ["-", "-"]
            kept = sorted(needs.keys() - {name, "python", "setuptools", "pip", "wheel"})
            words = (each + _spans(needs[each], plain) + _bound(needs[each]) for each in kept)
            yield " ".join([name, *ends, *words])


def _spans(having: dict[Version, str], versions: list[Version]) -> str:
    """`@a:b,c:` for the releases after a and before b, and after c; empty for all of them.

    Both ends are releases that do without. One or two of which a file did not show it, among others
    that have it, are taken for a fault of that file.
    """
    if _OLDEST in having:
        return ""
    runs = [(has, list(run)) for has, run in groupby(versions, having.__contains__)]
    kept: list[tuple[bool, list[Version]]] = []
    for at, (has, run) in enumerate(runs):
        least = SEVERAL if at in (0, len(runs) - 1) else SEVERAL + 1
        there = has or len(run) < least
        if kept and kept[-1][0] == there:
            kept[-1][1].extend(run)
        else:
            kept.append((there, run))
    if len(kept) == 1:
        return ""
    spans = [
        (kept[at - 1][1][-1].public if at else "")
        + ":"
        + (kept[at + 1][1][0].public if at + 1 < len(kept) else "")
        for at, (has, _) in enumerate(kept)
        if has
    ]
    return "@" + ",".join(spans)


def _bound(known: dict[Version, str]) -> str:
    """`<2` as the newest release of which it is known has it; `<` if it is not known of any.

    `~` if the newest one has none, and an older one has.
    """
    said = {version: bound for version, bound in known.items() if bound != UNKNOWN}
    if not said:
        return "<"
    bound = said[max(said)]
    return f"<{bound}" if bound else "~" * any(said.values())


def main(arguments: list[str]) -> int:
    """Write the file."""
    exact: Facts = defaultdict(lambda: ({}, set()))
    loose: Facts = defaultdict(lambda: ({}, set()))
    for each in map(Path, arguments):
        if (each / "objects").is_dir():
            of_repository(exact, loose, each)
        else:
            of_metadata(exact, each)
        print(each, len(exact), len(loose), flush=True)
    for (name, version), needs in KNOWN.items():
        add(exact, name, version, dict.fromkeys(needs))
    facts = merged(exact, loose)
    listed = (DATA / "installed-modules.txt").read_text("ascii").splitlines()
    known = {line.partition(" ")[0] for line in listed if not line.startswith("#")}
    lines = list(lines_of(facts, known))
    date = __import__("datetime").date.today().isoformat()
    target = DATA / "dependencies.txt"
    target.write_text(HEAD.format(date=date) + "\n".join(lines) + "\n", "ascii")
    print(f"wrote {len(lines)} distributions, {target.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
