"""`.env` files as django-environ reads them; each value as 0.11.2 and 0.14.0 gave it."""

from __future__ import annotations

import pytest

from checker.python.models.environ_file import file_values
from tests.python.evaluating import outcome

FILE = """# a comment
DEBUG=on # while testing
WORD=a#b
SINGLE='a b' # c
DOUBLE="a b" # c
WHOLE="a\\nb\\\"c"
BLANK= x
 INDENTED=1
SPACED = 1
export TOLD=1
EMPTY=
"""
KEPT = {
    "DEBUG": "on # while testing",
    "WORD": "a#b",
    "SINGLE": "'a b' # c",
    "DOUBLE": '"a b" # c',
    "WHOLE": 'a\\nb"c',
    "BLANK": " x",
    "TOLD": "1",
    "EMPTY": "",
}
CUT = {**KEPT, "DEBUG": "on ", "WORD": "a", "SINGLE": "a b", "DOUBLE": '"a b" '}
SETTINGS = """STATIC_ROOT = os.path.join(BASE_DIR, 'out')
import environ
environ.Env.read_env(os.path.join(BASE_DIR, '.env'){more})
if environ.Env().bool('DEBUG') is False:
    raise ValueError('off')
"""


@pytest.mark.parametrize(("comments", "expected"), [(False, KEPT), (True, CUT)])
def test_values(comments: bool, expected: dict[str, str]) -> None:
    assert file_values(FILE, comments) == expected


@pytest.mark.parametrize(
    ("more", "line", "succeeds"),
    [
        (", parse_comments=True", "DEBUG=on # while testing", True),
        (", parse_comments=False", "DEBUG=on # while testing", False),
        ("", "DEBUG=on # while testing", None),  # releases differ
        ("", "DEBUG=off # while testing", False),
        ("", "DEBUG=on", True),
    ],
)
def test_what_the_settings_come_to(more: str, line: str, succeeds: bool | None) -> None:
    found = outcome(
        SETTINGS.format(more=more), {".env": line + "\n"}, declared=("django", "django-environ")
    )
    assert found.succeeds is succeeds, found.because
