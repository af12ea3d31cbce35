"""What a fleet's database says in the reader's language, whatever the run spoke."""

from __future__ import annotations

import base64
import gzip
import json
import re
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("pygit2")
duckdb = pytest.importorskip("duckdb")
pytest.importorskip("vl_convert")

from checker.base.errors import speak
from checker.base.messages import ENGLISH
from checker.config.overrides import Overrides
from checker.fleet import questions
from checker.fleet.addresses import Address
from checker.fleet.job import checked
from checker.fleet.moves import causes
from checker.fleet.order import Order
from checker.fleet.packing import Packing
from checker.fleet.page import page
from checker.fleet.sayings import StoreLanguage
from checker.fleet.store import Store
from checker.languages import language
from tests.fleet.making import BAD, GOOD, KINDS, bare
from tests.languages.pseudo import PSEUDO, english_in, instead_of_chinese

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TARGETS = "rainbond-5,rainbond-6-cnb,heroku"
FILES: tuple[dict[str, str | bytes], ...] = (
    *KINDS,
    BAD | {"pyspec-check.toml": 'ignore = ["NOPE001"]\n[per-file-ignores]\n"x/*" = ["REQ001"]\n'},
    GOOD | {"runtime.txt": "python-3.99\n"},
    GOOD | {"Procfile": "web: python -m ${X:-a}\n"},
    GOOD | {"pyspec-check.toml": "targets = 3\n"},
    GOOD | {"package.json": "{}"},
)
CHINESE = language("zh")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("spoken")
    return filled(folder, ENGLISH)


def filled(folder: Path, spoken: Any) -> str:
    """A database of some repositories, written by a process that speaks a language."""
    speak(spoken)
    try:
        store = Store(str(folder / "fleet.duckdb"), write=True)
        store.begin("{}", "a list", len(FILES), "")
        packing = Packing()
        for number, files in enumerate(FILES):
            place = bare(folder / f"app{number}.git", files).name
            packing.add(checked(Address(place), Order(Overrides(target=TARGETS), str(folder))))
        packing.add(checked(Address("gone"), Order(base=str(folder))))
        packing.add(checked(Address("app0.git", rev="nope"), Order(base=str(folder))))
        store.add([packing.sent()])
        store.end()
        store.close()
    finally:
        speak(ENGLISH)
    return store.path


def answers(store: Store) -> Iterator[Any]:
    for target in TARGETS.split(","):
        yield questions.top(store, 1, target)
        yield questions.not_known(store, 1, target)
    yield questions.breaks(store, 1, "heroku", "rainbond-5")
    yield questions.breaks(store, 1, "rainbond-5", "rainbond-6-cnb")
    yield causes(store, 1, "heroku", "rainbond-5")
    yield questions.failed(store, 1)
    yield store.table("SELECT DISTINCT message, help FROM findings")
    yield store.table("SELECT DISTINCT message AS anything FROM findings")
    yield store.table("SELECT warning FROM warnings")


def sentences(table: Any) -> list[str]:
    names = {"message", "help", "anything", "reason", "because", "warning"}
    return [
        value
        for row in table[1]
        for name, value in zip(table[0], row, strict=True)
        if name in names and value
    ]


def test_nothing_is_left_in_english(path: str) -> None:
    store = Store(path)
    with instead_of_chinese():
        for table in answers(store):
            for value in sentences(StoreLanguage(store, PSEUDO).table(table)):
                assert "⟦" in value, value
                assert not english_in(value), value
    store.close()


def test_the_page_has_no_english_sentence(path: str) -> None:
    store = Store(path)
    with instead_of_chinese():
        text = page(store, 1, PSEUDO)
    store.close()
    for cell in re.findall(
        r"<(?:td|th|p|li|h\d|summary|caption)\b[^>]*>([^<]+(?:<code>[^<]*</code>[^<]*)*)</", text
    ):
        told = re.sub(r"<code>.*?</code>", "`x`", cell)
        assert not english_in(told, f"app0.git nope {TARGETS}"), cell
    found = re.search(r'id="data"[^>]*>([^<]+)<', text)
    assert found, text[-3000:]
    data = json.loads(gzip.decompress(base64.b64decode(found[1])))
    said = {data["texts"][row[6]] for row in data["rows"]}
    assert said
    assert all(each.startswith("⟦") for each in said), said


def test_english_is_as_it_is_stored(path: str) -> None:
    store = Store(path)
    for table in answers(store):
        assert StoreLanguage(store, ENGLISH).table(table) is table
    store.close()


def test_a_run_in_another_language_stores_the_same(path: str, tmp_path: Path) -> None:
    other = filled(tmp_path, CHINESE)
    tables: list[dict[str, list[Any]]] = []
    for each in (path, other):
        store = Store(each)
        tables.append(
            {
                "findings": store.rows("SELECT * FROM findings ORDER BY ALL"),
                "roots": store.rows("SELECT * FROM roots ORDER BY ALL"),
                "warnings": store.rows("SELECT * FROM warnings ORDER BY ALL"),
                "failed": store.rows(
                    "SELECT repository, reason, said FROM repositories ORDER BY ALL"
                ),
            }
        )
        store.close()
    assert tables[0] == tables[1]


def test_a_store_without_the_columns_opens(path: str, tmp_path: Path) -> None:
    old = str(tmp_path / "old.duckdb")
    with open(path, "rb") as file, open(old, "wb") as copy:
        copy.write(file.read())
    with duckdb.connect(old) as connection:
        for table in ("repositories", "roots", "warnings"):
            connection.execute(f"ALTER TABLE {table} DROP COLUMN said")
    store = Store(old)
    _, rows = StoreLanguage(store, CHINESE).table(questions.failed(store, 1))
    assert rows
    assert "<!doctype html>" in page(store, 1, CHINESE)
    store.close()
    store = Store(old, write=True)
    store.begin("{}", "a list", 1, "")
    store.known()
    packing = Packing()
    packing.add(checked(Address("gone"), Order(base=str(tmp_path))))
    store.add([packing.sent()])
    assert store.rows("SELECT count(*) FROM repositories WHERE repository = 'gone'") == [(1,)]
    store.close()


def test_two_databases_are_compared_in_the_language(path: str, tmp_path: Path) -> None:
    folder = tmp_path / "new"
    folder.mkdir()
    new = str(folder / "new.duckdb")
    store = Store(new, write=True)
    store.begin("{}", "a list", 1, "")
    packing = Packing()
    bare(folder / "app1.git", GOOD)
    packing.add(checked(Address("app1.git"), Order(Overrides(target=TARGETS), str(folder))))
    store.add([packing.sent()])
    store.close()
    store = Store(new)
    table = questions.difference(store, 1, 1, path)
    told = sentences(StoreLanguage(store, CHINESE).table(table))
    store.close()
    assert told
    assert all(re.search(r"[\u4e00-\u9fff]", each) for each in told), told
