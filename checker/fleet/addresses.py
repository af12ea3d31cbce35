"""The list of repositories: lines of text, rows of CSV or JSON, or a folder that holds them."""

from __future__ import annotations

import csv
import io
import json
import os
from urllib.parse import unquote

from checker.base.errors import UsageError
from checker.base.messages import fill, listed
from checker.base.records import NamedTuple
from checker.base.text import printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

_PLACE = ("repository", "address", "url", "path")
"""How the column with the repository may be called, the surest first."""
_OWN = ("rev", "dir")
_FILE = "file://"
_SUFFIXES = (".csv", ".jsonl", ".ndjson")
_BESIDE = (".wiki.git", ".design.git")
"""How repositories end that Gitea, GitLab and Gogs store beside a project's own."""
_INNER = frozenset({"@pools", "@snippets", "+gitaly"})
"""Folders of GitLab's with objects of several projects, with snippets, and with what goes soon."""
_CONFIG = 65_536
"""Bytes of a repository's configuration that are read."""
_LONGEST = 64 * 1024 * 1024
"""Bytes of a list: a million addresses."""


class Address(NamedTuple):
    """One repository of the list."""

    place: str
    """A path of this machine, or an address that git fetches."""
    rev: str = ""
    """A revision; empty: what its `HEAD` names."""
    folder: str = ""
    """The folder that is the root, POSIX; empty: the top, or what the configuration names."""
    columns: str = "{}"
    """What else the list says of it, as a JSON object."""

    @property
    def name(self) -> str:
        """What it is called in the store: each entry of a list has its own."""
        revision = f" {self.rev}" if self.rev else ""
        return self.place + revision + (f" ?dir={self.folder}" if self.folder else "")

    @property
    def path(self) -> str:
        """Where it lies on this machine, if it does; `file:///srv/a.git` is `/srv/a.git`."""
        if self.place.startswith(_FILE):
            return unquote(self.place[len(_FILE) :], errors="surrogateescape")
        return self.place

    @property
    def is_remote(self) -> bool:
        """Whether git has to fetch it: `https://…`, `ssh://…`, `user@host:path`, `helper::…`."""
        if self.place.startswith(f"{_FILE}/"):
            return False
        head = self.place.partition("/")[0]
        return "://" in self.place or "::" in head or ("@" in head and ":" in head)


def addresses_of(source: str) -> list[Address]:
    """Every repository that a list or a folder names, each once, in its order.

    Args:
        source: a file (`.csv`, `.jsonl`; anything else is a line for each), or a folder that holds
            repositories at any depth. Relative paths in a file start at the working folder.

    Raises:
        UsageError: where it cannot be read, or an entry names no repository; with the line.
    """
    shown = printable(source)
    if os.path.isdir(source):
        found = [Address(path, columns=_columns_of(path)) for path in sorted(_repositories(source))]
        if not found:
            raise UsageError(f"`{shown}` contains no git repository")
        return found
    try:
        with open(source, "rb") as file:
            data = file.read(_LONGEST + 1)
    except OSError as error:
        why = error.strerror or "it cannot be read"
        raise UsageError(fill("`{path}`: {why}", path=shown, why=why)) from error
    if len(data) > _LONGEST:
        raise UsageError(f"`{shown}` is larger than {_LONGEST >> 20} MiB; split it")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"`{shown}` is not UTF-8") from error
    suffix = os.path.splitext(source)[1].lower()
    read = {".csv": _from_csv}.get(suffix, _from_json if suffix in _SUFFIXES else _from_lines)
    named = {address.name: address for address in read(text, shown)}
    if not named:
        raise UsageError(f"`{shown}` names no repository")
    return list(named.values())


def _repositories(folder: str) -> Iterator[str]:
    """The repositories below a folder, bare or with a working tree; links are not followed."""
    for here, folders, files in os.walk(folder):
        is_bare = "HEAD" in files and "objects" in folders and "refs" in folders
        if is_bare or ".git" in folders or ".git" in files:
            folders.clear()
            if not here.endswith(_BESIDE):
                yield here
        folders[:] = [name for name in folders if name not in _INNER]


def _columns_of(path: str) -> str:
    """What the server that stores a repository notes of it: GitLab names its folder by a hash."""
    config = os.path.join(path, "config")
    if not os.path.isfile(config):  # a pipe would be waited for
        return "{}"
    try:
        with open(config, "rb") as file:
            lines = file.read(_CONFIG).decode("utf-8", "replace").splitlines()
    except OSError:
        return "{}"
    section = ""
    for line in lines:
        name, _, value = line.strip().partition("=")
        if name.startswith("["):
            section = name.lower()
        elif section == "[gitlab]" and name.strip() == "fullpath":
            return json.dumps({"project": value.strip()}, ensure_ascii=False)
    return "{}"


def _from_lines(text: str, shown: str) -> Iterator[Address]:
    for number, line in enumerate(_lines(text), 1):
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        folder = ""
        if len(words) > 1 and words[-1].startswith("?dir="):
            folder = words.pop().removeprefix("?dir=")
        if len(words) > 2:
            raise UsageError(
                f"`{shown}`, line {number}: write `PATH-OR-URL [REV] [?dir=FOLDER]`; "
                "a path with blanks needs CSV or JSON lines"
            )
        rev = words[1] if len(words) > 1 else ""
        yield _checked(Address(words[0], rev, folder), _line(shown, number))


def _lines(text: str) -> list[str]:
    """The lines of a list; other characters than line ends, which JSON and paths may have, stay."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _from_csv(text: str, shown: str) -> Iterator[Address]:
    head = text.partition("\n")[0]
    sign = "," if "," in head else next((sign for sign in ";\t" if sign in head), ",")
    file = io.StringIO(text, newline="")
    rows = csv.DictReader(file, restkey="", strict=True, delimiter=sign)
    try:
        column = _column(list(rows.fieldnames or ()), f"`{shown}`")
        for row in rows:
            named = {name: value or "" for name, value in row.items() if name}
            yield _from_row(named, column, _line(shown, rows.line_num))
    except csv.Error as error:
        raise UsageError(f"`{shown}`, line {rows.line_num + 1}: {error}") from error


def _from_json(text: str, shown: str) -> Iterator[Address]:
    for number, line in enumerate(_lines(text), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise UsageError(f"`{shown}`, line {number} is not JSON") from error
        if not isinstance(row, dict):
            raise UsageError(f"`{shown}`, line {number} is not a JSON object")
        where = _line(shown, number)
        yield _from_row(row, _column(list(row), where), where)


def _line(shown: str, number: int) -> str:
    """Where a line of the list is."""
    return fill("`{file}`, line {number}", file=shown, number=number)


def _column(names: list[str], where: str) -> str:
    """Which column names the repository.

    Raises:
        UsageError: where none does.
    """
    for name in _PLACE:
        if name in names:
            return name
    raise UsageError(
        fill(
            "{where} has no column `{column}` (or {others})",
            where=where,
            column=_PLACE[0],
            others=listed(_PLACE[1:]),
        )
    )


def _from_row(row: dict[str, Any], column: str, where: str) -> Address:
    own = [row.get(name) or "" for name in (column, *_OWN)]
    if not all(isinstance(value, str) for value in own):
        names = listed((column, *_OWN))
        raise UsageError(fill("{where}: {names} must be text", where=where, names=names))
    rest = {name: value for name, value in row.items() if name not in (column, *_OWN)}
    return _checked(Address(own[0], own[1], own[2], json.dumps(rest, ensure_ascii=False)), where)


def _checked(address: Address, where: str) -> Address:
    """The address, unless something in it cannot be meant.

    Raises:
        UsageError: where it is so.
    """
    place, rev, folder, columns = address
    folder = folder.strip("/")
    if not place:
        raise UsageError(fill("{where} names no repository", where=where))
    if place.startswith("-") or rev.startswith("-"):
        template = "{where}: `{word}`: a word cannot start with `-`"
        raise UsageError(fill(template, where=where, word=printable(place, 80)))
    if any("\0" in word or "\n" in word for word in (place, rev, folder)):
        raise UsageError(fill("{where} contains a NUL or a line end", where=where))
    if ":" in rev or ".." in folder.split("/"):
        raise UsageError(
            fill(
                "{where}: the folder is given as `?dir=FOLDER`, without `..`, "
                "and not in the revision",
                where=where,
            )
        )
    return Address(place, rev, folder, columns)
