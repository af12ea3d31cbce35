"""The options of a logical line, as pip splits (`shlex`) and parses (`optparse`) them."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.records import NamedTuple
from checker.parsers.requirements.values import ALL_PIPS, Option, Pips, Refusal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.base.spans import Span
    from checker.parsers.requirements.lines import LogicalLine


class Known(NamedTuple):
    """An option of a requirements file."""

    takes: bool = False
    """Whether it takes a value."""
    refused: Pips | None = None
    """The pips that do not know it."""


_GONE_IN_10 = Pips(first=(10,))
_NEW_IN_20 = Pips(last=(9, 0, 3))
_NEW_IN_22 = Pips(last=(21, 3, 1))
_NEW_IN_26 = Pips(last=(25, 3))
LONG = {
    "--index-url": Known(True),
    "--pypi-url": Known(True),
    "--extra-index-url": Known(True),
    "--no-index": Known(),
    "--constraint": Known(True),
    "--requirement": Known(True),
    "--editable": Known(True),
    "--find-links": Known(True),
    "--no-binary": Known(True),
    "--only-binary": Known(True),
    "--prefer-binary": Known(False, _NEW_IN_20),
    "--require-hashes": Known(),
    "--no-require-hashes": Known(False, Pips(last=(26, 0, 1))),
    "--pre": Known(),
    "--all-releases": Known(True, _NEW_IN_26),
    "--only-final": Known(True, _NEW_IN_26),
    "--trusted-host": Known(True),
    "--use-feature": Known(True),
    "--hash": Known(True),
    "--config-settings": Known(True, _NEW_IN_22),
    "--global-option": Known(True, Pips(first=(25, 3))),
    "--install-option": Known(True, Pips(first=(23, 1))),
    "--process-dependency-links": Known(False, _GONE_IN_10),
    "--allow-external": Known(True, _GONE_IN_10),
    "--allow-all-external": Known(False, _GONE_IN_10),
    "--allow-unverified": Known(True, _GONE_IN_10),
    "--always-unzip": Known(False, _GONE_IN_10),
    "--use-wheel": Known(False, _GONE_IN_10),
    "--no-use-wheel": Known(False, _GONE_IN_10),
}
"""The options that some pip accepts in a file; asked of 9.0.2, 20.3.4, 21.3.1, 24.0, 25.0.1, 25.3,
26.0.1 and 26.3, so a limit stands for the nearest of these."""
_CURRENT = frozenset(name for name, known in LONG.items() if not (known.refused or Pips()).first)
_SHORT = {
    "-i": "--index-url",
    "-c": "--constraint",
    "-r": "--requirement",
    "-e": "--editable",
    "-f": "--find-links",
    "-C": "--config-settings",
    "-Z": "--always-unzip",
}
_FEATURES = {
    "fast-deps": _NEW_IN_20,
    "2020-resolver": Pips(but=((20, 1), (23, 3, 2))),
    "in-tree-build": Pips(but=((21, 1), (22, 0, 4))),
    "truststore": _NEW_IN_22,
    "no-binary-enable-wheel-cache": _NEW_IN_22,
    "inprocess-build-deps": Pips(last=(25, 3)),
    "build-constraint": Pips(last=(25, 0, 1)),
    "venv-isolation": Pips(last=(26, 0, 1)),
}
"""The values of `--use-feature`, each with the pips that refuse it."""
_CONTROLS = ("--no-binary", "--only-binary", "--all-releases", "--only-final")
_HASHES = ("sha256", "sha384", "sha512")


class Word(NamedTuple):
    """One argument, unquoted, and its place in the logical line."""

    text: str
    start: int
    end: int


class _Error(Exception):
    """What pip stumbles over: its words and the place in the logical line."""

    def __init__(self, message: str, word: Word, pips: Pips = ALL_PIPS) -> None:
        super().__init__(message)
        self.word = word
        self.pips = pips


def first_option(text: str) -> int:
    """Where the options of a logical line start: at the first `-` after a space, else its end."""
    if text.startswith("-"):
        return 0
    at = text.find(" -")
    return len(text) if at < 0 else at + 1


class Options(NamedTuple):
    """What a logical line holds from its first option on."""

    options: tuple[Option, ...]
    refusal: Refusal | None
    """Why every pip refuses them, or some do: `refusal.pips`."""
    dropped: tuple[Span, ...]
    """The words behind an option that are not its value: pip drops them without a word."""


def parse_options(line: LogicalLine, start: int) -> Options:
    """The options from `start` of the line on, and why pip refuses them, if it does."""
    found: list[Option] = []
    dropped: list[Word] = []
    try:
        words = split_words(line.text, start)
        _parse(line, words, found, dropped)
    except _Error as error:
        span = line.span(error.word.start, error.word.end)
        return Options(tuple(found), Refusal(str(error), span, error.pips), ())
    spans = tuple(line.span(word.start, word.end) for word in dropped)
    return Options(tuple(found), _refused_by_some(found), spans)


def _refused_by_some(options: list[Option]) -> Refusal | None:
    """The first option that some pips do not know."""
    for option in options:
        pips = LONG[option.name].refused
        if pips is not None:
            return Refusal(f"no such option: {option.name}", option.span, pips)
        if option.name == "--use-feature":
            message = f"option --use-feature: invalid choice: {option.value!r}"
            return Refusal(message, option.span, _FEATURES[option.value])
    return None


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


def _parse(line: LogicalLine, words: list[Word], found: list[Option], dropped: list[Word]) -> None:
    """Append the options that `optparse` takes from the words, and the words that it leaves."""
    rest = words[::-1]
    while rest:
        word = rest.pop()
        if word.text == "--":
            dropped += reversed(rest)
            return
        if word.text.startswith("--"):
            typed, equals, value = word.text.partition("=")
            name = _long(typed, word)
            if LONG[name].takes:
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
            # All short ones but one of long ago take a value, so the first letter decides.
            short = word.text[:2]
            if short not in _SHORT:
                raise _Error(f"no such option: {short}", word)
            argument = word
            if not LONG[_SHORT[short]].takes:
                argument = Word("", word.end, word.end)
            elif len(word.text) > 2:
                argument = Word(word.text[2:], min(word.start + 2, word.end), word.end)
            elif rest:
                argument = rest.pop()
            else:
                raise _Error(f"{short} option requires 1 argument", word)
            found.append(_option(line, _SHORT[short], word, argument))
        else:
            dropped.append(word)


def _long(typed: str, word: Word) -> str:
    """The option that is typed, or abbreviated as `optparse` allows."""
    if typed in LONG:
        return typed
    candidates = [name for name in _CURRENT if name.startswith(typed)]
    if len(candidates) == 1:
        return candidates[0]
    if candidates:
        before = [name for name in candidates if LONG[name].refused != _NEW_IN_26]
        pips = Pips(first=(26, 0)) if len(before) == 1 else ALL_PIPS
        raise _Error(f"ambiguous option: {typed} ({', '.join(sorted(candidates))}?)", word, pips)
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
        raise _Error(f"option --use-feature: invalid choice: {value!r}", argument)
    elif name in _CONTROLS and value.startswith("-"):
        raise _Error(f"{name} option requires 1 argument.", argument, Pips(first=(10,)))
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
