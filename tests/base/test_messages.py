"""Messages know what they were filled from, and can be filled again in another language."""

from __future__ import annotations

import pickle

import pytest

from checker.base.messages import Message, complete, fill, say, say_several, say_then, say_whole
from checker.languages import Translated

GERMAN = {
    "`{name}` is missing": "`{name}` fehlt",
    "the build fails": "der Build scheitert",
    "{count} lines of {path}": "{count} Zeilen von {path}",
    "because {why}": "weil {why}",
    "a file": "eine Datei",
    "web": "Netz",
}
german = Translated("de", lambda template: GERMAN.get(template, ""))


def test_a_message_keeps_its_template_and_fields() -> None:
    message = say("`{name}` is missing", name="a\x1bb" + "c" * 200)
    assert isinstance(message, Message)
    assert message.template == "`{name}` is missing"
    assert message.fields["name"].startswith("a\\x1bb")
    assert len(message.fields["name"]) == 120
    assert message == message.template.format(**message.fields)


def test_a_message_survives_a_process() -> None:
    message = say("because {why}", why=say("`{name}` is missing", name="x"))
    again = pickle.loads(pickle.dumps(message))
    assert again == message
    assert german.of(again) == "weil `x` fehlt"


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        (say("`{name}` is missing", name="{x}"), "`{x}` fehlt"),
        (say_whole("`{name}` is missing", name="x" * 500), f"`{'x' * 500}` fehlt"),
        (
            say_then("`{name}` is missing", "the build fails", name="x"),
            "`x` fehlt → der Build scheitert",
        ),
        (say("because {why}", why="a file"), "weil eine Datei"),
        (fill("because {why}", why=say("unknown {x}", x="y")), "weil unknown y"),
        ("the build fails", "der Build scheitert"),
        ("web", "Netz"),
        ("nothing known", "nothing known"),
    ],
)
def test_another_language_fills_its_own_template(message: str, expected: str) -> None:
    assert german.of(message) == expected


def test_a_single_word_of_the_repository_stays() -> None:
    assert german.of(say("`{name}` is missing", name="web")) == "`web` fehlt"


def test_what_is_folded_is_counted_in_both_languages() -> None:
    several = say_several("{count} lines of {path}", path="{a}.txt")
    assert complete(several, 3) == "3 lines of {a}.txt"
    assert german.of(complete(several, 3)) == "3 Zeilen von {a}.txt"
    assert complete(german.of(several), 3) == "3 Zeilen von {a}.txt"
