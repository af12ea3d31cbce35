"""What an operator does wrong with the commands of a fleet: a clear line each, and nothing lost."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("pygit2")
pytest.importorskip("distributed")
pytest.importorskip("vl_convert")
duckdb = pytest.importorskip("duckdb")

from checker.base.errors import UsageError
from checker.cli.fleet_parser import fleet_parser
from checker.cli.main import main
from checker.config.overrides import Overrides
from checker.fleet import commands, questions
from checker.fleet.addresses import Address
from checker.fleet.job import checked
from checker.fleet.moves import causes, moves
from checker.fleet.order import Order
from checker.fleet.packing import Packing
from checker.fleet.page import page
from checker.fleet.store import Store
from tests.fleet.making import BAD, GOOD, bare

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def database(tmp_path: Path) -> str:
    """The path of a store with a repository that was checked."""
    path = tmp_path / "fleet.duckdb"
    bare(tmp_path / "app.git", BAD)
    store = Store(str(path), write=True)
    store.begin("{}", "a list", 1, "")
    packing = Packing()
    packing.add(checked(Address("app.git"), Order(Overrides(), base=str(tmp_path))))
    store.add([packing.sent()])
    store.end()
    store.close()
    return str(path)


@pytest.mark.parametrize("words", ["", " ", ";", "-- nothing"])
def test_a_query_without_a_statement(
    database: str, words: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["fleet", "query", words, "--store", database]) == 2
    out, err = capfd.readouterr()
    assert not out
    assert err == "pyspec-check: the query contains no statement\n"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("SELECT nope FROM roots", 'Candidate bindings: "'),
        ("SELECT * FROM root", 'Did you mean "roots'),
        ("SELEC 1", 'syntax error at or near "SELEC"'),
        ("DROP TABLE roots", "read-only"),
    ],
)
def test_a_query_that_is_wrong_is_one_line_with_what_may_be_meant(
    database: str, words: str, expected: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["fleet", "query", words, "--store", database]) == 2
    out, err = capfd.readouterr()
    assert not out
    assert expected in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["query", "SELECT 1; SELECT 2"], "the query contains more than one statement"),
        (
            ["breaks", "--from", "rainbond-5", "--to", "rainbond-5"],
            "--from and --to name the same target, `rainbond-5`",
        ),
    ],
)
def test_what_cannot_be_meant_is_refused(
    database: str, words: list[str], expected: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["fleet", *words, "--store", database]) == 2
    assert capfd.readouterr() == ("", f"pyspec-check: {expected}\n")


@pytest.mark.parametrize("content", [b"", b"hello\n"])
@pytest.mark.parametrize("write", [False, True])
def test_a_file_that_is_no_database(tmp_path: Path, content: bytes, write: bool) -> None:
    path = tmp_path / "fleet.duckdb"
    path.write_bytes(content)
    with pytest.raises(UsageError) as caught:
        Store(str(path), write=write)
    assert str(caught.value) == f"`{path}`: this is not a DuckDB database"
    assert path.read_bytes() == content


@pytest.mark.parametrize("write", [False, True])
@pytest.mark.parametrize("form", ["", "CREATE TABLE form (version INTEGER); FROM form"])
def test_another_programs_database_is_not_written(tmp_path: Path, write: bool, form: str) -> None:
    path = str(tmp_path / "sales.duckdb")
    with duckdb.connect(path) as connection:
        connection.execute("CREATE TABLE runs (a INTEGER)")
        connection.execute(form)
    with pytest.raises(UsageError, match=r"was not made by|was made by another version"):
        Store(path, write=write)
    with duckdb.connect(path) as connection:
        names = connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()
    assert ("findings",) not in names


def test_without_plans_no_build_is_called_unknown(tmp_path: Path) -> None:
    store = Store(str(tmp_path / "fleet.duckdb"), write=True)
    store.begin("{}", "a list", 2, "")
    packing = Packing()
    order = Order(Overrides(target="heroku"), base=str(tmp_path), plans=False)
    for name, files in (("good", GOOD), ("bad", BAD)):
        bare(tmp_path / f"{name}.git", files)
        packing.add(checked(Address(f"{name}.git"), order))
    store.add([packing.sent()])
    assert questions.not_known(store, store.run, "heroku")[1] == []
    assert questions.outcomes(store, store.run) == [("heroku", "fails", 1), ("heroku", "works", 1)]
    names, rows = questions.matrix(store, store.run)
    row = dict(zip(names, rows[0], strict=True))
    assert (row["works"], row["not_known"], row["fails"]) == (1, 0, 1)
    store.close()


def test_what_is_open_is_neither_called_working_nor_broken(tmp_path: Path) -> None:
    """The list of what is not known, and the plot, count the same roots."""
    store = Store(str(tmp_path / "fleet.duckdb"), write=True)
    store.begin("{}", "a list", 4, "")
    packing = Packing()
    order = Order(Overrides(target="heroku"), base=str(tmp_path))
    open_start = GOOD | {"app.py": "import missing_module\n" + str(GOOD["app.py"])}
    open_start |= {
        "requirements.txt": "flask==3.0.0\ngunicorn==22.0.0\n-e ./own\n",
        "own/setup.py": "",
    }
    worker = GOOD | {"Procfile": "worker: python app.py\n"}
    kinds = {"good": GOOD, "bad": BAD, "open": open_start, "worker": worker}
    for name, files in kinds.items():
        bare(tmp_path / f"{name}.git", files)
        packing.add(checked(Address(f"{name}.git"), order))
    store.add([packing.sent()])
    rows = questions.not_known(store, store.run, "heroku")[1]
    assert [row[0] for row in rows] == ["open.git"]
    assert "missing_module" in rows[0][3]
    assert questions.outcomes(store, store.run) == [
        ("heroku", "fails", 1), ("heroku", "not known", 1), ("heroku", "works", 2),
    ]  # fmt: skip
    store.close()


def test_a_part_of_the_list_drops_nothing_and_another_list_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a", "b", "c"):
        bare(tmp_path / f"{name}.git", GOOD)
    (tmp_path / "list.txt").write_text("a.git\nb.git\nc.git\n")
    (tmp_path / "short.txt").write_text("a.git\n")
    asked = Overrides(target="heroku")
    for words, number, dropped in (
        (["list.txt"], 3, 0),
        (["list.txt", "--limit", "1"], 3, 0),
        (["list.txt", "--sample", "1"], 3, 0),
        (["short.txt"], 1, 2),
    ):
        options = fleet_parser("run").parse_args([*words, "--workers", "1"])
        assert commands.run(options, asked).forgotten == dropped
        store = Store("fleet.duckdb")
        assert store.rows("SELECT count(*) FROM repositories") == [(number,)]
        store.close()
        told = capfd.readouterr().err
        assert ("dropped 2 that the list no longer names" in told) == bool(dropped)
        assert f"0 of {number} roots fail" in told


def test_the_report_says_how_many_of_a_table_it_leaves_out(tmp_path: Path) -> None:
    store = Store(str(tmp_path / "fleet.duckdb"), write=True)
    store.begin("{}", "a list", 302, "")
    packing = Packing()
    for number in range(302):
        packing.add(checked(Address(f"gone{number}"), Order(base=str(tmp_path))))
    store.add([packing.sent()])
    text = page(store, store.run)
    store.close()
    assert "<summary><b>302</b> not checked</summary>" in text
    assert text.count("does not exist") == 300
    assert "2 more are in the database: <code>pyspec-check fleet failed</code>" in text


@pytest.fixture
def moving(tmp_path: Path) -> str:
    """A store of two targets, with what one works on and the other does not."""
    path = tmp_path / "moving.duckdb"
    store = Store(str(path), write=True)
    asked = '{"target": "rainbond-5,heroku"}'
    store.begin(asked, "a list", 4, "")
    packing = Packing()
    order = Order(Overrides(target="rainbond-5,heroku"), base=str(tmp_path))
    old_flask = "flask==2.0.3\nwerkzeug==2.0.3\ngunicorn==20.1.0\nsetuptools<82\n"
    only_5 = GOOD | {"runtime.txt": "python-3.6.10\n", "requirements.txt": old_flask}
    twice = only_5 | {"Procfile": "web gunicorn app:app\nweb: gunicorn app:app\n"}
    for name, files in {"good": GOOD, "old": only_5, "twice": twice, "bad": BAD}.items():
        bare(tmp_path / f"{name}.git", files)
        columns = f'{{"owner": "Ann, {name}", "errors": 7}}'
        packing.add(checked(Address(f"{name}.git", columns=columns), order))
    store.add([packing.sent()])
    store.end()
    store.close()
    return str(path)


def test_what_a_move_breaks_is_the_same_in_each_question(moving: str) -> None:
    store = Store(moving)
    assert questions.targets_of(store, 1) == ["rainbond-5", "heroku"]
    found = moves(store, 1)
    outcomes = {(target, word): n for target, word, n in questions.outcomes(store, 1)}
    for pair in (("rainbond-5", "heroku"), ("heroku", "rainbond-5")):
        rows = questions.breaks(store, 1, *pair)[1]
        move = found[pair]
        assert move.broken == len(rows)
        assert move.safely_fixable == sum(row[3] for row in rows)
        assert move.by_hand == sum(row[4] for row in rows)
        assert move.roots == 4 - outcomes.get((pair[0], "fails"), 0)
        assert move.broken + move.open <= move.roots
        names, rules = causes(store, 1, *pair)
        assert sum(row[names.index("findings")] for row in rules) == sum(row[2] for row in rows)
        assert all(row[names.index("roots")] <= move.broken for row in rules)
    assert found["rainbond-5", "heroku"].broken
    store.close()


def test_breaks_by_rule_says_how_many_it_is_enough_for(
    moving: str, capfd: pytest.CaptureFixture[str]
) -> None:
    words = ["fleet", "breaks", "--from", "rainbond-5", "--to", "heroku", "--store", moving]
    assert main([*words, "--rules", "--format", "csv"]) == 0
    lines = capfd.readouterr().out.splitlines()
    assert lines[0] == "code,name,roots,on_this_alone,findings,safely_fixable"
    assert any(line.startswith("RUN003,") for line in lines[1:])


def test_the_lists_columns_are_in_what_a_program_reads(
    moving: str, capfd: pytest.CaptureFixture[str]
) -> None:
    words = ["fleet", "breaks", "--from", "rainbond-5", "--to", "heroku", "--store", moving]
    assert main([*words, "--format", "csv"]) == 0
    lines = list(csv.DictReader(io.StringIO(capfd.readouterr().out)))
    assert lines
    assert all(line["owner"].startswith("Ann, ") and line["list_errors"] == "7" for line in lines)
    assert main([*words, "--format", "jsonl"]) == 0
    assert json.loads(capfd.readouterr().out.splitlines()[0])["list_errors"] == 7
    assert main(words) == 0
    table = capfd.readouterr().out
    assert "owner" not in table
    assert " root " not in table


def test_the_gravest_rules_come_first_and_count_a_repository_once(moving: str) -> None:
    store = Store(moving)
    for target in ("rainbond-5", "heroku"):
        order = [row[2] for row in questions.top(store, 1, target)[1]]
        assert order == sorted(order, key=["error", "warning", "info"].index)
        counted: dict[str, int] = {}
        for rule, _, number in questions.gravest(store, 1, target, 15):
            counted[rule] = counted.get(rule, 0) + number
        assert counted
        assert max(counted.values()) <= 4
    store.close()
