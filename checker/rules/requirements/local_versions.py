"""Pins of local versions (`torch==2.5.0+cpu`), which PyPI does not take.

pip finds such a release only if a line names the index that has it.
"""

from __future__ import annotations

from checker.base import regex as re
from checker.base.findings import Finding, Location, Severity
from checker.base.messages import say
from checker.data.installed_modules import modules_of
from checker.platform.builder import builder_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.parsers.requirements import Entry, Requirement
    from checker.project.project import Project

FOUND = (
    "PyPI has no local versions such as `{text}`, and no line names another index → pip stops with "
    "`No matching distribution found`"
)
LOCAL = (
    "write `{name}=={release}`, or add the index that has local versions: `--extra-index-url "
    "{index}`"
)
ELSEWHERE = (
    "write `{name}=={release}`, or add the index that has local versions with `--extra-index-url`"
)
ANOTHER_RELEASE = "use another release, or remove the line"
ANOTHER_INDEX = "add the index that has local versions with `--extra-index-url`"
_TORCH = frozenset({"torch", "torchvision", "torchaudio"})
"""What the index of PyTorch has in local versions, one folder for each."""
_LOST = ("unknown", "untagged")
"""Local versions that versioneer writes (`0+unknown`) where it found no release."""
_OF_A_SYSTEM = re.compile(r"ubuntu|dfsg|\+deb\d")
"""Local versions that REQ007 reports."""


def local_version(
    project: Project, entry: Entry, requirement: Requirement, text: str, holds: bool
) -> Iterator[Finding]:
    """A pin of a local version, where no line names an index or a folder.

    Args:
        project: what is checked.
        entry: the line.
        requirement: what it requires.
        text: it, to be quoted.
        holds: whether its marker certainly holds.
    """
    pin = requirement.pin or ""
    local = pin.partition("+")[2]
    if _OF_A_SYSTEM.search(pin):
        return
    # With variables of the application, `PIP_EXTRA_INDEX_URL` may name an index.
    may_have = builder_of(project.target).has_config_vars
    yield Finding(
        "REQ002",
        say(FOUND, text=text),
        Location(entry.path, *requirement.span),
        Severity.WARNING if may_have else Severity.ERROR,
        certain=holds and modules_of(requirement.normalised) is not None,
        help=help_of_local(requirement, local, pin.partition("+")[0]),
    )


def help_of_local(requirement: Requirement, local: str, instead: str) -> str:
    """What helps against a pin of a local version.

    Args:
        requirement: the pin.
        local: what follows the `+`.
        instead: the release to install instead; empty if there is none.
    """
    name = with_extras(requirement)
    if not instead:
        return ANOTHER_INDEX
    if local.startswith(_LOST):
        return ANOTHER_RELEASE
    if requirement.normalised in _TORCH and re.fullmatch(r"cpu|cu\d+|rocm[\d.]+|xpu", local):
        index = f"https://download.pytorch.org/whl/{local}"
        return say(LOCAL, name=name, release=instead, index=index)
    return say(ELSEWHERE, name=name, release=instead)


def with_extras(requirement: Requirement) -> str:
    """The name with its extras, as it is written in a requirement."""
    return requirement.name + (f"[{','.join(requirement.extras)}]" if requirement.extras else "")
