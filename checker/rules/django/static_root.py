"""STATIC_ROOT: where collectstatic puts the files."""

from __future__ import annotations

import ast

from checker.base import regex as re
from checker.base.findings import Applicability, Edit, Finding, Fix, Location
from checker.base.messages import say
from checker.base.spelling import edit_distance
from checker.platform.django_facts import KNOWN
from checker.python.syntax.host import module_tree
from checker.rules.django.shared import (
    Words,
    asks_environment,
    finding,
    place_words,
    plain,
    problems,
)
from checker.rules.registry import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.platform.django_facts import DjangoFacts, Problem
    from checker.project.project import Project

_LINE = 'STATIC_ROOT = "staticfiles"'
"""The source specification's own."""
_ASSIGNED = re.compile(r"^[ \t]*STATIC_ROOT[ \t]*=(?!=)", re.MULTILINE)
_UNDONE = re.compile(r"\bdel\b[^\n]*STATIC_ROOT|pop\([^\n]*STATIC_ROOT")

UNDONE = "STATIC_ROOT is not set: the assignment at {place} does not run or is undone"
SAME = "STATICFILES_DIRS contains {folder}, which is STATIC_ROOT"
SAME_FOLDER = "STATICFILES_DIRS contains the folder that is STATIC_ROOT"
MAYBE = "STATIC_ROOT may be unset ({because})"
MAYBE_UNKNOWN = "STATIC_ROOT may be unset (its value is not known)"
UNSET = "STATIC_ROOT is {value}, because the build does not have the variable"


@rule("DJ001")
def static_root_unset(project: Project) -> Iterator[Finding]:
    """STATIC_ROOT is not set, and there are static files to collect."""
    for facts, problem in problems(project, "static-root-unset"):
        setting = facts.setting("STATIC_ROOT")
        if setting.at is not None and setting.state == KNOWN:
            continue  # it is set, to nothing: DJ002
        found, seen = _found(project, facts, problem)
        anchor = setting.at or facts.setting("STATIC_URL").at or _end(project, facts)
        line, fix = _insert(project, anchor) if setting.at is None else ("", None)
        help = say("write `{line}`", line=line)
        if not line:
            help = (
                "write `STATIC_ROOT = os.path.join(BASE_DIR, 'staticfiles')` where every way "
                "through the settings passes"
            )
        result = finding(project, "DJ001", facts, problem, Words(found, help, fix), at=anchor)
        if seen is not None:
            result = result._replace(related=(*result.related, (seen, "it is written here")))
        yield result


def _found(project: Project, facts: DjangoFacts, problem: Problem) -> tuple[str, Location | None]:
    """What was found, and where the settings speak of STATIC_ROOT all the same."""
    setting = facts.setting("STATIC_ROOT")
    if not problem.certain:
        because = setting.because or facts.because
        return say(MAYBE if because else MAYBE_UNKNOWN, because=because), None
    for path in dict.fromkeys(at.path for at in facts.chain):
        document = project.document(path)
        written = _ASSIGNED.search(document.text) if document is not None else None
        if written is not None:
            start = written.end() - len(written.group().lstrip())
            seen = Location(path, start, written.end())
            return say(UNDONE, place=place_words(project, seen)), seen
    for name in facts.settings:
        if name.isupper() and edit_distance(name, "STATIC_ROOT") <= 2:
            return say("STATIC_ROOT is not set, but {name} is", name=name), facts.settings[name].at
    return "STATIC_ROOT is not set", None


def _end(project: Project, facts: DjangoFacts) -> Location | None:
    """The end of the settings module itself."""
    name = (facts.settings_module or "").replace(".", "/")
    for at in reversed(facts.chain):
        if name and f"/{at.path}".endswith((f"/{name}.py", f"/{name}/__init__.py")):
            document = project.document(at.path)
            if document is not None and document.text:
                end = len(document.text.rstrip())
                return Location(at.path, max(0, end - 1), end)
    return facts.chain[-1] if facts.chain else None


def _insert(project: Project, anchor: Location | None) -> tuple[str, Fix | None]:
    """The line to write, and the fix that adds it after the statement at `anchor`."""
    document = project.document(anchor.path) if anchor is not None else None
    if anchor is None or document is None or not document.complete:
        return "", None
    text = document.text
    if _UNDONE.search(text):
        return "", None
    number, line = document.line_column(anchor.start)[0], _LINE
    module = module_tree(text)
    if module is None:
        # Python 2, as it seems: a line of its own that is one statement, or nothing.
        start, end = document.line_span(number)
        if start != anchor.start or text[start:end].rstrip()[-1:] in tuple("\\([{,:;"):
            return "", None
    else:
        for statement in module.body:
            if statement.lineno <= number <= (statement.end_lineno or 0):
                number = statement.end_lineno or number
                break
        else:
            return "", None
        if not isinstance(statement, (ast.Assign, ast.AnnAssign, ast.Import, ast.ImportFrom)):
            return "", None  # what runs there, and whether, is not certain
        line = _line(text, [s for s in module.body if (s.end_lineno or 0) <= number])
    end = document.line_span(number)[1]
    newline = "\r\n" if "\r\n" in text else "\n"
    title = say("add `{line}` to {path}", line=line, path=anchor.path)
    edit = Edit(anchor.path, end, end, newline + line)
    return line, Fix(title, Applicability.UNSAFE, (edit,))


def _line(text: str, before: list[ast.stmt]) -> str:
    """The assignment, from BASE_DIR where the statements before it leave no doubt what that is."""
    bases = [
        statement.value
        for statement in before
        if isinstance(statement, ast.Assign)
        and any(isinstance(t, ast.Name) and t.id == "BASE_DIR" for t in statement.targets)
    ]
    if len(bases) != 1 or not isinstance(bases[0], (ast.Call, ast.Attribute)):
        return _LINE
    source = ast.get_source_segment(text, bases[0]) or ""
    imported = {
        alias.name if isinstance(s, ast.Import) else f"{s.module}.{alias.name}"
        for s in before
        if isinstance(s, (ast.Import, ast.ImportFrom))
        for alias in s.names
        if alias.asname is None
    }
    if "os" in imported and source.startswith("os.path."):
        return 'STATIC_ROOT = os.path.join(BASE_DIR, "staticfiles")'
    by_path = "pathlib.Path" in imported and source.startswith("Path(")
    if by_path or ("pathlib" in imported and source.startswith("pathlib.Path(")):
        return 'STATIC_ROOT = BASE_DIR / "staticfiles"'
    return _LINE


@rule("DJ002")
def static_root_invalid(project: Project) -> Iterator[Finding]:
    """STATIC_ROOT is set to something that is no folder that can be written."""
    for facts, problem in problems(project, "static-root-invalid", "static-root-unset"):
        setting = facts.setting("STATIC_ROOT")
        if problem.kind == "static-root-unset" and (setting.at is None or setting.state != KNOWN):
            continue  # it is not set at all: DJ001
        help = "write one path: `STATIC_ROOT = os.path.join(BASE_DIR, 'staticfiles')`"
        found = "STATIC_ROOT is not a writable folder"
        path = plain(problem.fields.get("path", ""))
        if path:
            found = say("STATIC_ROOT leads to {path}, which is a file", path=path)
            help = (
                "write the path of a folder: `STATIC_ROOT = os.path.join(BASE_DIR, 'staticfiles')`"
            )
        elif isinstance(setting.value, list):
            found = "STATIC_ROOT is a collection, not one path"
        elif setting.state == KNOWN:
            found = say("STATIC_ROOT is {value}", value=repr(setting.value))
        if problem.kind == "static-root-unset":
            help = "write a folder: `STATIC_ROOT = os.path.join(BASE_DIR, 'staticfiles')`"
            if asks_environment(project, setting.at):
                found = say(UNSET, value=repr(setting.value))
                help = "give the variable a default: a folder such as `'staticfiles'`"
        yield finding(project, "DJ002", facts, problem, Words(found, help), at=setting.at)


@rule("DJ003")
def static_root_in_staticfiles_dirs(project: Project) -> Iterator[Finding]:
    """STATICFILES_DIRS contains STATIC_ROOT."""
    for facts, problem in problems(project, "E002"):
        setting = facts.setting("STATIC_ROOT")
        known = setting.state == KNOWN
        words = Words(
            say(SAME if known else SAME_FOLDER, folder=plain(str(setting.value))),
            "use another folder for STATIC_ROOT, such as `os.path.join(BASE_DIR, 'staticfiles')`",
        )
        yield finding(project, "DJ003", facts, problem, words)
