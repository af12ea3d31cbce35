"""No requirements file makes a rule fail, whatever it holds and whatever the target."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.files.tree import MemoryTree
from checker.rules.codes import RULES
from checker.targets import targets
from tests.checking import check

CHOSEN = [rule for code, rule in RULES.items() if code.startswith("REQ")]
WORDS = r"""
flask Flask-1.0 == >= <= ~= != === < > = 1 1.0 2.* , ; # \ [ ] ( ) @ - -- -r -e -c -i --index-url
--hash=sha256:ab http://e.org https://u:p@e.org/x.zip git+ssh://git@e.org/x.git@v1#egg=x
git@e.org:a/b.git python_version sys_platform 'win32' "3.8" and or $ ${VAR} file:///x ./x ../x C:\x
pip install requirements.txt Package Version ---- <<<<<<< ======= [packages] {} “x”
pkg-resources==0.0.0 1.0ubuntu1
"""
PARTS = st.sampled_from(
    [*WORDS.split(), " ", " ", "  ", "\n", "\n", "\r\n", "\\\n", "\u200b", "\0"]
)


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.lists(PARTS, max_size=20).map(lambda parts: "".join(parts).encode()),
        st.binary(max_size=60),
    ),
    st.sampled_from(sorted(targets())),
)
def test_no_rule_fails(data: bytes, target: str) -> None:
    tree = MemoryTree({"requirements.txt": data, "base.txt": data})
    report = check(tree, targets()[target], CHOSEN, uncertain=True)
    assert not report.crashes, report.crashes[0]
    for finding in report.findings:
        assert report.place(finding.at)
        assert finding.message.isprintable()
        assert finding.help.isprintable()


@pytest.mark.parametrize(
    "name", ["", "a\nb", "\udcff", "Requirements.txt\u202e", "requirements.txt\n"]
)
def test_no_file_name_fails(name: str) -> None:
    tree = MemoryTree({name: b""} if name else {})
    for target in targets().values():
        report = check(tree, target, CHOSEN)
        assert not report.crashes
        assert all(finding.message.isprintable() for finding in report.findings)
