"""What a sentence was filled from, as plain values, and the sentence from them again."""

from __future__ import annotations

from checker.base.messages import Message, message_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any


def identity(text: str, prefix: str = "") -> dict[str, Any]:
    """A sentence's template and its fields, so that others can say it in another language.

    Args:
        text: the sentence.
        prefix: stands before the names of the two values; `help_` makes `help_id`, `help_fields`.
    """
    template, fields = text, {}
    if isinstance(text, Message):
        template = text.template
        fields = {
            name: sentence(value) if type(value) is Message else value
            for name, value in text.fields.items()
        }
    return {f"{prefix or 'message_'}id": template, f"{prefix}fields": fields}


def sentence(text: str) -> dict[str, Any]:
    """A sentence and what it was filled from."""
    return {"message": str(text), **identity(text)}


def filled_from(*texts: str | None) -> list[dict[str, Any]] | None:
    """The same of those sentences that have fields; None without any.

    One without fields is its own template.
    """
    found = [sentence(text) for text in texts if isinstance(text, Message) and text.fields]
    return found or None


def sentence_of(text: str, template: str, fields: Mapping[str, Any]) -> str:
    """The sentence that `identity` has taken apart.

    Args:
        text: it, in English.
        template: its `message_id`.
        fields: its `fields`.
    """
    if not fields and text == template:
        return text
    kept = {
        name: sentence_of(value["message"], value["message_id"], value["fields"])
        if isinstance(value, dict)
        else value
        for name, value in fields.items()
    }
    return message_of(text, template, kept)
