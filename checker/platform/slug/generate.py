r"""The start command that the slug builder's shell writes where there is no Procfile (F24, F25).

Django: of the nearest manage.py, every match of the extended regular expression `\w+.settings`,
with `.settings` made `.wsgi`. Else Flask: of the first Python file in the root with a line that
holds `Flask(__name__)`, what stands before `=` in each such line. The shell's word splitting, and
`.` as any character in `sed 's/.py//'`, are part of it. The builder runs in the C locale: a letter
is one of ASCII, and names are sorted by bytes.
"""

from __future__ import annotations

from checker.base import regex as re
from checker.base.messages import fill
from checker.base.records import NamedTuple
from checker.platform.files import content, find
from checker.platform.manage_py import manage_py

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.project.project import Project

OPTIONS = b" --max-requests=5000 --workers=4 --log-file - --access-logfile - --error-logfile -"
_NEEDLE = b"Flask(__name__)"
_SETTINGS = b"settings"
BINARY_SAMPLE = 32 * 1024
"""Bytes at the beginning in which grep looks for a NUL."""


class Generated(NamedTuple):
    """What the builder writes."""

    procfile: bytes | None
    """The whole Procfile; None where it says `not django and flask project`."""
    path: str
    """The file that it was made from; empty where there is none."""
    because: str


def generate(project: Project) -> Generated:
    """Write a Procfile as the builder does."""
    manage = manage_py(project).path
    # Unquoted in `[ -f $BUILD_DIR/$managefile ]`: with a blank in its path it is not seen.
    if manage and not re.search(r"\s", manage) and project.tree.is_file(manage):
        modules = _settings_words(content(project.tree, manage) or b"")
        if not modules:
            return Generated(None, manage, fill("{manage} names no `….settings`", manage=manage))
        because = fill("the words `….settings` in {manage}", manage=manage)
        if len(modules) > 1:
            because = fill(
                "{modules} words like `….settings` in {manage}, one per line",
                modules=len(modules),
                manage=manage,
            )
        return Generated(_procfile(b"\n".join(modules)), manage, because)
    return _flask(project)


def _procfile(module: bytes) -> bytes:
    return b"web: gunicorn " + module.replace(b"\0", b"").rstrip(b"\n") + OPTIONS + b"\n"


def _is_binary(data: bytes) -> bool:
    """Whether grep takes it for binary and prints no line of it."""
    return b"\0" in data[:BINARY_SAMPLE]


def _settings_words(data: bytes) -> list[bytes]:
    r"""The matches of `\w+.settings`, leftmost and longest, `.settings` replaced in each.

    A word may reach into a match only from its left, so one look at each run of letters is enough:
    the match begins where the run begins and ends with the last `settings` that follows the run's
    letters at a distance of one character.
    """
    found: list[tuple[int, int]] = []
    for run in () if _is_binary(data) else re.finditer(rb"[A-Za-z0-9_]+", data):
        start, end = run.span()
        if found and start < found[-1][1]:
            start = found[-1][1]  # the last match reached into this run
        reach = end if data[end : end + 1] == b"\n" else end + 1
        at = data.rfind(_SETTINGS, start + 2, reach + len(_SETTINGS))
        if at >= 0 and start < end:
            found.append((start, at + len(_SETTINGS)))
    return [re.sub(rb"(?s).settings", b".wsgi", data[a:b], count=1) for a, b in found]


def _flask(project: Project) -> Generated:
    names = find(project, lambda name: name.endswith(".py"), 1)
    # `for f in $filelist`: a blank in a name makes words of it.
    for name in re.split("[ \t\n]+", " ".join(names)):
        data = content(project.tree, name) if project.tree.is_file(name) else None
        if data is None or _NEEDLE not in data or _is_binary(data):
            continue
        module = b"\n".join(_before_equals(data)).rstrip(b"\n")
        if module:
            file = re.sub(rb"(?s).py", b"", name.encode("utf-8", "surrogateescape"), count=1)
            because = fill(
                "the text before `=` in the line of {name} that has `Flask(__name__)`", name=name
            )
            return Generated(_procfile(file + b":" + module), name, because)
    return Generated(
        None, "", "neither manage.py nor `Flask(__name__)` in a Python file of the root"
    )


def _before_equals(data: bytes) -> list[bytes]:
    return [line.partition(b"=")[0] for line in data.split(b"\n") if _NEEDLE in line]
