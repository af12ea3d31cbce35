"""What uv says, taken apart: why nothing fits, what does not build, that nothing is reached."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.messages import fill, joined
from checker.base.records import NamedTuple
from checker.parsers.requirements import normalise
from checker.project.resolution import Cause
from checker.resolve.dependency import parsed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_NAME = r"[A-Za-z0-9][A-Za-z0-9._-]*"
_NO_SOLUTION = "No solution found when resolving dependencies"
_UNBUILT = re.compile(
    rf"(?:Failed to (?:build|download and build|resolve requirements)[^`]*|hint: )`({_NAME})"
    r"(?:\[[^\]]*\])?(?:==|@)([^`@\s]+)"
)
_UNREACHED = (
    ("unexpected argument", "uv is too old: `pip install --upgrade uv`"),
    ("invalid value", "uv is too old: `pip install --upgrade uv`"),
    ("dns error", "the package index cannot be reached"),
    ("client error (Connect)", "the package index cannot be reached"),
    ("error sending request", "the package index cannot be reached"),
    ("operation timed out", "the package index does not answer"),
    ("(401", "the package index asks for a password"),
    ("(403", "the package index refuses to answer"),
    ("HTTP status server error", "the package index is broken"),
    ("Failed to fetch", "the package index cannot be read"),
    ("Received some unexpected", "the package index cannot be read"),
)
"""What is in uv's words where the index is at fault, and ours."""


class Reason(NamedTuple):
    """Why there is no release of one distribution."""

    cause: Cause
    name: str
    """Normalised."""
    version: str = ""
    """The release that was looked at, if it is one."""
    wanted: str = ""
    """The Pythons that it supports."""


def is_refusal(error: str) -> bool:
    """Whether uv found that no releases fit together."""
    return _NO_SOLUTION in error


def is_from_offline(error: str) -> bool:
    """Whether something was not found because nothing was to be fetched."""
    return "network was disabled" in error or "network connectivity is disabled" in error


def has_other_archive(error: str) -> bool:
    """Whether a source did not count for uv because of its ending, which pip takes: `.tar.bz2`."""
    return "non-PEP 625-compliant" in error


def unbuilt(error: str) -> tuple[str, str] | None:
    """The name and the version of a source that only a build would tell more of."""
    if "Failed to" not in error or "HTTP status client error" in error:
        return None
    found = _UNBUILT.search(error)
    return None if found is None else (normalise(found[1]), found[2])


def unreached(error: str) -> str:
    """Why the index gives no answer."""
    return next((ours for theirs, ours in _UNREACHED if theirs in error), "uv gives no answer")


def gone(error: str) -> str:
    """The name of a requirement at whose address a server says that nothing is; empty if none."""
    if re.search(r"HTTP status client error \((?:404|410)\b", error) is None:
        return ""
    found = re.search(rf"Failed to (?:download|fetch)[^`]*`({_NAME})(?:\[[^\]]*\])? @ ", error)
    found = found or re.search(rf"Failed to fetch: \S*/({_NAME})\.whl\b", error)
    return normalise(found[1]) if found is not None else ""


def with_name(error: str, lines: Iterable[str]) -> str:
    """The same with the requirement whose address cannot be fetched: uv tells the address alone."""
    found = re.search(r"Failed to (?:download|fetch): (\S+)", error)
    for line in lines if found is not None else ():
        if line.partition(" ;")[0].endswith(f" @ {found[1] if found else ''}"):
            return f"Failed to fetch `{line.partition(' ;')[0]}`\n{error}"
    return error


def plain(error: str) -> str:
    """What uv says, on one line."""
    told = error.partition("\nhint:")[0]
    return " ".join(re.sub(r"(?m)^\W*(?:cause:)?\s*", " ", told).split())


def named_in(error: str) -> set[str]:
    """The normalised names of all that uv's reasons speak of."""
    return {normalise(each) for each in re.findall(_NAME, plain(error))}


def depends(error: str) -> Iterator[tuple[str, str]]:
    """What depends on what, as uv's reasons have it: `celery==5.0.0`, `kombu>=5.0.0,<6.0`."""
    told = rf"(conclude that )?\b({_NAME}(?:\[[^\]]*\])?\S*) depends? on (?!one of\b)(\S+)"
    for found in re.finditer(told, plain(error)):
        if found[1]:
            continue  # what follows from the others
        if not re.match(r"Python\b(?!-)", found[3]):
            yield found[2].rstrip(","), found[3].rstrip(",")


def chain(error: str, lines: Iterable[str]) -> str:
    """What depends on what, in one text: that of the lines first.

    Args:
        error: uv's words.
        lines: the normalised names of what the lines ask for.
    """
    named = set(lines)
    found = sorted(depends(error), key=lambda each: normalised_head(each[0]) not in named)
    told = [fill("{one} needs {other}", one=_shown(one), other=other) for one, other in found]
    return joined(dict.fromkeys(told))


def _shown(release: str) -> str:
    """`boto3 1.26.10` of a release, `botocore` of a range of them."""
    name, exact, version = release.partition("==")
    return f"{name} {version}" if exact else head_of(release)


def yanked(error: str) -> set[tuple[str, str]]:
    """The releases that do not count because they were yanked, by name and version."""
    found = re.findall(rf"({_NAME})==([^\s,]+) (?:was|is) yanked", plain(error))
    return {(normalise(name), version) for name, version in found}


def yanked_pins(texts: Iterable[str], error: str) -> Iterator[str]:
    """Pins for yanked releases: pips before 22 take one if there is nothing else."""
    found = yanked(error)
    if not found:
        return
    from packaging.version import Version  # noqa: PLC0415  gate: few releases are yanked

    for text in texts:
        wanted = parsed(text)
        if wanted is None:
            continue
        name = normalised_head(text)
        fitting = [
            version for other, version in found
            if other == name and wanted.specifier.contains(version, prereleases=True)
        ]  # fmt: skip
        if fitting:
            yield f"{name}=={max(fitting, key=Version)}"


def head_of(requirement: str) -> str:
    """The name at the beginning of a requirement; empty if there is none."""
    found = re.match(rf"\s*({_NAME})", requirement)
    return found[1].rstrip("._-") if found is not None else ""


def normalised_head(requirement: str) -> str:
    """The normalised name at the beginning of a requirement."""
    return normalise(head_of(requirement))


def has_bound(requirement: str) -> bool:
    """Whether a requirement bounds the version."""
    return re.search(r"[<>=~!]=|[<>]", requirement.partition(";")[0]) is not None


def names_prerelease(requirement: str) -> bool:
    """Whether a bound names a pre-release, which lets pip take one: `kombu>=5.0b3`."""
    bounds = requirement.partition(";")[0]
    versions = re.findall(r"(?:[<>=~]=|[<>]|===)\s*([0-9][^\s,;)]*)", bounds)
    return any(re.search(r"[0-9][.-]?(?:a|b|c|rc|dev|alpha|beta|pre)", each) for each in versions)


_REASONS = (
    (Cause.NO_NAME, re.compile(rf"({_NAME}) was not found in the package registry")),
    (Cause.NO_NAME, re.compile(rf"({_NAME}) was not found in the provided package locations")),
    (
        Cause.NO_PYTHON,
        re.compile(
            rf"does not satisfy Python([<>=!~][^\s]*) and ({_NAME})(?:==([^\s,]+)|[<>=!~][^\s]*)? "
            "depends on Python"
        ),
    ),
    (
        Cause.NO_FILE,
        re.compile(rf"({_NAME})(?:==([^\s,]+)|[<>=!~]\S*)? has no (?:wheels|usable wheels|source)"),
    ),
    (Cause.NO_RELEASE, re.compile(rf"there (?:is|are) no versions? of ({_NAME})")),
    (Cause.NO_RELEASE, re.compile(rf"only (?:the following versions of )?({_NAME})")),
    (Cause.NO_RELEASE, re.compile(rf"({_NAME})==([^\s,]+) (?:was|is) yanked")),
)


def reason(error: str) -> Reason | None:
    """Why there is no release of a distribution; None where all have some, but no common ones."""
    text = plain(error)
    if gone(error):
        return Reason(Cause.NO_ADDRESS, gone(error))
    for cause, pattern in _REASONS:
        found = pattern.search(text)
        if found is None:
            continue
        if cause is Cause.NO_PYTHON:
            return Reason(cause, normalise(found[2]), found[3] or "", found[1].rstrip(","))
        version = found[2] if pattern.groups > 1 else ""
        return Reason(cause, normalise(found[1]), version or "")
    return None
