"""Which target a repository seems to be written for, where it is plainly not the chosen one."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.messages import say, say_whole
from checker.base.records import NamedTuple
from checker.platform.builder import builder_of
from checker.platform.files import content, exists
from checker.platform.plan import planned_start
from checker.targets import default_target, targets

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.project.project import Project
    from checker.targets import Target


VERSION_ONLY = "runtime.txt asks for Python {what}, which only {target} has"
VERSION_ALSO = "runtime.txt asks for Python {what}, which {target} has"
FILE = "there is no requirements.txt, and {target} builds from {what}"
PORT = "the Procfile uses $_PORT, which {target} sets"
MEANT = "{because}; did you mean --target {target}?"


class Fit(NamedTuple):
    """Another target that has what the repository uses, which the chosen one does not have."""

    target: str
    question: str
    """A sentence for a person: what the repository uses, and the option to type."""


class _Sign(NamedTuple):
    """What a repository uses, and how to find the targets that have it."""

    because: str
    """A template with the fields `target` and `what`."""
    knows: _Knows
    what: str = ""
    """The version or the file."""
    only: str = ""
    """The template if one target alone has it."""


def fitting_target(project: Project) -> Fit | None:
    """The target that fits better; None if the chosen one fits, or nothing shows it.

    What shows it: the version in runtime.txt, the name of the port's variable in the Procfile, a
    dependency file other than requirements.txt.
    """
    platform = project.target.platform
    known = [target for target in targets().values() if target.platform == platform]
    for sign in _signs(project, known):
        others = [target for target in known if sign.knows(target)]
        if others and project.target not in others:
            # Of several, one that is built in the same way, and the default one first.
            kind = type(builder_of(project.target))
            others.sort(key=lambda target: _rank(target, kind))
            name = others[0].name
            because = sign.only if sign.only and len(others) == 1 else sign.because
            fields = {"what": sign.what} if sign.what else {}
            because = say(because, target=name, **fields)
            return Fit(name, say_whole(MEANT, because=because, target=name))
    return None


def _rank(target: Target, kind: type) -> tuple[bool, bool, bool]:
    """Of several, one that is built in the same way, the default one, a version of today."""
    old = target.name in targets()[default_target()].versions
    return type(builder_of(target)) is not kind, target.name != default_target(), old


class _Knows(NamedTuple):
    """A test of a target, as a value."""

    field: str
    wanted: str

    def __call__(self, target: Target) -> bool:
        value = getattr(target, self.field)
        return self.wanted in value if isinstance(value, tuple) else self.wanted == value


def _signs(project: Project, known: list[Target]) -> Iterator[_Sign]:
    """What the repository uses that the chosen target does not have, and one of `known` may."""
    runtime = (content(project.tree, "runtime.txt") or b"").decode("utf-8", "replace").strip()
    version = re.fullmatch(r"(?i)(?:python-)?([0-9]+\.[0-9]+)(\.[0-9]+)?", runtime)
    if version and "runtime.txt" in builder_of(project.target).version_files:
        exact, minor = version[1] + (version[2] or ""), version[1]
        if not {exact, minor} & set(project.target.python_supported):
            for wanted in (exact, minor):
                knows = _Knows("python_supported", wanted)
                yield _Sign(VERSION_ALSO, knows, exact, VERSION_ONLY)
    recognised_by = project.target.recognised_by
    if not any(exists(project.tree, name) for name in recognised_by):
        for name in dict.fromkeys(n for t in known for n in t.recognised_by):
            if exists(project.tree, name):
                yield _Sign(FILE, _Knows("recognised_by", name), name)
    command = planned_start(project).command or ""
    used = set(re.findall(r"\$\{?(_?PORT)\b", command)) if project.has_root_file("Procfile") else ()
    # Both names in one command are for both kinds of targets.
    if len(used) == 1 and "_PORT" in used and used != {project.target.port_variable}:
        yield _Sign(PORT, _Knows("port_variable", "_PORT"))
