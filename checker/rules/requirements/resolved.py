"""What the package index says that pip cannot install, where somebody allowed to ask it."""

from __future__ import annotations

from checker.base.findings import Finding, Location, Severity
from checker.base.messages import listed, say
from checker.base.spelling import closest
from checker.data.import_names import listed_distributions
from checker.platform.python_version import python_version
from checker.project.resolution import Cause

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from checker.parsers.requirements import Requirement
    from checker.project.project import Project
    from checker.project.resolution import Trouble

CODES = {
    Cause.NO_NAME: "REQ002",
    Cause.NO_RELEASE: "REQ002",
    Cause.NO_HASH: "REQ002",
    Cause.CONFLICT: "REQ013",
    Cause.NO_PYTHON: "REQ014",
    Cause.NO_FILE: "REQ014",
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
}
"""What is wrong with what one requirement depends on."""
CONFLICT = (
    "{texts} cannot be installed together ({because}) → pip stops with `ResolutionImpossible`"
)
UNEXPLAINED = "{texts} cannot be installed together → pip stops with `ResolutionImpossible`"
ALONE = (
    "the dependencies of {texts} exclude each other ({because}) → pip stops with "
    "`ResolutionImpossible`"
)
NOTHING = "no release fits `{text}` with the constraints → pip stops with `ResolutionImpossible`"
WITH = "{text}, required here too"


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
        if CODES[trouble.cause] != code or (last.path, last.span.start) in seen:
            continue
        if trouble.cause is Cause.CONFLICT and _is_double(trouble):
            continue  # REQ006's
        yield _finding(project, trouble, code)


def _is_double(trouble: Trouble) -> bool:
    return len({each.normalised for each in trouble.requirements}) < len(trouble.requirements)


def _finding(project: Project, trouble: Trouble, code: str) -> Finding:
    *others, last = trouble.requirements
    return Finding(
        code,
        _message(project, trouble),
        Location(last.path, *last.span),
        Severity.ERROR,
        trouble.certain,
        _help(trouble),
        tuple((Location(each.path, *each.span), say(WITH, text=each.text)) for each in others),
    )


def _message(project: Project, trouble: Trouble) -> str:
    if trouble.cause is Cause.CONFLICT:
        return _conflict(trouble)
    last = trouble.requirements[-1]
    own = trouble.name == last.normalised or trouble.cause is Cause.NO_HASH
    return say(
        OWN[trouble.cause] if own else DEPENDENCY[trouble.cause],
        text=last.text,
        name=last.name if trouble.name == last.normalised else trouble.name,
        wanted=trouble.wanted,
        python=python_version(project).effective,
        because=trouble.because,
        instead=trouble.instead,
    )


def _conflict(trouble: Trouble) -> str:
    """Several lines, or what one of them depends on, exclude each other."""
    texts = listed(f"`{each.text}`" for each in trouble.requirements)
    if len(trouble.requirements) == 1 and not trouble.because:
        return say(NOTHING, text=trouble.requirements[0].text)
    if len(trouble.requirements) == 1:
        return say(ALONE, texts=texts, because=trouble.because)
    return say(CONFLICT if trouble.because else UNEXPLAINED, texts=texts, because=trouble.because)


def _help(trouble: Trouble) -> str:
    last = trouble.requirements[-1]
    if trouble.cause is Cause.NO_HASH:
        return "write the file again with the tool that wrote the hashes, or delete all of them"
    if trouble.cause is Cause.NO_NAME and trouble.name == last.normalised:
        near = closest(last.normalised, listed_distributions())
        if near is not None:
            return say("did you mean `{near}`?", near=near)
        return "correct the name, or remove the line"
    if trouble.instead:
        return say("write `{name}=={release}`", name=_with_extras(last), release=trouble.instead)
    return "use another release, or remove the line"


def _with_extras(requirement: Requirement) -> str:
    return requirement.name + (f"[{','.join(requirement.extras)}]" if requirement.extras else "")
