"""Which imports of the start, and of the build, end with an error."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.enums import Enum
from checker.base.records import NamedTuple
from checker.data.stdlib import is_standard_somewhere
from checker.files.values import Kind
from checker.platform.detection import build_requirements
from checker.platform.facts import needed_files
from checker.project.query import query
from checker.python.names.resolve_module import State, find_module
from checker.reachable.certainty import held
from checker.reachable.installed import doubt_about, installed
from checker.reachable.lacking import removed
from checker.reachable.plausible import distribution_for
from checker.reachable.settled import is_settled
from checker.reachable.shadowing import shadowed_import
from checker.reachable.sources import followed, python_of
from checker.start.command import start_command

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.project.project import Project
    from checker.python.names.resolve_module import Module
    from checker.reachable.installed import Installed
    from checker.reachable.removed import Removed
    from checker.reachable.values import Doubt, Followed, ReachableFile

_HOOKS = ("bin/pre_compile", "bin/post_compile")
_PATCHES = ("sys.modules", "meta_path", "path_hooks")
"""Words of a text that may make modules of which there is no file."""


class Why(Enum):
    """What is the matter with a module."""

    NOT_FOUND = "it is not in the repository"
    NOT_INSTALLED = "no requirement brings it"
    NOT_IN_GIT = "it is not in git"
    REMOVED = "the installed release does not have it"
    RELATIVE = "there is no package that it could start from"
    CIRCLE = "its module has not defined it yet"
    NO_NAME = "its module does not define it"
    SHADOWED = "a module of the repository comes before it on the path"


class Failing(NamedTuple):
    """An import that ends with an error."""

    why: Why
    file: ReachableFile
    doubt: Doubt
    certain: bool
    found: str = ""
    """A file of the repository: the one that git does not hold, the one that stands before the
    module, or one of that name in a folder that is not searched; empty without one."""
    distribution: str = ""
    """What to require for it, with a bound if its Python needs one; empty if that is unclear."""
    because: str = ""
    """Why it is not certain that nothing brings it."""
    removed: Removed | None = None
    """What the installed release does not have."""


@query
def failing(project: Project) -> tuple[Failing, ...]:
    """The imports that end with an error, or may; each module once per file."""
    led = followed(project)
    doubtful = [file for file in led.files if file.doubts]
    if not doubtful:
        return ()
    judge = _Judge(project, led)
    found: dict[tuple[str, str], Failing] = {}
    for file in doubtful:
        if not held(project, file.document.path):
            continue
        for doubt in file.doubts:
            each = judge.judge(file, doubt)
            if each is not None:
                found.setdefault((file.document.path, each.found or doubt.name), each)
    return tuple(found.values())


class _Judge:
    """What is known of one project while its doubtful imports are judged."""

    def __init__(self, project: Project, led: Followed) -> None:
        self.project = project
        self.moved = led.moved
        self.python = python_of(project) or (3, 0)
        self._names: dict[str, str] | None = None
        self._made = _makes_files(project)
        self._submodules = _submodules(project)
        self._patched = any(
            word in document.text
            for document in map(project.document, led.moved)
            if document is not None
            for word in _PATCHES
        )

    @property
    def installed(self) -> Installed:
        """What the requirements bring."""
        return installed(self.project)

    def judge(self, file: ReachableFile, doubt: Doubt) -> Failing | None:
        """What becomes of one import; None if it is not known to fail."""
        certain = file.certain and doubt.certain
        if doubt.relative:
            return None if self._patched else Failing(Why.RELATIVE, file, doubt, certain)
        top = doubt.name.partition(".")[0]
        if top and is_standard_somewhere(top):
            return None  # another rule speaks of what a Python does not have
        if doubt.unheld:
            return self._not_in_git(file, doubt, certain, top)
        if doubt.module.state is State.MISSING and not doubt.module.parent:
            return self._outside(file, doubt, certain, top)
        if self.installed.brings(top):
            return self._shadowed(file, doubt, certain, top)
        if doubt.absent:
            certain = certain and not self.moved and not self._made
            why = Why.CIRCLE if doubt.circle else Why.NO_NAME
            found = doubt.module.path or doubt.name.replace(".", "/")
            return Failing(why, file, doubt, certain, found)
        if doubt.module.state is State.MISSING:
            return self._inside(file, doubt, certain)
        return None

    def _not_in_git(
        self, file: ReachableFile, doubt: Doubt, certain: bool, top: str
    ) -> Failing | None:
        if top and self.installed.brings(top):
            return None  # the platform imports what is installed
        if doubt.unheld in needed_files(self.project) or self._made:
            return None
        certain = certain and not self.moved
        return Failing(Why.NOT_IN_GIT, file, doubt, certain, doubt.unheld)

    def _inside(self, file: ReachableFile, doubt: Doubt, certain: bool) -> Failing | None:
        """A module that a package of the repository does not have."""
        if self._patched:
            return None
        parent = self._find(file, doubt.module.parent)
        if parent.state is not State.FOUND:
            return None
        regular = bool(parent.path)  # a folder without __init__.py may go on in what is installed
        why = "" if regular else doubt_about(self.project, doubt.name.partition(".")[0])
        if self.moved and self._elsewhere(doubt.module.missing):
            why = f"whether {self.moved[0]} leads to another folder"
        certain = certain and not why and not self._made
        return Failing(Why.NOT_FOUND, file, doubt, certain, because=why)

    def _outside(
        self, file: ReachableFile, doubt: Doubt, certain: bool, top: str
    ) -> Failing | None:
        """A module of which the repository has not even the package."""
        known = self.installed
        if known.brings(top) and not doubt.unheld:
            return self._removed(file, doubt, certain)
        if known.brings(top) or build_requirements(self.project) is None:
            return None
        if top in self._submodules:
            return None
        if self.python[0] == 2 and self._beside(file, top):
            return None  # Python 2 looks beside the importing file first
        why, here = doubt_about(self.project, top), self._elsewhere(top)
        if self._patched or (self.moved and (here or ".gitmodules" in self.project.tree.entries())):
            return None
        certain = certain and not why and not self._made
        brought = distribution_for(self.project, doubt.name)
        beside = here.rpartition("/")[0]
        packed = bool(beside) and self.project.tree.is_file(beside + "/__init__.py")
        if here and not (brought and packed):  # else it is reached by the name of its package
            return Failing(Why.NOT_FOUND, file, doubt, certain, here, "", why)
        return Failing(Why.NOT_INSTALLED, file, doubt, certain, "", brought, why)

    def _removed(self, file: ReachableFile, doubt: Doubt, certain: bool) -> Failing | None:
        """A module or a name that the installed release of a distribution does not have."""
        found = removed(self.project, doubt.name, doubt.names)
        if found is None:
            return None
        settled = found.pinned or is_settled(self.project, found.distribution, found.release)
        certain = certain and settled and not self._patched
        return Failing(Why.REMOVED, file, doubt, certain, removed=found)

    def _shadowed(
        self, file: ReachableFile, doubt: Doubt, certain: bool, top: str
    ) -> Failing | None:
        """A module of the repository that stands before an installed one."""
        own = self._find(file, top)
        if file.entry_point.behind:
            return None  # what is installed comes first
        if top not in self.installed.modules or own.state is not State.FOUND or not own.path:
            return None
        if not held(self.project, own.path) or not shadowed_import(
            self.project, file, doubt, own, lambda name: self._find(file, name)
        ):
            return None
        certain = certain and not self.moved and own.path in (f"{top}.py", f"{top}/__init__.py")
        return Failing(Why.SHADOWED, file, doubt, certain, own.path)

    def _find(self, file: ReachableFile, name: str) -> Module:
        return find_module(self.project.tree, name, file.paths, self.project.document)

    def _beside(self, file: ReachableFile, top: str) -> bool:
        here = file.document.path.rpartition("/")[0]
        found = find_module(self.project.tree, top, [here], self.project.document)
        return found.state is not State.MISSING

    def _elsewhere(self, name: str) -> str:
        """A module or package of that name in any folder; empty if there is none."""
        if self._names is None:
            self._names = {}
            for path, kind in self.project.tree.walk():
                last = path.rpartition("/")[2]
                if kind is Kind.DIRECTORY:
                    if self.project.tree.is_file(path + "/__init__.py"):
                        self._names.setdefault(last, path)
                elif last.endswith(".py"):
                    self._names.setdefault(last.removesuffix(".py"), path)
        return self._names.get(name, "")


def _makes_files(project: Project) -> bool:
    """Whether the build or the command may make modules that the repository does not have."""
    if any(project.tree.is_file(path) for path in _HOOKS):
        return True
    required = build_requirements(project)
    if required is not None and any(each.local or each.editable for each in required.installed):
        return True
    start = start_command(project)
    return start is not None and any(each.makes_files for each in start.processes)


def _submodules(project: Project) -> frozenset[str]:
    """The names of the folders that git submodules fill."""
    modules = project.document(".gitmodules") if ".gitmodules" in project.tree.entries() else None
    found = re.findall(r"(?m)^\s*path\s*=\s*(\S+)\s*$", modules.text) if modules is not None else ()
    return frozenset(part for path in found for part in path.split("/"))
