"""All that a plan decides, one decision after the other, in words."""

from __future__ import annotations

from checker.base.findings import Location
from checker.base.messages import AND, fill, joined, listed, say
from checker.base.records import NamedTuple
from checker.base.text import printable
from checker.data.headers import needs_of_source
from checker.rules.requirements.resolved import message_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.platform.values import Plan
    from checker.project.resolution import Distribution, Trouble

INSTALLS = "would install {count} distribution{s}"
INSTALLS_SOURCES = "would install {count} distribution{s}, {sources} of them from source"
LEFT_OUT = "`{text}` was left out, because no package index knows it"
ASKED = "the package index has a release for each requirement"
SHOWN = "{tool} (the console shows {shown})"
_NONE = fill("none")


class Decision(NamedTuple):
    """One branch of the tree."""

    name: str
    value: str
    because: str
    at: tuple[Location, ...] = ()
    log: str = ""
    good: bool = True
    """False where the platform does nothing, fails, or does something else than was asked for."""
    also: tuple[tuple[str, Location], ...] = ()
    """Further causes, each with its place."""


def decisions(plan: Plan) -> list[Decision]:
    """All that the plan decides, in the order in which the platform does."""
    found = [_recognised(plan)]
    if plan.recognised.is_python:
        found += [
            *_refused(plan),
            _dependencies(plan),
            _python(plan),
            Decision(
                "package index", plan.package_index.value or "PyPI", plan.package_index.because
            ),
            *_installation(plan),
            _collectstatic(plan),
            _start(plan),
            *_processes(plan),
            *_imports(plan),
            Decision("port variable", plan.port.value, plan.port.because),
        ]
    return found


def _recognised(plan: Plan) -> Decision:
    found = plan.recognised
    value = printable(found.override or found.language or "") or "nothing is recognised"
    others = [name for name in found.languages if name != value]
    if others:
        value = fill("{value} (detected too: {others})", value=value, others=listed(others))
    return Decision("recognised", value, found.because, found.at, good=found.is_python)


def _dependencies(plan: Plan) -> Decision:
    """What installs the dependencies, and what the console shows if that is something else."""
    found, shown = plan.dependencies, plan.package_manager
    if found.tool != shown.value and not shown.fails:
        value = fill(SHOWN, tool=found.tool or _NONE, shown=shown.value)
        return Decision("package manager", value, found.because, found.at)
    value = "the build fails" if shown.fails else shown.value
    return Decision("package manager", value, shown.because, shown.at, shown.log, not shown.fails)


def _refused(plan: Plan) -> list[Decision]:
    """What ends the build, if no other decision says so."""
    build = plan.build
    if build.succeeds is not False or build.because in (
        *(plan.package_manager.because, plan.python.because, plan.start.because),
    ):
        return []
    return [Decision("build", "fails", build.because, build.at, build.log, good=False)]


def _python(plan: Plan) -> Decision:
    python = plan.python
    value = python.effective or ("the build fails" if python.fails else "unknown")
    if python.declared_in:
        declared = printable(python.declared, 60) or fill("nothing")
        value = fill("{value} (declared: {declared})", value=value, declared=declared)
    kept = python.effective is not None and (
        not python.declared_in or python.declared.endswith(python.effective)
    )
    return Decision("Python", value, python.because, python.at, python.log, kept)


def _installation(plan: Plan) -> list[Decision]:
    """What pip would install; nothing if nobody asked the package index."""
    found = plan.resolution
    if found is None:
        return []
    if found.installs is None and not found.distributions:
        return [Decision("installation", "not known", found.because, good=False)]
    if found.installs is False:
        wrong = len(found.troubles)
        tool = plan.dependencies.tool or "pip"
        template = "{tool} stops: {count} problem{s}" if wrong else "{tool} stops"
        value = say(template, tool=tool, count=wrong, s="s" * (wrong != 1))
        python = plan.python.effective or ""
        also = [(message_of(each, python), _line(each)) for each in found.troubles]
        because, places = found.because, plan.build.at
        if also:
            because, places = also[0][0], (also[0][1],)
        return [Decision("installation", value, because, places, "", False, tuple(also[1:]))]
    if not found.distributions and found.because:
        return [Decision("installation", "pip finds every requirement", found.because)]
    count, sources = len(found.distributions), found.sources
    template = INSTALLS_SOURCES if sources else INSTALLS
    value = say(template, count=count, sources=len(sources), s="s" * (count != 1))
    reasons = [_source(each) for each in sources]
    reasons += [found.because] if found.because else []
    reasons += [say(LEFT_OUT, text=each.text) for each in found.left_out]
    return [Decision("installation", value, joined(reasons) or ASKED)]


def _line(trouble: Trouble) -> Location:
    """The line of a requirement that cannot be installed."""
    last = trouble.requirements[-1]
    return Location(last.path, *last.span)


def _source(source: Distribution) -> str:
    needs = needs_of_source(source.name)
    if not needs:
        return say("{name} {version} has no wheel", name=source.name, version=source.version)
    return say(
        "{name} {version} has no wheel, and its build needs {needs}",
        name=source.name,
        version=source.version,
        needs=listed(map(fill, needs), last=AND),
    )


def _collectstatic(plan: Plan) -> Decision:
    static = plan.collectstatic
    if static.runs:
        value = {True: "runs and succeeds", False: "runs and fails", None: "runs"}[static.succeeds]
    else:
        value = "does not run" if static.runs is False else "not known"
    good = static.succeeds is not False and (bool(static.runs) or not static.manage_py)
    return Decision("collectstatic", value, static.because, static.at, static.log, good)


def _start(plan: Plan) -> Decision:
    start = plan.start
    value = "nothing" if start.command is None else printable(start.command)
    if start.fails:
        value = "the build fails"
    if not start.certain:
        value = fill("not certain: {value}", value=value)
    return Decision("start", value, start.because, start.at, start.log, start.command is not None)


def _processes(plan: Plan) -> list[Decision]:
    """The chain from the command to each process; nothing where it is the command itself."""
    found: list[Decision] = []
    for each in plan.started or ():
        if not (each.through or each.runners):
            continue
        steps = [call.words for call in each.through]
        if each.runners:
            runners = listed(printable(name, 40) for name in each.runners)
            steps.append(fill("through {runners}", runners=runners))
        if each.directory:
            steps.append(fill("in {folder}/", folder=printable(each.directory)))
        if each.listens:
            addresses = listed(printable(at, 60) for at in each.listens)
            steps.append(fill("listens on {addresses}", addresses=addresses))
        name = "start: perhaps" if each.conditional else "start: runs"
        places = (*(call.at for call in each.through), each.at)
        found.append(Decision(name, printable(each.words, 200), joined(steps), places))
    found.extend(
        Decision("start: unknown", "not followed", each.because, (each.at,), good=False)
        for each in plan.unfollowed
    )
    return found


def _imports(plan: Plan) -> list[Decision]:
    found = plan.imports
    if found is None or plan.start.command is None:
        return []
    value = {True: "succeeds", False: "fails", None: "not known"}[found.succeeds]
    good = found.succeeds is not False
    return [Decision("start: imports", value, found.because, found.at, good=good)]
