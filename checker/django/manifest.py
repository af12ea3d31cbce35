"""Post-processing: the references of collected CSS and JavaScript that must be collected too."""

from __future__ import annotations

import posixpath
from bisect import bisect_right

from checker.base import regex as re
from checker.base.records import NamedTuple
from checker.django.state import GiveUp, State, SuspiciousFileOperation
from checker.django.storages import prefixed
from checker.python.interpreter.values import Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.django.collecting import Collected
    from checker.python.interpreter.interface import Interpreter

_URL = r"""(url\(['"]{0,1}\s*(?P<url>.*?)["']{0,1}\))"""
_URL_60 = r"""(url\((?P<quote>['"]{0,1})\s*(?P<url>.*?)(?P=quote)\))"""
_IMPORT = r"""(@import\s*["']\s*(?P<url>.*?)["'])"""
_CSS_MAP = r"(?m)^/\*#[ \t](?-i:sourceMappingURL)=(?P<url>.*)[ \t]*\*/$"
_JS_MAP = r"(?m)^//# (?-i:sourceMappingURL)=(?P<url>.*)$"


class Reference(NamedTuple):
    """A reference of a collected file to another."""

    url: str
    target: str
    """What it names, below STATIC_ROOT."""
    at: int
    """Where it stands, in code points of the file."""
    end: int


def patterns(version: tuple[int, int]) -> dict[str, tuple[str, ...]]:
    """The patterns of a release, by the end of a file's name."""
    css = [_URL_60 if version >= (6, 0) else _URL, _IMPORT]
    if version >= (4, 1):
        css.append(_CSS_MAP)
    return {".css": tuple(css), ".js": (_JS_MAP,) if version >= (4, 0) else ()}


def is_simple(text: str) -> bool:
    """Whether looking for references takes time that grows with the text alone.

    Django's patterns go from each mark to what ends it, and again for each blank behind it.
    """
    steps = 0
    for match in re.finditer(r"(?i)(?:(url\()|@import)['\"]?(\s*)['\"]?(\s*)", text):
        ends = r"[)\n]" if match.group(1) else r"[\"'\n]"
        end = re.compile(ends).search(text, match.end())
        stop = len(text) if end is None else end.start()
        blanks = len(match.group(2)) + len(match.group(3))
        steps += (1 + blanks) * (1 + stop - match.start())
        if steps > _STEPS:
            return False
    return all(len(match.group()) <= _LINE for match in re.finditer(r"(?m)^/\*#[ \t].*$", text))


_STEPS = 20_000_000
"""Characters that a pattern may go over in one file, backtracking included."""
_LINE = 5_000
"""Characters of a line that names a source map."""


def references(text: str, name: str, version: tuple[int, int], static_url: str) -> list[Reference]:
    """The references of one file that Django resolves."""
    found: list[Reference] = []
    for ending, regexes in patterns(version).items():
        if not name.endswith(ending):
            continue
        for regex in regexes:
            for match in re.finditer(regex, text, re.IGNORECASE):
                target = _target(match.group("url"), name, version, static_url)
                if target is not None:
                    start, end = match.span("url")
                    found.append(Reference(match.group("url"), target, start, end))
    return found


def _target(url: str, name: str, version: tuple[int, int], static_url: str) -> str | None:
    """The collected file that a URL names; None where Django leaves the URL alone."""
    if re.match(r"^[a-z]+:", url) or (version >= (5, 1) and url.startswith("//")):
        return None
    if url.startswith("/") and not url.startswith(static_url):
        return None
    path = url if "#" not in url else _without_fragment(url)
    if not path:
        return None
    if path.startswith("/"):
        target = path[len(static_url) :]
    else:
        target = posixpath.join(posixpath.dirname(name), path)
    if "//" not in target and re.fullmatch(r"[A-Za-z0-9_./-]+", target):
        return None if target.endswith("/") else posixpath.normpath(target)
    from urllib.parse import unquote, urlsplit  # noqa: PLC0415  gate: few references need it

    clean = _without_fragment(unquote(target))
    if urlsplit(clean).path.endswith("/"):
        return None
    return posixpath.normpath(urlsplit(unquote(posixpath.normpath(clean))).path.strip())


def _without_fragment(url: str) -> str:
    from urllib.parse import urldefrag  # noqa: PLC0415  gate: few references need it

    return urldefrag(url)[0]


def post_process(
    interp: Interpreter,
    state: State,
    collected: list[Collected],
    location: str,
    place: Place | None,
) -> None:
    """Raises what post-processing raises: a reference to what is not there, a circle."""
    static_url = prefixed(state, state.setting("STATIC_URL"))
    if not isinstance(static_url, str):
        raise GiveUp("STATIC_URL is not known")
    if not static_url.endswith("/"):
        # FileSystemStorage adds one to its own base; the comparison is with the setting itself.
        pass
    names = {item.target for item in collected}
    folders = {posixpath.dirname(name) for name in names}
    for folder in list(folders):
        while folder.strip("/"):
            folder = posixpath.dirname(folder)
            folders.add(folder)
    graph: dict[str, list[str]] = {}
    for item in collected:
        if item.path is None or not item.target.endswith((".css", ".js")):
            continue
        if item.target.endswith(".js") and state.version < (4, 0):
            continue
        content = interp.context.tree.read(item.path)
        if content.problem or content.size > len(content.data):
            raise GiveUp(f"{item.path} is not read")
        at = Place(item.path)
        try:
            text = content.data.decode("utf-8")
        except UnicodeDecodeError as error:
            raise interp.fail(error, None, at, "collect-failed", path=item.path) from None
        interp.charge(len(text) >> 6)
        if not is_simple(text):
            raise GiveUp(f"{item.path} takes too long to look for references")
        starts = [0, *(match.end() for match in re.finditer("\n", text))]
        for reference in references(text, item.target, state.version, static_url):
            interp.step()
            line = bisect_right(starts, reference.at)
            start = reference.at - starts[line - 1]
            column = len(text[reference.at - start : reference.at].encode("utf-8", "replace"))
            width = len(reference.url.encode("utf-8", "replace"))
            here = Place(item.path, line, column, line, column + width)
            _check(interp, state, reference, names, folders, location, here)
            if reference.target.endswith(".css") and item.target.endswith(".css"):
                graph.setdefault(item.target, []).append(reference.target)
    _circles(interp, graph, place)


def _check(
    interp: Interpreter, state: State, reference: Reference, names: set[str], folders: set[str],
    location: str, here: Place,
) -> None:  # fmt: skip
    target = reference.target
    if target in names or target in folders or target in (".", ""):
        return
    if target.startswith(("../", "/")) or target == "..":
        message = f"The joined path ({target}) is located outside of the base path component"
        raise interp.fail(SuspiciousFileOperation, message, here, "manifest-file-missing",
                           path=target, url=reference.url)  # fmt: skip
    kind = interp.files.kind(posixpath.join(location, target), interp.cwd)
    if kind in ("file", "directory"):
        return
    packages = interp.notes.get("packages with static files")
    if packages:
        raise GiveUp(f"whether {packages[0]} brings {target} is not known")
    message = f"The file '{target}' could not be found with the manifest storage."
    raise interp.fail(ValueError, message, here, "manifest-file-missing", path=target,
                       url=reference.url)  # fmt: skip


def _circles(interp: Interpreter, graph: dict[str, list[str]], place: Place | None) -> None:
    """A stylesheet that refers to itself, directly or through others, is never settled."""
    depth: dict[str, int] = {}

    def visit(name: str, path: tuple[str, ...]) -> int:
        if name in path:
            message = "Max post-process passes exceeded."
            raise interp.fail(RuntimeError, message, place, "manifest-file-missing", path=name)
        if name not in depth:
            if len(path) > 30:
                raise GiveUp("stylesheets refer to each other too deeply")
            inner = [visit(other, (*path, name)) for other in graph.get(name, ())]
            depth[name] = 1 + max(inner, default=0)
        return depth[name]

    for name in graph:
        if visit(name, ()) > 5:
            raise GiveUp("stylesheets refer to each other in a long chain")
