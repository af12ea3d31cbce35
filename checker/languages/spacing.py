"""Filling a sentence in Chinese: a blank stands between Chinese and Latin text, and nowhere else.

A template cannot know what a field brings: a blank before and after it fits a name in Latin
letters, and none fits one in Chinese.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


def filled(template: str, fields: Mapping[str, str]) -> str:
    """A template with its fields filled in, and the blanks where the two meet set right.

    Inside of code, between backticks, nothing changes.
    """
    if "{{" in template or "}}" in template:
        return template.format(**fields)
    text, *parts = template.split("{")
    for part in parts:
        name, _, rest = part.partition("}")
        text = _joined(_joined(text, fields[name]), rest)
    return text


def _joined(first: str, then: str) -> str:
    if not first or not then or first.count("`") % 2:
        return first + then
    last, following = first[-1], then[0]
    if last == " " and (_is_sign(first[-2:-1]) or (_is_wide(first[-2:-1]) and _is_wide(following))):
        return first[:-1] + then
    if following == " " and _is_wide(last) and _is_wide(then[1:2]):
        return first + then[1:]
    if (_is_chinese(last) and _is_latin(following)) or (_is_latin(last) and _is_chinese(following)):
        return f"{first} {then}"
    return first + then


def _is_chinese(sign: str) -> bool:
    return "\u4e00" <= sign <= "\u9fff"


def _is_wide(sign: str) -> bool:
    """Whether it is Chinese, or one of the signs that have their own room."""
    return _is_chinese(sign) or "\u3000" <= sign <= "\u303f" or "\uff00" <= sign <= "\uffef"


def _is_sign(sign: str) -> bool:
    return _is_wide(sign) and not _is_chinese(sign)


def _is_latin(sign: str) -> bool:
    return sign == "`" or (sign.isascii() and sign.isalnum())
