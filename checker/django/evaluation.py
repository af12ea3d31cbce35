"""The reading of a whole project: every run explored, what all of them agree on kept."""

from __future__ import annotations

from checker.base.budget import BudgetSpentError
from checker.base.records import NamedTuple
from checker.django.modules import OLDEST, django_module
from checker.django.setting_values import Value, value_of
from checker.django.state import GiveUp, Note, State, state_of
from checker.django.storages import prefixed
from checker.python.interpreter.assembled import AssembledInterpreter, explore
from checker.python.interpreter.context import Context
from checker.python.interpreter.limits import LimitReached
from checker.python.interpreter.values import (
    ROOT,
    Class,
    Instance,
    Module,
    Place,
    PyRaise,
    Unknown,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from checker.files.tree import Tree
    from checker.python.models.distributions import Distributions


class Outcome(NamedTuple):
    """What a reading gave."""

    succeeds: bool | None
    because: str
    notes: tuple[Note, ...] = ()
    settings: Mapping[str, Value] = {}
    settings_read: bool = False
    module: str | None = None
    module_place: Place | None = None
    """Where that name is given to the environment."""
    sources: tuple[str, ...] = ()
    """The files that were read for the settings, in order."""
    certain: bool = True
    """Whether the notes hold for every run."""
    failure: str = ""
    """What failed in the tool itself; empty where nothing did."""


_SAID = 2_000
"""Characters of an exception that are quoted."""


class _Run(NamedTuple):
    succeeds: bool | None
    because: str
    notes: tuple[Note, ...]
    settings: Mapping[str, Value] | None
    module: str | None
    module_place: Place | None = None
    sources: tuple[str, ...] = ()
    doubts: bool = False
    """Whether a module is taken for missing that a distribution not known here may bring."""
    failure: str = ""


def evaluate(
    tree: Tree,
    manage_py: str,
    *,
    django: tuple[int, int] | None,
    django_full: str,
    python: tuple[int, int],
    python_full: str,
    environment: Mapping[str, str | None],
    distributions: Distributions,
    unsure: Callable[[str], bool] | None = None,
    loaded: frozenset[str] = frozenset(),
    daphne_checks: bool = False,
) -> Outcome:
    """What `python MANAGE_PY collectstatic --noinput` in the root would do.

    Args:
        tree: the repository.
        manage_py: the path of the manage.py.
        django: major and minor version of Django.
        django_full: its version as far as it is known.
        python: major and minor version of Python.
        python_full: its version as far as it is known.
        environment: the build's variables; None for a value that is not known.
        distributions: what the requirements install.
        unsure: whether a variable that is not listed may be set by the builder.
        loaded: modules of Python that are loaded already: own ones of their names are not read.
        daphne_checks: whether the release of daphne has the check of its place among the apps.
    """
    context = Context(
        tree, python=python, python_full=python_full, django=django, django_full=django_full,
        environment=environment, distributions=distributions, unsure=unsure, extra=django_module,
        loaded=loaded, daphne_checks=daphne_checks,
    )  # fmt: skip
    runs: list[_Run] = []
    for interp, too_many in explore(lambda decisions: AssembledInterpreter(context, decisions)):
        if too_many:
            because = "it depends on too many conditions that are not known"
            runs.append(_Run(None, because, (), None, None))
            break
        runs.append(_run(interp, manage_py))
        _let_go(interp)
        if context.memory <= 0:
            runs.append(_Run(None, "it takes too much memory to evaluate", (), None, None))
            break
        if context.steps <= 0:
            runs.append(_Run(None, "it takes too many steps to evaluate", (), None, None))
            break
    return _join(runs)


def _run(interp: AssembledInterpreter, manage_py: str) -> _Run:
    state = state_of(interp)
    because, failure, succeeds = "", "", None
    notes: list[Note] = []
    interp.argv[:] = ["collectstatic", "--noinput"]
    try:
        interp.run_main(manage_py)
        succeeds = True if not state.unknown else None
        because = state.unknown
        if succeeds and state.version < OLDEST:
            succeeds, because = None, "Django before 1.8 is older than those that are known here"
        if not state.finished and interp.opaque_calls:
            # It ends without running Django's command: what it does instead is not known.
            succeeds, because = None, f"{manage_py} does not run Django's command"
    except PyRaise as raised:
        succeeds, note = _ended(interp, raised)
        if note is not None:
            notes.append(note)
            because = note.message
    except (LimitReached, GiveUp) as stopped:
        because = str(stopped)
    except RecursionError:
        because = "it is nested too deeply to be evaluated"
    except MemoryError:
        because = "it takes too much memory to evaluate"
    except BudgetSpentError:
        raise
    except Exception as error:  # a fault of the tool must not end the check of the repository
        failure = f"{type(error).__name__}: {error}"
        because = f"the tool failed: {failure}"
    settings = _values(state) if state.snapshot is not None else None
    end = len(interp.sources) if state.sources is None else state.sources
    sources = tuple(path for path in interp.sources[:end] if path != manage_py)
    named = interp.environ.places.get("DJANGO_SETTINGS_MODULE")
    doubts = not all(interp.notes.get("doubted modules", {}).values())
    return _Run(
        succeeds, because, (*state.notes, *notes), settings, state.module, named, sources, doubts,
        failure,
    )  # fmt: skip


def _let_go(interp: AssembledInterpreter) -> None:
    """Take apart what a run has made: much of it holds itself, and would stay for a while."""
    for module in interp.modules.values():
        if not isinstance(module, Module) or not module.path:
            continue
        for value in module.namespace.values():
            if isinstance(value, Class) and value.module == module.name:
                value.mro = ()
                value.namespace.clear()
        module.namespace.clear()
    for holding in (interp.modules, interp.notes, interp.kinds):
        holding.clear()
    del interp.files


def _ended(interp: AssembledInterpreter, raised: PyRaise) -> tuple[bool | None, Note | None]:
    """What an exception that nothing catches does: the exit code, and the note on it."""
    value = raised.value
    if isinstance(value, SystemExit) and raised.kind != "staticfiles-not-installed":
        code = value.code
        if isinstance(code, Unknown):
            return None, None
        if code is None or code == 0:
            return True, None
    name = value.cls.name if isinstance(value, Instance) else type(value).__name__
    text = _text(interp, value)
    if raised.kind == "staticfiles-not-installed":
        text, name = "Unknown command: 'collectstatic'", "CommandError"
    kind = raised.kind or ("manage-py-fails" if len(raised.trace) < 1 else "import-error")
    if kind == "file-not-found":
        kind = "settings-import-error" if raised.trace else "manage-py-fails"
    fields = {"exception": name, "message": text, **raised.fields}
    chain = tuple(raised.trace)
    message = f"{name}: {text}" if text else name
    return False, Note(kind, message, raised.place, True, fields, chain)


def _text(interp: AssembledInterpreter, value: Any) -> str:
    """What an exception says; empty where it is not known, or too long to be said."""
    if isinstance(value, Instance):
        given = value.attributes.get("args", ())
        value = given[0] if len(given) == 1 else ""
    shown = "__str__"
    if isinstance(value, KeyError) and value.args:
        value, shown = value.args[0], "__repr__"
    if isinstance(value, Unknown):
        return ""
    try:
        text = interp.text_of(value, None, shown)
    except (PyRaise, LimitReached):
        return ""
    return "" if isinstance(text, Unknown) else str(text)[:_SAID].replace(ROOT, "{root}")


# -- settings -------------------------------------------------------------------------------------


def _values(state: State) -> dict[str, Value]:
    """All settings that the module sets."""
    names = state.names
    found: dict[str, Value] = {}
    places = names.places if names is not None else {}
    for name, value in (state.snapshot or {}).items():
        if name.isupper():
            if name in ("STATIC_URL", "MEDIA_URL") and not state.urls_as_they_are:
                value = prefixed(state, value)
            found[name] = value_of(value, places.get(name))
    if state.version >= (3, 1) and "MEDIA_URL" not in found:
        found["MEDIA_URL"] = Value("known", "" if state.urls_as_they_are else "/")
    if names is not None and names.open is not None:
        found["*"] = Value("unknown", None, names.open.place, names.open.because)
    return found


def _join(runs: list[_Run]) -> Outcome:
    """What all runs agree on."""
    verdicts = {run.succeeds for run in runs}
    if verdicts == {False} and not all(run.doubts for run in runs):
        # It fails whatever the distributions bring: what fails with all of them is certain.
        runs = [run for run in runs if not run.doubts]
    agreed = len(verdicts) == 1
    succeeds = verdicts.pop() if agreed else None
    first = runs[0]
    because = (
        first.because if agreed else next((run.because for run in runs if run.succeeds is None), "")
    )
    if not agreed and not because:
        because = next((run.because for run in runs if run.because), "")
    kinds = [{(n.kind, n.place) for n in run.notes} for run in runs]
    common = set.intersection(*kinds) if kinds else set()
    notes: dict[tuple[str, Place | None], Note] = {}
    for run in runs:
        for note in run.notes:
            notes.setdefault((note.kind, note.place), note)
    certain = all(key in common for key in notes)
    read = [run.settings for run in runs]
    settings = _agreed([s for s in read if s is not None], all(s is not None for s in read))
    complete = bool(read) and all(s is not None and "*" not in s for s in read)
    return Outcome(
        succeeds, because, tuple(notes.values()), settings, complete,
        first.module, first.module_place, first.sources, certain,
        next((run.failure for run in runs if run.failure), ""),
    )  # fmt: skip


def _agreed(read: list[Mapping[str, Value]], complete: bool) -> dict[str, Value]:
    found: dict[str, Value] = {}
    names = dict.fromkeys(name for settings in read for name in settings)
    for name in names:
        values = [settings.get(name) for settings in read]
        first = next(value for value in values if value is not None)
        same = all(
            v is not None and v.state == first.state and v.value == first.value for v in values
        )
        if same and complete:
            found[name] = first
        else:
            because = first.because or "it depends on a condition that is not known"
            found[name] = Value("unknown", None, first.place, because)
    return found
