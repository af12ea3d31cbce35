"""What a store says in English, in the reader's language: each sentence filled from its template.

Rows are in English whoever made them, so that they can be compared and counted. What a
sentence was filled from stands beside it: of a finding in its `document`, of all else in the column
`said`, which older stores lack. A sentence without fields is its own template.
"""

from __future__ import annotations

import json

from checker.base.messages import ENGLISH, Language
from checker.reports.identity import sentence_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from checker.fleet.store import Store, Table

_FINDINGS = """
WITH asked AS (SELECT unnest(from_json(?::JSON, '["VARCHAR"]')))
SELECT any_value(document) FROM {table}
WHERE message IN (FROM asked) OR help IN (FROM asked) GROUP BY message, help
"""
_OTHERS = """
SELECT DISTINCT said FROM {table}
WHERE said IS NOT NULL AND {column} IN (SELECT unnest(from_json(?::JSON, '["VARCHAR"]')))
"""
_COLUMNS = (
    ("repositories", "reason"),
    ("roots", "build_because"),
    ("roots", "start_because"),
    ("warnings", "warning"),
)
"""Tables and columns with sentences that `said` is about."""
_SENTENCES = frozenset({"message", "help", "reason", "because", "warning"})
"""Columns of answers that hold nothing but sentences."""
_TABLES = """
SELECT database_name = 'other', table_name FROM duckdb_columns() WHERE column_name = 'said'
"""


class StoreLanguage(Language):
    """A language that knows what the sentences of a store were filled from.

    Args:
        store: is asked for them.
        language: what a person reads.
    """

    def __init__(self, store: Store, language: Language) -> None:
        self.code, self.between = language.code, language.between
        self._store, self._language = store, language
        self._known: dict[str, str] = {}

    def of(self, text: str) -> str:
        """A sentence in the language, one of the store's too if it was learnt."""
        return self._language.of(self._known.get(text, text))

    def template(self, template: str) -> str:
        """A template in the language."""
        return self._language.template(template)

    def learn(self, texts: Iterable[object]) -> None:
        """Look up what the store says of these values; what is no sentence of its is left out."""
        if self._language is ENGLISH:
            return
        asked = {text for text in texts if isinstance(text, str) and " " in text}
        for text, template, fields in _sentences(self._store, asked.difference(self._known)):
            self._known[text] = sentence_of(text, template, fields)

    def table(self, table: Table) -> Table:
        """An answer, with the sentences of the store in the language."""
        names, rows = table
        if self._language is ENGLISH:
            return table
        self.learn(value for row in rows for value in row)
        return names, [tuple(map(self._said, names, row)) for row in rows]

    def _said(self, name: str, value: object) -> object:
        if isinstance(value, str) and (value in self._known or name in _SENTENCES):
            return self.of(value)
        return value


def _sentences(store: Store, texts: set[str]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Those of the texts that the store has as sentences, each with its template and fields."""
    if not texts:
        return
    asked = json.dumps(sorted(texts))
    having = {(bool(is_other), table) for is_other, table in store.rows(_TABLES)}
    for is_other in sorted({is_other for is_other, _ in having} | {False}):
        base = "other." if is_other else ""
        for (document,) in store.rows(_FINDINGS.format(table=f"{base}findings"), [asked]):
            found = json.loads(document)
            yield found["message"], found["message_id"], found["fields"]
            yield found["help"], found["help_id"], found["help_fields"]
        for table, column in _COLUMNS:
            if (is_other, table) in having:
                statement = _OTHERS.format(table=f"{base}{table}", column=column)
                for (said,) in store.rows(statement, [asked]):
                    for each in json.loads(said):
                        yield each["message"], each["message_id"], each["fields"]
