"""requirements.txt to entries: places, totality, includes, and the fast path."""

from __future__ import annotations

import subprocess
import sys
import time
from urllib.parse import urlsplit

import packaging
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from packaging.requirements import InvalidRequirement
from packaging.requirements import Requirement as Specified
from packaging.version import Version

from checker.base.text import Document
from checker.files.tree import READ_LIMIT
from checker.parsers.requirements import (
    ALL_PIPS,
    NEW_PIPS,
    OLD_PIPS,
    Entry,
    Pips,
    Reach,
    Requirement,
    Requirements,
    normalise,
    read_requirements,
)
from checker.parsers.requirements.reading import FILE_LIMIT, LINE_LIMIT
from checker.parsers.requirements.scanner import scan
from checker.parsers.requirements.specified import simply_specified
from checker.parsers.requirements.syntax import scheme_of


def read(**files: bytes | str) -> Requirements:
    """Read files given by their names without the ending."""
    documents = {}
    for name, text in files.items():
        path = name.replace("__", "/") + ".txt"
        documents[path] = Document(path, text.encode() if isinstance(text, str) else text)
    found = read_requirements("requirements.txt", documents.get)
    assert found is not None
    return found


def entry_of(text: str) -> Entry:
    (entry,) = read(requirements=text).entries
    return entry


def requirement_of(text: str) -> Requirement:
    requirement = entry_of(text).requirement
    assert requirement is not None
    return requirement


def slices(text: str) -> dict[str, str]:
    """What the spans of the only requirement cut out of the text."""
    found = requirement_of(text)
    spans = {
        "all": found.span,
        "name": found.name_span,
        "url": found.url_span,
        "marker": found.marker_span,
        **{f"clause{i}": s.span for i, s in enumerate(found.specifiers)},
    }
    return {key: text[span.start : span.end] for key, span in spans.items() if span}


def test_no_file() -> None:
    assert read_requirements("requirements.txt", lambda _: None) is None


def test_places() -> None:
    assert slices("  Flask [a] >= 1.0 , <2 ; os_name == 'nt'  # why") == {
        "all": "Flask [a] >= 1.0 , <2 ; os_name == 'nt'",
        "name": "Flask",
        "clause0": ">= 1.0",
        "clause1": "<2",
        "marker": "os_name == 'nt'",
    }
    assert slices("é_x @ https://e.org/x.zip".replace("é", "e")) == {
        "all": "e_x @ https://e.org/x.zip",
        "name": "e_x",
        "url": "https://e.org/x.zip",
    }


def test_places_over_continuations() -> None:
    text = "# ünïcode\nFla\\\nsk==\\\n1.0 --hash=sha256:ab\n"
    entry = entry_of(text)
    assert entry.text == "Flask==1.0 --hash=sha256:ab"
    assert slices(text)["name"] == "Fla\\\nsk"
    assert slices(text)["clause0"] == "==\\\n1.0"
    (option,) = entry.options
    assert text[slice(*option.span)] == "--hash=sha256:ab"
    assert text[slice(*option.value_span)] == "sha256:ab"


@pytest.mark.parametrize(
    ("text", "name", "value", "written"),
    [
        ("-r a.txt", "--requirement", "a.txt", "a.txt"),
        ("-ra.txt", "--requirement", "a.txt", "a.txt"),
        ("--requirem=a.txt", "--requirement", "a.txt", "a.txt"),
        ("--requirement 'a b.txt'", "--requirement", "a b.txt", "a b.txt"),
        ("--pypi-url https://e.org", "--index-url", "https://e.org", "https://e.org"),
        ("--extra https://e.org x", "--extra-index-url", "https://e.org", "https://e.org"),
        ("--pre", "--pre", "", ""),
    ],
)
def test_options(text: str, name: str, value: str, written: str) -> None:
    (option,) = entry_of(text).options
    assert (option.name, option.value) == (name, value)
    assert text[slice(*option.value_span)] == written


@pytest.mark.parametrize(
    ("text", "pips"),
    [
        ("x=1.0", ALL_PIPS),
        ("x==1.0,", OLD_PIPS),
        ("x>=1.*", NEW_PIPS),
        ("x==2012j", NEW_PIPS),
        ("x>=1.0<2.0", NEW_PIPS),
        ("x; python_version ~= '3'", ALL_PIPS),
        ("x; 'y' in extras", ALL_PIPS),
        ("--only-final=x", Pips(last=(25, 3))),
        ("--use-feature=2020-resolver", Pips(but=((20, 1), (23, 3, 2)))),
        ("--use-feature=nosuch", ALL_PIPS),
        ("x --config-settings=a=b", Pips(last=(21, 3, 1))),
        ("--process-dependency-links", Pips(first=(10,))),
        ("x==1.x", ALL_PIPS),
        ("x --install-option=--y", Pips(first=(23, 1))),
        ("git+https://e.org/x#egg=x[y]", NEW_PIPS),
        ("x y", ALL_PIPS),
        ("--nonsense", ALL_PIPS),
    ],
)
def test_which_pips_refuse(text: str, pips: Pips) -> None:
    refusal = entry_of(text).refusal
    assert refusal is not None
    assert refusal.pips == pips
    assert "\n" not in refusal.message


def test_variables_leave_a_refusal_open() -> None:
    refusal = entry_of("x==${VERSION}").refusal
    assert refusal is not None
    assert not refusal.certain
    assert requirement_of("x @ https://${TOKEN}@e.org/x.zip").url.startswith("https://${TOKEN}")


@pytest.mark.parametrize(
    ("text", "pin"),
    [("x==1.0", "1.0"), ("x===1.0", "1.0"), ("x==1.*", None), ("x>=1", None), ("x", None)],
)
def test_pin(text: str, pin: str | None) -> None:
    assert requirement_of(text).pin == pin


@pytest.mark.parametrize(
    ("text", "local", "extras"),
    [
        ("./a", "./a", ()),
        (".[dev]", ".", ("dev",)),
        ("-e .", ".", ()),
        ("-e src/a[b,c]", "src/a", ("b", "c")),
        ("wheels/a-1.0-py3-none-any.whl", "wheels/a-1.0-py3-none-any.whl", ()),
        ("a.tar.gz", "a.tar.gz", ()),
    ],
)
def test_local(text: str, local: str, extras: tuple[str, ...]) -> None:
    found = requirement_of(text)
    assert (found.local, found.extras) == (local, extras)


def test_includes() -> None:
    found = read(
        requirements="-r a/b.txt\n-c c.txt\n-r https://e.org/x.txt\n-r ../x.txt\n-r ${X}.txt\n"
        "-r /x.txt\n-r gone.txt\nflask -r ignored.txt",
        a__b="-r ../requirements.txt\n-r ../c.txt\nb",
        c="c",
    )
    assert [(i.path, i.reach) for i in found.includes] == [
        ("a/b.txt", Reach.READ),
        ("requirements.txt", Reach.CYCLE),
        ("c.txt", Reach.READ),
        ("c.txt", Reach.READ),
        ("https://e.org/x.txt", Reach.REMOTE),
        ("../x.txt", Reach.OUTSIDE),
        ("${X}.txt", Reach.UNKNOWN),
        ("/x.txt", Reach.OUTSIDE),
        ("gone.txt", Reach.MISSING),
    ]
    assert [r.name for r in found.installed] == ["flask", "b", "c"]
    assert not found.complete


def test_constraints_install_nothing() -> None:
    found = read(requirements="-c c.txt\nFlask", c="-r d.txt\ngunicorn==1", d="x")
    assert [r.name for r in found.installed] == ["Flask", "x"]
    assert found.find("FLASK")
    assert not found.find("gunicorn")
    assert found.complete


def test_long_chains_end() -> None:
    def document(path: str) -> Document:
        number = int("0" + "".join(filter(str.isdigit, path))) + 1
        return Document(path, f"-r {number}.txt\n-r {number}.txt\nx{number}\n".encode())

    found = read_requirements("requirements.txt", document)
    assert found is not None
    assert len(found.files) == FILE_LIMIT
    assert Reach.TOO_MANY in {include.reach for include in found.includes}


def test_declared_encoding_keeps_places() -> None:
    data = "# coding: gbk\n框架 = 1 # 框\nflask==1.0 # 框架\n".encode("gbk")
    (_, entry) = read(requirements=data).entries
    text = Document("", data).text
    assert text[slice(*entry.span)] == "flask==1.0"
    assert entry.line == 3


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"flask # \xc3\xa9", ""),
        (b"\xef\xbb\xbfflask", ""),
        ("flask\ufffd".encode("utf-16"), ""),
        ("flask\n".encode("utf-16-le"), "utf-16 without a mark"),
        (b"flask # \xe9", "not decodable"),
        (b"# coding: latin-1\nflask # \xe9", ""),
        (b"# coding: klingon\nflask", "unknown coding"),
        (b"# coding: punycode\nflask # \xe9", ""),
        (b"\xef\xbb\xbfflask # \xe9", "not decodable"),
        (b"\xff\xfef\x00\x00\xd8x\x00", "not decodable"),
    ],
)
def test_decoding(data: bytes, problem: str) -> None:
    assert read(requirements=data).files[0].undecodable == problem


def test_the_last_line_of_a_bounded_file_is_not_judged() -> None:
    document = Document("requirements.txt", b"flask\ngunic", READ_LIMIT * 2)
    found = read_requirements("requirements.txt", lambda _: document)
    assert found is not None
    assert [r.name for r in found.installed] == ["flask"]
    assert not found.complete


def test_too_many_lines_are_not_read() -> None:
    found = read(requirements=b"a\n" * (LINE_LIMIT + 2))
    assert len(found.entries) == LINE_LIMIT
    assert not found.complete


def test_a_character_that_the_bound_cuts_is_no_mistake() -> None:
    document = Document("requirements.txt", b"flask\n# \xe6\xa1", 100)
    found = read_requirements("requirements.txt", lambda _: document)
    assert found is not None
    assert found.files[0].undecodable == ""


@pytest.mark.parametrize(
    "data",
    [
        b" " * READ_LIMIT,
        b"a" * READ_LIMIT,
        b"a " * (READ_LIMIT // 2),
        b"#" * READ_LIMIT,
        b"a#" * (READ_LIMIT // 2),
        b"\\\n" * (READ_LIMIT // 2),
        b"-" * READ_LIMIT,
        b"'" * (READ_LIMIT // 2 * 2 - 1) + b" -",
        b"a[" * (READ_LIMIT // 2),
        b"a;" + b"(" * READ_LIMIT,
        b"# coding: latin-1\n" + b"\xe9 " * (READ_LIMIT // 2),
    ],
    ids=lambda data: repr(data[:20]),
)
def test_large_input_takes_linear_time(data: bytes) -> None:
    start = time.perf_counter()
    read(requirements=data[:READ_LIMIT])
    assert time.perf_counter() - start < 20


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda t: t.encode("utf-8", "replace")))
@example(b"-r requirements.txt")
@example(b"-e ''")
@example(b"x @ https://[/")
def test_any_bytes(data: bytes) -> None:
    found = read(requirements=data)
    text = found.files[0].document.text
    for entry in found.entries:
        assert 0 <= entry.span.start < entry.span.end <= len(text)
        for option in entry.options:
            assert entry.span.start <= option.span.start <= option.span.end <= entry.span.end
        requirement = entry.requirement
        if requirement and requirement.name_span and requirement.name:
            start, end = requirement.name_span
            assert normalise(text[start:end].replace("\\\n", "")) == requirement.normalised


_WORDS = """
a Flask zope.interface x_y [ ] a,b , == >= <= ~= != < > === 1 1.0 2.* 1.0rc1 1.0.post1 1.0.dev2 ;
python_version sys_platform < 'win32' "3.8" and or in not ( ) . - _
"""
LINES = st.lists(st.sampled_from([*_WORDS.split(), " ", " ", "\t"]), max_size=12).map("".join)


@settings(max_examples=1500, deadline=None)
@given(LINES)
@example("a>=1.*")
@example("a~=1")
@example("a==1.0.")
@example("a ; python_versionin '3'")
@example("a==1,")
@example("a==1 ,<2")
@example("a[b-]")
def test_the_scanner_and_packaging_agree(text: str) -> None:
    scanned = scan(text.strip())
    if scanned is None:
        return
    try:
        specified = Specified(text)
    except InvalidRequirement as error:  # pragma: no cover
        raise AssertionError(f"scanned {scanned}, but packaging says {error}") from error
    assert scanned.name == specified.name
    assert set(scanned.extras) == specified.extras
    clauses = {f"{operator}{version}" for operator, version, _, _ in scanned.clauses}
    assert clauses == {str(s).replace(" ", "") for s in specified.specifier}
    assert bool(scanned.marker) == (specified.marker is not None)


_TOKENS = (
    *("a", "B-2", "x_", "1.0", "2", "==", "=", ">=", "~=", "===", " ", "  ", "\t", ",", "@", "[x]"),
    *("(", ")", ";", "git+ssh://h/p", "file:///a;b", "#egg=a", "-r", "é", ".*", "or"),
)
NEAR_FORMS = st.lists(st.sampled_from(_TOKENS), max_size=7).map("".join)


@settings(max_examples=1500, deadline=None)
@given(NEAR_FORMS)
@example("gunicorn=19.9.0")
@example("Pillow==8.4.0 psycopg2-binary==2.8.6")
@example("certifi @ file:///croot/certifi_1671487769961/work/certifi")
@example("a==1,b")
@example("a~=1 b")
@example("flask gunicorn")
@example("a_=1")
@example("a @b c")
def test_the_forms_that_need_no_packaging_and_packaging_agree(text: str) -> None:
    try:
        simple = simply_specified(text)
    except ValueError:
        with pytest.raises(InvalidRequirement):
            Specified(text)
        return
    if simple is not None:
        specified = Specified(text)
        assert (specified.name, specified.url, specified.extras) == (simple.name, simple.url, set())
        assert not specified.specifier
        assert specified.marker is None


@given(st.text("abA1+.-:/@#?&=;% ~!'\"\\^_`{}|<>,$*()[]\t\n\x1f", max_size=12))
@example("git+ssh://git@h/p#egg=a")
@example("file:///x")
@example(" http://x")
@example("http://[x")
def test_the_scheme_is_what_urlsplit_finds(text: str) -> None:
    try:
        expected = urlsplit(text).scheme
    except ValueError:
        with pytest.raises(ValueError, match=r"URL|IP|netloc|address"):
            scheme_of(text)
    else:
        assert scheme_of(text) == expected


def test_a_refusal_is_said_in_the_words_of_the_newest_packaging() -> None:
    for text in ("gunicorn=19.9.0", "Pillow==8.4.0 psycopg2-binary==2.8.6", "flask gunicorn"):
        with pytest.raises(ValueError, match="Expected ") as said:
            simply_specified(text)
        with pytest.raises(InvalidRequirement) as theirs:
            Specified(text)
        if Version(packaging.__version__) >= Version("26.4"):
            assert str(theirs.value).partition("\n")[0] == str(said.value)


@pytest.mark.parametrize(
    "text",
    [
        "flask",
        "Flask==1.0",
        "Flask == 1.0",
        "a>=1,<2",
        "a>=1, <2.0.0",
        "requests[security,socks]~=2.0",
        "a!=1.*,>=0.5rc1",
        "a==1.0.post1;python_version<'3.8'",
        'a ; sys_platform == "win32" and python_version not in "3.6, 3.7"',
    ],
)
def test_common_lines_need_no_packaging(text: str) -> None:
    assert scan(text) is not None


def test_a_common_file_imports_nothing_costly() -> None:
    script = (
        "import sys\n"
        "from checker.parsers.requirements import read_requirements\n"
        "from checker.base.text import Document\n"
        "text = b'# x\\nFlask==1.0\\n-i https://e.org/simple\\ngunicorn>=19,<20 \\\\\\n"
        "  --hash=sha256:ab\\n'\n"
        "read_requirements('r', lambda p: Document(p, text))\n"
        "print([m for m in ('packaging', 'urllib.parse', 'shlex', 'optparse', 'ast', 'dataclasses')"
        " if m in sys.modules])\n"
    )
    shown = subprocess.run(
        [sys.executable, "-I", "-c", script], capture_output=True, text=True, check=True
    )
    assert shown.stdout.strip() == "[]", shown
