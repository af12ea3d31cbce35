"""What the package index says that pip cannot install, where somebody allowed to ask it."""

from __future__ import annotations

from checker.base.findings import Finding, Location, Severity
from checker.base.messages import joined, listed, say
from checker.base.spelling import closest
from checker.data.import_names import listed_distributions
from checker.platform.python_version import python_version
from checker.project.resolution import Cause
from checker.rules.requirements.local_versions import ANOTHER_RELEASE, help_of_local, with_extras

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from checker.project.project import Project
    from checker.project.resolution import Trouble

CODES = {
    Cause.NO_NAME: "REQ002",
    Cause.NO_RELEASE: "REQ002",
    Cause.NO_HASH: "REQ002",
    Cause.WRONG_HASH: "REQ002",
    Cause.NO_BUILD: "REQ002",
    Cause.NO_ADDRESS: "REQ002",
    Cause.CONFLICT: "REQ013",
    Cause.NO_PYTHON: "REQ014",
    Cause.NO_FILE: "REQ014",
    Cause.STALE: "REQ016",
}
"""The rule that reports each cause."""
OWN = {
    Cause.NO_NAME: "the package index has no {name} → pip stops with `No matching distribution "
    "found for {text}`",
    Cause.NO_RELEASE: "the package index has no release of {name} for `{text}` → pip stops with "
    "`No matching distribution found for {text}`",
    Cause.NO_PYTHON: "`{text}` needs Python {wanted}, but this target runs {python} → pip finds no "
    "such release for it and the build fails",
    Cause.NO_FILE: "`{text}` has no wheel for Python {python} on this target, and no source → pip "
    "stops with `No matching distribution found for {text}`",
    Cause.NO_HASH: "`{text}` needs {name} {instead}, which has no line with a hash → pip requires "
    "one for each and stops",
    Cause.WRONG_HASH: "no file of {name} {instead} for this target has a hash that `{text}` lists "
    "→ pip stops with `THESE PACKAGES DO NOT MATCH THE HASHES`",
    Cause.NO_BUILD: "{name} {wanted} has no wheel, and its setup.py stops the build (`{because}`) "
    "→ pip stops with `subprocess-exited-with-error`",
    Cause.NO_ADDRESS: "the server has nothing at the address of {name} → pip stops with `HTTP "
    "error 404`",
}
"""What is wrong with one requirement."""
DEPENDENCY = {
    Cause.NO_NAME: "`{text}` needs {name}, which the package index does not have → pip stops with "
    "`No matching distribution found for {name}`",
    Cause.NO_RELEASE: "`{text}` needs a release of {name} that the package index does not have "
    "({because}) → pip stops with `No matching distribution found for {name}`",
    Cause.NO_PYTHON: "`{text}` needs {name}, whose releases for it need Python {wanted}, but this "
    "target runs {python} → pip finds no such release and the build fails",
    Cause.NO_FILE: "`{text}` needs {name}, which has no wheel for Python {python} on this target, "
    "and no source → pip stops with `No matching distribution found for {name}`",
    Cause.NO_BUILD: "`{text}` needs {name} {wanted}, which has no wheel and whose setup.py stops "
    "the build (`{because}`) → pip stops with `subprocess-exited-with-error`",
}
"""What is wrong with what one requirement depends on."""
TOOLS = {
    "poetry.lock": "poetry",
    "uv.lock": "uv",
    "pdm.lock": "pdm",
    "Pipfile.lock": "pipenv",
}
"""What installs each lock file, as it is typed."""
LOCKED = {
    Cause.NO_NAME: "{path} lists `{text}`, but the package index has no {name} → {tool} stops and "
    "the build fails",
    Cause.NO_RELEASE: "{path} lists `{text}`, but the package index has no such release → {tool} "
    "stops and the build fails",
    Cause.NO_PYTHON: "{path} lists `{text}`, which needs Python {wanted}, but this target runs "
    "{python} → {tool} stops and the build fails",
    Cause.NO_FILE: "{path} lists `{text}`, which has no wheel for Python {python} on this target, "
    "and no source → {tool} stops and the build fails",
    Cause.WRONG_HASH: "no file of {name} {instead} for this target has a hash that {path} lists → "
    "{tool} stops and the build fails",
    Cause.NO_BUILD: "{path} lists `{text}`, which has no wheel, and its setup.py stops the build "
    "(`{because}`) → {tool} stops and the build fails",
    Cause.NO_ADDRESS: "the server has nothing at the address of {name} that {path} lists → {tool} "
    "stops and the build fails",
}
"""What is wrong with what a lock file lists."""
STALE = "{path} was made from another pyproject.toml → {tool} stops and the build fails"
CONFLICT = (
    "{texts} and `{last}` cannot be installed together ({because}) → pip stops with "
    "`ResolutionImpossible`"
)
UNEXPLAINED = (
    "{texts} and `{last}` cannot be installed together → pip stops with `ResolutionImpossible`"
)
ALONE = (
    "the dependencies of {texts} exclude each other ({because}) → pip stops with "
    "`ResolutionImpossible`"
)
CONSTRAINED = (
    "`{last}` cannot be installed with the constraint {texts} → pip stops with "
    "`ResolutionImpossible`"
)
THROUGH = (
    "`{last}` cannot be installed with the constraint {texts} ({because}) → pip stops with "
    "`ResolutionImpossible`"
)
NOTHING = "no release fits `{text}` with the constraints → pip stops with `ResolutionImpossible`"
NEEDS = "{release} needs {needed}"
"""What a release asks for."""
WITH = "{text}, required here too"
CONSTRAINT = "{text}, a constraint"
HASHES = "write the file again with the tool that wrote the hashes, or delete all of them"
LOCK_AGAIN = "run `{tool} lock`, and commit {path}"
LOCK_OTHER = (
    "require `{name}>={release}`, which can be installed here, run `{tool} lock`, and commit {path}"
)
WHEEL = "use a release that has a wheel, or remove the line"


def resolved(project: Project, code: str, told: Iterable[Finding]) -> Iterator[Finding]:
    """What a rule reports of the index's answer.

    Args:
        project: what is checked.
        code: the rule's.
        told: what it reports without the index: a line is not reported twice.
    """
    seen = {(each.at.path, each.at.start) for each in told}
    resolution = project.resolution
    for trouble in () if resolution is None else resolution.troubles:
        last = trouble.requirements[-1]
        if code_of(trouble) == code and (last.path, last.span.start) not in seen:
            yield _finding(project, trouble, code)


def code_of(trouble: Trouble) -> str:
    """The rule that reports a trouble."""
    names = {each.normalised for each in trouble.requirements}
    if trouble.cause is Cause.CONFLICT and len(names) < len(trouble.requirements):
        return "REQ006"  # two lines with one name, for which nobody has to ask an index
    return CODES[trouble.cause]


def _finding(project: Project, trouble: Trouble, code: str) -> Finding:
    *others, last = trouble.requirements
    return Finding(
        code,
        message_of(trouble, python_version(project).effective or ""),
        Location(last.path, *last.span),
        Severity.ERROR,
        trouble.certain,
        _help(trouble),
        (
            *((Location(each.path, *each.span), say(WITH, text=each.text)) for each in others),
            *(
                (Location(each.path, *each.span), say(CONSTRAINT, text=each.text))
                for each in trouble.constraints
            ),
        ),
    )


def message_of(trouble: Trouble, python: str) -> str:
    """What is wrong, in words.

    Args:
        trouble: what stands against an installation.
        python: the Python of the build, `3.11.6`.
    """
    if trouble.cause is Cause.CONFLICT:
        return _conflict(trouble)
    last = trouble.requirements[-1]
    tool = TOOLS.get(last.path, "pip")
    if trouble.cause is Cause.STALE:
        return say(STALE, path=last.path, tool=tool)
    own = trouble.name == last.normalised or trouble.cause not in DEPENDENCY
    template = OWN[trouble.cause] if own else DEPENDENCY[trouble.cause]
    if last.path in TOOLS and trouble.cause in LOCKED:
        template = LOCKED[trouble.cause]
    return say(
        template,
        path=last.path,
        tool=tool,
        text=last.text,
        name=last.name if trouble.name == last.normalised else trouble.name,
        wanted=trouble.wanted,
        python=python,
        because=_because(trouble),
        instead=trouble.instead,
    )


def _because(trouble: Trouble) -> str:
    """What the releases ask for, in sentences; what stops a build, as it is written."""
    clauses = [each.partition(" needs ") for each in trouble.because.split("; ")]
    if not all(needed for _, needed, _ in clauses):
        return trouble.because
    return joined(say(NEEDS, release=one, needed=other) for one, _, other in clauses)


def _conflict(trouble: Trouble) -> str:
    """Several lines, or what one of them depends on, exclude each other."""
    *others, last = (f"`{each.text}`" for each in trouble.requirements)
    fields = {"last": trouble.requirements[-1].text, "because": _because(trouble)}
    if others:
        template = CONFLICT if trouble.because else UNEXPLAINED
        return say(template, texts=listed(others), **fields)
    if trouble.constraints:
        texts = listed(f"`{each.text}`" for each in trouble.constraints)
        return say(THROUGH if trouble.because else CONSTRAINED, texts=texts, **fields)
    if trouble.because:
        return say(ALONE, texts=last, because=_because(trouble))
    return say(NOTHING, text=trouble.requirements[0].text)


def _help(trouble: Trouble) -> str:
    last = trouble.requirements[-1]
    if last.path in TOOLS:
        other = trouble.instead if trouble.cause in (Cause.NO_PYTHON, Cause.NO_FILE) else ""
        return say(
            LOCK_OTHER if other else LOCK_AGAIN,
            name=last.name,
            release=other,
            tool=TOOLS[last.path],
            path=last.path,
        )
    if trouble.cause in (Cause.NO_HASH, Cause.WRONG_HASH):
        return HASHES
    if trouble.cause is Cause.NO_BUILD:
        return WHEEL
    if trouble.cause is Cause.NO_NAME and trouble.name == last.normalised:
        near = closest(last.normalised, listed_distributions())
        if near is not None:
            return say("did you mean `{near}`?", near=near)
        return "correct the name, or remove the line"
    local = (last.pin or "").partition("+")[2]
    if trouble.cause is Cause.NO_RELEASE and local and trouble.name == last.normalised:
        return help_of_local(last, local, trouble.instead)
    if trouble.instead:
        return say("write `{name}=={release}`", name=with_extras(last), release=trouble.instead)
    return ANOTHER_RELEASE
