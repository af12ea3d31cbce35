"""From a proposal to the edits that an editor applies: exact, small, whole files only at need."""

from __future__ import annotations

from difflib import SequenceMatcher

from checker.base.findings import Applicability, Edit, FileStep, Fix
from checker.base.text import Document
from checker.fixes.editing import Proposal, RefusedError, apply

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.files.tree import Tree

_COMPARED = 400
"""Lines that are compared one by one at the most; what is longer is replaced in one piece."""


def as_fix(proposal: Proposal, title: str, applicability: Applicability) -> Fix | None:
    """What turns the tree below a proposal into it; None where no fix can say that.

    Edits are in code points of the text before, those of a renamed file under its new name; lines
    that they bring end as the file's own do.
    """
    steps: list[FileStep] = []
    edits: list[Edit] = []
    sources = set(proposal.renamed.values())
    for path, data in proposal.files.items():
        if data is None:
            if path not in sources:
                steps.append(FileStep("delete", path))
            continue
        source = proposal.renamed.get(path, path)
        content = proposal.below.read(source)
        before = content.decoded(source)
        after = Document(path, data)
        if source != path:
            steps.append(FileStep("rename", source, path))
        elif content.problem:
            steps.append(FileStep("create", path))
        if (before.encoding, before.mark) != (after.encoding, after.mark):
            steps.append(FileStep("reencode", path if source == path else source, "utf-8"))
        edits += [
            Edit(path, start, end, text) for start, end, text in _changes(before.text, after.text)
        ]
    fix = Fix(title, applicability, tuple(edits), tuple(steps))
    for candidate in (fix, fix._replace(edits=_whole(proposal, fix))):
        if _gives(proposal.below, candidate, proposal):
            return candidate
    return None


def _gives(below: Tree, fix: Fix, wanted: Proposal) -> bool:
    """Whether applying the fix gives exactly the bytes that are wanted."""
    try:
        return apply(Proposal(below), [fix]).files == wanted.files
    except RefusedError:
        return False


def _whole(proposal: Proposal, fix: Fix) -> tuple[Edit, ...]:
    """Each changed file's text in one edit."""
    edits: list[Edit] = []
    for path in dict.fromkeys(edit.path for edit in fix.edits):
        content = proposal.below.read(proposal.renamed.get(path, path))
        before = content.decoded(path).text
        edits.append(Edit(path, 0, len(before), Document(path, proposal.files[path] or b"").text))
    return tuple(edits)


def _changes(before: str, after: str) -> Iterator[tuple[int, int, str]]:
    """Ranges of a text and what stands there afterwards."""
    start, end = _shared(before, after)
    # From here on whole lines, so that a line that moved is seen.
    start = before.rfind("\n", 0, start) + 1
    tail = before.find("\n", len(before) - end)
    end = 0 if tail < 0 else len(before) - tail - 1
    old = before[start : len(before) - end].splitlines(keepends=True)
    new = after[start : len(after) - end].splitlines(keepends=True)
    if max(len(old), len(new)) > _COMPARED:
        blocks = [(0, len(old), 0, len(new))]
    else:
        matcher = SequenceMatcher(None, old, new, autojunk=False)
        blocks = [(i, j, k, m) for tag, i, j, k, m in matcher.get_opcodes() if tag != "equal"]
    places = [start]
    for line in old:
        places.append(places[-1] + len(line))
    for i, j, k, m in blocks:
        was, now = "".join(old[i:j]), "".join(new[k:m])
        head, rest = _shared(was, now)
        if was != now:
            yield places[i] + head, places[j] - rest, now[head : len(now) - rest]


def _shared(one: str, other: str) -> tuple[int, int]:
    """How many code points two texts share at the beginning, and then at the end.

    A CRLF is never cut in two: editors count it as one.
    """
    shortest = min(len(one), len(other))
    start = 0
    while start < shortest and one[start] == other[start]:
        start += 1
    if start and one[start - 1] == "\r":
        start -= 1
    end = 0
    while end < shortest - start and one[-1 - end] == other[-1 - end]:
        end += 1
    if any(end and _cut(text, len(text) - end) for text in (one, other)):
        end -= 1
    return start, end


def _cut(text: str, at: int) -> bool:
    """Whether an offset lies within a CRLF."""
    return text.startswith("\n", at) and text.endswith("\r", 0, at)
