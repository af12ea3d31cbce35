"""What a release of Django does not have, by the table of its modules and names."""

from __future__ import annotations

from checker.data import django as django_table
from checker.data.releases import Lacking, ReleaseRange


def lacking_in_django(
    version: tuple[int, int], parts: list[str], names: tuple[str, ...]
) -> Lacking | None:
    """What a release does not have of an import; None if it has all, or if that is not known.

    Args:
        version: major and minor.
        parts: of the module, without `django`.
        names: what is taken from it.
    """
    for count in range(1, len(parts) + 1):
        part = ".".join(parts[:count])
        entry = django_table.module_entry(part)
        if entry is not None and not django_table.within(entry[0], version):
            return Lacking(f"django.{part}", "", (_span(entry[0]),))
    module = ".".join(parts)
    entry = django_table.module_entry(module) if parts else None
    rows = dict(row.rsplit(":", 1) for row in entry[1].split()) if entry is not None else {}
    for name in names:
        below = f"{module}.{name}" if module else name
        inner = django_table.module_entry(below)
        if inner is not None and django_table.within(inner[0], version):
            continue
        if name in rows and not django_table.within(rows[name], version):
            return Lacking(".".join(["django", *parts]), name, (_span(rows[name]),))
        if inner is not None and name not in rows:
            return Lacking(f"django.{below}", "", (_span(inner[0]),))
    return None


def _span(releases: str) -> ReleaseRange:
    first, _, last = releases.partition("-")
    return ReleaseRange("", first, last)
