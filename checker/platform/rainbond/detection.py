"""Which languages the platform names, and which one it builds (F8–F14)."""

from __future__ import annotations

from checker.base.findings import Location
from checker.base.messages import OR, listed, say
from checker.files.values import Kind
from checker.platform.files import exists, is_held
from checker.platform.rainbond.rainbondfile import rainbondfile
from checker.platform.values import Recognised

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.project.project import Project

DOCKERFILE = "dockerfile"
PYTHON = "Python"

_ROOT_FILES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Node.js", ("package.json",)),
    ("Ruby", ("Gemfile",)),
    ("static", ("index.html", "index.htm", "static.json")),
    ("Clojure", ("project.clj",)),
)
"""What follows Python in the platform's order, up to Go, each with any of these in the root."""
_POM = ("xml", "atom", "clj", "groovy", "rb", "scala", "yaml", "yml")
_GO = ("go.mod", "Gopkg.lock", "Godeps/Godeps.json", "vendor/vendor.json", "glide.yaml")
_DOTNET = (".sln", ".csproj")
_GRADLE = ("build.gradle", "gradlew", "settings.gradle")
_OTHERS = frozenset((
    *("pom." + suffix for suffix in _POM), "composer.json", "src", *_GRADLE, "grails-app",
    *(name for _, names in _ROOT_FILES for name in names),
    *(name.partition("/")[0] for name in _GO),
))  # fmt: skip
"""What stands in the root wherever another language than Python and PHP is named,"""
_OTHER_ENDS = (".jar", ".war", *_DOTNET)
"""or how its name ends."""
_NO_DOCKERFILE_IN = frozenset((
    ".git", "node_modules", "vendor", ".svn", ".hg", "__pycache__", ".idea", ".vscode", "target",
    "build", "dist", ".gradle", ".cache",
))  # fmt: skip
"""Folders that the search for Dockerfiles does not enter; every other one it does."""


def recognise(project: Project) -> Recognised:
    """Detect as the target does."""
    evidence = tuple(_evidence(project))
    first_only = _takes_the_first_only(project)
    if first_only:
        evidence = evidence[:1]
    languages = tuple(language for language, _ in evidence)
    by = tuple(name for name in _python_files(project) if exists(project.tree, name))
    built = [item for item in evidence if item[0] != DOCKERFILE]
    if first_only:
        built = list(evidence)
    language, found = built[0] if built else (None, "")
    override = rainbondfile(project).language
    if not override and not languages and not first_only and not _has_code(project):
        because = "the root is empty except for dotfiles, so the platform finds no code"
    else:
        because = _because(language, found, by, project.target.recognised_by)
    if override:
        because = say("`language: {name}` in the rainbondfile overrides it", name=override)
    shadow = found if by and language not in (PYTHON, None) and override != PYTHON else None
    places = tuple(Location(path) for _, path in evidence) or (
        Location(project.target.recognised_by[0]),
    )
    return Recognised(language, languages, by, shadow, override, evidence, because, places)


def _because(language: str | None, found: str, by: tuple[str, ...], wanted: tuple[str, ...]) -> str:
    if language is None:
        return say("there is no {names} in the root", names=listed(wanted, between=OR))
    if language == PYTHON:
        return say("{name} is in the root", name=by[0])
    if by:
        return say(
            "{found} makes it {language}, which comes before Python", found=found, language=language
        )
    return say("{found} makes it {language}", found=found, language=language)


def _takes_the_first_only(project: Project) -> bool:
    """Up to 5.17 detection stops at the first hit, a Dockerfile included."""
    return project.target.dockerfile_depth == 0


def _python_files(project: Project) -> tuple[str, ...]:
    """The files of the root that make it a Python project."""
    return project.target.recognised_by + project.target.also_recognised_by


def _has_code(project: Project) -> bool:
    return any(not name.startswith(".") for name in project.tree.entries())


def _evidence(project: Project) -> Iterable[tuple[str, str]]:
    """Each language that is named, with the file that is the reason, in the platform's order."""
    if not _has_code(project):
        return ()
    entries = project.tree.entries()
    if _OTHERS.isdisjoint(entries) and not any(name.endswith(_OTHER_ENDS) for name in entries):
        may_be = [
            (DOCKERFILE, _dockerfile(project)),
            ("PHP", _index_php(project)),
            (PYTHON, _any(project, _python_files(project))),
        ]
    else:
        may_be = _every(project)
    found = [(language, path) for language, path in may_be if path]
    # A static page beside a package.json is no language of its own.
    named = {language for language, _ in found}
    return (item for item in found if item[0] != "static" or "Node.js" not in named)


def _every(project: Project) -> list[tuple[str, str]]:
    """Each language with the file that is the reason to name it, empty without one."""
    return [
        (DOCKERFILE, _dockerfile(project)),
        ("Java-jar", _with_suffix(project, "", ".jar")),
        ("Java-war", _with_suffix(project, "", ".war")),
        ("Java-maven", _any(project, tuple("pom." + suffix for suffix in _POM))),
        ("PHP", _any(project, ("composer.json",)) or _index_php(project)),
        (PYTHON, _any(project, _python_files(project))),
        ("NodeJSStatic", _any(project, ("package.json",)) and _any(project, ("nodestatic.json",))),
        *((language, _any(project, names)) for language, names in _ROOT_FILES),
        ("Go", _any(project, _GO) or _with_suffix(project, "src", ".go")),
        ("Gradle", _any(project, _GRADLE)),
        ("Grails", _any(project, ("grails-app",))),
        (".NetCore", next(filter(None, (_with_suffix(project, "", end) for end in _DOTNET)), "")),
    ]


def _any(project: Project, names: Iterable[str]) -> str:
    """The first of `names` that exists, as a file or a folder."""
    entries = project.tree.entries()
    for name in names:
        if name.partition("/")[0] not in entries:
            continue
        if exists(project.tree, name) and (
            name in _python_files(project) or is_held(project, name)
        ):
            return name
    return ""


def _with_suffix(project: Project, folder: str, suffix: str) -> str:
    """The first entry of a folder whose name ends so: a folder counts too."""
    resolved = project.tree.resolve(folder) if folder else ""
    if resolved is None:
        return ""
    for name in project.tree.entries(resolved):
        path = f"{folder}/{name}" if folder else name
        if name.endswith(suffix) and is_held(project, path):
            return path
    return ""


def _dockerfile(project: Project) -> str:
    if _any(project, ("Dockerfile",)):
        return "Dockerfile"
    depth = project.target.dockerfile_depth
    if depth == 0:
        return ""
    for folder, entries in project.tree.folders(depth=depth + 1, skip=_NO_DOCKERFILE_IN):
        for name, kind in entries.items():
            is_one = name == "Dockerfile" or name.startswith("Dockerfile.")
            if is_one and kind is not Kind.DIRECTORY:
                path = f"{folder}/{name}".lstrip("/")
                if is_held(project, path):
                    return path
    return ""


def _index_php(project: Project) -> str:
    """An index.php in the root or in any folder of it."""
    for folder, entries in project.tree.folders(depth=2, skip=frozenset()):
        if entries.get("index.php", Kind.DIRECTORY) is not Kind.DIRECTORY:
            path = f"{folder}/index.php".lstrip("/")
            if is_held(project, path):
                return path
    return ""
