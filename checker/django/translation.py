"""The language of LANGUAGE_CODE: Django refuses one for which no installed app has translations."""

from __future__ import annotations

from checker.data.django import has_locale
from checker.django.state import App, State, refuse
from checker.python.interpreter.values import Model, Place, Unknown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter

FIRST = (1, 11)
"""The first release that was tried; what older ones do is not known here."""


def locale_of(language: str, django: tuple[int, int]) -> str:
    """The locale that Django makes of a language code: `zh-cn` gives `zh_CN`."""
    name, _, country = language.lower().partition("-")
    if not country:
        return language[:3].lower() + language[3:] if django >= (4, 0) else language.lower()
    country, _, tail = country.partition("-")
    country = country.title() if len(country) > 2 else country.upper()
    return f"{name}_{country}-{tail}" if tail else f"{name}_{country}"


def need_translations(interp: Interpreter, state: State, place: Place | None) -> None:
    """What the first text that is translated does: it loads the language of LANGUAGE_CODE."""
    language: Any = state.setting("LANGUAGE_CODE")
    used = state.setting("USE_I18N")
    if state.version < FIRST or isinstance(used, (Unknown, Model)) or not used:
        return
    where = state.place("LANGUAGE_CODE") or place
    if not isinstance(language, str) or not language:
        return
    locale = locale_of(language, state.version)
    names = {locale, locale.partition("_")[0], locale.partition("@")[0]}
    if any(has_locale(name, state.version) for name in names):
        return
    folders = interp.items_of(state.setting("LOCALE_PATHS") or [], where)
    for app in state.apps:
        folders += [f"{interp.cwd}/{folder}/locale" for folder in app.folders]
    for folder in folders:
        if _has(interp, folder, names):
            return
    brings = next((app for app in state.apps if app.kind == "package"), None)
    if brings is not None and interp.maybe(_doubt(brings, language), where):
        return
    message = f"No translation files found for default language {language}."
    raise refuse(interp, OSError, message, where, "settings-invalid", setting="LANGUAGE_CODE",
                 language=language)  # fmt: skip


def _doubt(app: App, language: str) -> str:
    return f"whether {app.name} has translations for {language!r}"


def _has(interp: Interpreter, folder: Any, names: set[str]) -> bool:
    """Whether a folder of locales has one of these; one that is not known may."""
    if not isinstance(folder, str) and type(folder).__name__ != "PurePosixPath":
        return True
    found = [
        interp.files.kind(f"{folder}/{name}/LC_MESSAGES/django.mo", interp.cwd) for name in names
    ]
    return any(kind != "missing" for kind in found)
