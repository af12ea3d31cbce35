"""What is imported from the standard library, and no version of Python has."""

from __future__ import annotations

from checker.data.stdlib import Absent, has_module, is_standard_somewhere, no_version_has

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.python.names.imported import Import

_UNLISTED = frozenset({"lib2to3", "test", "idlelib", "msilib"})
"""Packages whose modules are not all listed."""
_FEATURES = frozenset(
    {"absolute_import", "annotations", "barry_as_FLUFL", "division", "generator_stop",
     "generators", "nested_scopes", "print_function", "unicode_literals", "with_statement"}
)  # fmt: skip
"""What `__future__` has, 2.7 to 3.14."""


def never_there(each: Import, python: tuple[int, int]) -> Absent | None:
    """What an import wants of a module of Python's own that no version of it has.

    Args:
        each: an import without dots.
        python: the major and the minor version that runs it.
    """
    top = each.module.partition(".")[0]
    if top in _UNLISTED or not has_module(top, python):
        return None
    if not is_standard_somewhere(each.module):
        return Absent(each.module)
    if each.module == "__future__":
        return next((Absent(name) for name in each.names if name not in _FEATURES), None)
    never = (name for name in each.names if no_version_has(each.module, name))
    return next((Absent(f"{each.module}.{name}") for name in never), None)
