"""`if`, loops, `case`, groups and functions, and the state of which only one of two holds."""

from __future__ import annotations

from checker.base import regex as re
from checker.parsers.shell import Branch, Command, Part, PartKind
from checker.platform.environment import State
from checker.start.environment import UNKNOWN, render
from checker.start.expansion import captured, expand_parts, expanded
from checker.start.processes import HARMLESS, NESTING, OK

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.parsers.shell import Compound, Word
    from checker.start.interface import Shell
    from checker.start.processes import Where


def run_compound(shell: Shell, item: Compound, where: Where) -> bool | str | None:
    """Run a compound command; how it ends."""
    if item.kind == "function":
        shell.functions[item.name] = item
        return True
    if where.depth >= NESTING * 2:
        shell.disturbed = True
        shell.trace.gap(item.start, "the commands are nested deeper than is read")
        return None
    where = where._replace(depth=where.depth + 1)
    if item.after == "&":
        return _beside(shell, item, where._replace(last=False))
    if item.kind == "if":
        return _if(shell, item, where)
    if item.kind == "case":
        return _case(shell, item, where)
    if item.kind == "{":
        return shell.run(item.branches[0].body, where)
    if item.kind == "(":
        inner = shell.copy()
        status = inner.run(item.branches[0].body, where)
        shell.disturbed = shell.disturbed or inner.disturbed
        return status
    return _loop(shell, item, where)


def _beside(shell: Shell, item: Compound, where: Where) -> bool | str | None:
    """A compound command in the background: a shell of its own."""
    inner = shell.copy()
    run_compound(inner, item._replace(after=""), where)
    shell.disturbed = shell.disturbed or inner.disturbed
    return OK


def _if(shell: Shell, item: Compound, where: Where) -> bool | str | None:
    """The branches that may be gone, each from the state that its tests leave."""
    ends: list[Shell] = []
    status: list[bool | str | None] = []
    state = shell.copy()
    open_so_far, only = False, _only(item)
    for branch in item.branches:
        held: bool | str | None = True
        if branch.test:
            test = where._replace(
                last=False, tested=True, conditional=where.conditional or open_so_far
            )
            held = state.run(branch.test, test)
            held = None if held == OK else held
        if held is False:
            continue
        taken = state.copy()
        certain = held is True and not open_so_far
        inner = where if certain or branch is only else where._replace(conditional=True)
        at = len(shell.trace.found)
        status.append(taken.run(branch.body, inner))
        if certain or not _gives_up(taken, at):
            ends.append(taken)
        if held is True:
            break
        open_so_far = True
    else:
        ends.append(state)
        status.append(True)
    _become(shell, ends)
    return status[0] if len(status) == 1 else OK


def _case(shell: Shell, item: Compound, where: Where) -> bool | str | None:
    subject = render(expand_parts(shell, item.words[0].parts), shell.environment).text
    known = UNKNOWN not in subject
    ends: list[Shell] = []
    certain, only = known, _only(item)
    for branch in item.branches:
        fits = _fits(shell, subject, branch.patterns) if known else None
        if fits is False:
            continue
        taken = shell.copy()
        always = any(word.value == "*" for word in branch.patterns)
        sure = fits is True and certain
        at = len(shell.trace.found)
        inner = where if sure or branch is only else where._replace(conditional=True)
        taken.run(branch.body, inner)
        if sure or not _gives_up(taken, at):
            ends.append(taken)
        if fits is True or always:
            break
        certain = False
    else:
        ends.append(shell.copy())
    _become(shell, ends)
    return OK


def _only(item: Compound) -> Branch | None:
    """The branch that has to run, as each of the others only ends the script."""
    last = item.branches[-1]
    whole = not last.test if item.kind == "if" else any(w.value == "*" for w in last.patterns)
    others = [each for each in item.branches if not _exits(each)]
    return others[0] if whole and len(others) == 1 and len(item.branches) > 1 else None


def _exits(branch: Branch) -> bool:
    """Whether a branch ends with `exit`."""
    last = branch.body[-1] if branch.body else None
    return isinstance(last, Command) and bool(last.words) and last.words[0].value == "exit"


def _fits(shell: Shell, subject: str, patterns: tuple[Word, ...]) -> bool | None:
    """Whether one of the patterns fits; None if that is not known."""
    unknown = False
    for word in patterns:
        parts = expand_parts(shell, word.parts)
        if any(part.kind is not PartKind.LITERAL for part in parts):
            unknown = True
            continue
        text = "".join(_pattern(part) for part in parts)
        if len(subject) < 1_000 and re.fullmatch(text, subject, re.DOTALL):
            return None if unknown else True
    return None if unknown else False


def _pattern(part: Part) -> str:
    """A literal part of a pattern as a regular expression; what a bracket begins fits anything."""
    if part.quoted:
        return re.escape(part.text)
    plain = part.text.partition("[")[0]
    pieces = [{"*": ".*", "?": "."}.get(char, re.escape(char)) for char in plain]
    # Runs of stars are one star: nothing may make the search slow.
    text = re.sub(r"(?:\.\*)+", ".*", "".join(pieces))
    return text + (".*" if "[" in part.text else "")


def _loop(shell: Shell, item: Compound, where: Where) -> bool | str | None:
    """A loop: its test runs, its body perhaps."""
    branch = item.branches[0]
    status: bool | str | None = None
    before = shell.copy()
    if item.kind == "for" and item.name:
        words = expanded(shell, item.words)
        shell.assign(item.name, words[0].parts if len(words) == 1 else _any(words))
        if item.words and not words:
            return True
    if branch.test:
        status = shell.run(branch.test, where._replace(last=False, tested=True))
        if isinstance(status, bool) and status is (item.kind == "until"):
            return True
    endless = _is_endless(item)
    inner = where._replace(last=where.last and endless, conditional=True)
    if endless:
        inner = inner._replace(conditional=where.conditional)
    found, at = shell.trace.found, len(shell.trace.found)
    shell.run(branch.body, inner)
    if shell.directory != before.directory:  # the next turn begins elsewhere
        found[at:] = [process._replace(directory=None) for process in found[at:]]
        if shell.errexit:
            shell.ended = shell.ended or None
    if shell.ended and not endless:
        shell.ended = False if _gives_up(shell, at) else None
    join_states(shell, before)
    if shell.arguments is None and before.arguments is not None and shell.name != "bash":
        shell.ended = shell.ended or None  # the next turn may have nothing left to `shift`
    if endless and not shell.ended:
        shell.ended = None
    return OK


def _is_endless(item: Compound) -> bool:
    """`while true`, `until false`, `while :`."""
    test = item.branches[0].test
    if len(test) != 1 or not isinstance(test[0], Command) or len(test[0].words) != 1:
        return False
    name = test[0].words[0].value
    return name in {"while": ("true", ":"), "until": ("false",)}.get(item.kind, ())


def _any(words: tuple[Word, ...]) -> tuple[Part, ...]:
    """A value that is one of several."""
    parts = words[0].parts[:1] if words else ()
    return tuple(part._replace(kind=PartKind.UNKNOWN, name="", operator="") for part in parts)


def call(
    shell: Shell, function: Compound, words: tuple[Word, ...], where: Where
) -> bool | str | None:
    """Call a function with these arguments."""
    if where.depth >= NESTING * 2:
        shell.disturbed = True
        shell.trace.gap(function.start, "the commands are nested deeper than is read")
        return None
    outer = shell.ended
    shell.frames.append(shell.arguments)
    shell.arguments = captured(shell, words)
    status = shell.run(function.branches[0].body, where._replace(depth=where.depth + 1))
    shell.arguments = shell.frames.pop()
    if shell.returned:
        shell.ended, shell.returned = outer, False
    return status


def _gives_up(taken: Shell, at: int) -> bool:
    """Whether a branch only ends the script, as one that finds something missing does.

    What follows is then looked at as if that were not so: it is what should run.
    """
    return taken.ended is True and all(
        process.program in HARMLESS for process in taken.trace.found[at:]
    )


def _become(shell: Shell, ends: list[Shell]) -> None:
    """Be what any of these states may be."""
    ends = ends or [shell.copy()]
    first = ends[0]
    shell.__dict__.update(first.__dict__)
    for other in ends[1:]:
        join_states(shell, other)


def join_states(shell: Shell, other: Shell) -> None:
    """Be what either state may be."""
    shell.returned = shell.returned or other.returned
    if shell.ended and other.ended is False:
        _take(shell, other)
        shell.ended = None
        return
    if other.ended and shell.ended is False:
        shell.ended = None
        return
    if shell.ended != other.ended:
        shell.ended = None
    if shell.directory != other.directory:
        shell.directory = None
    shell.moved = shell.moved if shell.moved is other.moved else None
    shell.disturbed = shell.disturbed or other.disturbed
    shell.errexit, shell.allexport = (
        shell.errexit and other.errexit,
        shell.allexport and other.allexport,
    )
    shell.arguments = shell.arguments if shell.arguments == other.arguments else None
    shell.functions = {
        name: body for name, body in shell.functions.items() if other.functions.get(name) is body
    }
    _join_variables(shell, other)


def _take(shell: Shell, other: Shell) -> None:
    """Go on as the other state does: this one has ended."""
    disturbed, returned = shell.disturbed, shell.returned
    shell.__dict__.update(other.__dict__)
    shell.disturbed, shell.returned = disturbed or other.disturbed, returned


def _join_variables(shell: Shell, other: Shell) -> None:
    environment = shell.environment
    if environment is not other.environment:
        names = {name for name, _ in (*environment.items(), *other.environment.items())}
        values: dict[str, str | State] = {}
        for name in names:
            one, two = environment.get(name), other.environment.get(name)
            if one != two:
                values[name] = State.MAYBE if State.ABSENT in (one, two) else _either(one, two)
        shell.environment = environment.with_values(values)
    joined: dict[str, tuple[Part, ...]] = {}
    for name in (*shell.assigned, *(set(other.assigned) - set(shell.assigned))):
        mine, its = shell.assigned.get(name), other.assigned.get(name)
        if mine == its:
            joined[name] = mine or ()
            continue
        joined[name] = (Part(PartKind.UNKNOWN, UNKNOWN, 0, 0),)
    shell.assigned = joined
    shell.exported &= other.exported


def _either(one: str | State, two: str | State) -> State:
    """What is known of a variable that has one of two values."""
    return State.MAYBE if State.MAYBE in (one, two) else State.PRESENT
