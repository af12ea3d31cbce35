"""The options of a logical line, as pip splits (`shlex`) and parses (`optparse`) them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.base.records import NamedTuple
from checker.parsers.requirements.values import Option, Pips, Refusal

if TYPE_CHECKING:
    from checker.parsers.requirements.lines import LogicalLine

LONG = {
    "--index-url": True,
    "--pypi-url": True,
    "--extra-index-url": True,
    "--no-index": False,
    "--constraint": True,
    "--requirement": True,
    "--editable": True,
    "--find-links": True,
    "--no-binary": True,
    "--only-binary": True,
    "--prefer-binary": False,
    "--require-hashes": False,
    "--no-require-hashes": False,
    "--pre": False,
    "--all-releases": True,
    "--only-final": True,
    "--trusted-host": True,
    "--use-feature": True,
    "--hash": True,
    "--config-settings": True,
}
"""The options that the newest pip accepts in a file, and whether each takes a value."""
_SHORT = {
    "-i": "--index-url",
    "-c": "--constraint",
    "-r": "--requirement",
    "-e": "--editable",
    "-f": "--find-links",
    "-C": "--config-settings",
}
_REMOVED = ("--global-option", "--install-option")
"""Options with a value that the pip of Python 3.7 and earlier accepts and the newest does not."""
_FEATURES = (
    "fast-deps",
    "inprocess-build-deps",
    "venv-isolation",
    "truststore",
    "no-binary-enable-wheel-cache",
    "build-constraint",
)
_CONTROLS = ("--no-binary", "--only-binary", "--all-releases", "--only-final")
_HASHES = ("sha256", "sha384", "sha512")


class Word(NamedTuple):
    """One argument, unquoted, and its place in the logical line."""

    text: str
    start: int
    end: int


class _Error(Exception):
    """What pip stumbles over: its words and the place in the logical line."""

    def __init__(self, message: str, word: Word, pips: Pips = Pips.ALL) -> None:
        super().__init__(message)
        self.word = word
        self.pips = pips


def first_option(text: str) -> int:
    """Where the options of a logical line start: at the first `-` after a space, else its end."""
    if text.startswith("-"):
        return 0
    at = text.find(" -")
    return len(text) if at < 0 else at + 1


def parse_options(line: LogicalLine, start: int) -> tuple[tuple[Option, ...], Refusal | None]:
    """The options from `start` of the line on, and why pip refuses them, if it does."""
    found: list[Option] = []
    try:
        words = split_words(line.text, start)
        _parse(line, words, found)
    except _Error as error:
        span = line.span(error.word.start, error.word.end)
        return tuple(found), Refusal(str(error), span, error.pips)
    return tuple(found), None


def split_words(text: str, start: int) -> list[Word]:
    """`shlex.split` of the text from `start` on, with places; raises `_Error` where that raises."""
    if not any(char in text for char in "'\"\\"):
        return [
            Word(found[0], found.start(), found.end())
            for found in re.compile(r"[^ \t\r\n]+").finditer(text, start)
        ]
    words: list[Word] = []
    value: list[str] = []
    begin = -1
    quote = ""
    at = start
    while at < len(text):
        char = text[at]
        if char == "\\" and quote != "'":
            after = text[at + 1 : at + 2]
            if not after:
                raise _unsplit(text, start, begin)
            begin = at if begin < 0 else begin
            # Between double quotes only these two are escaped.
            value.append("\\" + after if quote and after not in '"\\' else after)
            at += 1
        elif quote:
            if char == quote:
                quote = ""
            else:
                value.append(char)
        elif char in " \t\r\n":
            if begin >= 0:
                words.append(Word("".join(value), begin, at))
                value, begin = [], -1
        else:
            begin = at if begin < 0 else begin
            if char in "'\"":
                quote = char
            else:
                value.append(char)
        at += 1
    if quote:
        raise _unsplit(text, start, begin)
    if begin >= 0:
        words.append(Word("".join(value), begin, len(text)))
    return words


def _unsplit(text: str, start: int, begin: int) -> _Error:
    return _Error(
        f"Could not split options: {text[start:]}", Word("", max(begin, start), len(text))
    )


def _parse(line: LogicalLine, words: list[Word], found: list[Option]) -> None:
    """Append the options that `optparse` takes from the words; other words count for nothing."""
    rest = words[::-1]
    while rest:
        word = rest.pop()
        if word.text == "--":
            return
        if word.text.startswith("--"):
            typed, equals, value = word.text.partition("=")
            name = _long(typed, word)
            if name not in LONG or LONG[name]:
                argument = word
                if equals:
                    cut = line.text.find("=", word.start) + 1
                    argument = Word(value, cut, word.end)
                elif rest:
                    argument = rest.pop()
                else:
                    raise _Error(f"{name} option requires 1 argument", word)
                found.append(_option(line, name, word, argument))
            elif equals:
                raise _Error(f"{name} option does not take a value", word)
            else:
                found.append(_option(line, name, word, Word("", word.end, word.end)))
        elif word.text.startswith("-") and len(word.text) > 1:
            # All short ones take a value, so the first letter decides.
            short = word.text[:2]
            if short not in _SHORT:
                raise _Error(f"no such option: {short}", word)
            argument = word
            if len(word.text) > 2:
                argument = Word(word.text[2:], min(word.start + 2, word.end), word.end)
            elif rest:
                argument = rest.pop()
            else:
                raise _Error(f"{short} option requires 1 argument", word)
            found.append(_option(line, _SHORT[short], word, argument))


def _long(typed: str, word: Word) -> str:
    """The option that is typed, or abbreviated as `optparse` allows."""
    if typed in LONG:
        return typed
    candidates = [name for name in LONG if name.startswith(typed)]
    if len(candidates) == 1:
        return candidates[0]
    if candidates:
        raise _Error(f"ambiguous option: {typed} ({', '.join(sorted(candidates))}?)", word)
    if typed in _REMOVED:
        raise _Error(f"no such option: {typed}", word, Pips.NEW)
    raise _Error(f"no such option: {typed}", word)


def _option(line: LogicalLine, name: str, word: Word, argument: Word) -> Option:
    """The option with the checks that pip makes of its value."""
    value = argument.text
    if name == "--hash":
        kind, colon, _ = value.partition(":")
        if not colon:
            raise _Error(
                "Arguments to --hash must be a hash name followed by a value, like "
                "--hash=sha256:abcde...",
                argument,
            )
        if kind not in _HASHES:
            raise _Error("Allowed hash algorithms for --hash are sha256, sha384, sha512.", argument)
    elif name == "--config-settings" and "=" not in value:
        raise _Error("Arguments to --config-settings must be of the form KEY=VAL", argument)
    elif name == "--use-feature" and value not in _FEATURES:
        raise _Error(f"option --use-feature: invalid choice: {value!r}", argument, Pips.NEW)
    elif name in _CONTROLS and value.startswith("-"):
        raise _Error(f"{name} option requires 1 argument.", argument)
    span = line.span(word.start, max(word.end, argument.end))
    start = argument.start
    if (
        line.text[start : start + 1] in ("'", '"')
        and line.text[start] == line.text[argument.end - 1]
    ):
        start, end = start + 1, argument.end - 1  # the quotes are not part of the value
    else:
        end = argument.end
    return Option(
        "--index-url" if name == "--pypi-url" else name, value, span, line.span(start, end)
    )
