"""Catalogues: the form that people edit, the table that programs read, and gettext's own reader."""

from __future__ import annotations

import gettext
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.languages import language, language_named
from checker.languages.catalogue import Table
from checker.languages.po import parse_po, table_of

HEAD = '# x\nmsgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'


def test_entries_are_read_as_people_write_them() -> None:
    text = HEAD + (
        '#: a.py\nmsgid "a \\"b\\" \\\\ \\n{x}"\nmsgstr ""\n"甲 \\"乙\\" "\n"\\\\ \\n{x}"\n\n'
        '#, fuzzy\nmsgid "c"\nmsgstr "丙"\n\nmsgid "d"\nmsgstr ""\n\n#~ msgid "e"\n#~ msgstr "戊"\n'
    )
    entries = parse_po(text)
    assert entries.pop("").startswith("Content-Type")
    assert entries == {'a "b" \\ \n{x}': '甲 "乙" \\ \n{x}'}


def test_a_line_of_another_form_is_refused() -> None:
    with pytest.raises(ValueError, match="not a line of a catalogue"):
        parse_po('msgid "a"\nmsgstr "b"\nfoo\n')


@given(st.dictionaries(st.text(min_size=1).filter(lambda t: "\0" not in t), st.text(min_size=1)))
def test_the_table_has_every_entry_and_no_other(entries: dict[str, str]) -> None:
    try:
        data = table_of(entries)
    except UnicodeEncodeError:  # a lone surrogate is no text
        return
    table = Table(data)
    assert {key: table.get(key) for key in entries} == entries
    assert table.get("") == table.get("\0") == ""


def test_gettext_reads_the_table_too() -> None:
    entries = parse_po(HEAD + 'msgid "one"\nmsgstr "一"\n\nmsgid "two"\nmsgstr "二"\n')
    translations = gettext.GNUTranslations(io.BytesIO(table_of(entries)))
    assert [translations.gettext(word) for word in ("one", "two", "three")] == ["一", "二", "three"]


def test_another_file_is_no_table() -> None:
    with pytest.raises(ValueError, match="not a catalogue"):
        Table(b"PK\x03\x04" + bytes(40))


@pytest.mark.parametrize(
    ("locale", "code"),
    [
        *(("zh_CN.UTF-8", "zh"), ("zh-Hans-CN", "zh"), ("zh", "zh"), ("ZH_TW", "zh")),
        *(("en_US.UTF-8", "en"), ("C.UTF-8", "en"), ("POSIX", "en"), ("C", "en")),
        *(("de_DE.UTF-8", ""), ("", ""), ("zhx", "")),
    ],
)
def test_locales_name_languages(locale: str, code: str) -> None:
    assert language_named(locale) == code


def test_nothing_said_is_not_the_head_of_the_catalogue() -> None:
    assert language("zh").of("") == ""


def test_english_needs_no_catalogue() -> None:
    assert language("en").of("as it is") == "as it is"
