"""The list of repositories, in each form that it can have, and with each mistake."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("pygit2")

from checker.base.errors import UsageError
from checker.fleet.addresses import Address, addresses_of
from checker.languages import language
from tests.fleet.making import GOOD, bare

if TYPE_CHECKING:
    from pathlib import Path


def listed(tmp_path: Path, name: str, text: str | bytes) -> list[Address]:
    path = tmp_path / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return addresses_of(str(path))


def test_lines(tmp_path: Path) -> None:
    text = "# ours\n\na.git\nb.git v1\nhttps://example.org/c.git main ?dir=api\nd ?dir=/web/\n"
    assert listed(tmp_path, "list", text) == [
        Address("a.git"),
        Address("b.git", "v1"),
        Address("https://example.org/c.git", "main", "api"),
        Address("d", "", "web"),
    ]


def test_csv_keeps_its_other_columns(tmp_path: Path) -> None:
    text = 'owner,url,rev,dir\nAnn,https://example.org/a,,\n"B, C",my repo.git,v2,x\n'
    first, second = listed(tmp_path, "l.csv", "\ufeff" + text)
    assert (first.place, json.loads(first.columns)) == ("https://example.org/a", {"owner": "Ann"})
    assert second == Address("my repo.git", "v2", "x", '{"owner": "B, C"}')


def test_json_lines_keep_values_of_any_kind(tmp_path: Path) -> None:
    text = '{"repository": "a.git", "owner": ["x"], "stars": 3}\n\n{"path": "b", "rev": null}\n'
    first, second = listed(tmp_path, "l.jsonl", text)
    assert json.loads(first.columns) == {"owner": ["x"], "stars": 3}
    assert second == Address("b")


def test_an_entry_counts_once(tmp_path: Path) -> None:
    assert len(listed(tmp_path, "l", "a\na\na main\n")) == 2


def test_a_folder_of_repositories(tmp_path: Path) -> None:
    bare(tmp_path / "z" / "two.git", GOOD)
    bare(tmp_path / "one.git", GOOD)
    (tmp_path / "notes").mkdir()
    found = addresses_of(str(tmp_path))
    assert [address.place for address in found] == [
        str(tmp_path / "one.git"),
        str(tmp_path / "z" / "two.git"),
    ]


def test_a_folder_as_servers_store_them(tmp_path: Path) -> None:
    hashed = tmp_path / "@hashed" / "ab" / "cd"
    path = bare(hashed / "abcd12.git", GOOD)
    with (path / "config").open("a") as file:
        file.write("[gitlab]\n\tfullpath = team/shop\n")
    bare(hashed / "abcd12.wiki.git", GOOD)
    bare(hashed / "abcd12.design.git", GOOD)
    bare(tmp_path / "@pools" / "12" / "34" / "1234.git", GOOD)
    bare(tmp_path / "@snippets" / "12" / "34" / "1234.git", GOOD)
    bare(tmp_path / "ann" / "blog.git", GOOD)
    bare(tmp_path / "ann" / "blog.wiki.git", GOOD)
    found = addresses_of(str(tmp_path))
    assert [address.place for address in found] == [str(path), str(tmp_path / "ann" / "blog.git")]
    assert [json.loads(address.columns) for address in found] == [{"project": "team/shop"}, {}]


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("l", "a b c\n", "line 1: write `PATH-OR-URL"),
        ("l", "a\n--upload-pack=x\n", "line 2: `--upload-pack=x`: a word cannot start with `-`"),
        ("l", "a --x\n", "cannot start with `-`"),
        ("l", "a main:dir\n", "the folder is given as `?dir=FOLDER`"),
        ("l", "a ?dir=../b\n", "without `..`"),
        ("l", "# none\n", "names no repository"),
        ("l", b"\xff\xfe", "is not UTF-8"),
        ("l.csv", "owner,rev\nA,main\n", "has no column `repository`"),
        ("l.csv", "url\n\"a\n", "line 2: unexpected end of data"),
        ("l.csv", "url,rev\n,main\n", "line 2 names no repository"),
        ("l.jsonl", "{\n", "line 1 is not JSON"),
        ("l.jsonl", "[]\n", "line 1 is not a JSON object"),
        ("l.jsonl", '{"owner": "A"}\n', "line 1 has no column `repository`"),
        ("l.jsonl", '{"url": 3}\n', "line 1: url, rev, dir must be text"),
        ("l.jsonl", '{"url": "a\\u0000b"}\n', "line 1 contains a NUL or a line end"),
    ],
)  # fmt: skip
def test_mistakes_in_one_line(tmp_path: Path, name: str, text: str | bytes, says: str) -> None:
    with pytest.raises(UsageError) as caught:
        listed(tmp_path, name, text)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("l.csv", "owner\nA\n", "没有 `repository` 列（也没有 address、url、path）"),
        ("l.jsonl", '{"owner": "A"}\n', "第 1 行没有 `repository` 列（也没有 address、url、path）"),
        ("l.jsonl", '{"url": 3}\n', "第 1 行：url、rev、dir 必须是字符串"),
        ("l", "a\n--upload-pack=x\n", "第 2 行：`--upload-pack=x`：不能以 `-` 开头"),
        ("l.csv", "url,rev\n,main\n", "第 2 行没有指定仓库"),
    ],
)
def test_mistakes_in_chinese(tmp_path: Path, name: str, text: str, says: str) -> None:
    with pytest.raises(UsageError) as caught:
        listed(tmp_path, name, text)
    assert says in language("zh").of(caught.value.message)


def test_a_missing_list_and_an_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="No such file"):
        addresses_of(str(tmp_path / "none"))
    with pytest.raises(UsageError, match="contains no git repository"):
        addresses_of(str(tmp_path))


@pytest.mark.parametrize(
    ("place", "remote"),
    [
        ("https://example.org/a.git", True), ("ssh://git@example.org/a", True),
        ("git@example.org:team/a.git", True), ("file:///srv/a.git", False),
        ("/srv/a.git", False), ("team/a@b:c.git", False), ("ext::sh -c true", True),
    ],
)  # fmt: skip
def test_what_git_has_to_fetch(place: str, remote: bool) -> None:
    assert Address(place).is_remote is remote


def test_a_configuration_that_is_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    path = bare(tmp_path / "a.git", GOOD)
    (path / "config").unlink()
    os.mkfifo(path / "config")
    assert addresses_of(str(tmp_path)) == [Address(str(path))]


def test_other_separators_are_no_line_ends(tmp_path: Path) -> None:
    text = '{"path": "a\u2028b", "owner": "x\u0085y"}\r\n{"path": "c"}\r\n'
    first, second = listed(tmp_path, "l.jsonl", text)
    assert (first.place, first.columns) == ("a\u2028b", '{"owner": "x\u0085y"}')
    assert second.place == "c"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_a_mark_of_the_encoding(tmp_path: Path, end: str, mark: str) -> None:
    for name, lines in (
        ("l", ["# ours", "a.git v1", "", "b.git"]),
        ("l.csv", ["repository,rev,owner", '"a.git",v1,"A, ""B"""', "b.git,,"]),
        ("l.jsonl", ['{"path": "a.git", "rev": "v1"}', "", '{"path": "b.git"}']),
    ):
        found = listed(tmp_path, name, mark + end.join([*lines, ""]))
        assert [(each.place, each.rev) for each in found] == [("a.git", "v1"), ("b.git", "")], name


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_a_spreadsheets_other_signs_between_columns(tmp_path: Path, sign: str) -> None:
    text = sign.join(["repository", "owner"]) + "\n" + sign.join(["a", "'A, B; C'"]) + "\n"
    (found,) = listed(tmp_path, "l.csv", text.replace("'", '"'))
    assert (found.place, json.loads(found.columns)) == ("a", {"owner": "A, B; C"})
