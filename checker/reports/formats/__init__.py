"""The formats of a report: one registry, each writer imported when it is asked for.

A format knows the report and its own form, and no other format.
"""

from __future__ import annotations

import os
from io import BytesIO, TextIOWrapper

from checker.base.errors import UsageError, is_asked, unknown, written
from checker.base.loading import load
from checker.base.messages import ENGLISH, fill
from checker.base.text import printable
from checker.reports.output import Output
from checker.reports.summary import write_clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from checker.check.report import Report
    from checker.reports.view import View

    Writer = Callable[[list[tuple[str, Report]], Output], None]

FORMATS = {
    "full": "full",
    "concise": "concise",
    "json": "json_report",
    "jsonl": "json_lines",
    "sarif": "sarif",
    "github": "github",
    "gitlab": "gitlab",
    "azure": "azure",
    "teamcity": "teamcity",
    "junit": "junit",
    "checkstyle": "checkstyle",
    "rdjson": "rdjson",
    "markdown": "markdown",
}
"""Each format's name and its module here, which holds a function `write_NAME`."""

COMPARISON = "comparison"
"""What `--format` takes for several targets side by side: no list of findings."""

FOR_PEOPLE = ("full", "concise", "markdown")
"""The formats that `--group-by` and `--max-findings` change; all others contain every finding."""


Destination = tuple[str, str]
"""One `--output FORMAT:PATH`: the format and the path."""


def must_exist(name: str) -> None:
    """Do nothing for the name of a format.

    Raises:
        UsageError: for any other word, with the likely name.
    """
    if name not in FORMATS:
        raise unknown("format", name, list(FORMATS))


def write(name: str, reports: list[tuple[str, Report]], output: Output) -> None:
    """Write the reports in a format, as a `comparison` or as `statistics`."""
    language = output.language
    if language is not ENGLISH and (name in FOR_PEOPLE or name not in FORMATS or is_asked()):
        from checker.reports.localising import localised  # noqa: PLC0415  gate: most read English

        reports = [(prefix, localised(report, language)) for prefix, report in reports]
    if name == "full" and not any(report.findings for _, report in reports):
        write_clean(reports, output)  # without rich
        return
    folder = "checker.reports.formats" if name in FORMATS else "checker.reports"
    module = load(f"{folder}.{FORMATS.get(name, name)}")
    writer: Writer = getattr(module, f"write_{name}")
    writer(reports, output)


def destinations(values: list[str], also: tuple[str, ...] = ()) -> list[Destination]:
    """What `--output` asks for, judged before anything is checked.

    Args:
        values: each a `FORMAT:PATH`.
        also: what may be written besides reports.

    Raises:
        UsageError: for an unknown format, or a path that cannot be written.
    """
    found: list[Destination] = []
    for value in values:
        name, colon, path = value.partition(":")
        if not colon or not path:
            raise UsageError(
                fill(
                    "--output `{value}`: write FORMAT:PATH, as in `sarif:report.sarif`",
                    value=printable(value, 80),
                )
            )
        if name not in also:
            must_exist(name)
        problem = _problem_of(path)
        if not problem and any(_is_same(path, other) for _, other in found):
            problem = "another --output writes it"
        if problem:
            raise UsageError(
                fill(
                    "--output: cannot write `{path}`: {problem}",
                    path=printable(path),
                    problem=problem,
                )
            )
        found.append((name, path))
    return found


def _problem_of(path: str) -> str:
    """Why a file cannot be written at `path`, as far as can be told before; empty: it can."""
    if "\0" in path:
        return "a path cannot contain NUL"
    if path == "-":
        return "what --format names goes to standard output"
    real = os.path.realpath(path)
    if os.path.exists(path) and not os.path.exists(real):  # `/dev/stdout` that is a pipe
        return "" if os.access(path, os.W_OK) else "permission denied"
    if os.path.isdir(real):
        return "it is a folder"
    folder = os.path.dirname(real)
    if not os.path.isdir(folder):
        return fill(
            "there is no folder `{dirname}`", dirname=printable(os.path.dirname(path) or folder)
        )
    if not os.access(real if os.path.exists(real) else folder, os.W_OK):
        return "permission denied"
    return ""


def _is_same(path: str, other: str) -> bool:
    """Whether two paths are one file, in which one report would replace the other."""
    path, other = os.path.realpath(path), os.path.realpath(other)
    if os.path.exists(path) and os.path.exists(other):
        return os.path.isfile(path) and os.path.samefile(path, other)
    return path == other


def write_files(
    wanted: list[Destination], reports: list[tuple[str, Report]], view: View | None = None
) -> None:
    """Write a report to each of the files, in UTF-8 and without colours.

    Raises:
        UsageError: where that can't be done.
    """
    if not wanted:
        return
    from checker.files.writing import write_atomically  # noqa: PLC0415  gate: for --output alone

    for name, path in wanted:
        buffer = BytesIO()
        stream = TextIOWrapper(buffer, encoding="utf-8", errors="backslashreplace", newline="\n")
        write(name, reports, Output(stream, color="never", view=view, language=written()))
        stream.flush()
        try:
            write_atomically(path, buffer.getvalue())
        except OSError as error:
            raise UsageError(
                fill(
                    "--output: cannot write `{path}`: {strerror}",
                    path=printable(path),
                    strerror=error.strerror or "unknown error",
                )
            ) from error
