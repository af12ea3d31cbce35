"""What a file that asks for a Python may say on a target: the lines that its builder accepts."""

from __future__ import annotations

from checker.platform.builder import builder_of
from checker.platform.python_releases import minor, numbers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.targets import Target

RUNTIME, VERSION_FILE = "runtime.txt", ".python-version"
PREFIX = "python-"


def version_lines(target: Target, name: str) -> list[str]:
    """The lines that the file may have, the best first; none if the target does not read it."""
    if name not in builder_of(target).version_files:
        return []
    newest = sorted(target.python_supported, key=numbers, reverse=True)
    minors = list(dict.fromkeys(map(minor, newest)))
    if name == VERSION_FILE:
        return list(dict.fromkeys((*minors, *newest)))
    if target.runtime_txt == "constraint":
        return [f"{PREFIX}{version}.x" for version in minors]
    if not builder_of(target).own_words:  # a table of exact versions
        newest.sort(key=lambda version: version in target.python_recommended, reverse=True)
        return [PREFIX + version for version in newest]
    return [PREFIX + version for version in dict.fromkeys((*minors, *newest))]


def leaves_on(target: Target, version: str) -> str:
    """The day on which the platform drops a version, as it has announced; else empty."""
    known: dict[str, str] = dict(target.options.get("until", ()))
    return known.get(minor(version), "")
