"""Versions of Python against the ranges that projects write."""

from __future__ import annotations


def is_in_range(specifier: str, version: str) -> bool:
    """Whether some patch of the version satisfies the specifier; True where it cannot be read."""
    from packaging.specifiers import InvalidSpecifier, SpecifierSet  # noqa: PLC0415  gate: few ask

    candidates = [version] if version.count(".") > 1 else [version, f"{version}.999"]
    try:
        allowed = SpecifierSet(specifier)
    except InvalidSpecifier:
        return True
    return any(allowed.contains(candidate, prereleases=True) for candidate in candidates)
