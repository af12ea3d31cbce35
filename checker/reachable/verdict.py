"""Whether the started process gets all that it imports, as the plan shows it."""

from __future__ import annotations

from checker.base.budget import BudgetSpentError
from checker.base.findings import Location
from checker.base.messages import appended, say
from checker.platform.facts import django_facts
from checker.platform.plan import plan
from checker.platform.values import Imports
from checker.reachable.entry_points import entry_points
from checker.reachable.failing import Why, failing
from checker.reachable.implied import implied
from checker.reachable.library import lacking_in_python
from checker.reachable.shadowing import shadows
from checker.reachable.sources import followed
from checker.reachable.start_settings import facts_of_start, met_by_start
from checker.reachable.text_facts import SETTINGS
from checker.reachable.unfound import application_module, unfound
from checker.start.command import start_command
from checker.start.servers.service import front_of
from checker.start.summary import started, unfollowed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.platform.values import Plan
    from checker.project.project import Project
    from checker.reachable.failing import Failing

_STATIC = frozenset({"static-root-unset", "static-root-invalid", "staticfiles-not-installed"})
"""What ends collectstatic, and not the start."""


def whole_plan(project: Project) -> Plan:
    """The plan, with what becomes of the imports of the start."""
    try:
        imports = start_imports(project)
    except BudgetSpentError as error:
        imports = Imports(None, say("reading the modules needs more than {why}", why=error.why))
    decided = plan(project)
    static = decided.collectstatic
    if static.succeeds and imports.succeeds is not None:
        broken = [each for each in failing(project) if each.file.entry_point.build and each.certain]
        if broken:
            static = static._replace(succeeds=False, because=_because(broken[0]))
    start = start_command(project)
    if start is not None and start.generated and imports.at == (start.whole,):
        imports = imports._replace(at=decided.start.at)  # there is no Procfile
    return decided._replace(
        imports=imports,
        resolution=project.resolution,
        collectstatic=static,
        started=() if start is None else started(project, start),
        unfollowed=() if start is None else unfollowed(start),
    )


def start_imports(project: Project) -> Imports:
    """Whether the start gets all that it imports, and the first thing that it does not get."""
    start = start_command(project)
    if start is None:
        return Imports(None, "nothing is started")
    lost = sorted(unfound(project), key=lambda each: not each.certain)
    for each in lost:
        if each.certain:
            return Imports(False, each.because, (each.at,))
    own = sorted(shadows(project), key=lambda each: not each.certain)
    for shadow in (each for each in own if each.known and not each.page):
        verdict = False if shadow.certain else None
        because = say("{path} is imported instead of the module `{module}` that {program} needs",
                      path=shadow.path, module=shadow.module, program=shadow.program)  # fmt: skip
        return Imports(verdict, because, (Location(shadow.path),))
    found = [
        each
        for each in failing(project)
        if not (each.file.entry_point.build or each.file.entry_point.program or each.file.request)
        and not each.doubt.request
        and not each.doubt.some
    ]
    for broken in sorted(found, key=lambda each: not each.certain):
        place = _place(project, broken)
        return Imports(False if broken.certain else None, _because(broken), place)
    for facts, problem in met_by_start(project):
        certain = problem.certain and facts.declared
        because = say("the settings end with an error: {what}", what=problem.message)
        return Imports(False if certain else None, because, (problem.at,))
    for file in followed(project).files:
        syntax_error = file.reading.syntax_error
        beside = file.entry_point.build or file.entry_point.program or file.request
        if syntax_error is not None and not beside:
            certain = file.certain and syntax_error.certain
            because = say("{path} line {line}: {what}", path=file.document.path,
                          line=syntax_error.line, what=syntax_error.what)  # fmt: skip
            return Imports(False if certain else None, because, (Location(file.document.path),))
    for use in implied(project):
        if not (use.file.entry_point.program or use.file.request):
            path = use.file.document.path
            because = say("{path} line {line} uses `{word}`, which needs {add}",
                          path=path, line=use.line, word=use.word, add=use.add)  # fmt: skip
            return Imports(False if use.certain else None, because, (Location(path),))
    for path, line, name, certain in lacking_in_python(project):
        because = say("{path} line {line} imports `{name}`, which this Python does not have",
                      path=path, line=line, name=name)  # fmt: skip
        return Imports(False if certain else None, because, (Location(path),))
    for file in followed(project).files:
        beside = file.entry_point.build or file.entry_point.program or file.request
        if file.perhaps and not beside:
            because = say("{path} line {line} may import what is not there, if a condition is true",
                          path=file.document.path, line=file.perhaps[0])  # fmt: skip
            return Imports(None, because, (Location(file.document.path),))
    for each in lost:
        return Imports(None, each.because, (each.at,))
    for shadow in (each for each in own if not each.known):
        because = say("{path} has the name of a module of Python that something may need",
                      path=shadow.path)  # fmt: skip
        return Imports(None, because, (Location(shadow.path),))
    return _nothing_found(project)


def _nothing_found(project: Project) -> Imports:
    """No import is known to fail: is it known that none does."""
    led, start = followed(project), start_command(project)
    if not led.complete:
        return Imports(None, "not all modules could be followed")
    if start is not None and start.gaps:
        gap = unfollowed(start)[0]
        return Imports(None, gap.because, (gap.at,))
    if any(each.settings_unknown and not each.program for each in entry_points(project)):
        return Imports(None, say("the settings are unknown: {name} is set to what is not known",
                                 name=SETTINGS))  # fmt: skip
    searching = next(_searching(project), "")
    if searching:
        return Imports(None, say("{path} lets celery search for tasks where the folder is not "
                                 "on the path any more", path=searching))  # fmt: skip
    if not led.entry_points:
        return Imports(None, "what the command imports is not understood")
    facts = facts_of_start(project) or django_facts(project)
    static = facts is not None and facts.settings_read
    if facts is not None and static:
        fatal = {problem.kind for problem in facts.problems if problem.fatal}
        static = bool(fatal) and fatal <= _STATIC
    if facts is not None and facts.succeeds is not True and not static:
        return Imports(None, say("the settings are unknown: {because}",
                                 because=facts.because))  # fmt: skip
    return Imports(True, "the repository, Python or a requirement has each imported module")


def _searching(project: Project) -> Iterator[str]:
    """The applications for which celery takes the folder off the path, then searches packages.

    The program `celery` (5.1.2, 5.3.6, 5.4.0 and 5.5.3 were run) has it there only while it
    imports the application; `python -m celery` and PYTHONPATH keep it.
    """
    start = start_command(project)
    for service in () if start is None else start.services:
        process, application = service.process, service.application
        if not service.name.startswith("celery") or process.module or application is None:
            continue
        if set(service.paths) <= set(front_of(process)):
            continue
        module, _ = application_module(project, service, application)
        document = project.document(module.path) if module is not None and module.path else None
        if document is not None and "autodiscover_tasks(" in document.text:
            yield document.path


def _because(each: Failing) -> str:
    """Where it fails, and why."""
    path = each.doubt.steps[-1].path if each.doubt.steps else each.file.document.path
    template = {
        Why.NOT_FOUND: "{path} line {line} imports `{name}`, which is not found",
        Why.REMOVED: "{path} line {line} imports `{dotted}`, which {release} does not have",
        Why.RELATIVE: "{path} line {line} imports `{name}`, but is in no package",
        Why.CIRCLE: "{path} line {line} imports `{absent}`, which {found} defines only later",
        Why.NO_NAME: "{path} line {line} imports `{absent}`, which {found} does not define",
        Why.NOT_INSTALLED: "{path} line {line} imports `{name}`, which no requirement installs",
        Why.NOT_IN_GIT: "{path} line {line} needs {found}, which is not in git",
        Why.SHADOWED: "{path} line {line} imports `{name}` and gets {found}",
    }[each.why]
    if each.doubt.attribute:
        template = "{path} line {line} uses `{absent}`, which {found} does not define"
    if each.doubt.part:
        template = "{path} line {line} uses `{name}.{absent}`, which nothing imports"
    words = say(template, path=path, line=each.doubt.line, name=each.doubt.name,
                found=each.found, absent=each.doubt.absent,
                dotted=each.removed.dotted if each.removed else "",
                release=each.removed.shown if each.removed else "")  # fmt: skip
    if each.because:
        words = appended(words, say(" ({because} is not known)", because=each.because))
    return words


def _place(project: Project, each: Failing) -> tuple[Location, ...]:
    path = each.doubt.steps[-1].path if each.doubt.steps else each.file.document.path
    document = project.document(path)
    if document is None or each.doubt.line > len(document.starts):
        return (Location(path),)
    return (Location(path, *document.line_span(max(1, each.doubt.line))),)
