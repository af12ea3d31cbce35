"""From bytes to edits and back: exact, in order, and never between the halves of a CRLF."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.base.findings import Applicability, Edit, FileStep, Fix
from checker.base.text import Document
from checker.editor.actions.text_edits import as_fix
from checker.files.tree import MemoryTree
from checker.fixes.editing import Proposal, apply

TEXTS = st.text(alphabet="ab\r\n \u2028é\udc80", max_size=60).map(
    lambda text: text.encode("utf-8", "surrogateescape")
)


def fix_of(before: dict[str, bytes], after: dict[str, bytes | None], **renamed: str) -> Fix | None:
    tree = MemoryTree(before)
    fix = as_fix(Proposal(tree, after, renamed), "x", Applicability.SAFE)
    if fix is not None:
        assert apply(Proposal(tree), [fix]).files == after
    return fix


@pytest.mark.parametrize(
    ("before", "after", "edits"),
    [
        (b"web:x\n", b"web: x\n", [(4, 4, " ")]),
        (b"a\nb\nc\n", b"a\nc\n", [(2, 4, "")]),
        (b"a\nb\nc\n", b"A\nb\nC\n", [(0, 1, "A"), (4, 5, "C")]),
        (b"a\r\nb\r\n", b"a\r\nx\r\nb\r\n", [(3, 3, "x\r\n")]),
        (b"a\r\nb\r\n", b"a\nb\n", [(1, 6, "\nb\n")]),
        (b"a", b"a\n", [(1, 1, "\n")]),
        (b"a\nb\n", b"b\na\n", [(0, 0, "b\n"), (2, 4, "")]),
        ("é\nb".encode(), "é\nbc".encode(), [(3, 3, "c")]),
        (b"", b"x", [(0, 0, "x")]),
    ],
)
def test_small_edits(before: bytes, after: bytes, edits: list[tuple[int, int, str]]) -> None:
    fix = fix_of({"f": before}, {"f": after})
    assert fix is not None
    assert fix.edits == tuple(Edit("f", *edit) for edit in edits)
    assert fix.steps == ()


def test_a_new_file_a_renamed_one_and_one_that_goes() -> None:
    before = {"old": b"a\n", "gone": b"x"}
    fix = fix_of(before, {"new": b"ab\n", "old": None, "gone": None, "made": b"m"}, new="old")
    assert fix is not None
    assert set(fix.steps) == {
        FileStep("rename", "old", "new"),
        FileStep("delete", "gone"),
        FileStep("create", "made"),
    }
    assert set(fix.edits) == {Edit("new", 1, 1, "b"), Edit("made", 0, 0, "m")}


def test_another_encoding_is_a_step() -> None:
    fix = fix_of({"f": "\ufeffwéb".encode("utf-16-le")}, {"f": "wéb".encode()})
    assert fix is not None
    assert fix.steps == (FileStep("reencode", "f", "utf-8"),)
    assert fix.edits == ()
    fix = fix_of({"f": b"\xef\xbb\xbfweb:x"}, {"f": b"web: x"})
    assert fix is not None
    assert fix.edits == (Edit("f", 4, 4, " "),)


def test_what_no_fix_can_say_is_none() -> None:
    assert fix_of({"f": b"\xff\xfea"}, {"f": b"x"}) is None
    assert fix_of({"f": b"same"}, {"f": b"same"}) is None


def test_a_long_file_is_compared_in_one_piece() -> None:
    lines = [b"%d\n" % number for number in range(3000)]
    fix = fix_of({"f": b"".join(lines)}, {"f": b"".join(reversed(lines))})
    assert fix is not None
    assert len(fix.edits) == 1


@settings(max_examples=500, deadline=None)
@given(TEXTS, TEXTS)
def test_any_texts(before: bytes, after: bytes) -> None:
    fix = fix_of({"f": before}, {"f": after})
    if before == after:
        assert fix is None
        return
    assert fix is not None
    text = Document("f", before).text
    last = 0
    for edit in fix.edits:
        assert last <= edit.start <= edit.end <= len(text)
        last = edit.end
        for at in (edit.start, edit.end):
            assert not (text[:at].endswith("\r") and text[at:].startswith("\n"))
