"""The Procfile as Ruby's YAML.load_file reads it."""

from __future__ import annotations

import subprocess
import sys

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from checker.platform.slug import yaml as yaml_reading
from checker.platform.slug.processes import read_processes
from checker.platform.slug.yaml import load_processes
from checker.platform.yaml_fast_path import read_simply


@pytest.mark.parametrize(
    ("text", "names", "web"),
    [
        ("web: gunicorn app:app\n", ("web",), "gunicorn app:app"),
        ("web: a\n", ("web",), "a"),
        ("web: 'it''s'\n", ("web",), "it's"),
        ('web: "a\\tb"\n', ("web",), "a\tb"),
        ("web: |\n  a\n  b\n", ("web",), "a\nb"),
        ("web: >\n  a\n  b\n", ("web",), "a b"),
        ("web: a\n  b\n", ("web",), "a b"),
        ("web: a\nweb: b\nx: c\n", ("web", "x"), "b"),
        ("web:\n", ("web",), ""),
        ("worker: a\n", ("worker",), ""),
        ("{web: a, x: b}", ("web", "x"), "a"),
        ("? web\n: a\n", ("web",), "a"),
        ("---\nweb: a\n---\nweb: b\n", ("web",), "a"),
        ("web: a\n...\n%broken [", ("web",), "a"),
        ("%YAML 1.1\n---\nweb: a\n", ("web",), "a"),
        ("web: &x a\n", ("web",), "a"),
        ("<<: {web: a}\n", ("web",), "a"),
        ("<<: [{web: a}, {web: b}]\n", ("web",), "a"),
        ("'<<': {web: a}\n", ("web",), "a"),
        ("!!str <<: {web: a}\n", ("<<",), ""),
        ("<<: a\nweb: b\n", ("<<", "web"), "b"),
        ("<<: [a]\nweb: b\n", ("<<", "web"), "b"),
        ("web: [a, [b, ~], {c: d}]\n", ("web",), 'a\nb\n\n{"c"=>"d"}'),
        ("web: []\n", ("web",), ""),
        ("web: {}\n", ("web",), "{}"),
        ("web: !!str 1.10\n", ("web",), "1.10"),
        ("web: !!int '12'\n", ("web",), "12"),
        ("web: ! 12\n", ("web",), "12"),
        ("web: !unknown yes\n", ("web",), "true"),
        ("web: !!float 12\n", ("web",), "12.0"),
        ("web: !!binary aGk=\n", ("web",), "hi"),
        ("web: !ruby/symbol a b\n", ("web",), "a b"),
        (":web: a\n", ("web",), ""),
        ("yes: a\n~: b\n1: c\n1.0: d\n", ("true", "", "1", "1.0"), ""),
        ("web: a\x85b: c\n", ("web", "b"), "a"),
        ("web:\t\ta\n", ("web",), "a"),
        ("\ufeffweb: a\n", ("web",), "a"),
        ("web: 中\n", ("web",), "中"),
    ],
)
def test_loads(text: str, names: tuple[str, ...], web: str) -> None:
    found = read_processes(text.encode())
    assert (found.names, found.web, found.problem) == (names, web, "")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "# c\n",
        "a\n",
        "- a\n",
        "~\n",
        "web: a: b\n",
        "web: a:\n",
        "web: 'a' b\n",
        "web: @a\n",
        "web: `a`\n",
        "web: %a\n",
        "web: - a\n",
        "web: [a\n",
        "web: {a\n",
        "web: *a\n",
        "x: &a b\nweb: *a\n",
        "web: a\n\tx: b\n",
        "web: a\n x: b\n",
        "web: a\nb\n",
        "web: 2020-01-01\n",
        "web: 2020-01-01 10:00:00\n",
        "web: 0x_\n",
        "web: !!float a\n",
        "web: !ruby/regexp /a/\n",
        "web: !ruby/object:Foo {}\n",
        "web: !!set {a}\n",
        "web: !ruby/array:Foo []\n",
        "web: !ruby/array:Foo [a]\n",
        "web: a\x07\n",
        "web: " + "[" * 300 + "]" * 300,
    ],
)
def test_raises(text: str) -> None:
    assert read_processes(text.encode()).problem


def test_bytes_that_are_not_utf_8() -> None:
    found = read_processes(b"# \xc3\xa9\nweb: a \xb5\n")
    assert (found.problem != "", found.line, found.column) == (True, 1, 7)
    assert read_processes("\ufeffweb: a\n".encode("utf-16-le")).web == "a"


def test_the_place_of_a_problem() -> None:
    found = read_processes(b"web: a\nx: b: c\n")
    assert (found.line, found.column) == (1, 4)


SAFE = st.text(
    st.characters(min_codepoint=0x20, max_codepoint=0x7E) | st.sampled_from(":# -'\"{}[]&*!|>%@`"),
    max_size=20,
)
LINES = st.lists(
    st.tuples(
        st.sampled_from(["web: ", "web:", "worker: ", "yes: ", "a-b_1: ", "", "# ", "1: ", " "]),
        SAFE,
    ).map("".join),
    max_size=4,
)


@given(LINES, st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_what_is_read_simply_is_what_yaml_reads(lines: list[str], end: str, final: bool) -> None:
    data = (end.join(lines) + (end if final else "")).encode()
    simple = read_simply(data)
    if simple is not None:
        assert simple == yaml_reading.load_processes(data)
        base = yaml.load(data, Loader=yaml.BaseLoader)
        assert simple.names == tuple(base)
        assert simple.web == base.get("web", "")


@given(st.from_regex(r"([a-z]{2,6}: {1,2}[a-z][ -~]{5,15}\r?\n){1,3}", fullmatch=True))
def test_nearly_every_procfile_is_read_simply(text: str) -> None:
    simple = read_simply(text.encode())
    if simple is not None:
        assert simple == yaml_reading.load_processes(text.encode())


@given(st.binary(max_size=60))
def test_any_bytes(data: bytes) -> None:
    read_processes(data)
    read_processes(b"web: " + data)


@given(st.text("web: a[]{},'\"|>&*!-?#\t\n\r.0~<", max_size=25))
def test_pyyaml_without_libyaml_reads_the_same(text: str) -> None:
    data = b"web: " + text.encode()
    ours = read_processes(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml, "__with_libyaml__", False)
        pure = read_processes(data)
    if "\t" in text or "?" in text:
        return  # the two scanners part ways in corners that no Procfile has
    if not ours.problem and not pure.problem:
        assert ours == pure


REFUSED = st.lists(
    st.sampled_from(
        ["web", "a-b_c", ":", ": ", ":  ", " ", "\n", "-", "'", "é", "–", "\t", "#", "\\"]
    ),
    max_size=12,
)


@given(REFUSED)
@example(["web", ": ", "release", ": ", "x", "\n", "web", ":", "a"])
@example(["web", ": ", "release", ":"])
@example(["web", ": ", "a-b_c", ":", "\n", "\t", "'"])
def test_a_line_with_two_types_is_refused_without_yaml_as_with_it(parts: list[str]) -> None:
    data = "".join(parts).encode()
    assert read_processes(data) == load_processes(data)


def test_a_simple_procfile_imports_no_yaml() -> None:
    code = (
        "import sys; from checker.platform.plan import plan;"
        "from checker.project.project import Project;"
        "from checker.targets import targets;"
        "from checker.files.tree import MemoryTree;"
        "files = {'requirements.txt': b'flask', 'Procfile': b'web: gunicorn app:app -b :5000\\n'};"
        "[plan(Project(MemoryTree(files), t)) for t in targets().values()];"
        "print([m for m in ('yaml', 'ast', 'rich', 'packaging', 'json') if m in sys.modules])"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "[]"
