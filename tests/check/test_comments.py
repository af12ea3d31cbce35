"""Comments that suppress, and those that have nothing to suppress."""

from __future__ import annotations

import ast
import io
import tokenize
import warnings
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.base.text import Document
from checker.check.pipeline import _FAMILIES
from checker.editor.actions.ignore import _into_comment
from checker.files.tree import MemoryTree
from checker.fixes.loop import fix_all, is_fixable
from checker.parsers.comments import comments_of
from checker.reports.formats.concise import line
from checker.reports.summary import clean
from checker.rules.codes import RULES
from checker.targets import targets
from tests.checking import check

if TYPE_CHECKING:
    from checker.base.findings import Finding

REST = {"Procfile": b"web: gunicorn app:app\n", "runtime.txt": b"python-3.6.6\n", "app.py": b""}
ONLY = ("REQ006", "REQ011", "RUN002", "INT003")


def lines(requirements: str, *codes: str, **files: bytes) -> list[str]:
    tree = MemoryTree({**REST, "requirements.txt": requirements.encode(), **files})
    rules = [RULES[code] for code in codes or ONLY]
    report = check(tree, targets()["rainbond-5"], rules, uncertain=True)
    return [" ".join(line(report, found).split(" ")[:2]) for found in report.findings]


TWICE = "a==1\na==2"


def test_a_comment_counts_for_its_own_line() -> None:
    assert lines(TWICE, "REQ006") == ["requirements.txt:2:1: REQ006"]
    assert lines("a==1\na==2  # pyspec: ignore[REQ006] both") == []
    # It would hide what is wrong elsewhere: of a second place the finding only speaks.
    assert lines("a==1 # pyspec: ignore[REQ006] the first is meant\na==2") == [
        "requirements.txt:1:6: INT003",
        "requirements.txt:2:1: REQ006",
    ]
    assert lines("a=1\nb=2  # pyspec: ignore[REQ002] known\nc=3", "REQ002") == [
        "requirements.txt:1:1: REQ002",
        "requirements.txt:3:1: REQ002",
    ]
    assert lines("a==1\na==2 #pyspec: ignore[RUN, requirements-duplicate]", "REQ006") == []
    assert lines("\r\na==1\r\na==2\t# pyspec: ignore[REQ]\r\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "a==1\na==2\n# pyspec: ignore[REQ006]\n",
        "# pyspec: ignore[REQ006]\na==1\na==2\n",
        "a==1\na==2 # pyspec: ignore[REQ011]\n",
        "a==1\na==2 # pyspec: ignore[]\n",
        "a==1\na==2 # pyspec: ignore[REQ0066]\n",
        "a==1\na==2 # pyspec: ignore\n",
        "a==1\na==2 # pyspec:ignore because\n",
    ],
)
def test_elsewhere_or_for_another_rule_it_is_unused(text: str) -> None:
    found = [words.split()[1] for words in lines(text)]
    assert sorted(found) == ["INT003", "REQ006"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("pyspec: ignored[REQ006]", "REQ006"),
        ("pyspec: ignores[REQ006]", "REQ006"),
        ("pyspec: ignore-next-line[REQ006]", "REQ006"),
        ("pyspec: igonre[REQ006]", "REQ006"),
        ("pyspec: ignore(REQ006)", "REQ006"),
        ("pyspec: ignore REQ006, REQ011", "REQ006, REQ011"),
        ("pyspec: ignore: REQ006", "REQ006"),
        ("pyspec ignore[REQ006]", "REQ006"),
        ("pyspec_check: ignore[REQ006]", "REQ006"),
        ("PYSPEC: IGNORE[req006]", "REQ006"),
        ("Pyspec: ignore[REQ006]", "REQ006"),
        ("pysepc: ignore[REQ006]", "REQ006"),
        ("pyspec: disable=REQ006", "REQ006"),
        ("pyspec: noqa: REQ006", "REQ006"),
        ("pyspec: noqa", "CODE"),
        ("pyspec: ignores[REQ0066]", "REQ006"),
        ("noqa: REQ006", "REQ006"),
        ("noqa: E501,REQ006", "REQ006"),
        ("noqa # Pyspec: ignore[REQ006]", "REQ006"),
        ("ignore REQ006", "REQ006"),
        ("pylint: disable=REQ006", "REQ006"),
    ],
)
def test_another_spelling_is_reported(written: str, meant: str) -> None:
    files = {**REST, "requirements.txt": f"a==1\na==2 # {written}\n".encode()}
    rules = [RULES["REQ006"], RULES["INT003"]]
    found = check(MemoryTree(files), targets()["rainbond-5"], rules).findings
    assert sorted(each.code for each in found) == ["INT003", "REQ006"]
    [told] = [each for each in found if each.code == "INT003"]
    assert told.help == f"did you mean `# pyspec: ignore[{meant}]`?"


@pytest.mark.parametrize(
    "written",
    [
        "see pyspec: ignore[REQ006]", "x# pyspec: ignore[REQ006]", "noqa", "noqa: E501",
        "noqa: DJ001", "type: ignore[attr-defined]", "pyspec-check ignores dot files",
        "we ignore REQ006 here on purpose", "see REQ006 of pyspec-check", "pyspec: the tool",
        "pyspec-check: https://example.com/ignore", "ignore what follows", "disable=C0103",
        "pyspec: skip the table below", "nosec B101", "pyspec: REQ006 is fine here",
    ],
)  # fmt: skip
def test_other_comments_are_left_alone(written: str) -> None:
    found = lines(f"a==1\na==2 # {written}\n", "REQ006", "INT003")
    assert [words.split()[1] for words in found] == ["REQ006"]


def test_the_families_that_are_looked_for_are_those_of_the_rules() -> None:
    families = {f"{code.rstrip('0123456789')}0" for code in RULES}
    assert set(_FAMILIES) == families - {"DJ0", "INT0"}


@pytest.mark.parametrize("mark", ["pyspec", "pyspec-check"])
def test_both_names_are_read(mark: str) -> None:
    assert lines(f"a==1\na==2  # {mark}: ignore[REQ006] both", "REQ006", "INT003") == []


@pytest.mark.parametrize("target", ["rainbond-5.1", "rainbond-5", "rainbond-6", "rainbond-6-cnb"])
@pytest.mark.parametrize(
    ("procfile", "expected"),
    [
        ("web: gunicorn app:app  # pyspec: ignore[CMD001] in the image\n", []),
        ("web: sh -c 'x' && gunicorn app:app # pyspec-check: ignore[CMD001]\n", []),
        ("web: gunicorn app:app\n# pyspec: ignore[CMD001]\n", ["CMD001", "INT003"]),
    ],
)
def test_behind_a_command_of_the_procfile_it_counts(
    target: str, procfile: str, expected: list[str]
) -> None:
    """The shell, or YAML before it, takes it for a comment there."""
    files = {**REST, "requirements.txt": b"", "Procfile": procfile.encode()}
    rules = [RULES["CMD001"], RULES["INT003"]]
    found = check(MemoryTree(files), targets()[target], rules).findings
    assert sorted(each.code for each in found) == expected


@pytest.mark.parametrize("target", ["rainbond-5.1", "rainbond-5", "rainbond-6", "rainbond-6-cnb"])
def test_in_quotes_of_a_command_it_does_not_count(target: str) -> None:
    procfile = b"web: gunicorn app:app 'x # pyspec: ignore[CMD001]'\n"
    files = {**REST, "requirements.txt": b"", "Procfile": procfile}
    rules = [RULES["CMD001"], RULES["INT003"]]
    found = check(MemoryTree(files), targets()[target], rules).findings
    [told] = [each for each in found if each.code == "INT003"]
    assert told.message.startswith("this is part of the command, not a comment")


def test_a_comment_for_a_rule_that_did_not_run_is_not_judged() -> None:
    assert lines("a==1 # pyspec: ignore[REQ006]\n", "REQ011", "INT003") == []
    assert lines("a==1 # pyspec: ignore[REQ]\n", "REQ006", "INT003") == []


def test_where_a_comment_breaks_the_build_it_does_not_count() -> None:
    tree = MemoryTree({**REST, "runtime.txt": b"Python-3.6.6 # pyspec: ignore[RUN002]\n"})
    rules = [RULES[code] for code in ONLY]
    found = check(tree, targets()["rainbond-5"], rules).findings
    assert sorted(finding.code for finding in found) == ["INT003", "RUN002"]
    [told] = [finding for finding in found if finding.code == "INT003"]
    assert 'per-file-ignores = { "runtime.txt" = { RUN002 = "the reason" } }' in told.help


def test_what_is_suppressed_is_counted() -> None:
    tree = MemoryTree({"requirements.txt": b"a==1\na==2 # pyspec: ignore[REQ006]\n"})
    report = check(tree, targets()["rainbond-5"], [RULES["REQ006"]])
    assert (report.findings, report.suppressed) == ((), 1)
    assert clean("", report).endswith("; 1 suppressed")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a==1  # pyspec: ignore[REQ006] x\r\nb==1\r\n", "a==1\r\nb==1\r\n"),
        ("a==1\n  # pyspec: ignore[REQ006]\nb==1\n", "a==1\nb==1\n"),
        ("# pyspec: ignore[REQ006]", ""),
    ],
)
def test_the_fix_takes_out_the_comment_only(text: str, expected: str) -> None:
    outcome = fix_all(
        MemoryTree({"requirements.txt": text.encode()}),
        lambda tree: check(tree, targets()["rainbond-5"]),
        lambda f: f.code == "INT003" and is_fixable(f.fix, unsafe=False),
    )
    assert outcome.tree.read("requirements.txt").data == expected.encode()


@given(st.text("# pysec:ignor[]RQ06,\n\r\t=a"))
def test_any_text(text: str) -> None:
    lines(f"a==1 # pyspec: ignore[{text}\n{text}")


def messages(requirements: str) -> list[tuple[str, str]]:
    tree = MemoryTree({**REST, "requirements.txt": requirements.encode()})
    rules = [RULES[code] for code in ONLY]
    found = check(tree, targets()["rainbond-5"], rules).findings
    return [(f.message, f.help) for f in found if f.code == "INT003"]


def test_a_useless_comment_says_why() -> None:
    assert messages("a==1 # pyspec: ignore") == [
        (
            "`ignore` without a code → nothing is ignored",
            "write `# pyspec: ignore[CODE] reason`, with the code that the finding has",
        )
    ]
    assert messages("a==1 # pyspec: ignore[RQE006] x") == [
        ("`ignore[RQE006]` names no rule → nothing is ignored", "did you mean `REQ006`?")
    ]
    assert messages("a==1 # pyspec: ignore[zz]")[0][1] == "`pyspec-check rules` lists them"
    assert messages("a==1 # pyspec: ignore[REQ006] x")[0][1] == "remove it"


def test_a_comment_after_a_continuation_counts_for_the_whole_line() -> None:
    both = "a==1\na==2 \\\n  --hash=sha256:" + "0" * 64
    assert lines(both, "REQ006", "INT003") == ["requirements.txt:2:1: REQ006"]
    assert lines(both + "  # pyspec: ignore[REQ006] x\n", "REQ006", "INT003") == []
    crlf = both.replace("\n", "\r\n") + "  # pyspec: ignore[REQ006] x\r\n"
    assert lines(crlf, "REQ006", "INT003") == []


def test_a_comment_in_an_included_file_counts() -> None:
    files = {"base.txt": b"a==1 # pyspec: ignore[REQ006] the other one is for tests\n"}
    rules = [RULES[code] for code in ("REQ006", "INT003")]
    tree = MemoryTree({**REST, "requirements.txt": b"-r base.txt\na==2\n", **files})
    report = check(tree, targets()["rainbond-5"], rules)
    assert (report.findings, report.suppressed) == ((), 1)
    tree = MemoryTree({**REST, "requirements.txt": b"-r base.txt\n", **files})
    [found] = check(tree, targets()["rainbond-5"], rules).findings
    assert (found.code, found.at.path) == ("INT003", "base.txt")


PYTHON = """\
text = '''
x = 1  # pyspec: ignore[PY002] in a text
'''
other = "# pyspec: ignore[PY002]"
import asyncore{}
app = 1
"""


def python(comment: str) -> list[str]:
    tree = MemoryTree(
        {
            "requirements.txt": b"gunicorn\n",
            "Procfile": b"web: gunicorn app:app --bind 0.0.0.0:$PORT\n",
            "app.py": PYTHON.format(comment).encode(),
        }
    )
    rules = [RULES[code] for code in ("PY002", "INT003")]
    found = check(tree, targets()["rainbond-6-cnb"], rules).findings
    return [f"{finding.code} {_line(tree, finding)}" for finding in found]


def _line(tree: MemoryTree, finding: Finding) -> int:
    text = tree.read(finding.at.path).data.decode()
    return text.count("\n", 0, finding.at.start) + 1


def test_only_comments_of_python_count() -> None:
    assert python("") == ["PY002 5"]
    assert python("  # pyspec: ignore[PY002] only on the old Python") == []
    assert python("; y = '# pyspec: ignore[PY002]'") == ["PY002 5"]
    assert python("; y = 1 # noqa # pyspec: ignore[PY002]") == []
    assert python(", \\\n    os  # pyspec: ignore[PY002]") == []
    assert python("; y = '''\n'''  # pyspec: ignore[PY002]") == []
    assert sorted(python("\n# pyspec: ignore[PY002]")) == ["INT003 6", "PY002 5"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a # pyspec: ignore[REQ006, REQ011] x", "a # pyspec: ignore[REQ011] x"),
        ("a==1 # pyspec: ignore[REQ006,RUN002]", "a==1"),
        ("a==1 # noqa # pyspec: ignore[REQ006]\n", "a==1 # noqa\n"),
    ],
)
def test_the_fix_leaves_what_is_used(before: str, after: str) -> None:
    outcome = fix_all(
        MemoryTree({**REST, "requirements.txt": before.encode()}),
        lambda tree: check(tree, targets()["rainbond-5"]),
        lambda f: f.code == "INT003" and is_fixable(f.fix, unsafe=False),
    )
    assert outcome.refused == ()
    assert outcome.tree.read("requirements.txt").data == after.encode()


@given(st.text("\"'\\#\n\rrbx =+()"))
def test_comments_are_those_of_the_tokenizer(text: str) -> None:
    text = text.replace("\r", "\r\n")
    document = Document("a.py", text.encode())
    found = [comment.start for comment in comments_of(document)]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(text)
        tokens = list(tokenize.generate_tokens(io.StringIO(text, newline="").readline))
    except (SyntaxError, tokenize.TokenError, ValueError):
        return
    expected = [
        document.starts[token.start[0] - 1] + token.start[1]
        for token in tokens
        if token.type == tokenize.COMMENT
    ]
    assert found == expected


def test_comments_of_large_files_are_found_in_time() -> None:
    for text in ('x = """' + "\\\n" * 500_000, "'" * 1_000_000, "# a \\\n" * 200_000):
        assert sum(1 for _ in comments_of(Document("a.py", text.encode()))) >= 0


def test_a_code_can_be_added_to_a_comment_without_one() -> None:
    for text, expected in (
        ("a==1 # pyspec: ignore\n", "a==1 # pyspec: ignore[REQ006]\n"),
        ("a==1 # pyspec: ignore[]\n", "a==1 # pyspec: ignore[REQ006]\n"),
        ("a==1 # pyspec: ignore[REQ011 ] x\n", "a==1 # pyspec: ignore[REQ011, REQ006 ] x\n"),
    ):
        edit = _into_comment(Document("requirements.txt", text.encode()), 1, "REQ006")
        assert edit is not None
        assert text[: edit.start] + edit.text + text[edit.end :] == expected
