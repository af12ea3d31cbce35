"""Which Python is asked for, and which one is installed (H4–H9)."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.findings import Location
from checker.base.messages import say
from checker.base.records import NamedTuple
from checker.platform.detection import package_manager
from checker.platform.files import content, is_regular
from checker.platform.heroku.hooks import built_tree
from checker.platform.values import PythonVersion, Reading
from checker.project.query import query

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.project.project import Project
    from checker.targets import Target

RUNTIME, VERSION_FILE, LOCK = "runtime.txt", ".python-version", "Pipfile.lock"
_NUMBER = r"(?:0|[1-9][0-9]*)"
_VERSION = re.compile(rf"{_NUMBER}\.{_NUMBER}(?:\.{_NUMBER})?")
SPACE = "\t\n\v\f\r \u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000"
"""What sed's `[[:space:]]` takes in the locale C.UTF-8: no NBSP."""
_TRIMMED = re.compile(rf"^[{SPACE}]+|[{SPACE}]+$")


class Request(NamedTuple):
    """What a file asks for."""

    path: str
    """Empty if none asks for anything."""
    version: str = ""
    """`3.12` or `3.12.3`; empty if it is refused."""
    problem: str = ""
    """Why the build ends: a clause."""
    code: str = "RUN002"
    """The rule that such a mistake is reported as."""

    def resolved(self, target: Target) -> tuple[str, str]:
        """The exact version, and why there is none."""
        return resolved(self.version, dict(target.options["newest"]))


def version_lines(data: bytes) -> tuple[str, ...]:
    """The lines that count: trimmed, not empty, no comment; a NUL is made visible."""
    text = data.decode("utf-8", "surrogateescape").replace("\0", "\u2400")
    lines = (_TRIMMED.sub("", line) for line in text.split("\n"))
    return tuple(line for line in lines if line and not line.startswith("#"))


@query
def requested(project: Project) -> Request:
    """The version that the target's files ask for, in the builder's order."""
    options, tree = project.target.options, built_tree(project)
    if RUNTIME in options["version_files"] and is_regular(tree, RUNTIME):
        return _runtime(content(tree, RUNTIME) or b"")
    for name in options["misspelt"]:
        if is_regular(tree, name):
            problem = say("{name} is a misspelling of .python-version", name=f"`{name}`")
            return Request(name, problem=problem, code="PLT002")
    if is_regular(tree, VERSION_FILE):
        return _version_file(content(tree, VERSION_FILE) or b"")
    if package_manager(project).value == "pipenv":
        return _lock(content(tree, LOCK) or b"")
    return Request("")


def _runtime(data: bytes) -> Request:
    lines = version_lines(data)
    version = lines[0].removeprefix("python-") if len(lines) == 1 else ""
    if lines and lines[0].startswith("python-") and _VERSION.fullmatch(version):
        return Request(RUNTIME, version)
    return Request(RUNTIME, problem="runtime.txt is not one line `python-X.Y` or `python-X.Y.Z`")


def _version_file(data: bytes) -> Request:
    lines = version_lines(data)
    for line in lines:
        if not _VERSION.fullmatch(line):
            if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
                problem = ".python-version starts with a byte order mark"
            else:
                problem = say("{line} in .python-version is not X.Y or X.Y.Z", line=f"`{line}`")
            return Request(VERSION_FILE, problem=problem)
    if not lines:
        return Request(VERSION_FILE, problem=".python-version contains no version")
    if len(lines) > 1:
        return Request(VERSION_FILE, problem=".python-version contains more than one version")
    return Request(VERSION_FILE, lines[0])


def _lock(data: bytes) -> Request:
    """`._meta.requires.python_full_version // ._meta.requires.python_version`, as jq gives it."""
    import json  # noqa: PLC0415  gate: Pipfile.lock alone needs it

    try:
        found = json.loads(data or b"null")
        for key in ("_meta", "requires"):
            found = None if found is None else _member(found, key)
        versions = [None] if found is None else [
            _member(found, key) for key in ("python_full_version", "python_version")
        ]  # fmt: skip
    except (ValueError, TypeError, RecursionError):
        return Request(LOCK, problem="Pipfile.lock is not valid JSON", code="REQ016")
    version = next((each for each in versions if each not in (None, False)), None)
    if version is None:
        return Request("")
    if isinstance(version, str) and _VERSION.fullmatch(version):
        return Request(LOCK, version)
    problem = say("{version} in Pipfile.lock is not X.Y or X.Y.Z", version=f"`{version}`")
    return Request(LOCK, problem=problem)


def _member(found: object, key: str) -> object:
    """A member of an object.

    Raises:
        TypeError: it is no object.
    """
    if not isinstance(found, dict):
        raise TypeError(key)
    return found.get(key)


def installed(request: Request, target: Target, without: str) -> PythonVersion:
    """The Python that runs, or why the build ends.

    Args:
        request: what the files ask for.
        target: the edition.
        without: why the default is taken if they ask for nothing.
    """
    path, version = request.path, request.version
    at = (Location(path or target.options["version_files"][0]),)
    if not path:
        return PythonVersion("", "", target.python_default, without, at)
    effective, problem = "", request.problem
    if not problem:
        effective, problem = request.resolved(target)
    because = say("{path} asks for Python {version}", path=path, version=version)
    if problem:
        because = say("{problem}: the build fails", problem=problem)
    return PythonVersion(
        version,
        path,
        None if problem else effective,
        because,
        at,
        reading=Reading.STRIPPED,
        fails=bool(problem),
    )


def resolved(version: str, newest: dict[str, str]) -> tuple[str, str]:
    """The exact version, and why there is none: `3.12` is the newest patch release (H7).

    An exact patch is not looked up until it is downloaded: it is taken as it is.
    """
    major, _, rest = version.partition(".")
    minor, _, patch = rest.partition(".")
    known = sorted(tuple(map(int, each.split("."))) for each in newest)
    if (asked := _numbers(major, minor)) < known[0]:
        problem = "Python {version} has reached its end of life here; {oldest} is the oldest left"
        return "", say(problem, version=f"{major}.{minor}", oldest=".".join(map(str, known[0])))
    if asked > known[-1]:
        problem = "Python {version} is not known here; {newest} is the newest"
        return "", say(problem, version=f"{major}.{minor}", newest=".".join(map(str, known[-1])))
    short = ".".join(map(str, asked))
    return (version if patch else newest[short]), ""


def _numbers(major: str, minor: str) -> tuple[int, int]:
    """Two numbers of any length; beyond every release if they are too long to be one."""
    return int(major[:6]), int(minor[:6])
