"""The findings of a report, packed: each text once, and all of it as gzip in base64.

Base64 has no character that ends a script, so that no text of a repository can leave it.
"""

from __future__ import annotations

import base64
import gzip
import json
from functools import cache

from checker.base.text import printable
from checker.fleet.questions import columns_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from checker.fleet.sayings import StoreLanguage
    from checker.fleet.store import Store

MOST = 200_000
"""Findings that one page contains at the most: a browser searches them in a tenth of a second."""
_LIST = """
SELECT repository, root, target, code, name, severity, certain, path, line, message, help, fix
FROM findings WHERE run = $run
ORDER BY CASE severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END,
         NOT certain, repository, root, number
LIMIT $most
"""


class _Numbered:
    """Numbers equal values once."""

    def __init__(self) -> None:
        self.values: list[Any] = []
        self._known: dict[object, int] = {}

    def of(self, value: object) -> int:
        """The number of a value."""
        number = self._known.get(value)
        if number is None:
            number = self._known[value] = len(self.values)
            self.values.append(value)
        return number


def packed_findings(
    store: Store,
    run: int,
    targets: Sequence[str],
    columns: Mapping[str, str],
    language: StoreLanguage,
) -> str:
    """What the page's script unpacks: `targets`, `places`, `rules`, `texts`; `rows` of numbers.

    `columns` is what the list says of each repository.
    """
    found = store.rows(_LIST, {"run": run, "most": MOST})
    language.learn({text for row in found for text in row[9:11]})
    of = cache(language.of)
    places, rules, texts = _Numbered(), _Numbered(), _Numbered()
    aims = {name: number for number, name in enumerate(targets)}
    rows = [
        (
            places.of((printable(repository), printable(root), columns.get(repository, ""))),
            aims[target],
            rules.of((code, name, severity)),
            int(certain),
            texts.of(printable(path)),
            line,
            texts.of(of(message)),
            None if not help else texts.of(of(help)),
            fix,
        )
        for repository, root, target, code, name, severity, certain, path, line, message, help, fix
        in found
    ]  # fmt: skip
    value = {
        "targets": list(targets),
        "places": places.values,
        "rules": rules.values,
        "texts": texts.values,
        "rows": rows,
    }
    text = json.dumps(value, separators=(",", ":"))
    return base64.b64encode(gzip.compress(text.encode(), 9, mtime=0)).decode("ascii")


def told_columns(store: Store, run: int) -> dict[str, str]:
    """What the list says of each repository, as one line; nothing where it says nothing."""
    return {
        name: ", ".join(printable(f"{key}: {value}") for key, value in columns.items() if value)
        for name, columns in columns_of(store, run).items()
    }
