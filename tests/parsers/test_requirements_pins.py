"""A line that is just `name==1.2.3` is read at once, to the same as by the long way."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

from checker.base.text import Document
from checker.parsers.requirements import reading
from checker.parsers.requirements.reading import read_requirements
from checker.parsers.requirements.scanner import PIN

if TYPE_CHECKING:
    import pytest

    from checker.parsers.requirements.values import Entry

PARTS = (
    *("a", "Z", "-", "_", ".", "0", "9", "==", "=", "1", "1.2", ".*", " ", "#", "x", "é", "[e]"),
    *(";", "\\", ",", "post", "a1", "zip", ".zip"),
)


def entries_of(text: str) -> tuple[Entry, ...]:
    document = Document("requirements.txt", text.encode())
    found = read_requirements("requirements.txt", lambda _: document)
    assert found is not None
    return found.entries


def test_read_to_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = random.Random(7)
    texts = []
    for _ in range(1500):
        lines = ["".join(chosen.choices(PARTS, k=chosen.randint(1, 7))) for _ in range(3)]
        begin = chosen.choice(("six", "Six-x", "a.b_c", "9"))
        end = chosen.choice(("", "  # why", "\\", "\r", " "))
        lines.append(f"{begin}=={chosen.choice(('1', '1.0', '01.2', '1.2.', '1..2'))}{end}")
        texts.append("\n".join(lines))
    quick = [entries_of(text) for text in texts]
    assert sum(PIN.fullmatch(entry.text) is not None for each in quick for entry in each) > 500
    monkeypatch.setattr(reading, "PIN", re.compile(r"(?!)"))
    assert quick == [entries_of(text) for text in texts]
