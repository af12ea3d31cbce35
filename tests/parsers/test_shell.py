from __future__ import annotations

import shlex
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.parsers.shell import PartKind, parse_nested, parse_program, parse_shell

SHELL_TEXT = st.lists(
    st.sampled_from(
        [
            *"ab \t\n'\"\\$`{}()<>&|;#=:-~!0",
            "${A:-",
            "$A",
            "$(",
            "&&",
            "||",
            "A=",
            "\udc80",
            "\0",
            "é",
        ]
    ),
    max_size=40,
).map("".join)


def words(text: str) -> list[list[str | None]]:
    return [[word.value for word in command.words] for command in parse_shell(text).commands]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("gunicorn app:app", [["gunicorn", "app:app"]]),
        ("cd src && exec gunicorn app:app", [["cd", "src"], ["exec", "gunicorn", "app:app"]]),
        ("a;b\nc|d||e&f", [["a"], ["b"], ["c"], ["d"], ["e"], ["f"]]),
        ("a 'b c' \"d e\" f\\ g 'h'i\"j\"", [["a", "b c", "d e", "f g", "hij"]]),
        ("a '' \"\"", [["a", "", ""]]),
        ("a \\\n b", [["a", "b"]]),
        ("a b#c # d", [["a", "b#c"]]),
        ("a > log 2>&1 <in b >>x &>y", [["a", "b"]]),
        ("A=1 B='2 3' a C=4", [["a", "C=4"]]),
        ('a "$B" c$D ${E} `f` $(g h) $1', [["a", None, None, None, None, None, None]]),
        ('a "\\"\\$\\x"', [["a", '"$\\x']]),
        ("! a", [["a"]]),
        ("a 5 >b 5", [["a", "5", "5"]]),
        ("A= a; A=; b", [["a"], [], ["b"]]),
        ("a $ $'b' $\"c\"", [["a", "$", "b", "c"]]),
    ],
)
def test_words(text: str, expected: list[list[str | None]]) -> None:
    script = parse_shell(text)
    assert not script.problem
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "read", "problem"),
    [
        ("a && if b; then c; fi", 1, "`if`"),
        ("a; (b)", 1, "`(`"),
        ("a 'b", 0, "a quote that is never closed"),
        ('a "b', 0, "a quote that is never closed"),
        ("a ${B:-c", 0, "a `${` that is never closed"),
        ("a $(b", 0, "a `(` that is never closed"),
        ("a <<E\nb\nE", 0, "a here-document"),
        ("a ;; b", 0, "`;;`"),
        ("A=(1 2)", 0, "an array"),
        ("a <(b)", 0, "a process substitution"),
        ("&& a", 0, "nothing before `&&`"),
    ],
)
def test_stops_where_it_does_not_understand(text: str, read: int, problem: str) -> None:
    script = parse_shell(text)
    assert len(script.commands) == read
    assert script.problem == problem


def test_operators_and_places() -> None:
    text = "cd x && a & b"
    first, second, third = parse_shell(text, 100).commands
    assert (first.before, first.after, second.after, third.before) == ("", "&&", "&", "&")
    assert text[second.start - 100 : second.end - 100] == "a"
    assert text[second.after_at - 100] == "&"


def test_variables() -> None:
    (command,) = parse_shell('a 0:${PORT:-${_PORT:-50"0"0}} \'$A\' "${B}"').commands
    literal, variable = command.words[1].parts
    assert (literal.text, variable.name, variable.operator) == ("0:", "PORT", ":-")
    (inner,) = variable.default
    assert (inner.name, "".join(part.text for part in inner.default)) == ("_PORT", "5000")
    assert command.words[2].value == "$A"
    assert command.words[2].parts[0].single
    assert command.words[3].parts[0].kind is PartKind.VARIABLE


def test_nested_script_keeps_its_places() -> None:
    text = 'sh -c "cd x && gunicorn \'a:b\' -b \\":$PORT\\""'
    (command,) = parse_shell(text, 7).commands
    cd, gunicorn = parse_nested(command.words[2]).commands
    assert [word.value for word in gunicorn.words[:3]] == ["gunicorn", "a:b", "-b"]
    word = gunicorn.words[1]
    assert text[word.start - 7 : word.end - 7] == "'a:b'"
    assert cd.words[1].start == text.index("x") + 7


@given(st.text(max_size=60) | SHELL_TEXT, st.integers(0, 50))
def test_total_and_exact(text: str, offset: int) -> None:
    script = parse_shell(text, offset)
    end = offset
    for command in script.commands:
        assert end <= command.start <= command.end <= command.after_at <= offset + len(text)
        end = command.end
        for word in command.words:
            assert text[word.start - offset : word.end - offset] == word.raw
            for part in word.parts:
                if part.kind is PartKind.LITERAL:
                    assert text[part.start - offset : part.end - offset] in (part.text, "$")
            nested = parse_nested(word)
            for inner in nested.commands:
                assert word.start <= inner.start <= inner.end <= word.end


@given(st.lists(st.text("ab'\" \\$;&#\t\né", max_size=6), min_size=1, max_size=6))
def test_reads_back_what_was_quoted(values: list[str]) -> None:
    text = "x " + " ".join(shlex.quote(value) for value in values)
    assert words(text) == [["x", *values]]


SAFE = st.lists(
    st.sampled_from(["a", "b", "'", '"', "\\", " ", "#", "=", "x y", "\\ ", "''", ":-"]),
    max_size=12,
).map("".join)


@settings(max_examples=30, deadline=None)
@given(SAFE)
def test_splits_as_a_real_shell(text: str) -> None:
    line = f"printf '%s\\0' x {text}"
    script = parse_shell(line)
    done = subprocess.run(["sh", "-c", line], check=False, capture_output=True, text=True)
    if script.problem:
        assert done.returncode or "\n" in text
    elif done.returncode == 0:
        (command,) = script.commands
        assert [word.value for word in command.words[2:]] == done.stdout.split("\0")[:-1]


def test_is_linear() -> None:
    for text in ("${A:-" * 20_000, "$(" * 50_000, "'" * 100_001, "a;" * 50_000, "\\\n" * 50_000):
        parse_shell(text)


SCRIPT_WORDS = (
    *("if", "then", "else", "elif", "fi", "for", "in", "do", "done", "case", "esac", "while", ";"),
    *("\n", "a", "$1", "{", "}", "(", ")", ";;", "<<E", "E\n", "[[", "]]", "f()", "&&", "|", "x=1"),
)
SCRIPT = SHELL_TEXT | st.lists(st.sampled_from(SCRIPT_WORDS), max_size=25).map(" ".join)


@given(SCRIPT)
def test_any_script_is_read(text: str) -> None:
    program = parse_program(text, 7)
    assert 7 <= program.problem_at <= len(text) + 7 or not program.problem
    last = 7
    for command in program.commands:
        assert last <= command.start <= command.end <= len(text) + 7
        last = command.start


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("if a; then b; fi", ""),
        ("if a; then b", "no `fi`"),
        ("for x in a b; do c; done; d", ""),
        ("for ((i=0; i<3; i++)); do a; done", ""),
        ("case $1 in a|b) c ;; (*) d; esac && e", ""),
        ("case $1 in a", "a pattern without `)`"),
        ("f() { a; }; function g { b; }", ""),
        ("(a; b) | { c; } > d", ""),
        ("a <<E <<-'F'\nx (\nE\n\ty\n\tF\nb", ""),
        ("a <<< 'x' && b", ""),
        ("A=(1 2) B+=x", ""),
        ("[[ $a == b* && ! -f c ]] && d", ""),
        ("while ! a; do b; done &", ""),
        ("fi", "`fi`"),
        ("a )", "`)`"),
        ("{ a;", "no `}`"),
        ("if " * 40 + "a", "deeper nesting"),
    ],
)
def test_scripts(text: str, problem: str) -> None:
    assert parse_program(text).problem == problem
