"""A requirements file that changed is read again from the change on: the same comes of it."""

from __future__ import annotations

import random

from checker.base.text import Document
from checker.parsers.requirements import Requirements, read_requirements

PARTS = (
    *(
        "six==1.0\n",
        "a==1\n",
        "\n",
        "# why\n",
        "  b==2  # c\n",
        "x \\\n  ==3\n",
        "\\\n",
        "-r b.txt\n",
    ),
    *(
        "pip install y\n",
        "--pre z\n",
        "c==1\r\n",
        "d==1\r",
        "e==1\x0b",
        "é\n",
        "==",
        " ",
        "\\",
        "f",
    ),
)


def read(text: str, before: Requirements | None = None) -> Requirements:
    files = {"requirements.txt": text, "b.txt": "g==1\nh\n"}

    def document(path: str) -> Document | None:
        return Document(path, files[path].encode()) if path in files else None

    found = read_requirements("requirements.txt", document, before)
    assert found is not None
    return found


def test_read_again_to_the_same() -> None:
    chosen = random.Random(3)
    text, before, kept = "", read(""), 0
    for _ in range(1500):
        at = chosen.randint(0, len(text))
        cut = chosen.choice((0, 0, 1, 7))
        text = text[:at] + "".join(chosen.choices(PARTS, k=chosen.randint(0, 3))) + text[at + cut :]
        text = text[-600:] if chosen.random() < 0.02 else text
        if chosen.random() < 0.05:
            text = text[: at // 2] + "é" + text[at:]
        elif chosen.random() < 0.5:
            text = text.replace("é", "")
        again, anew = read(text, before), read(text)
        assert again.entries == anew.entries, text
        assert [each.complete for each in again.files] == [each.complete for each in anew.files]
        kept += sum(each is old for each, old in zip(again.entries, before.entries, strict=False))
        before = again
    assert kept > 1000, kept
