"""The words of the plan: sentences that may quote the repository."""

from __future__ import annotations

from checker.base.text import visible


def sentence(template: str, /, **fields: object) -> str:
    """Fill a constant template; each field is made printable, kept to one line and cut."""
    return template.format(**{name: visible(str(value), 120) for name, value in fields.items()})
