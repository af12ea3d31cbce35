"""What the platform's pip is asked to install, as lines that uv reads in the same way.

The files are read by the parser that reads them as pip does, so that uv never sees one: not their
encoding, comments, `-r`, quotes or options of a line, in which the two differ. uv gets one plain
requirement per line, the options of whole files, and the Python and C library of the build.
"""

from __future__ import annotations

import os

from checker.base import regex as re
from checker.base.records import NamedTuple
from checker.parsers.requirements import Reach
from checker.platform.detection import build_requirements, dependencies
from checker.platform.python_version import python_version

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.parsers.requirements import Requirement, Requirements
    from checker.project.project import Project

_GLIBCS = ("2.17", "2.28", *(f"2.{minor}" for minor in range(31, 41)))
"""The C libraries that uv knows a platform for."""
_CAREFUL = "2.17"
"""The C library of an image that is not known: what has a wheel for it has one for all."""
_OF_FILES = {
    "--pre": "",
    "--prefer-binary": "",
    "--no-binary": "--no-binary {}",
    "--only-binary": "--only-binary {}",
}
"""Options of a file that change what is chosen, and how uv has them in its files."""
_UNKNOWN_OPTIONS = ("--no-index", "--find-links")


class Inputs(NamedTuple):
    """All that decides what is installed, apart from the index's content."""

    lines: tuple[tuple[str, Requirement], ...]
    """What uv reads, and the requirement that it stands for."""
    constraints: tuple[tuple[str, Requirement], ...]
    options: tuple[str, ...]
    """Lines for the top of the file: the indexes, and more. They may hold passwords."""
    python: str
    platform: str
    left_out: tuple[Requirement, ...] = ()
    """The requirements that no index knows: folders, and addresses of repositories."""
    prerelease: bool = False
    hashed: bool = False
    """Whether pip asks for a hash on each distribution."""

    def without(self, names: frozenset[str]) -> Inputs:
        """The same without the lines of these distributions."""
        kept = tuple(each for each in self.lines if each[1].normalised not in names)
        return self._replace(lines=kept)


def inputs_of(project: Project, index: str = "") -> Inputs | str:
    """What is to be asked of a project, or why there is nothing to ask, in words.

    Args:
        project: what is checked.
        index: the address of the index to ask instead of the platform's; empty: the platform's.
    """
    found = build_requirements(project)
    tool = dependencies(project)
    if tool.tool != "pip" or tool.path != "requirements.txt" or found is None:
        if tool.tool in ("pipenv", "poetry", "uv", "conda"):
            return f"{tool.tool} installs what {tool.path} lists, and not what pip would choose"
        return "the build installs no requirements.txt"
    python = python_version(project)
    if python.effective is None:
        return "the Python of the build is not known"
    if not all(each.reach in (Reach.READ, Reach.CYCLE) for each in found.includes):
        return "not all files that it includes can be read"
    if any(file.undecodable or not file.complete for file in found.files):
        return "the file cannot be read to its end"
    options = _options(project, found, index)
    if isinstance(options, str):
        return options
    lines, constraints, left = [], [], []
    for file in found.files:
        for entry in file.entries:
            requirement = entry.requirement
            if requirement is None:
                if entry.refusal is not None and not entry.refusal.certain:
                    return "a variable of the build decides what a line says"
                continue
            text = None if entry.variables else _line(requirement)
            if text is None:
                left.append(requirement)
            elif file.constraint:
                constraints.append((text, requirement))
            else:
                lines.append((text, requirement))
    names = {name for file in found.files for entry in file.entries if not entry.requirement
             for name in (each.name for each in entry.options)}  # fmt: skip
    return Inputs(
        tuple(lines),
        tuple(constraints),
        options,
        python.effective,
        _platform(project),
        tuple(each for each in left if not each.constraint),
        "--pre" in names,
        "--require-hashes" in names or any(each.hashes for each in found.installed),
    )


def _line(requirement: Requirement) -> str | None:
    """A requirement as uv reads it; None if no index knows it."""
    if not requirement.name or requirement.local or requirement.editable:
        return None
    extras = f"[{','.join(requirement.extras)}]" if requirement.extras else ""
    marker = f" ; {requirement.marker}" if requirement.marker else ""
    if requirement.url:
        is_wheel = re.match(r"https?://[^#?\s]+\.whl(?:[#?]|$)", requirement.url) is not None
        return f"{requirement.name}{extras} @ {requirement.url}{marker}" if is_wheel else None
    clauses = ",".join(
        # uv compares numbers behind `===`, pip texts: `asking` compares the text that comes out
        f"{'==' if each.operator == '===' else each.operator}{each.version}"
        for each in requirement.specifiers
    )
    return f"{requirement.name}{extras}{clauses}{marker}"


def _options(project: Project, found: Requirements, index: str) -> tuple[str, ...] | str:
    """The lines of options, or why they are not understood."""
    urls: list[str] = []
    more: list[str] = []
    for file in found.files:
        for entry in file.entries:
            if entry.requirement is not None:
                continue
            for option in entry.options:
                if "${" in option.value:
                    return "a variable of the build decides which index is asked"
                if option.name == "--index-url":
                    urls = [option.value]  # the last one counts
                elif option.name == "--extra-index-url":
                    more.append(f"--extra-index-url {option.value}")
                elif option.name == "--find-links" and option.value.startswith(("http:", "https:")):
                    more.append(f"--find-links {option.value}")
                elif option.name in _UNKNOWN_OPTIONS:
                    return f"{option.name} takes files from where no index is"
                elif _OF_FILES.get(option.name):
                    more.append(_OF_FILES[option.name].format(option.value))
    target = project.target
    variable = target.pip_index_variable
    url = index or (urls or [os.environ.get(variable, "") if variable else ""])[0]
    url = url or target.pip_index_default
    if any(not each.startswith(("http://", "https://")) for each in [url, *urls] if each):
        return "the address of its index is not one of the web"
    return (*([f"--index-url {url}"] if url else []), *more)


def _platform(project: Project) -> str:
    """The build's system as uv calls it: the newest that its C library can run."""
    wanted = _numbers(project.target.libc or _CAREFUL)
    known = [each for each in _GLIBCS if _numbers(each) <= wanted] or [_CAREFUL]
    return f"x86_64-manylinux_{known[-1].replace('.', '_')}"


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def text_of(inputs: Inputs, drop: frozenset[int] = frozenset()) -> str:
    """The requirements file for uv, without the lines of these numbers."""
    lines = (text for number, (text, _) in enumerate(inputs.lines) if number not in drop)
    return "\n".join((*inputs.options, *lines, ""))


def chosen(inputs: Inputs, numbers: Iterator[int]) -> str:
    """The requirements file for uv with the lines of these numbers only."""
    return "\n".join((*inputs.options, *(inputs.lines[n][0] for n in numbers), ""))
