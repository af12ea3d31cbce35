"""That there is no answer: the one error of all that asks."""

from __future__ import annotations


class UvError(Exception):
    """Why uv gives no answer, in words."""
