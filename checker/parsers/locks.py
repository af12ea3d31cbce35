"""Lock files: what they pin, and what `parsers.pipfile` and `parsers.poetry` read them with.

Pipenv and Poetry keep a hash of what they locked in the lock file, so that
whether it is out of date can be worked out without a network; uv keeps none.
"""

from __future__ import annotations

from checker.base import regex as re
from checker.base.records import NamedTuple
from checker.base.toml import parse_toml

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from checker.base.text import Document


class Staleness(NamedTuple):
    """A lock file that its tool refuses."""

    problem: str
    """`out of date`, `unreadable lock` or `unreadable source`."""
    found: str = ""
    """The hash that the lock file has, as far as it has one."""
    expected: str = ""


class Locked(NamedTuple):
    """One distribution that a file asks for."""

    name: str
    line: str
    """As a line of a requirements file."""


def tables(document: Document | None) -> dict[str, Any] | None:
    """A TOML file's tables; None where it is not valid TOML, or not there."""
    if document is None:
        return None
    try:
        return parse_toml(document.data.decode("utf-8-sig").replace("\r\n", "\n"))
    except (ValueError, RecursionError):
        return None


def objects(document: Document | None) -> dict[str, Any] | None:
    """A JSON file's object; None where it is no such file."""
    if document is None:
        return None
    import json  # noqa: PLC0415  gate: few roots have such a file

    try:
        found = json.loads(document.data)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def digest(content: Any, **form: Any) -> str:
    """The SHA-256 of a value as JSON, its keys sorted; raises TypeError if it has no such form."""
    import hashlib  # noqa: PLC0415  gate: for lock files alone
    import json  # noqa: PLC0415  gate: the same

    return hashlib.sha256(json.dumps(content, sort_keys=True, **form).encode()).hexdigest()


def of_pipfile(pipfile: Mapping[str, Any]) -> Iterator[Locked]:
    """What `[packages]` of a Pipfile asks for."""
    for name, value in table_of(pipfile, "packages").items():
        yield _locked(name, value)


def of_pipfile_lock(lock: Mapping[str, Any]) -> Iterator[Locked]:
    """What `default` of a Pipfile.lock pins: all that is installed."""
    for name, value in table_of(lock, "default").items():
        yield _locked(name, value)


def of_packages(lock: Mapping[str, Any]) -> Iterator[Locked]:
    """What poetry.lock, uv.lock or pdm.lock lists; groups that are not installed are among it."""
    packages = lock.get("package")
    for each in packages if isinstance(packages, list) else ():
        name = each.get("name") if isinstance(each, dict) else None
        source = each.get("source") if isinstance(each, dict) else None
        if isinstance(source, dict) and "virtual" in source:
            continue  # the project itself, of which nothing is installed
        if isinstance(name, str):
            yield Locked(name, name)


def _locked(name: str, value: Any) -> Locked:
    """A row of a Pipfile as a line; what a line cannot say becomes an address."""
    more = value if isinstance(value, dict) else {"version": value}
    extras = more.get("extras")
    line = name + (f"[{','.join(map(str, extras))}]" if isinstance(extras, list) and extras else "")
    version = more.get("version", "*")
    if any(key in more for key in ("git", "hg", "svn", "path", "file")):
        return Locked(name, f"{line} @ https://unknown.invalid/{name}")
    if isinstance(version, str) and re.fullmatch(r"[<>=!~][^;#\n]*", version.strip()):
        line += version.strip()
    elif isinstance(version, str) and re.fullmatch(r"[0-9][\w.!+*-]*", version.strip()):
        line += f"=={version.strip()}"
    markers = more.get("markers")
    return Locked(name, f"{line} ; {markers}" if isinstance(markers, str) else line)


def table_of(values: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """The table of that name; empty where there is none."""
    found = values.get(name)
    return found if isinstance(found, dict) else {}
