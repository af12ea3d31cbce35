"""One requirement as pip's `install_req_from_line` and `install_req_from_editable` read it.

The parser does not look at the file system: where pip would, the answer is a `local` path, and
whether it stands there is for the rules to ask.
"""

from __future__ import annotations

from posixpath import basename, splitext

from checker.base import regex as re
from checker.base.records import NamedTuple
from checker.parsers.requirements.scanner import scan
from checker.parsers.requirements.syntax import (
    VCS,
    VCS_SCHEMES,
    check_marker,
    egg,
    is_archive,
    is_one_path,
    looks_like_path,
    old_pips_take,
    scheme_of,
    strip_extras,
)
from checker.parsers.requirements.values import (
    ALL_PIPS,
    NEW_PIPS,
    OLD_PIPS,
    PATH_PIPS,
    Pips,
    Refusal,
    Requirement,
    Specifier,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.base.spans import Span
    from checker.parsers.requirements.lines import LogicalLine


_LONG_WORDS = "alpha|beta|preview"


class Parsed(NamedTuple):
    """What a line asks for, or why pip refuses it; both where only some pips refuse it."""

    requirement: Requirement | None
    refusal: Refusal | None = None


class Source(NamedTuple):
    """The text of one requirement and where it stands in its logical line."""

    line: LogicalLine
    path: str
    text: str
    start: int
    constraint: bool

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """The place in the file of a half-open range of the text."""
        return self.line.span(
            self.start + start, self.start + (len(self.text) if end is None else end)
        )

    def requirement(self) -> Requirement:
        """A requirement of which only the place is known."""
        return Requirement(self.path, self.text, self.span(), constraint=self.constraint)

    def refuse(self, message: str, pips: Pips = ALL_PIPS) -> Parsed:
        """The answer that pip refuses it."""
        return Parsed(None, Refusal(message.partition("\n")[0], self.span(), pips))


def parse_requirement(source: Source) -> Parsed:
    """A line that names a distribution, an address or a path."""
    scanned = scan(source.text)
    if scanned is None or (not scanned.clauses and is_archive(scanned.name)):
        return _parse_other(source)
    refusal = None
    if any(op == "~=" and re.search(_LONG_WORDS, version) for op, version, _, _ in scanned.clauses):
        # The pattern of old takes `b` of `beta` and finds the rest behind it.
        message = f"Invalid requirement: {source.text!r}"
        refusal = Refusal(message, source.span(), OLD_PIPS)
    return Parsed(
        source.requirement()._replace(
            name=scanned.name,
            name_span=source.span(0, scanned.name_end),
            extras=scanned.extras,
            specifiers=tuple(
                Specifier(operator, version, source.span(start, end))
                for operator, version, start, end in scanned.clauses
            ),
            marker=scanned.marker,
            marker_span=source.span(scanned.marker_start) if scanned.marker else None,
        ),
        refusal,
    )


def _parse_other(source: Source) -> Parsed:
    text = source.text
    try:
        address = scheme_of(text) in VCS_SCHEMES | {"http", "https", "file", "ftp"}
    except ValueError as error:
        return source.refuse(f"Invalid requirement: {text!r}: {error}")
    before, separator, marker = text.partition("; " if address else ";")
    name = before.strip()
    requirement = source.requirement()
    if marker.strip():
        try:
            check_marker(marker.strip())
        except ValueError as error:
            return source.refuse(f"Invalid requirement: {name!r}: {error}")
        start = len(before) + len(separator) + len(marker) - len(marker.lstrip())
        requirement = requirement._replace(marker=marker.strip(), marker_span=source.span(start))
    if address:
        return _parse_address(source, name, requirement)
    try:
        local, extras = strip_extras(name)
    except ValueError as error:
        return source.refuse(str(error))
    if is_archive(local):
        first, at, _ = name.partition("@")
        if not at or looks_like_path(first):
            return _parse_archive(source, requirement._replace(local=local, extras=extras))
    parsed = _parse_specifier(source, name, requirement)
    if parsed.refusal and looks_like_path(name) and is_one_path(name):
        return Parsed(requirement._replace(local=local, extras=extras))
    return parsed


def _parse_specifier(source: Source, name: str, requirement: Requirement) -> Parsed:
    """`name[extra]==1.0` or `name @ address`, without its marker, as `packaging` says."""
    from checker.parsers.requirements.specified import (  # noqa: PLC0415  gate: plain pins need none
        EMPTY_VERSION,
        specified_by,
    )

    try:
        specified = specified_by(name)
        if specified.url:
            egg(specified.url)
    except ValueError as error:
        pips = NEW_PIPS if old_pips_take(name) else ALL_PIPS
        return source.refuse(f"Invalid requirement: {name!r}: {error}", pips)
    shift = source.text.index(name)
    start = name.index(specified.name)
    requirement = requirement._replace(
        name=specified.name,
        name_span=source.span(shift + start, shift + start + len(specified.name)),
        extras=tuple(sorted(specified.extras)),
    )
    rest = start + len(specified.name)
    if specified.url:
        at = name.index(specified.url, name.index("@", rest))
        span = source.span(shift + at, shift + at + len(specified.url))
        requirement = requirement._replace(url=specified.url, url_span=span)
        if re.match("https?:|file:", specified.url, re.IGNORECASE) and "#" not in specified.url:
            message = f"Invalid requirement: {name!r}: No such file or directory"
            return Parsed(requirement, Refusal(message, source.span(), PATH_PIPS))
        if specified.url[:1].isspace():
            message = f"Invalid requirement: {name!r}: Invalid URL: {specified.url}"
            return Parsed(requirement, Refusal(message, source.span(), OLD_PIPS))
        return Parsed(requirement)
    clauses = re.compile(r"(===|==(?!=)|~=|!=|<=|>=|<|>)\s*([^\s,;()]+)").finditer(name, rest)
    requirement = requirement._replace(
        specifiers=tuple(
            Specifier(found[1], found[2], source.span(shift + found.start(), shift + found.end()))
            for found in clauses
        )
    )
    if EMPTY_VERSION.search(name, rest):
        message = f"Invalid requirement: {name!r}: Invalid version: ''"
        pips = Pips(first=() if "(" in name else (24, 1), last=(25, 3))
        return Parsed(requirement, Refusal(message, source.span(), pips))
    odd = re.search(rf"\(\s*\)|~=[^,]*(?:{_LONG_WORDS})", name)
    comma = name.endswith(",") and not re.search(r"===\S*$", name)  # there it is of the version
    if comma or specified.name.endswith("_") or odd:
        sign = "," if comma else odd[0] if odd else "_"
        message = f"Invalid requirement: {name!r}: Parse error at {sign!r}"
        return Parsed(requirement, Refusal(message, source.span(), OLD_PIPS))
    return Parsed(requirement)


def _parse_address(source: Source, url: str, requirement: Requirement) -> Parsed:
    """A bare address: an archive, a wheel or a repository."""
    requirement = requirement._replace(url=url, url_span=source.span(0, len(url)))
    try:
        name = egg(url)
    except ValueError as error:
        empty = re.search(r"[#&]egg=(?:&|$)", url) is not None
        return source.refuse(str(error), ALL_PIPS if empty else NEW_PIPS)
    if name:
        start = url.index("egg=" + name) + 4
        return Parsed(
            requirement._replace(name=name, name_span=source.span(start, start + len(name)))
        )
    from urllib.parse import unquote, urlsplit  # noqa: PLC0415  gate: few have no name

    path = unquote(urlsplit(url).path).rstrip("/")
    if splitext(basename(path))[1].lower() == ".whl":
        return _parse_wheel(source, basename(path), requirement)
    return Parsed(requirement)


def _parse_archive(source: Source, requirement: Requirement) -> Parsed:
    """A path with an archive's ending, whether it stands there or not."""
    if splitext(requirement.local)[1] == ".whl":
        return _parse_wheel(source, basename(requirement.local), requirement)
    return Parsed(requirement)


def _parse_wheel(source: Source, filename: str, requirement: Requirement) -> Parsed:
    from packaging.utils import InvalidWheelFilename, parse_wheel_filename  # noqa: PLC0415  gate: plain pins need no parser
    from packaging.version import InvalidVersion  # noqa: PLC0415  gate: plain pins need no parser

    try:
        name, version, *_ = parse_wheel_filename(filename)
    except (InvalidWheelFilename, InvalidVersion) as error:
        return source.refuse(str(error))
    pin = Specifier("==", str(version), requirement.span)
    return Parsed(requirement._replace(name=str(name), specifiers=(pin,)))


def parse_editable(source: Source) -> Parsed:
    """The value of `-e`: a folder or a repository."""
    requirement = source.requirement()._replace(editable=True)
    text = source.text
    if source.constraint:
        message = "Editable requirements are not allowed as constraints"
        return source.refuse(message, Pips(first=(21,)))
    direct = None
    if "@" in text and re.match(r"\s*[A-Za-z0-9][\w.-]*\s*(?:\[|@)", text):
        direct = _parse_specifier(source, text, requirement).requirement
        if direct is not None and not direct.url:
            direct = None
    url = direct.url if direct else text
    try:
        if not direct and url.lower().startswith(tuple(f"{vcs}:" for vcs in VCS)):
            url = f"{url.partition(':')[0]}+{url}"
        scheme = scheme_of(url)
        name = egg(url)
        local, extras = strip_extras(text)
    except ValueError as error:
        return source.refuse(str(error), NEW_PIPS)
    if scheme not in VCS_SCHEMES and scheme != "file":
        if direct is None and text.strip() and ":" not in text:
            return Parsed(requirement._replace(local=local, extras=extras))
        return source.refuse(
            f"{text} is not a valid editable requirement. It should either be a path to a local "
            "project or a VCS URL"
        )
    if direct:
        return Parsed(direct)
    requirement = requirement._replace(url=text, url_span=source.span())
    if name:
        start = text.index("egg=" + name) + 4
        span = source.span(start, start + len(name))
        return Parsed(requirement._replace(name=name, name_span=span))
    if scheme == "file":
        return Parsed(requirement)
    return source.refuse(
        f"Could not detect requirement name for {text!r}, please specify one with "
        "your_package_name @ URL"
    )
