"""Why a value is not known, as the interpreter says it: templates of what it builds for itself.

The interpreter makes a thousand unknown values for each one that is shown, so it fills them in as
plain text; which template that was is found out here, when one is shown in another language.
`checker/data/reasons.txt` lists them, those with more words of their own first;
`tests/languages/test_reasons.py` holds the list beside the code.
"""

from __future__ import annotations

from checker.base import regex as re
from checker.base.caching import cache
from checker.base.messages import fill
from checker.data import text_table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.base.messages import Message


@cache
def _templates() -> list[tuple[str, str, str]]:
    """Each template, and what stands before its first field and behind its last one."""
    return [
        (template, template.partition("{")[0], template.rpartition("}")[2])
        for template in text_table("reasons.txt").split("\n")
        if template
    ]


def reason(text: str) -> Message | None:
    """What a text was filled from; None if that is none of them."""
    for template, before, after in _templates():
        if text.startswith(before) and text.endswith(after):
            found = re.fullmatch(_pattern(template), text)
            if found:
                return fill(template, **found.groupdict())  # type: ignore[return-value]
    return None


def _pattern(template: str) -> str:
    """The regular expression of what a template may be filled to."""
    parts = re.split(r"\{(\w+)\}", template)
    parts[::2] = map(re.escape, parts[::2])
    parts[1::2] = [f"(?P<{name}>.+)" for name in parts[1::2]]
    return "".join(parts)
