"""What can be wrong in a catalogue: entries that are missing, stale or not in the right terms."""

from __future__ import annotations

import re
from pathlib import Path

from checker.base.toml import parse_toml
from checker.languages.po import parse_po
from scripts.catalogue_texts import texts

FOLDER = Path(__file__).parent.parent / "checker" / "languages"
_FIELD = re.compile(r"\{(\w*)\}")
_CODE = re.compile(r"`[^`]*`")
_NAMES = re.compile(
    r"\{\w*\}|--[\w-]+|[\w*/.-]*\.(?:txt|py|ini|toml|md)\b|\b[A-Z_]{2,}\b|\w+://\S+"
    r"|[\w-]+-buildpack[\w-]*|[\w-]+/builder\S*"
)
"""Fields, options, files, variables, addresses and other programs' names."""
_CHINESE = r"[\u4e00-\u9fff]"
ENDINGS = frozenset({"s"})
"""Fields that are an English plural's ending, which other languages do not have."""


def mistakes(code: str) -> list[str]:
    """All that is wrong in the catalogue of a language, each in a line that says what to do."""
    path = FOLDER / code / "messages.po"
    written = path.read_text("utf-8")
    entries = parse_po(written)
    entries.pop("", None)
    wanted = texts()
    shown = f"checker/languages/{code}/messages.po"
    found = [
        f"{shown}: missing (from checker/{wanted[text][0]}), add:\n"
        f'\n#: checker/{wanted[text][0]}\nmsgid {quoted(text)}\nmsgstr ""\n'
        for text in wanted
        if text not in entries and f"msgid {quoted(text)}\n" not in written
    ]
    found += [
        f"{shown}: empty or fuzzy, translate: msgid {quoted(text)}"
        for text in wanted
        if text not in entries and f"msgid {quoted(text)}\n" in written
    ]
    found += [
        f"{shown}: no code says this any more, remove it: msgid {quoted(text)}"
        for text in entries
        if text not in wanted
    ]
    glossary, excepted = _glossary(code), exceptions(code)
    for text, translation in entries.items():
        for wrong in (
            *_of_form(text, translation),
            *_of_terms(text, translation, glossary),
            *_without_terms(text, translation, glossary, excepted),
        ):
            found.append(f"{shown}: {wrong}: msgid {quoted(text)}")
    return found


def quoted(text: str) -> str:
    """A string as a `.po` file writes it, on one line if it has none inside."""
    inner = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    if "\n" not in inner:
        return f'"{inner}"'
    lines = inner.split("\n")
    parts = [f'"{line}\\n"' for line in lines[:-1]] + ([f'"{lines[-1]}"'] if lines[-1] else [])
    return "\n".join(['""', *parts])


def _of_form(text: str, translation: str) -> list[str]:
    """Fields that differ, code that differs, and signs that Chinese does not use."""
    bare, theirs = (each.replace("{{", "").replace("}}", "") for each in (text, translation))
    fields, own = set(_FIELD.findall(bare)), set(_FIELD.findall(theirs))
    found = []
    if own - fields or fields - own - ENDINGS:
        found.append(f"its fields are {sorted(own)}, not {sorted(fields)}")
    code, their_code = sorted(_CODE.findall(text)), sorted(_CODE.findall(translation))
    if code != their_code:
        found.append(f"its code is {their_code}, not {code}")
    if text == translation:
        return found
    words = _CODE.sub("`", translation)
    if re.search(rf"{_CHINESE}[,:;?!]|[,;?!]{_CHINESE}", words):
        found.append("it has a half-width sign")
    if re.search(rf"{_CHINESE}[A-Za-z0-9`]|[A-Za-z0-9`]{_CHINESE}", words):
        found.append("a blank is missing between Chinese and Latin text")
    return found


def exceptions(code: str) -> dict[str, list[str]]:
    """Terms that a sentence need not have, by how it begins."""
    path = FOLDER.parent.parent / "docs" / f"glossary.{code}.toml"
    values: dict[str, dict[str, list[str]]] = parse_toml(path.read_text("utf-8"))["except"]
    return {begin: row["terms"] for begin, row in values.items()}


def _without_terms(
    text: str,
    translation: str,
    glossary: dict[str, dict[str, list[str]]],
    excepted: dict[str, list[str]],
) -> list[str]:
    """Terms that the English sentence has and the translation does not; names are none."""
    if text == translation:
        return []
    english = _NAMES.sub("", _CODE.sub("`", text)).lower()
    chinese = _CODE.sub("`", translation)
    spared = [term for begin, terms in excepted.items() if text.startswith(begin) for term in terms]
    found = []
    for term in sorted(glossary, key=len, reverse=True):  # "start command" is no "command"
        english, times = re.subn(rf"(?<![\w-]){re.escape(term)}s?(?![\w-])", "", english)
        words = glossary[term]["is"]
        if times and term not in spared and not any(word in chinese for word in words):
            found.append(f"`{term}` is in the English sentence, but not {' or '.join(words)}")
    return found


def _glossary(code: str) -> dict[str, dict[str, list[str]]]:
    path = FOLDER.parent.parent / "docs" / f"glossary.{code}.toml"
    values: dict[str, dict[str, list[str]]] = parse_toml(path.read_text("utf-8"))["term"]
    return values


def _of_terms(text: str, translation: str, glossary: dict[str, dict[str, list[str]]]) -> list[str]:
    """Terms that are translated otherwise than the glossary says."""
    english, chinese = (_CODE.sub("`", each) for each in (text.lower(), translation))
    found = []
    for term, entry in glossary.items():
        if re.search(rf"\b{re.escape(term)}s?\b", english):
            found += [
                f"`{term}` is {' or '.join(entry['is'])}, not {wrong}"
                for wrong in entry.get("not", ())
                if wrong in chinese
            ]
    return found
