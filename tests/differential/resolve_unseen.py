"""The third index of `resolve_cases`: releases with files that uv passes over, and pip takes.

Its cases are in `resolve-unseen.txt`.
"""

from __future__ import annotations

from tests.differential.resolve_kinds import packed
from tests.resolve.local_index import Index

_SETUP = "from setuptools import setup\nsetup(name={!r}, version={!r}, install_requires={!r})\n"


def unseen() -> Index:
    """The index of all cases of `resolve-unseen.txt`."""
    index = Index()
    index.wheel("six", "1.15.0").wheel("six", "1.16.0").wheel("requests", "99.0")
    index.wheel("arc", "1.0", ["six"])
    archive(index, "arc", "2.0", "tar.bz2")
    index.wheel("wantsarc", "1.0", ["arc"]).wheel("wantsarc2", "1.0", ["arc<2"])
    index.wheel("wantsarc3", "1.0", ["arc>=2"]).wheel("both", "1.0", ["arc<2", "six<1.16"])
    index.wheel("old", "2.0")
    archive(index, "old", "1.0", "tar.bz2")
    index.wheel("same", "1.0")
    archive(index, "same", "1.0", "tar.bz2")
    index.wheel("early", "1.0")
    archive(index, "early", "2.0b1", "tar.bz2")
    index.wheel("plain", "1.0")
    archive(index, "plain", "2.0", "tar")
    index.wheel("three", "1.0")
    archive(index, "three", "3.0", "tar.bz2", ">=3.99")
    index.wheel("more-than-one", "1.0")
    archive(index, "more-than-one", "1.5", "tar.bz2")
    index.wheel("bad", "2.0", ["six<1.16"], python="nonsense").wheel("bad", "1.0")
    index.wheel("wantsbad", "1.0", ["bad"]).wheel("wantsbad2", "1.0", ["bad<2"])
    index.wheel("wantsbad3", "1.0", ["bad>=2"])
    index.wheel("low", "1.0", python="3.9").wheel("low", "2.0")
    index.wheel("two", "1.0", python="nonsense").source("two", "1.0")
    index.wheel("stops", "2.0", ["absent-name"], python="3").wheel("stops", "1.0")
    return index


def archive(index: Index, name: str, version: str, end: str, python: str = "") -> None:
    """Add a source in an archive with that ending."""
    top = f"{name}-{version}"
    files = {"setup.py": _SETUP.format(name, version, ["six<1.16"]), f"{name}.py": ""}
    index.raw(name, f"{top}.{end}", packed(end, top, files), python)
