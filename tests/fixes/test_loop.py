"""Choosing, judging and taking back, with rules made for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.base.findings import Applicability, Edit, FileStep, Finding, Fix, Location, Severity
from checker.check.report import Report
from checker.files.tree import MemoryTree, Tree
from checker.fixes.loop import fix_all, is_fixable
from checker.project.project import Project
from checker.targets import targets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Checks = "Callable[[str], Iterator[Finding]]"


def found(
    code: str, start: int, end: int, new: str, severity: Severity = Severity.WARNING
) -> Finding:
    fix = Fix(f"write {new!r}", Applicability.SAFE, (Edit("f", start, end, new),))
    return Finding(code, "m", Location("f", start, end), severity, fix=fix)


def run(text: str, rule: Callable[[str], Iterator[Finding]]) -> tuple[str, list[str], list[str]]:
    """The text afterwards, the codes that were fixed, and why others were not."""

    def check(tree: Tree) -> Report:
        content = tree.read("f").data.decode()
        project = Project(tree, targets()["rainbond-5"])
        return Report(project, tuple(rule(content)), 0, ())

    outcome = fix_all(
        MemoryTree({"f": text.encode()}), check, lambda f: is_fixable(f.fix, unsafe=False)
    )
    after = outcome.tree.read("f").data.decode()
    return after, [f.code for f in outcome.applied], [why for _, why in outcome.refused]


def letters(text: str, old: str, code: str, new: str) -> Iterator[Finding]:
    for at, char in enumerate(text):
        if char == old:
            yield found(code, at, at + 1, new)


def test_one_fix_makes_the_next_possible() -> None:
    def rule(text: str) -> Iterator[Finding]:
        yield from letters(text, "a", "A1", "b")
        yield from letters(text, "b", "B1", "c") if "a" not in text else ()

    assert run("xaxa", rule) == ("xcxc", ["A1", "A1", "B1", "B1"], [])


def test_fixes_that_touch_each_other_are_applied_in_turn() -> None:
    def rule(text: str) -> Iterator[Finding]:
        if "ab" in text:
            at = text.index("ab")
            yield found("A1", at, at + 1, "x")
            yield found("B1", at, at + 2, "y")
        yield from letters(text, "b", "C1", "z")

    assert run("ab", rule)[0] == "xz"


def test_a_fix_whose_finding_remains_is_taken_back() -> None:
    def rule(text: str) -> Iterator[Finding]:
        yield found("A1", 0, 0, "more")
        yield from letters(text, "b", "B1", "c")

    assert run("b", rule) == ("c", ["B1"], ["the finding remains"])


def test_a_fix_that_makes_an_error_is_taken_back() -> None:
    def rule(text: str) -> Iterator[Finding]:
        yield from letters(text, "a", "A1", "!")
        yield from letters(text, "b", "B1", "c")
        for at, char in enumerate(text):
            if char == "!":
                yield Finding("E1", "bang", Location("f", at, at + 1), Severity.ERROR)

    after, applied, refused = run("ab", rule)
    assert (after, applied) == ("ac", ["B1"])
    assert refused == ["it would make a new error: E1 bang"]
    assert run("!ab", rule)[0] == "!ac"


def test_what_never_ends_is_bounded() -> None:
    def rule(text: str) -> Iterator[Finding]:
        yield found(f"A{len(text)}", 0, 0, "x")

    assert len(run("", rule)[1]) <= 30


def test_shown_and_unsafe_fixes_are_not_applied() -> None:
    fix = Fix("x", Applicability.UNSAFE, (Edit("f", 0, 0, "x"),))
    assert not is_fixable(fix, unsafe=False)
    assert is_fixable(fix, unsafe=True)
    assert not is_fixable(fix._replace(applicability=Applicability.DISPLAY), unsafe=True)
    assert not is_fixable(fix._replace(edits=()), unsafe=True)
    assert not is_fixable(None, unsafe=True)


def test_two_renames_to_one_name_are_not_both_done() -> None:
    def check(tree: Tree) -> Report:
        findings = [
            Finding(
                "A1",
                f"{name} is misspelt",
                Location(name),
                Severity.ERROR,
                fix=Fix("rename", Applicability.SAFE, (), (FileStep("rename", name, "F"),)),
            )
            for name in ("f1", "f2")
            if tree.is_file(name)
        ]
        return Report(Project(tree, targets()["rainbond-5"]), tuple(findings), 0, ())

    tree = MemoryTree({"f1": b"1", "f2": b"2"})
    outcome = fix_all(tree, check, lambda _: True)
    assert outcome.tree.read("F").data == b"1"
    assert [why for _, why in outcome.refused] == ["F exists already"]


def test_what_falls_apart_into_several_is_fixed_to_the_end() -> None:
    """A line of two requirements becomes two lines, each with a mistake and a fix of its own."""

    def rule(text: str) -> Iterator[Finding]:
        at = 0
        for line in text.splitlines(keepends=True):
            body = line.rstrip("\n")
            if " " in body:
                both = body.replace(" ", "\n")
                yield found("A1", at, at + len(body), both)._replace(message=f"{body}: two")
            elif "=" in body and "==" not in body:
                right = body.replace("=", "==")
                yield found("A1", at, at + len(body), right)._replace(message=f"{body}: one")
            at += len(line)

    assert run("a=1 b=2\nc=3\n", rule)[0] == "a==1\nb==2\nc==3\n"
    assert run("a=1 b=2\nc=3\n", rule)[2] == []


def test_an_error_that_has_a_fix_of_its_own_takes_nothing_back() -> None:
    def rule(text: str) -> Iterator[Finding]:
        yield from letters(text, "a", "A1", "!")
        for at, char in enumerate(text):
            if char == "!":
                yield found("E1", at, at + 1, "?", Severity.ERROR)

    assert run("xa", rule) == ("x?", ["A1", "E1"], [])


def test_an_error_whose_own_fix_fails_takes_both_back() -> None:
    def rule(text: str) -> Iterator[Finding]:
        yield from letters(text, "a", "A1", "!")
        for at, char in enumerate(text):
            if char in "!?":
                yield found("E1", at, at + 1, "?", Severity.ERROR)

    after, applied, refused = run("xa", rule)
    assert (after, applied) == ("xa", [])
    assert refused == ["it would make a new error: E1 m"]


def test_fixes_that_undo_each_other_end() -> None:
    def rule(text: str) -> Iterator[Finding]:
        yield from letters(text, "a", "A1", "b")
        yield from letters(text, "b", "B1", "a")

    after, applied, refused = run("xa", rule)
    assert (after, applied, refused) == ("xb", ["A1"], ["it would undo another fix"])
