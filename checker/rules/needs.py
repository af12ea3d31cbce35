"""When a rule can have something to say: questions that an ordinary clean root answers with no.

A row of `codes` names one of them in `needs`, and the rule is loaded and run only if the answer is
yes. Each is cheap, never fails on what a repository may hold, and never says no where the rule
would find something; `tests/rules/test_needs.py` compares the findings with and without them.
"""

from __future__ import annotations

from checker.base.caching import cache
from checker.base.loading import load
from checker.data import compiled_data
from checker.data.not_distributions import MEANT, PYTHON, STANDARD_LIBRARY
from checker.data.os_packages import OS_PACKAGES
from checker.data.stdlib import is_standard_somewhere
from checker.files.values import Kind
from checker.parsers.runtime import Shape
from checker.platform.detection import build_requirements, recognised
from checker.platform.facts import django, needed_files
from checker.platform.manage_py import has_manage_py
from checker.platform.objections import own_problems
from checker.platform.python_version import python_version
from checker.platform.values import Reading
from checker.project.query import query
from checker.reachable.sources import followed, python_sources, uses_options
from checker.rules.shared.lfs import is_pointer
from checker.rules.start import needs as start
from checker.start.command import start_command
from checker.start.servers.service import python_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from checker.parsers.requirements.values import Entry
    from checker.project.project import Project

_ROOT_FILES = ("requirements.txt", "Procfile", "runtime.txt")
_VERSION_FILES = (".python-version", "Pipfile", "pyproject.toml", "setup.cfg", "setup.py")
"""Other files that may name a Python."""
_DEPENDENCY_FILES = (
    *("Pipfile", "Pipfile.lock", "pyproject.toml", "poetry.lock", "uv.lock", "pdm.lock"),
    *("environment.yml", "environment.yaml", "conda.yml"),
)
"""Other files than requirements.txt that list what is to be installed."""
_PLAIN_COMMAND = frozenset(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ._/:=,@+-$"
)
"""What a command may be made of without a thought for quotes, YAML and the shell."""


def made_elsewhere(project: Project) -> bool:
    """Never: the engine, the comments or the baseline make these findings."""
    return False


def unread_files(project: Project) -> bool:
    """A file was not read, or not to its end, or git was not asked."""
    documents = project.documents.values()
    if project.unreadable or any(d is not None and not d.complete for d in documents):
        return True
    return bool(project.tree.git_problem())


def requirements_missing(project: Project) -> bool:
    """The root has no file requirements.txt."""
    return project.tree.kind("requirements.txt") not in (Kind.FILE, Kind.LINK)


@query
def requirements_beyond_pins(project: Project) -> bool:
    """requirements.txt is more than lines `name==1.2.3`, each name once."""
    required = project.requirements
    if required is None:
        return False
    if len(required.files) != 1 or required.includes:
        return True
    file = required.files[0]
    if file.undecodable or not file.complete or file.document.mark:
        return True
    names = [entry.requirement.normalised for entry in file.entries if entry.requirement]
    return len(set(names)) != len(file.entries) or not all(map(_is_plain_pin, file.entries))


def _is_plain_pin(entry: Entry) -> bool:
    found = entry.requirement
    if found is None or entry.options or entry.variables or len(found.specifiers) != 1:
        return False
    if found.extras or found.marker or found.url or found.local or found.editable or found.hashes:
        return False
    version = found.specifiers[0].version
    plain = found.text.isascii() and version.replace(".", "").isdigit()
    return plain and entry.text == f"{found.name}=={version}"


@query
def requirements_odd(project: Project) -> bool:
    """A line is more than a plain pin, or names what no index has."""
    return requirements_beyond_pins(project) or any(
        name in STANDARD_LIBRARY or name in MEANT or name in PYTHON or name in OS_PACKAGES
        for name in _names(project)
    )


def requirements_for_one_system(project: Project) -> bool:
    """A line is more than a plain pin, or names a distribution for Windows or macOS."""
    if requirements_beyond_pins(project):
        return True
    known, begins = _for_one_system()
    return any(name in known or name.startswith(begins) for name in _names(project))


@cache
def _for_one_system() -> tuple[frozenset[str], tuple[str, ...]]:
    """The distributions for Windows or macOS, and how more of them begin."""
    both = [compiled_data("platform-only")[key] for key in ("windows", "macos")]
    known = [name for of in both for kind in ("files", "sources", "depends") for name in of[kind]]
    return frozenset(known), tuple(of["prefix"] for of in both if of.get("prefix"))


def requirements_named(project: Project) -> bool:
    """What the build installs names a distribution, or a file of one."""
    required = build_requirements(project)
    return required is not None and any(entry.requirement for entry in required.entries)


def _names(project: Project) -> Collection[str]:
    required = build_requirements(project)
    return () if required is None else required.by_name.keys()


def other_dependency_files(project: Project) -> bool:
    """The root has another file that lists dependencies, or their versions."""
    return any(project.has_root_file(name) for name in _DEPENDENCY_FILES)


def procfile_missing(project: Project) -> bool:
    """The root has no Procfile that can be read."""
    return bool(project.tree.read("Procfile").problem)


def procfile_not_ascii(project: Project) -> bool:
    """The Procfile has a byte that is neither printable ASCII nor a blank or a line's end."""
    procfile = project.procfile
    if procfile is None:
        return False
    if (document := procfile.document).mark or document.encoding != "utf-8":
        return True
    text = document.text.replace("\r\n", "").replace("\n", "").replace("\t", "")
    return not (text.isascii() and text.isprintable())


def procfile_beyond_web(project: Project) -> bool:
    """The Procfile is more than one line `web: command` of harmless characters."""
    procfile = project.procfile
    if procfile is None:
        return False
    document = procfile.document
    command = document.text.removesuffix("\n").removeprefix("web: ")
    plain = document.encoding == "utf-8" and not document.mark and document.complete
    plain = plain and document.text.startswith("web: ") and _PLAIN_COMMAND.issuperset(command)
    # What YAML reads as something else than text has one word, or begins or ends oddly.
    plain = plain and command[:1].isalpha() and command[-1:] not in ("", " ", ":")
    return not plain or ": " in command or " " not in command


def procfile_long(project: Project) -> bool:
    """The Procfile has more bytes than the first consoles keep."""
    procfile = project.procfile
    return procfile is not None and len(procfile.document.data) > 512


def runtime_missing(project: Project) -> bool:
    """The root has no runtime.txt that can be read."""
    return bool(project.tree.read("runtime.txt").problem)


@query
def runtime_unusual(project: Project) -> bool:
    """runtime.txt is anything but one version that the target has."""
    runtime = project.runtime
    if runtime is None:
        return False
    plain = runtime.shape is Shape.EXACT and not runtime.odd
    plain = plain and runtime.version in project.target.python_supported
    return not plain or runtime.raw.strip("\n") != f"python-{runtime.version}"


def runtime_not_recommended(project: Project) -> bool:
    """runtime.txt names no version that the target recommends."""
    runtime = project.runtime
    return runtime is not None and (
        runtime_unusual(project) or runtime.version not in project.target.python_recommended
    )


def runtime_not_taken(project: Project) -> bool:
    """There is a runtime.txt, and the target takes another Python than it names."""
    runtime = project.runtime
    python = python_version(project)
    return runtime is not None and (
        python.reading is Reading.IGNORED or python.effective != runtime.version
    )


def other_python_version(project: Project) -> bool:
    """Another file of the root, or of a folder that is installed, may name a Python."""
    required = project.requirements
    if required is not None and any(each.local or each.url for each in required.installed):
        return True
    return any(project.has_root_file(name) for name in _VERSION_FILES)


def sources_suspected(project: Project) -> bool:
    """A module that is started has words that its Python may not know."""
    return bool(python_sources(project))


def doubtful_imports(project: Project) -> bool:
    """A module that is started imports what is not plainly there."""
    return any(each.doubts for each in followed(project).files)


def names_of_packages(project: Project) -> bool:
    """A module that is found first is called like one of Python's or of a requirement."""
    if doubtful_imports(project):
        return True
    names, begin = set(_names(project)), start_command(project)
    folders = {""}
    for each in () if begin is None else begin.processes:
        folders.update(filter(None, (each.directory, *python_path(each.environment))))
    entries = (name.removesuffix(".py") for at in folders for name in project.tree.entries(at))
    return any(top in names or is_standard_somewhere(top) for top in entries)


def optional_packages(project: Project) -> bool:
    """A module speaks of what needs a further package, where a requirement has such uses."""
    return uses_options(project) and sources_suspected(project)


def collectstatic_in_command(project: Project) -> bool:
    """The web command speaks of collectstatic."""
    start = start_command(project)
    return start is not None and any(
        each.arguments and each.arguments[0].value == "collectstatic" for each in start.processes
    )


@query
def manage_py(project: Project) -> bool:
    """There is a file called manage.py, where the platform looks or deeper."""
    return has_manage_py(project.tree) or django(project).manage_py_too_deep is not None


def _of_django(name: str) -> Callable[[Project], bool]:
    """What `checker.rules.django.needs` answers under a name, where there is a manage.py."""

    def asked(project: Project) -> bool:
        answer: bool = manage_py(project) and getattr(load("checker.rules.django.needs"), name)(
            project
        )
        return answer

    return asked


def in_git(project: Project) -> bool:
    """Git says what it holds of the root."""
    return project.tracked is not None


def needed_not_in_git(project: Project) -> bool:
    """Git may not hold a file that the platform reads."""
    tracked = project.tracked
    return tracked is not None and any(path not in tracked for path in needed_files(project))


def links(project: Project) -> bool:
    """One of the platform's files is a symbolic link, here or in git."""
    tracked = project.tracked or {}
    return any(
        project.tree.kind(path) is Kind.LINK or tracked.get(path) == "120000"
        for path in _ROOT_FILES
    )


def lfs(project: Project) -> bool:
    """Git has attributes, or a file that the platform reads is a pointer of Git LFS."""
    if ".gitattributes" in (project.tracked or ()):
        return True
    return any(is_pointer(project.document(path)) for path in needed_files(project))


def virtualenv_in_git(project: Project) -> bool:
    """Git holds a path as virtual environments have them."""
    return any(
        "/site-packages/" in path or path.endswith("/pyvenv.cfg") for path in project.tracked or ()
    )


def submodules(project: Project) -> bool:
    """The root has a file .gitmodules."""
    return project.tree.kind(".gitmodules") is not Kind.MISSING


def rainbondfile(project: Project) -> bool:
    """The root has a rainbondfile."""
    return project.tree.kind("rainbondfile") is not Kind.MISSING


def other_languages(project: Project) -> bool:
    """Detection names something beside Python, or is overruled."""
    found = recognised(project)
    return bool(found.override or found.shadowed_by or not found.is_python_alone)


def platform_objects(project: Project) -> bool:
    """The platform's own builder finds something wrong."""
    return bool(own_problems(project))


_DJANGO = {
    "problems of Django's settings": "problems_met",
    "static folder not in git": "folder_not_in_git",
    "manage.py not taken": "manage_py_not_taken",
    "path from the top": "path_from_the_top",
    "unserved static files": "nothing_serves",
    "STATIC_ROOT in git": "static_root_in_git",
    "collected media": "media_collected",
    "static files not collected": "not_collected",
}
"""What only `checker.rules.django.needs` knows, and the names of its functions."""
NEEDS: dict[str, Callable[[Project], bool]] = {
    **{name: _of_django(function) for name, function in _DJANGO.items()},
    "made elsewhere": made_elsewhere,
    "unread files": unread_files,
    "no requirements.txt": requirements_missing,
    "requirements beyond pins": requirements_beyond_pins,
    "odd requirements": requirements_odd,
    "requirements for one system": requirements_for_one_system,
    "named requirements": requirements_named,
    "other dependency files": other_dependency_files,
    "no Procfile": procfile_missing,
    "Procfile not ASCII": procfile_not_ascii,
    "Procfile beyond web": procfile_beyond_web,
    "Procfile over 512 bytes": procfile_long,
    "no runtime.txt": runtime_missing,
    "unusual runtime.txt": runtime_unusual,
    "Python not recommended": runtime_not_recommended,
    "runtime.txt not taken": runtime_not_taken,
    "other Python version": other_python_version,
    "suspected sources": sources_suspected,
    "doubtful imports": doubtful_imports,
    "names of packages": names_of_packages,
    "manage.py": manage_py,
    "optional packages": optional_packages,
    "collectstatic in the command": collectstatic_in_command,
    "git": in_git,
    "needed file not in git": needed_not_in_git,
    "links": links,
    "Git LFS": lfs,
    "virtualenv in git": virtualenv_in_git,
    "submodules": submodules,
    "rainbondfile": rainbondfile,
    "other languages": other_languages,
    "undeclared program": start.undeclared_program,
    "unresolved module": start.unresolved_module,
    "unbound application": start.unbound_application,
    "unusual address": start.unusual_address,
    "port variable": start.port_variable,
    "development server": start.development,
    "application": start.application,
    "background": start.background,
    "script": start.script,
    "runner": start.runner,
    "failing step": start.failing_step,
    "refused argument": start.refused_argument,
    "numbers of a server": start.numbers,
    "a platform objects": platform_objects,
}
"""What a row's `needs` may say."""
NOTHING_KEPT = frozenset({"made elsewhere", "unread files"})
"""They rest on nothing, or on all that is asked for until the end."""
_OF_INSTALLED = frozenset(
    {"odd requirements", "named requirements", "undeclared program", "runner", "names of packages"}
)
"""What may be otherwise for the package index: these take each requirement for installed."""


_WIDER = {"optional packages": "suspected sources", **dict.fromkeys(_DJANGO, "manage.py")}
"""What is asked instead: what is not listed may bring another Django, and optional packages."""
WITH_INDEX = {
    name: NEEDS[_WIDER.get(name, name)] if name not in _OF_INSTALLED else lambda _: True
    for name in NEEDS
}
"""The same where the package index is asked what is installed."""
