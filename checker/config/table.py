"""The table of a document that is the configuration: read as TOML, then judged value by value."""

from __future__ import annotations

from checker.base.messages import fill
from checker.base.toml import parse_toml
from checker.config.mistakes import mistake, toml_error
from checker.config.parse import Reader

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.base.text import Document
    from checker.base.toml import Path
    from checker.config.values import Config

TABLE = ("tool", "pyspec-check")
"""Where it lies in a pyproject.toml."""


def read_table(document: Document, table: Path, base: str) -> Config | None:
    """The table of a document; None where it has no such table."""
    if document.encoding != "utf-8" or document.undecodable is not None:
        at = document.undecodable or 0
        raise mistake(document, at, at + 1, "this is not UTF-8")
    if not document.complete:
        end = len(document.text)
        raise mistake(
            document,
            end,
            end,
            fill("the file is larger than {data} bytes", data=f"{len(document.data):,}"),
        )
    try:
        values: Any = parse_toml(document.text)
    except ValueError as error:
        at, words = toml_error(document, str(error))
        raise mistake(document, at, at + 1, words) from error
    except RecursionError:
        raise mistake(document, 0, 0, "arrays or tables lie too deep within each other") from None
    for name in table:
        tables = values if isinstance(values, dict) else {}
        values = tables.get(name)
        if values is None:
            return None
    return Reader(document, table).config(values, base)
