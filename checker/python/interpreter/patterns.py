"""Which regular expressions the host may match."""

from __future__ import annotations

import re
from typing import Any

_SLOW = r"[)\]}*+?][*+{]|\([^)]*[*+{][^)]*\)[*+{?]"
"""A repetition of what is repeated."""


def safe_pattern(pattern: Any, subject: Any) -> bool:
    """Whether matching takes little time: no repeated repetition, short texts."""
    return (
        isinstance(pattern, str)
        and isinstance(subject, str)
        and len(pattern) <= 200
        and len(subject) <= 4000
        and not re.search(_SLOW, pattern)
        and sum(pattern.count(char) for char in "*+{") <= 3
    )
