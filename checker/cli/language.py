"""The language of a command line: an option, our variable, the configuration, the locale."""

from __future__ import annotations

import os
import sys

from checker.base.errors import UsageError, eprint, is_asked, speak, spoken, unknown
from checker.base.messages import ENGLISH, LANGUAGES, fill
from checker.languages import language, language_named

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

OWN_VARIABLE = "PYSPEC_CHECK_LANGUAGE"
LOCALE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
PREFERRED = "LANGUAGE"
"""gettext's own: languages in the order of preference, with colons between them. It counts only
above a locale that is not C."""
_CHINESE = 0x04
"""The primary language of Windows' identifiers for Chinese."""
_SAMPLE = "中文，。（）个错误级别这没规范"
"""What a stream for Chinese must be able to carry; others than China's encodings lack some."""
_CANNOT_SHOW = (
    "pyspec-check: warning: the output's encoding ({encoding}) cannot show this language; "
    "it is in English"
)


def choose(words: Sequence[str]) -> None:
    """Speak the language that a command line or the environment asks for.

    A stream that cannot show it, such as one for ASCII, gets English.

    Raises:
        UsageError: for a language that there is not in `--language` or in our variable.
    """
    asked = _asked(words)
    own = os.environ.get(OWN_VARIABLE, "")
    if asked is not None or own:
        try:
            code = _checked(own if asked is None else asked)
        except UsageError:
            _speak_as_the_locale()
            raise
        if can_show(code):
            speak(language(code), asked=asked is not None)
        else:
            eprint(fill(_CANNOT_SHOW, encoding=sys.stdout.encoding))
            speak(ENGLISH, asked=asked is not None, written=language(code))
        return
    _speak_as_the_locale()


def _speak_as_the_locale() -> None:
    code = _preferred(os.environ) or _of_windows()
    wanted = language(code or "en")
    speak(wanted if can_show(code) else ENGLISH, written=wanted)


def can_show(code: str) -> bool:
    """Whether the standard output can carry a language's characters."""
    encoding = getattr(sys.stdout, "encoding", None)
    if code in ("", "en") or not encoding:
        return bool(code)
    try:
        _SAMPLE.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _preferred(environment: Mapping[str, str]) -> str:
    """The code of the language that the locale names; empty if it names none that there is."""
    locale = next(filter(None, map(environment.get, LOCALE_VARIABLES)), "")
    named = language_named(locale)
    if not locale or locale.partition(".")[0].upper() in ("C", "POSIX"):
        return named
    for word in environment.get(PREFERRED, "").split(":"):
        code = language_named(word)
        if code:
            return code
    return named


def _of_windows() -> str:
    """The language of Windows' own texts, whose consoles set no variable; empty elsewhere."""
    if sys.platform != "win32" or any(map(os.environ.get, LOCALE_VARIABLES)):
        return ""
    import ctypes  # noqa: PLC0415  gate: only Windows has it

    asks = getattr(ctypes.windll.kernel32, "GetUserDefaultUILanguage", None)
    return "zh" if asks is not None and asks() & 0x3FF == _CHINESE else ""


def speak_as_configured(named: str) -> None:
    """Speak the language of the configuration, unless the command line or our variable says so.

    Args:
        named: what the configuration says, which may be no language.
    """
    if is_asked() or os.environ.get(OWN_VARIABLE):
        return
    code = language_named(named)
    if code and code != spoken().code:
        wanted = language(code)
        speak(wanted if can_show(code) else spoken(), written=wanted)


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
