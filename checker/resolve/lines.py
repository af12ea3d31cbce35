"""One requirement as uv reads it: a name with a bound, or a wheel at an address or in the root."""

from __future__ import annotations

from posixpath import basename, normpath

from checker.base import regex as re
from checker.base.messages import say
from checker.base.records import NamedTuple
from checker.files.values import Kind
from checker.resolve.markers import environment_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.parsers.requirements import Requirement
    from checker.project.project import Project

FILES = "PYSPEC_CHECK_FILES"
"""The variable that stands for the folder of the root's own wheels where uv is asked."""
_PART = re.compile(r"\bin\b")
_LARGEST = 30_000_000
"""Bytes of one wheel."""
_ADDRESS = re.compile(r"https?://[^#?\s]+\.whl(?:[#?]|$)")


class Line(NamedTuple):
    """A requirement, and what uv reads for it."""

    text: str | None
    """None if no index knows it."""
    requirement: Requirement
    file: tuple[str, bytes] | None = None
    """The wheel of the root that it names."""
    refused: str = ""
    """Why every pip refuses it, in words; empty if none does."""


def counts(requirement: Requirement, python: str) -> bool:
    """Whether a marker lets a requirement count, if it asks for a part of a text; else True.

    uv takes the text for versions with blanks between them, and the marker for true if it is not.
    """
    if not _PART.search(requirement.marker):
        return True
    from packaging.markers import Marker  # noqa: PLC0415  gate: few markers ask that

    try:
        return Marker(requirement.marker).evaluate(environment_of(python))
    except ValueError:
        return True


def line_of(project: Project, requirement: Requirement) -> Line:
    """A requirement of a project as uv reads it."""
    extras = f"[{','.join(requirement.extras)}]" if requirement.extras else ""
    # one that asks for a part of a text has been looked at: see `counts`
    marker = f" ; {requirement.marker}" if requirement.marker else ""
    marker = "" if _PART.search(requirement.marker) else marker
    if requirement.local.endswith(".whl") and not requirement.editable:
        return _file(project, requirement, extras, marker)
    if not requirement.name or requirement.local or requirement.editable:
        return Line(None, requirement)
    if requirement.url:
        return _address(requirement, extras, marker)
    # uv compares numbers behind `===`, pip texts: `judging` compares the text that comes out
    clauses = [f"{each.operator}{each.version}" for each in requirement.specifiers]
    if requirement.pin is not None and len(clauses) > 1:
        clauses = _pinned(requirement.pin, clauses)
    return Line(f"{requirement.name}{extras}{','.join(clauses)}{marker}", requirement)


def _pinned(pin: str, clauses: list[str]) -> list[str]:
    """The pin alone if it fits the other clauses: only then does uv take a yanked release."""
    from packaging.specifiers import (  # noqa: PLC0415  gate: pins with more bounds
        InvalidSpecifier,
        SpecifierSet,
    )

    try:
        fits = SpecifierSet(",".join(clauses)).contains(pin, prereleases=True)
    except InvalidSpecifier:
        return clauses
    return [f"=={pin}"] if fits else clauses


def wheel_name(requirement: Requirement) -> str:
    """The file name of the wheel that a requirement names; empty if it names none."""
    place = requirement.url.partition("#")[0].partition("?")[0] or requirement.local
    if not place.endswith(".whl"):
        return ""
    if requirement.url:
        from urllib.parse import unquote  # noqa: PLC0415  gate: for addresses

        place = unquote(place)
    return basename(place)


def _address(requirement: Requirement, extras: str, marker: str) -> Line:
    """A wheel at an address: pip goes by the file's name, if the line itself gives none."""
    if _ADDRESS.match(requirement.url) is None:
        return Line(None, requirement)
    named = _distribution(wheel_name(requirement))
    bare = requirement.text.lstrip().startswith(requirement.url[:8])
    if named and bare:
        requirement = requirement._replace(name=named)
    elif named and named != requirement.normalised:
        template = "the wheel at the address of `{name}` is one of {other}"
        return Line(None, requirement, None, say(template, name=requirement.name, other=named))
    # uv takes a hash at the end for the wheel's own: `judging` compares it
    address = requirement.url.partition("#")[0]
    return Line(f"{requirement.name}{extras} @ {address}{marker}", requirement)


def _file(project: Project, requirement: Requirement, extras: str, marker: str) -> Line:
    path = normpath(requirement.local.removeprefix("file:"))
    tree = project.tree
    found = None if path.startswith(("/", "..")) or ":" in path else tree.resolve(path)
    if path.startswith(("/", "..")) or ":" in path or not requirement.name:
        return Line(None, requirement)
    if found is None or tree.kind(found) is not Kind.FILE:
        template = "the wheel `{path}` is not there"
        return Line(None, requirement, None, say(template, path=requirement.local))
    content = tree.read(found)
    if content.problem or content.size != len(content.data) or content.size > _LARGEST:
        return Line(None, requirement)
    name = basename(path)
    text = f"{requirement.name}{extras} @ file://${{{FILES}}}/{name}{marker}"
    return Line(text, requirement, (name, content.data))


def _distribution(file: str) -> str:
    """The normalised name of a wheel's distribution; empty if the file's name is not a wheel's."""
    from packaging.utils import (  # noqa: PLC0415  gate: addresses of wheels
        InvalidWheelFilename,
        canonicalize_name,
        parse_wheel_filename,
    )

    try:
        return canonicalize_name(parse_wheel_filename(file)[0])
    except (InvalidWheelFilename, ValueError):
        return ""
