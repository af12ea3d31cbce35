"""Which name was meant by one that is not known: by letters that differ, or by likeness."""

from __future__ import annotations

from checker.base.messages import fill


def edit_distance(left: str, right: str) -> int:
    """How many letters were added, lost, replaced or swapped with their neighbour."""
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left):
        previous, before = before, row
        row = [i + 1]
        for j, b in enumerate(right):
            cost = min(before[j + 1] + 1, row[j] + 1, before[j] + (a != b))
            if i and j and a == right[j - 1] and left[i - 1] == b:
                cost = min(cost, previous[j - 1] + 1)
            row.append(cost)
    return row[-1]


def closest(word: str, known: list[str], likeness: float = 0.6) -> str | None:
    """The one of `known` that was probably meant by `word`; None where none is near.

    `likeness`, from 0 to 1, is how like it a word must be.
    """
    from difflib import get_close_matches  # noqa: PLC0415  gate: for mistakes alone

    folded = {name.lower(): name for name in known}
    near = get_close_matches(word.lower(), list(folded), n=1, cutoff=likeness)
    return folded[near[0]] if near else None


def did_you_mean(word: str, known: list[str]) -> str:
    """`; did you mean …?` where one of `known` is near; empty otherwise."""
    near = closest(word, known)
    return fill("; did you mean `{near}`?", near=near) if near else ""
