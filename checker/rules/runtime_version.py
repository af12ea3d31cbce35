"""runtime.txt where the builder reads it: its form, its version, characters that do not show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.model import Applicability, Edit, FileStep, Finding, Fix, Location, Severity
from checker.parsers.runtime import Shape
from checker.python_versions import best_of_minor, nearest, numbers, recommended
from checker.rules import rule, say
from checker.text import code_point

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.parsers.runtime import Runtime
    from checker.project import Project
    from checker.targets import Target

_UNSUPPORTED = "the build ends with `You are using …, which is unsupported.`"
_FOUND = {
    Shape.CASE: "`{found}` is not all in lower case",
    Shape.NO_PREFIX: "`{found}` lacks `python-` before the number",
    Shape.SEPARATOR: "`{found}` has no single hyphen between `python` and the number",
    Shape.SHORT: "`{found}` lacks the third number",
    Shape.WILDCARD: "`{found}` stands for many versions",
    Shape.QUOTED: "`{found}` stands in quotes",
    Shape.LINES: "`{found}` is not the one line `python-X.Y.Z`",
    Shape.MISSPELT: "`{found}` does not spell `python`",
    Shape.IMPLEMENTATION: "`{found}` is no CPython",
    Shape.TAIL: "`{found}` goes on after the version",
    Shape.OTHER: "`{found}` is no version",
}


def _read(project: Project) -> Runtime | None:
    """The root's runtime.txt where the target's builder reads it as it stands (F30)."""
    return project.runtime if project.target.runtime_txt == "read" else None


def proposal(runtime: Runtime, target: Target) -> tuple[str, bool]:
    """The target's version that was meant or comes next, and whether there is no doubt of it."""
    if not runtime.version:
        return recommended(target), False
    if runtime.version in target.python_supported:
        return runtime.version, True
    if not runtime.full:
        version, certain = best_of_minor(runtime.version, target)
        if version:
            return version, certain
    return nearest(runtime.version, target)[0], False


@rule(
    "RUN002",
    "runtime-bad-format",
    Severity.ERROR,
    cites=("runtime.format", "F30"),
    fix=Applicability.SAFE,
)
def bad_format(project: Project) -> Iterator[Finding]:
    """runtime.txt holds something other than one `python-X.Y.Z`.

    Why:
        The source specification asks for `python-X.Y.Z`. The builder strips blanks and line ends
        around it and asks its mirror for exactly what is left: all in lower case, with a hyphen,
        with three numbers, without quotes, comments or a second line. Everything else ends the
        build with `You are using …, which is unsupported.` A final newline, several of them, and
        blanks before the name are harmless.

    Example:
        Python 3.6

    Use instead:
        python-3.6.6
    """
    runtime = _read(project)
    if runtime is None or runtime.shape is Shape.EXACT:
        return
    version, certain = proposal(runtime, project.target)
    text = runtime.document.text[runtime.stripped.start : runtime.stripped.end]
    if runtime.shape is Shape.EMPTY:
        message = say(f"runtime.txt holds no version → {_UNSUPPORTED}")
    else:
        message = say(f"{_FOUND[runtime.shape]} → {_UNSUPPORTED}", found=text[:60])
    fix = None
    if runtime.version:
        fix = Fix(
            say("write `python-{version}`", version=version),
            Applicability.SAFE if certain else Applicability.UNSAFE,
            (Edit("runtime.txt", *runtime.stripped, f"python-{version}"),),
        )
    yield Finding(
        "RUN002",
        message,
        Location("runtime.txt", *(runtime.stripped if text else (0, 0))),
        Severity.ERROR,
        help=say("write `python-{version}`", version=version),
        fix=fix,
    )


@rule(
    "RUN003",
    "runtime-unsupported-version",
    Severity.ERROR,
    cites=("runtime.supported", "F30"),
    fix=Applicability.UNSAFE,
)
def unsupported_version(project: Project) -> Iterator[Finding]:
    """runtime.txt names a version that the target does not have.

    Why:
        The source specification lists the versions that the platform supports; the builder asks
        its mirror for exactly the one that is named and ends the build with `You are using …, which
        is unsupported.` where there is none. Another patch number is another version.

    Example:
        python-3.6.8

    Use instead:
        python-3.6.6
    """
    runtime = _read(project)
    if runtime is None or runtime.shape is not Shape.EXACT:
        return
    target = project.target
    if runtime.version in target.python_supported:
        return
    near = nearest(runtime.version, target)
    yield Finding(
        "RUN003",
        say(
            f"Python {{version}} is not among the versions of {{target}} → {_UNSUPPORTED}",
            version=runtime.version,
            target=target.name,
        ),
        Location("runtime.txt", *runtime.at),
        Severity.ERROR,
        help=say(
            "write the nearest supported one, `python-{first}` (or {others})",
            first=near[0],
            others=", ".join(f"`python-{other}`" for other in near[1:3]),
        ),
        fix=Fix(
            say("write `python-{version}`", version=near[0]),
            Applicability.UNSAFE,
            (Edit("runtime.txt", *runtime.at, near[0]),),
        ),
    )


@rule("RUN004", "runtime-not-recommended", Severity.INFO, cites=("runtime.recommended",))
def not_recommended(project: Project) -> Iterator[Finding]:
    """runtime.txt names a version that the platform supports and does not recommend.

    Why:
        The source specification recommends one version of Python 2 and one of Python 3. The others
        that it lists are supported all the same: the build works.

    Example:
        python-3.6.10

    Use instead:
        python-3.6.6
    """
    runtime = _read(project)
    if runtime is None or runtime.shape is not Shape.EXACT:
        return
    target = project.target
    version = runtime.version
    if version not in target.python_supported or version in target.python_recommended:
        return
    names = " and ".join(f"python-{known}" for known in target.python_recommended)
    yield Finding(
        "RUN004",
        say(
            "Python {version} is supported → {names} are recommended", version=version, names=names
        ),
        Location("runtime.txt", *runtime.at),
        Severity.INFO,
        help=say(
            "write `python-{version}` where the program runs on it",
            version=next(
                known for known in nearest(version, target) if known in target.python_recommended
            ),
        ),
    )


@rule(
    "RUN005",
    "runtime-invisible-characters",
    Severity.ERROR,
    cites=("runtime.format", "F30", "F31"),
    fix=Applicability.SAFE,
)
def invisible_characters(project: Project) -> Iterator[Finding]:
    r"""runtime.txt holds characters that do not show.

    Why:
        The builder takes off blanks and line ends around the version and nothing else: a
        byte-order mark, UTF-16 or a zero-width character stays, and its mirror has no such version.
        Blanks or a carriage return after the version are taken off too, but on arm64 `-arm64` is
        put behind them first, and then the version is unknown; that is worth an info. A final
        newline, empty lines and blanks before the version are harmless.

    Example:
        \ufeffpython-3.6.6

    Use instead:
        python-3.6.6
    """
    runtime = _read(project)
    if runtime is None:
        return
    document = runtime.document
    if document.mark or document.encoding != "utf-8":
        wide = document.encoding != "utf-8"
        yield Finding(
            "RUN005",
            say(
                f"runtime.txt is {{encoding}} → {_UNSUPPORTED}"
                if wide
                else f"runtime.txt begins with a byte-order mark → {_UNSUPPORTED}",
                encoding=document.encoding.upper(),
            ),
            Location("runtime.txt"),
            Severity.ERROR,
            help="save it as UTF-8 without a byte-order mark",
            fix=Fix(
                "save runtime.txt as UTF-8 without a byte-order mark",
                Applicability.SAFE,
                steps=(FileStep("reencode", "runtime.txt", "utf-8"),),
            ),
        )
    if runtime.odd:
        first = runtime.odd[0]
        yield Finding(
            "RUN005",
            say(f"{{character}} stands in it → {_UNSUPPORTED}", character=code_point(first.char)),
            Location("runtime.txt", first.offset, first.offset + 1),
            Severity.ERROR,
            help=say("write `{plain}`", plain=runtime.plain)
            if runtime.shape is Shape.EXACT
            else "delete it",
            fix=Fix(
                "delete the characters that do not show",
                Applicability.SAFE,
                tuple(Edit("runtime.txt", odd.offset, odd.offset + 1, "") for odd in runtime.odd),
            )
            if runtime.shape is Shape.EXACT
            else None,
        )
    trailing = runtime.trailing
    if runtime.shape is Shape.EXACT and not runtime.odd and trailing.end > trailing.start:
        yield Finding(
            "RUN005",
            say(
                "`{blanks}` stands after the version → only the amd64 builder takes it off; on "
                "arm64 the version is unknown",
                blanks=document.text[trailing.start : trailing.end],
            ),
            Location("runtime.txt", *trailing),
            Severity.INFO,
            help="delete the blanks and carriage returns at the end of the line",
            fix=Fix(
                "delete what stands after the version",
                Applicability.SAFE,
                (Edit("runtime.txt", *trailing, ""),),
            ),
        )


@rule("RUN009", "python-end-of-life", Severity.INFO, cites=("runtime.supported", "F27"))
def end_of_life(project: Project) -> Iterator[Finding]:
    """The Python that will be installed gets no security fixes, and the target has a later one.

    Why:
        A version's end of life is when the Python project stopped to mend it. It is named only
        where the target has a better one: the newest that it recommends, or the newest of all where
        it recommends none, ended later. Nothing is reported on that one or a newer one, so that a
        platform whose every version is past its end is not held against a repository. The dates
        are data of this tool; today's clock plays no part.

    Example:
        python-2.7.9

    Use instead:
        python-3.6.6
    """
    from checker.python_versions import effective, minor
    from checker.targets import end_of_life_dates

    runtime, target = project.runtime, project.target
    if runtime is None:
        return
    taken = effective(runtime, target)
    newest = recommended(target)
    if not taken.declared or numbers(minor(taken.version)) >= numbers(minor(newest)):
        return
    if taken.version in target.python_recommended:
        return
    dates = end_of_life_dates()
    ended, later = dates.get(minor(taken.version)), dates.get(minor(newest))
    if ended is None or later is None or not ended.ended or ended.date >= later.date:
        return
    yield Finding(
        "RUN009",
        say(
            "Python {version} has had no security fixes since {ended} → the platform installs it, "
            "though it has {newest}, which ended in {later}"
            if later.ended
            else "Python {version} has had no security fixes since {ended} → the platform installs "
            "it, though it has {newest}, which is mended until {later}",
            version=minor(taken.version),
            ended=ended.date,
            newest=minor(newest),
            later=later.date,
        ),
        Location("runtime.txt", *runtime.at),
        Severity.INFO,
        help=say("write `python-{version}` where the program runs on it", version=newest),
    )
