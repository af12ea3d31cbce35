"""Edits and steps in memory: exact, whole or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.base.findings import Applicability, Edit, FileStep, Fix
from checker.base.text import Document
from checker.files.tree import MemoryTree
from checker.fixes.editing import Proposal, RefusedError, apply, edited
from tests.cases import CaseTree


def fix(*edits: Edit, steps: tuple[FileStep, ...] = ()) -> Fix:
    return Fix("x", Applicability.SAFE, edits, steps)


@given(st.binary(max_size=60), st.lists(st.integers(0, 70), max_size=6), st.text(max_size=3))
def test_bytes_outside_of_the_edits_stay(data: bytes, cuts: list[int], new: str) -> None:
    document = Document("f", b"x" + data)
    if document.encoding != "utf-8" or document.mark:
        return
    length = len(document.text)
    points = sorted({min(cut, length) for cut in cuts})
    edits = [Edit("f", a, b, new) for a, b in zip(points[::2], points[1::2], strict=False)]
    if any("\ud800" <= char <= "\udfff" for char in new) or "\n" in new:
        return
    result = edited(document, edits)
    at, expected = 0, b""
    for edit in edits:
        expected += document.text[at : edit.start].encode("utf-8", "surrogateescape")
        expected += new.encode()
        at = edit.end
    assert result == expected + document.text[at:].encode("utf-8", "surrogateescape")


@pytest.mark.parametrize(
    ("data", "edit", "expected"),
    [
        (b"\xef\xbb\xbfab", (1, 1, "-"), b"\xef\xbb\xbfa-b"),
        ("\ufeffé b".encode("utf-16-le"), (1, 2, "中"), "\ufeffé中b".encode("utf-16-le")),
        ("ab\n".encode("utf-16-be"), (0, 1, "x"), "xb\n".encode("utf-16-be")),
        (b"a\xff\r\nb\r\n", (4, 4, "n\n"), b"a\xff\r\nn\r\nb\r\n"),
        (b"a\r\nb\n", (0, 0, "n\n"), b"n\na\r\nb\n"),
        (b"a\r\nb\r\n", (1, 3, "\n"), b"a\nb\r\n"),
    ],
)
def test_encoding_and_line_ends_are_kept(
    data: bytes, edit: tuple[int, int, str], expected: bytes
) -> None:
    now = apply(Proposal(MemoryTree({"f": data})), [fix(Edit("f", *edit))])
    assert now.read("f").data == expected


def test_steps() -> None:
    tree = MemoryTree({"old": b"abc", "x": "\ufeffé".encode("utf-16-le"), "gone": b""})
    fixes = [
        fix(Edit("old", 0, 1, "A"), steps=(FileStep("rename", "old", "New"),)),
        fix(Edit("made", 0, 0, "text\n"), steps=(FileStep("create", "made"),)),
        fix(steps=(FileStep("delete", "gone"),)),
        fix(Edit("x", 1, 1, "!"), steps=(FileStep("reencode", "x", "utf-8"),)),
    ]
    now = apply(Proposal(tree), fixes)
    assert sorted(now.entries()) == ["New", "made", "x"]
    assert now.read("New").data == b"Abc"
    assert now.read("made").data == b"text\n"
    assert now.read("x").data == "é!".encode()
    assert now.renamed == {"New": "old"}
    again = apply(now, [fix(steps=(FileStep("rename", "New", "Newer"),))])
    assert again.renamed == {"Newer": "old"}
    assert "New" not in again.entries()


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        (fix(Edit("f", 2, 9, "")), "an edit of f lies outside of it"),
        (fix(Edit("f", 0, 2, "x"), Edit("f", 1, 3, "y")), "lies outside"),
        (fix(Edit("gone", 0, 0, "x")), "gone is missing"),
        (fix(Edit("folder", 0, 0, "x")), "folder: directory"),
        (fix(Edit("link", 0, 0, "x")), "link is a symbolic link"),
        (fix(Edit("way/g", 0, 0, "x")), "way/g is a symbolic link"),
        (fix(Edit("f", 0, 0, "x"), Edit("gone", 0, 0, "x")), "gone is missing"),
        (fix(steps=(FileStep("create", "f"),)), "f exists already"),
        (fix(steps=(FileStep("create", "way/new"),)), "way is no real folder"),
        (fix(steps=(FileStep("rename", "f", "folder"),)), "folder exists already"),
        (fix(steps=(FileStep("explode", "f"),)), "no step `explode`"),
        (fix(Edit("f", 0, 0, "\ud800")), "the new text is not UTF-8"),
        (fix(Edit("odd", 0, 0, "x")), "odd contains bytes that are not UTF-16-LE"),
    ],
)
def test_what_cannot_be_applied_is_refused_whole(broken: Fix, why: str) -> None:
    tree = CaseTree(
        {
            "files": {
                "f": "abc",
                "folder/g": "x",
                "link": {"link": "f"},
                "way": {"link": "folder"},
                "odd": {"latin1": "\xff\xfea\x00b"},
            }
        }
    )
    now = Proposal(tree)
    with pytest.raises(RefusedError) as refused:
        apply(now, [broken])
    assert why in str(refused.value)
    assert dict(now.files) == {}


def test_a_file_that_was_not_read_to_its_end_is_not_changed() -> None:
    from checker.files.tree import READ_LIMIT

    tree = MemoryTree({"f": b"a" * (READ_LIMIT + 1)})
    with pytest.raises(RefusedError, match="not read to its end"):
        apply(Proposal(tree), [fix(Edit("f", 0, 0, "x"))])


def test_git_is_taken_to_hold_what_is_made() -> None:
    tree = CaseTree({"files": {"a": "", "b": ""}, "tracked": ["a", "b"]})
    made = Proposal(tree, {"a": None, "c": b""})
    assert made.tracked() == {"b": "100644", "c": "100644"}
    assert Proposal(MemoryTree({}), {"c": b""}).tracked() is None


def test_edits_of_a_file_that_is_encoded_anew_are_of_its_text_as_it_was_read() -> None:
    tree = MemoryTree({"f": "\ufeff\ufeffabc\n".encode()})
    steps = (FileStep("reencode", "f", "utf-8"),)
    for edits, expected in (
        ((), b"abc\n"),
        ((Edit("f", 0, 5, "x"),), b"x"),
        ((Edit("f", 2, 3, "\u00e9"),), b"a\xc3\xa9c\n"),
    ):
        fix = Fix("x", Applicability.SAFE, edits, steps)
        assert apply(Proposal(tree), [fix]).read("f").data == expected
