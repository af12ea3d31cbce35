"""The hash of a Pipfile, and whether a Pipfile.lock was made from it."""

from __future__ import annotations

from checker.parsers.locks import Staleness, digest, objects, tables

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from checker.base.text import Document

_SOURCE = {"name": "pypi", "url": "https://pypi.org/simple", "verify_ssl": True}
"""What pipenv takes for the source where a Pipfile names none."""
_SECTIONS = frozenset(("source", "packages", "dev-packages", "requires", "scripts", "pipfile"))
_NO_CATEGORY = frozenset(("pipenv", "default", "develop"))


def pipfile_hashes(pipfile: Mapping[str, Any]) -> tuple[str, ...]:
    """The hashes of a Pipfile as pipenv 2018 and the present pipenv work them out.

    They differ only where the Pipfile has categories of its own. Raises TypeError where a value
    has no form in JSON.
    """
    data = {
        "_meta": {
            "sources": pipfile.get("source", [_SOURCE]),
            "requires": pipfile.get("requires", {}),
        },
        "default": pipfile.get("packages", {}),
        "develop": pipfile.get("dev-packages", {}),
    }
    own = {
        name: value
        for name, value in pipfile.items()
        if name not in _SECTIONS and name not in _NO_CATEGORY
    }
    form = {"separators": (",", ":")}
    return tuple(dict.fromkeys((digest(data, **form), digest({**data, **own}, **form))))


def stale_pipfile(pipfile: Document, lock: Document) -> Staleness | None:
    """Why `pipenv install --deploy` refuses the pair; None if it does not, or that is unknown."""
    if not (pipfile.complete and lock.complete):
        return None
    source, locked = tables(pipfile), objects(lock)
    if source is None:  # the reader of pipenv 2018 takes more than TOML
        return None
    if locked is None:
        return Staleness("unreadable lock")
    try:
        expected = pipfile_hashes(source)
    except TypeError:
        return None
    meta = locked.get("_meta")
    hashes = meta.get("hash") if isinstance(meta, dict) else None
    found = hashes.get("sha256") if isinstance(hashes, dict) else None
    if found in expected:
        return None
    return Staleness("out of date", found if isinstance(found, str) else "", expected[0])
