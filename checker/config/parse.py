"""The values of a configuration, judged one by one: a mistake is told where it stands."""

from __future__ import annotations

from checker.base.errors import PlacedError
from checker.base.globs import LONGEST
from checker.base.messages import fill, listed
from checker.base.spelling import closest, did_you_mean
from checker.base.text import printable
from checker.base.toml import place_of, places
from checker.config.mistakes import mistake
from checker.config.overrides import LONGEST_TIMEOUT
from checker.config.schema import KEYS, SEVERITIES, WORDS_OF
from checker.config.values import Config
from checker.rules.codes import RULES
from checker.rules.selection import FIXED, matching
from checker.targets import AUTO, WORDS, targets
from checker.targets.extend import TargetError, extended

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from checker.base.errors import UsageError
    from checker.base.text import Document
    from checker.base.toml import Path
    from checker.targets import Target


class Reader:
    """Reads the table at `table` of one document.

    Args:
        document: the file.
        table: the keys that lead to the table.
    """

    def __init__(self, document: Document, table: Path) -> None:
        self._document = document
        self._table = table
        self._places = places(document.text)
        self._warnings: list[PlacedError] = []
        self._missing: dict[str, str] = {}
        self._patterns: dict[str, PlacedError] = {}
        rules = RULES
        self._rules = rules
        self._targets: Mapping[str, Target] = targets()
        self._names = [*rules, *(rule.name for rule in rules.values())]

    def config(self, values: Any, base: str) -> Config:
        """The whole table.

        Raises:
            UsageError: at the first mistake.
        """
        if not isinstance(values, dict):
            raise self._wrong((), fill("this must be a table, not {values}", values=_kind(values)))
        for name in values:
            if name not in KEYS:
                near = did_you_mean(name, list(KEYS))
                more = fill("there are: {keys}", keys=listed(KEYS))
                if name in ("tool", "pyspec-check") and not self._table:
                    more = "in this file the settings are at the top, in no table"
                words = fill("unknown key `{name}`{near}", name=printable(name, 80), near=near)
                raise self._wrong((name,), words, more, key=True)
        own, key = values.get("targets", {}), "target"
        if isinstance(own, list):
            if "target" in values:
                words = "`target` and an array of `targets` mean the same: set one of them"
                raise self._wrong(("targets",), words, key=True)
            own, key = {}, "targets"
        elif "targets" in values:  # first: `target` may name one of them
            self._targets = self._own_targets(own)
        read: dict[str, Any] = {
            name.replace("-", "_"): self._value(name, value) for name, value in values.items()
        }
        if key == "targets":
            read["target"] = read.pop("targets")
        lines = {name: self._line((name,)) for name in values}
        return Config(
            path=self._document.path,
            base=base,
            lines=lines,
            warnings=tuple(self._warnings),
            missing_roots=self._missing,
            patterns=self._patterns,
            own_targets=own,
            target_key=key,
            **read,
        )

    def _value(self, name: str, value: Any) -> Any:
        key = KEYS[name]
        if key.of == "target":
            is_table = name == "targets" and not isinstance(value, list)
            return self._targets if is_table else self._chosen_targets(name, value)
        if key.kind == "word":
            return self._word(name, value)
        if key.kind == "words":
            words = self._words((name,), value)
            for number, word in enumerate(words):
                if key.of == "rule":
                    self._rule((name, number), word, strict=True)
                elif key.of == "folder":
                    self._folder((name, number), word)
                else:
                    self._pattern((name, number), word)
            return tuple(self._missing) if key.of == "folder" else words
        if key.kind == "seconds":
            return self._seconds(name, value)
        if key.kind == "switch":
            return self._switch(name, value)
        if key.kind == "reasons":
            return self._reasons((name,), value)
        if not isinstance(value, dict):
            raise self._wrong(
                (name,),
                fill("`{name}` must be a table, not {value}", name=name, value=_kind(value)),
            )
        if key.kind == "table of words":
            for pattern in value:
                self._pattern((name, pattern), pattern, key=True)
            return {
                pattern: self._reasons((name, pattern), reasons)
                for pattern, reasons in value.items()
            }
        for code, severity in value.items():
            self._rule((name, code), code, strict=True, key=True)
            if matching(self._rules, [code]).keys() <= FIXED:
                wrong = fill(
                    "what {code} says is of the check itself, and stays as it is", code=code
                )
                raise self._wrong((name, code), wrong, key=True)
            self._one_of((name, code), severity, SEVERITIES, "severity")
        return dict(value)

    def _own_targets(self, tables: Any) -> Mapping[str, Target]:
        try:
            return extended(tables)
        except TargetError as error:
            path = tuple(  # an item of a list stands third: `ours`, `python_supported`, `1`
                int(part) if number == 2 and part.isdigit() else part
                for number, part in enumerate(error.key)
            )
            known = list(error.valid)
            near = did_you_mean(error.key[-1], known) if known else ""
            more = fill("there are: {known}", known=listed(known)) if known else ""
            words = fill(
                "`{key}` {problem}{near}",
                key=printable(".".join(("targets", *error.key)), 80),
                problem=error.problem,
                near=near,
            )
            raise self._wrong(("targets", *path), words, more) from error

    def _chosen_targets(self, name: str, value: Any) -> tuple[str, ...]:
        """The targets to check against: one, the word for the one that files show, or several."""
        if not isinstance(value, list):
            return (self._one_of((name,), value, (*self._targets, AUTO), name),)
        if not value:
            raise self._wrong((name,), "this array is empty: name at least one target")
        for number, word in enumerate(value):
            if word in WORDS:
                means = "the target that the files show" if word == AUTO else "every target"
                words = fill(
                    "`{word}` means {means}, so it cannot be one of several", word=word, means=means
                )
                raise self._wrong((name, number), words)
            self._one_of((name, number), word, tuple(self._targets), "target")
            if word in value[:number]:
                raise self._wrong(
                    (name, number),
                    fill("the target `{word}` is listed twice", word=printable(word)),
                )
        return tuple(value)

    def _word(self, name: str, value: Any) -> str:
        return self._one_of((name,), value, WORDS_OF[KEYS[name].of], name)

    def _one_of(self, path: Path, value: Any, known: tuple[str, ...], what: str) -> str:
        if not isinstance(value, str):
            raise self._wrong(
                path, fill("`{what}` must be a string, not {value}", what=what, value=_kind(value))
            )
        if value not in known:
            near = did_you_mean(value, list(known))
            words = fill(
                "unknown {what} `{value}`{near}",
                what=fill(what),
                value=printable(value, 80),
                near=near,
            )
            raise self._wrong(path, words, more=fill("there are: {known}", known=listed(known)))
        return value

    def _seconds(self, name: str, value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise self._wrong(
                (name,),
                fill("`{name}` must be a number, not {value}", name=name, value=_kind(value)),
            )
        if not 0 <= value <= LONGEST_TIMEOUT:
            words = fill(
                "`{name}` is a number of seconds, from 0 (no limit) to {longest_timeout}",
                name=name,
                longest_timeout=LONGEST_TIMEOUT,
            )
            raise self._wrong((name,), words)
        return value

    def _switch(self, name: str, value: Any) -> bool:
        if not isinstance(value, bool):
            words = fill("`{name}` must be true or false, not {kind}", name=name, kind=_kind(value))
            raise self._wrong((name,), words)
        return value

    def _words(self, path: Path, value: Any, what: str = "an array of strings") -> tuple[str, ...]:
        if not isinstance(value, list):
            name = printable(str(path[-1]), 80)
            raise self._wrong(
                path,
                fill(
                    "`{name}` must be {what}, not {value}", name=name, what=what, value=_kind(value)
                ),
            )
        for number, word in enumerate(value):
            if not isinstance(word, str):
                raise self._wrong(
                    (*path, number), fill("this must be a string, not {word}", word=_kind(word))
                )
            if not word:
                raise self._wrong((*path, number), "this string is empty")
        return tuple(value)

    def _reasons(self, path: Path, value: Any) -> dict[str, str]:
        """Selectors with their reasons; those of an array have none."""
        if not isinstance(value, dict):
            words = self._words(path, value, "an array of strings or a table")
            for number, word in enumerate(words):
                self._rule((*path, number), word, strict=False)
            return dict.fromkeys(words, "")
        for code, reason in value.items():
            self._rule((*path, code), code, strict=False, key=True)
            if not isinstance(reason, str):
                raise self._wrong(
                    (*path, code),
                    fill("a reason must be a string, not {reason}", reason=_kind(reason)),
                )
            if not reason.strip():
                raise self._wrong((*path, code), "the reason is empty")
        return dict(value)

    def _rule(self, path: Path, word: str, *, strict: bool, key: bool = False) -> None:
        if word and matching(self._rules, [word]):
            return
        words = fill(
            "unknown rule `{word}`{did_you_mean}",
            word=printable(word, 80),
            did_you_mean=did_you_mean(word, self._names),
        )
        if strict:
            more = "" if closest(word, self._names) else "`pyspec-check rules` lists them"
            raise self._wrong(path, words, more=more, key=key)
        self._warnings.append(self._warning(path, words, key))

    def _folder(self, path: Path, word: str) -> None:
        parts = word.rstrip("/").split("/")
        if word.startswith("/") or "\\" in word or ".." in parts or "" in parts or "\0" in word:
            raise self._wrong(
                path, "a root is a folder below this one, written with `/` and without `..`"
            )
        folder = "/".join(part for part in parts if part != ".") or "."
        if folder in self._missing:
            raise self._wrong(
                path, fill("the root `{word}` is listed twice", word=printable(word, 80))
            )
        words = fill("the root `{word}` is not a folder here", word=printable(word, 80))
        self._missing[folder] = self._wrong(path, words).message

    def _pattern(self, path: Path, pattern: str, *, key: bool = False) -> None:
        """Refuse what would never match, or would not do what it does in .gitignore."""
        wrong = ""
        if not pattern.strip("/"):
            wrong = "this pattern is empty"
        elif pattern.startswith("!"):
            wrong = "a pattern cannot be negated with `!`"
        elif ".." in pattern.split("/"):
            wrong = "a pattern is for paths below this folder, without `..`"
        elif len(pattern) > LONGEST:
            wrong = fill("a pattern has at most {longest} characters", longest=LONGEST)
        if wrong:
            raise self._wrong(path, wrong, key=key)
        words = fill("the pattern `{pattern}` matches no file", pattern=printable(pattern, 80))
        self._patterns[pattern] = self._warning(path, words, key)

    def _warning(self, path: Path, words: str, key: bool) -> PlacedError:
        """What is told of a place without refusing it: one line."""
        start, end = self._span(path, key)
        line, column = self._document.line_column(start)
        place = f"{printable(self._document.path)}:{line}:{column}"
        with_context = fill("{place}: {words}", place=place, words=words)
        return PlacedError(with_context, self._document.path, start, end, words)

    def _wrong(self, path: Path, words: str, more: str = "", key: bool = False) -> UsageError:
        start, end = self._span(path, key)
        return mistake(self._document, start, end, words, more)

    def _span(self, path: Path, key: bool) -> tuple[int, int]:
        place = place_of(self._places, (*self._table, *path))
        return place.key if key else place.value

    def _line(self, path: Path) -> int:
        return self._document.line_column(self._span(path, True)[0])[0]


_KINDS = {bool: "a truth value", int: "a number", float: "a number", str: "a text"}


def _kind(value: Any) -> str:
    """What a value is, in words."""
    if isinstance(value, dict):
        return "a table"
    return "an array" if isinstance(value, list) else _KINDS.get(type(value), "a date")
