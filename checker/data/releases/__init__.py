"""Comparing releases, for the dated tables about distributions that lie here as TOML."""

from __future__ import annotations

import re


def numbers(version: str) -> tuple[int, ...] | None:
    """A plain release as numbers, trailing zeros left out; None for pre-releases and the like."""
    if not re.fullmatch(r"\d{1,9}(?:\.\d{1,9}){0,7}", version):
        return None
    parts = [int(part) for part in version.split(".")]
    while len(parts) > 1 and parts[-1] == 0:
        parts.pop()
    return tuple(parts)


def below(version: str, limit: str) -> bool | None:
    """Whether a release is below another one; None where either is no plain release."""
    left, right = numbers(version), numbers(limit)
    return None if left is None or right is None else left < right
