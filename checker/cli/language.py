"""The language of a command line: an option, our variable, the configuration, the locale."""

from __future__ import annotations

import os

from checker.base.errors import is_asked, speak, spoken, unknown
from checker.base.messages import LANGUAGES
from checker.languages import language, language_named

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

OWN_VARIABLE = "PYSPEC_CHECK_LANGUAGE"
LOCALE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


def choose(words: Sequence[str]) -> None:
    """Speak the language that a command line or the environment asks for.

    Raises:
        UsageError: for `--language` with a language that there is not.
    """
    asked = _asked(words)
    if asked is not None:
        speak(language(_checked(asked)), asked=True)
        return
    own = os.environ.get(OWN_VARIABLE, "")
    said = own or next(filter(None, map(os.environ.get, LOCALE_VARIABLES)), "")
    speak(language(language_named(said) or "en"))


def speak_as_configured(named: str) -> None:
    """Speak the language of the configuration, unless the command line or our variable says so.

    Args:
        named: what the configuration says, which may be no language.
    """
    if is_asked() or os.environ.get(OWN_VARIABLE):
        return
    code = language_named(named)
    if code and code != spoken().code:
        speak(language(code))


def _asked(words: Sequence[str]) -> str | None:
    """The value of `--language`, the last one counts; None if it is not there."""
    found = None
    for number, word in enumerate(words):
        if word == "--":
            break
        if word.startswith("--language="):
            found = word.partition("=")[2]
        elif word == "--language" and number + 1 < len(words):
            found = words[number + 1]
    return found


def _checked(word: str) -> str:
    """The code of a language.

    Raises:
        UsageError: for any other word, with the languages that there are.
    """
    code = language_named(word)
    if not code:
        raise unknown("language", word, list(LANGUAGES))
    return code
