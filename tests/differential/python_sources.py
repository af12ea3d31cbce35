"""Small sources in the syntax of all Pythons and of none, and files made of them."""

from __future__ import annotations

from pathlib import Path

SOURCES = [
    line.encode().decode("unicode_escape")
    for line in (Path(__file__).parent / "python_sources.txt").read_text("ascii").splitlines()
]
"""One a line, escaped as in a string."""
FRAMES = (
    "def g():\n<4>",
    "class C:\n    def g(self):\n<8>",
    "if a:\n<4>else:\n    pass\n",
    "# -*- coding: utf-8 -*-\n<0>",
    "\f\n<0>",
    "\ufeff<0>",
    "'''A text.'''\nimport os\n\n\n<0>\nprint(os)\n",
)
"""What a source is put into: `<4>` is it, indented by four blanks."""


def framed(source: str, frame: str) -> str:
    """A source in a frame, as it stands in a file."""
    for width in (0, 4, 8):
        lines = [
            " " * width + line if line.strip() else line
            for line in source.splitlines(keepends=True)
        ]
        frame = frame.replace(f"<{width}>", "".join(lines))
    return frame


def sources(each: int) -> list[str]:
    """All sources alone, and every one in `each` frames, some with the line ends of Windows."""
    found = list(SOURCES)
    for index, source in enumerate(SOURCES):
        for at in range(each):
            text = framed(source, FRAMES[(index + at) % len(FRAMES)])
            found.append(text.replace("\n", "\r\n") if index % 5 == at else text)
    return found
