"""The configuration's edits: the text says exactly what is wanted, and stays as it was written."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.base.toml import parse_toml
from checker.editor.actions.toml_edits import REASON, changed, with_word

TABLE = ("tool", "pyspec-check")
IGNORE = ("ignore",)
FILE = ("per-file-ignores", "Procfile")


def edited(text: str, keys: tuple[str, ...], table: tuple[str, ...] = TABLE) -> str | None:
    changes = with_word(text, table, keys, "REQ011")
    return None if changes is None else changed(text, changes)


@pytest.mark.parametrize(
    ("text", "keys", "wanted"),
    [
        ("", IGNORE, '[tool.pyspec-check]\nignore = ["REQ011"]\n'),
        ("x = 1", IGNORE, 'x = 1\n\n[tool.pyspec-check]\nignore = ["REQ011"]\n'),
        ("[a]\r\n", IGNORE, '[a]\r\n\r\n[tool.pyspec-check]\r\nignore = ["REQ011"]\r\n'),
        ("[tool.pyspec-check]", IGNORE, '[tool.pyspec-check]\nignore = ["REQ011"]'),
        (
            "[tool.pyspec-check] # ours\n\n[b]\n",
            IGNORE,
            '[tool.pyspec-check] # ours\nignore = ["REQ011"]\n\n[b]\n',
        ),
        (
            '[tool.pyspec-check]\ntarget = "rainbond-6" # new\n\n# next\n[b]\nignore = []\n',
            IGNORE,
            '[tool.pyspec-check]\ntarget = "rainbond-6" # new\nignore = ["REQ011"]\n\n'
            "# next\n[b]\nignore = []\n",
        ),
        (
            '[tool.pyspec-check]\nignore = ["GIT"]\n',
            IGNORE,
            '[tool.pyspec-check]\nignore = ["GIT", "REQ011"]\n',
        ),
        (
            "[tool.pyspec-check]\nignore = ['GIT',] # one\n",
            IGNORE,
            "[tool.pyspec-check]\nignore = ['GIT', 'REQ011',] # one\n",
        ),
        (
            "[tool.pyspec-check]\nignore = []\n",
            IGNORE,
            '[tool.pyspec-check]\nignore = ["REQ011"]\n',
        ),
        (
            "[tool.pyspec-check]\nignore = [ # none yet\n]\n",
            IGNORE,
            '[tool.pyspec-check]\nignore = [ # none yet\n"REQ011"]\n',
        ),
        (
            '[tool.pyspec-check]\nignore = [\n    "GIT", # a\n    "DJ", # b\n]\n',
            IGNORE,
            '[tool.pyspec-check]\nignore = [\n    "GIT", # a\n    "DJ", # b\n    "REQ011",\n]\n',
        ),
        (
            '[tool.pyspec-check]\nignore = [\n    "GIT",\n    "DJ" # b\n]\n',
            IGNORE,
            '[tool.pyspec-check]\nignore = [\n    "GIT",\n    "DJ", # b\n    "REQ011"\n]\n',
        ),
        (
            '[tool.pyspec-check]\r\nignore = [\r\n\t"GIT"\r\n]\r\n',
            IGNORE,
            '[tool.pyspec-check]\r\nignore = [\r\n\t"GIT",\r\n\t"REQ011"\r\n]\r\n',
        ),
        (
            '[tool.pyspec-check]\nignore = { GIT = "why" }\n',
            IGNORE,
            f'[tool.pyspec-check]\nignore = {{ GIT = "why", REQ011 = "{REASON}" }}\n',
        ),
        (
            "[tool.pyspec-check]\nignore = {}\n",
            IGNORE,
            f'[tool.pyspec-check]\nignore = {{ REQ011 = "{REASON}" }}\n',
        ),
        (
            '[tool.pyspec-check.ignore]\nGIT = "why"\n\n[b]\n',
            IGNORE,
            f'[tool.pyspec-check.ignore]\nGIT = "why"\nREQ011 = "{REASON}"\n\n[b]\n',
        ),
        (
            '[tool.pyspec-check]\nignore.GIT = "why"\n',
            IGNORE,
            f'[tool.pyspec-check]\nignore.GIT = "why"\nignore.REQ011 = "{REASON}"\n',
        ),
        (
            '[tool]\npyspec-check.target = "rainbond-6"\n',
            IGNORE,
            '[tool]\npyspec-check.target = "rainbond-6"\npyspec-check.ignore = ["REQ011"]\n',
        ),
        (
            '[tool]\npyspec-check = { target = "rainbond-6" }\n',
            IGNORE,
            '[tool]\npyspec-check = { target = "rainbond-6", ignore = ["REQ011"] }\n',
        ),
        (
            '[tool.pyspec-check.severity]\nREQ = "info"\n',
            IGNORE,
            '[tool.pyspec-check.severity]\nREQ = "info"\n\n'
            '[tool.pyspec-check]\nignore = ["REQ011"]\n',
        ),
        (
            "[tool.pyspec-check]\n",
            FILE,
            '[tool.pyspec-check]\nper-file-ignores = { Procfile = ["REQ011"] }\n',
        ),
        (
            '[tool.pyspec-check]\nper-file-ignores = { "*.py" = ["DJ"] }\n',
            FILE,
            '[tool.pyspec-check]\nper-file-ignores = { "*.py" = ["DJ"], Procfile = ["REQ011"] }\n',
        ),
        (
            '[tool.pyspec-check.per-file-ignores]\nProcfile = ["PROC"]\n"*.py" = ["DJ"]\n',
            FILE,
            '[tool.pyspec-check.per-file-ignores]\nProcfile = ["PROC", "REQ011"]\n'
            '"*.py" = ["DJ"]\n',
        ),
        (
            '[tool.pyspec-check.per-file-ignores]\n"*.py" = ["DJ"]\n',
            FILE,
            '[tool.pyspec-check.per-file-ignores]\n"*.py" = ["DJ"]\nProcfile = ["REQ011"]\n',
        ),
        (
            '[tool.pyspec-check.per-file-ignores."Procfile"]\nPROC = "why"\n',
            FILE,
            f'[tool.pyspec-check.per-file-ignores."Procfile"]\nPROC = "why"\nREQ011 = "{REASON}"\n',
        ),
    ],
)
def test_the_smallest_edit(text: str, keys: tuple[str, ...], wanted: str) -> None:
    assert edited(text, keys) == wanted


@pytest.mark.parametrize(
    ("text", "keys", "wanted"),
    [
        ("", IGNORE, 'ignore = ["REQ011"]\n'),
        ("# ours\n", IGNORE, '# ours\nignore = ["REQ011"]\n'),
        ("# ours", IGNORE, '# ours\nignore = ["REQ011"]\n'),
        ("[severity]\nREQ = 'info'\n", IGNORE, "ignore = [\"REQ011\"]\n[severity]\nREQ = 'info'\n"),
        (
            "target = 'rainbond-6'\n\n[severity]\n",
            IGNORE,
            "target = 'rainbond-6'\nignore = [\"REQ011\"]\n\n[severity]\n",
        ),
        (
            "[per-file-ignores]\n'a.py' = ['DJ']\n",
            FILE,
            "[per-file-ignores]\n'a.py' = ['DJ']\nProcfile = [\"REQ011\"]\n",
        ),
    ],
)
def test_a_file_of_our_own(text: str, keys: tuple[str, ...], wanted: str) -> None:
    assert edited(text, keys, ()) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "[tool.pyspec-check\n",
        "[tool]\npyspec-check = 1\n",
        "tool = []\n",
        '[tool.pyspec-check]\nignore = "REQ011"\n',
        '[tool.pyspec-check]\nignore = ["REQ011"]\n',
        '[tool.pyspec-check]\nignore = { REQ011 = "why" }\n',
        "[[tool.pyspec-check]]\n",
        "x = " + "[" * 3000,
        "\0",
    ],
)
def test_no_edit_where_none_is_certain(text: str) -> None:
    assert edited(text, IGNORE) is None


def test_a_key_that_needs_quotes() -> None:
    made = edited("", ("per-file-ignores", 'a "b".py'))
    assert made is not None
    assert parse_toml(made)["tool"]["pyspec-check"]["per-file-ignores"] == {'a "b".py': ["REQ011"]}


WORDS = st.sampled_from(["GIT", "DJ001", "PROC"])
COMMENT = st.sampled_from(["", "  # why", " #"])
SPACE = st.sampled_from(["", " ", "\n    ", "\n"])


@st.composite
def arrays(draw: st.DrawFn) -> str:
    words = draw(st.lists(WORDS, max_size=3, unique=True))
    quote = draw(st.sampled_from("\"'"))
    blank = draw(SPACE)
    comment = draw(COMMENT) if "\n" in blank else ""
    items = f",{comment}{blank}".join(f"{quote}{word}{quote}" for word in words)
    comma = draw(st.sampled_from(["", ",", " ,"])) if words else ""
    end = draw(st.sampled_from(["", " ", "\n"]))
    comment = comment if "\n" in end else ""
    return f"[{blank if words else ''}{items}{comma}{comment}{end}]"


@st.composite
def reasons(draw: st.DrawFn) -> str:
    words = draw(st.lists(WORDS, max_size=3, unique=True))
    pairs = ", ".join(f'{word} = "because"' for word in words)
    return draw(st.sampled_from(["{%s}", "{ %s }"])) % pairs


@st.composite
def documents(draw: st.DrawFn) -> str:
    """A pyproject.toml with our table in any of the ways to write one."""
    value = draw(st.one_of(arrays(), reasons()))
    ours = draw(
        st.sampled_from(
            [
                "[tool.pyspec-check]\nignore = {v}{c}\n",
                "[tool.pyspec-check]{c}\ntarget = 'rainbond-6'\nignore = {v}\nfail-on = 'info'\n",
                "[tool.pyspec-check]\nper-file-ignores = {{ Procfile = {w} }}{c}\n",
                "[tool.pyspec-check.per-file-ignores]\n'a' = {v}{c}\n",
                "[tool.pyspec-check.per-file-ignores]{c}\n  Procfile = {v}\n",
                "[ tool . 'pyspec-check' ]\n\"ignore\" = {v}\n",
                "[tool.pyspec-check.severity]{c}\nREQ = 'info'\n",
                "[tool]\npyspec-check.ignore = {v}{c}\n",
                "[tool.pyspec-check]{c}\n",
                "",
            ]
        )
    ).format(v=value, w="['GIT']", c=draw(COMMENT))
    head = draw(st.sampled_from(["", "# top\n", "[build-system]\nrequires = []\n\n", "a = 1\n"]))
    tail = draw(st.sampled_from(["", "\n# end\n", "[tool.black]\nx = [1,\n2]\n", "[[z]]\ny=1\n"]))
    text = head + ours + tail
    return draw(st.sampled_from([text, text.replace("\n", "\r\n"), text.rstrip("\n")]))


def wanted_of(text: str, keys: tuple[str, ...]) -> Any:
    values = parse_toml(text)
    here = values
    for key in (*TABLE, *keys[:-1]):
        here = here.setdefault(key, {})
    last = here.setdefault(keys[-1], [])
    if isinstance(last, list):
        last.append("REQ011")
    else:
        last["REQ011"] = REASON
    return values


@settings(max_examples=400, deadline=None)
@given(documents(), st.sampled_from([IGNORE, FILE]))
def test_every_way_to_write_a_table(text: str, keys: tuple[str, ...]) -> None:
    changes = with_word(text, TABLE, keys, "REQ011")
    assert changes is not None, text
    after = changed(text, changes)
    assert parse_toml(after) == wanted_of(text, keys)
    # Nothing of what was written is lost, comments included.
    rest = iter(after)
    assert all(char in rest for char in "".join(text.split()))
    assert after.count("#") == text.count("#")
    if "\r\n" in text:
        assert after.count("\n") == after.count("\r\n")


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="[]{}='\"#,.\n\r ab\\\0\udc80", max_size=60))
def test_any_text(text: str) -> None:
    changes = with_word(text, TABLE, IGNORE, "REQ011")
    if changes is not None:
        assert parse_toml(changed(text, changes)) == wanted_of(text, IGNORE)
