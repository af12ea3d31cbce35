"""Files of which git holds a pointer only: GIT002 reports them, and nothing else reads them."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.base.text import Document

_POINTER = "version https://git-lfs.github.com/spec/"


def is_pointer(document: Document | None) -> bool:
    """Whether a file is a pointer of Git LFS in place of its content."""
    return document is not None and document.text.startswith(_POINTER)
