"""Our reading of requirements files beside pip's own."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.base.text import Document
from checker.data.pips import NEWEST
from checker.parsers.requirements import Entry, Reach, Requirements, normalise, read_requirements
from tests.parsers.pip_reader import needs_newest_pip, read_with_pip

pytestmark = needs_newest_pip


def read_here(folder: Path) -> Requirements:
    def document(path: str) -> Document | None:
        file = folder / path
        return Document(path, file.read_bytes()) if file.is_file() else None

    found = read_requirements("requirements.txt", document)
    assert found is not None
    return found


def is_refused(entry: Entry) -> bool:
    """Whether the newest pip refuses the line."""
    return entry.refusal is not None and entry.refusal.pips.refuse(NEWEST[3, 10])


def agree(files: dict[str, bytes]) -> None:
    """Assert that pip and we see the same lines, names and refusals."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        for path, data in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
        theirs = read_with_pip(folder)
        ours = read_here(folder)
    show = f"{files}\n{theirs}"
    stops = [entry for entry in ours.entries if is_refused(entry)]
    broken = [file for file in ours.files if file.undecodable]
    lost = [i for i in ours.includes if i.reach not in (Reach.READ, Reach.UNKNOWN)]
    if any(i.reach in (Reach.REMOTE, Reach.UNKNOWN) for i in ours.includes):
        return
    if theirs.failed:
        assert stops or broken or lost, show
    if broken:
        # UTF-16 without a mark is text for pip's reader; every line of it is refused then.
        assert theirs.failed or all(line.refused for line in theirs.lines), show
        return
    seen = {(line.file, line.line) for line in theirs.lines}
    mine = {(entry.path, entry.line): entry for entry in ours.entries}
    for line in theirs.lines:
        entry = mine.get((line.file, line.line))
        assert entry is not None, f"{line} is missing\n{show}"
        requirement = entry.requirement
        refused = is_refused(entry)
        if requirement is not None and requirement.local and not refused:
            # Whether a path stands there is for the rules to ask; here nothing does.
            continue
        assert refused == bool(line.refused), f"{line}\n{entry}"
        if not refused:
            assert requirement is not None, f"{line}\n{entry}"
            assert requirement.normalised == normalise(line.name or ""), f"{line}\n{entry}"
    if not theirs.failed:
        for place, entry in mine.items():
            if entry.requirement is not None or is_refused(entry):
                assert place in seen, f"{entry} is not pip's\n{show}"
        assert not lost, show


HAND = [
    "",
    "flask",
    "Flask==1.0\n# c\n\ngunicorn>=19,<20 # why\r\nrequests[security,socks]~=2.0",
    "a\\\nb==1\\\n.0\n",
    "a==1 \\\n  --hash=sha256:aa \\\n  --hash=sha256:bb\nb\n",
    "a==1 \\\n# comment ends it\nb\n",
    "a==1 \\\n  # comment ends it\nb\n",
    "\\\\a\\\\\nb\n",
    "a\\",
    "a#b\n",
    "a #b\n",
    "a\t#b\n",
    "a\x0bb\x0cc\x1cd\u2028e\u0085f",
    "-i https://e.org/simple\n--extra-index-url=https://e.org/x\n--no-index\nflask",
    "--ind https://e.org\nflask",
    "--no https://e.org\nflask",
    "--pre=1\nflask",
    "-x\nflask",
    "-r\nflask",
    "--hash=md5:aa\n",
    "flask --hash=md5:aa\n",
    "flask --hash=sha256\n",
    "flask --hash sha256:aa requests\n",
    "flask --install-option=--x\n",
    "flask --global-option=x\n",
    "flask --config-settings=a=b\nflask -Ca=b\nflask -C a\n",
    "flask -e .\n",
    "-e .\n-e ./x\n-e ../x[extra]\n",
    "-e git+https://e.org/a.git@v1#egg=name\n-e git+ssh://git@e.org/a.git#egg=name\n",
    "-e git+https://e.org/a.git\n",
    "-e git@e.org:a/b.git#egg=x\n",
    "-e git://e.org/a/b.git#egg=x\n",
    "-e https://e.org/a.zip#egg=x\n",
    "-e file:///x/y#egg=x\n-e file:x\n",
    "-e 'x @ git+https://e.org/x'\n",
    '-e "git+https://e.org/a.git#egg=na me"\n',
    "-e git+https://e.org/a.git#egg=name[extra]\n",
    "git+https://e.org/a.git@v1#egg=name&subdirectory=x\n",
    "git+https://e.org/a.git#egg=name==1.0\n",
    "git+https://e.org/a.git\n",
    "git+git@e.org:a/b.git\n",
    "https://e.org/a.zip\nhttps://e.org/a.zip#egg=x ; python_version<'3'\n",
    "https://e.org/a-1.0-py3-none-any.whl\nhttps://e.org/a.whl\n",
    "./a-1.0-py3-none-any.whl\n./a.whl\na.zip\na.tar\nfoo.tar.gz[x]\n",
    "x @ https://e.org/x.zip\nx@https://e.org/x.zip ; python_version<'3'\nx[a] @ file:///x\n",
    "x @ https://e.org/x;y=1\n",
    "x @ ./y.whl\nx @ y\nx @\n",
    "x @ https://[e.org/\nhttps://[e.org/\n",
    "x ; python_version < '3.8' and sys_platform == \"win32\"\nx ; bogus == '1'\nx ;\n",
    "x ; (python_version < '3.8' or os_name == 'nt') and extra == 'y'\n",
    "x ; python_versionin '3'\nx ; '3' in python_version\nx ; python_version not in '3'\n",
    "x; " + "(" * 3000 + "\n",
    "x; os_name == '\\d'\n",
    "x==1.0 y==2.0\nx=1.0\nx==\nx==1.0,\nx,\nx>=1,<2,\nx (>=1)\nx(==1)\n",
    "x>=1.*\nx==1.*\nx==1.0.*.1\n~=1\nx~=1\nx~=1.0\nx===foo\nx==1.0+local\nx>1.0+local\n",
    "x===\nx===,\nx (===)\nx[a]===\nx>=1,===\nx===1,\nx===1 ,\nx===1, >=1\nx===1,>=1\n",
    "x@\u00a0y\nx @ \u2003https://e.org/x\nx===@\u00a0y\nx===@,===\nx===\u00a0,\nx===, ===\n",
    "x_\n_x\nx-\nx.\n.x\n-\n--\n-- x\n",
    "x==1.0-1\nx==v1.0\nx==1!2.0\nx==1.0.post\nx==1.0rc\nx==1.0-beta2\nx==1.0 .0\n",
    "x==1\u00a0\nx\u200b==1\n\u00a0x\n",
    "x[a b]\nx[]\nx[a,]\nx[a]==1\nx==1[a]\nx[a_b,c.d]\n",
    "${A}\nx==${V}\n",
    "pip install flask\nWARNING: x\n(venv) $ y\n<<<<<<< HEAD\n=======\n>>>>>>> x\n",
    "Package    Version\n---------- -------\nFlask      1.0\n",
    "C:\\x\\y\n\\\\x\\y\n/x/y\n~/x\nx/y\n",
    "a\x00b\nc\n",
    "flask 'x\nb\n",
    "-r 'x\nb\n",
    '--find-links "a b" --trusted-host e.org flask\n',
    "--use-feature=fast-deps\n--use-feature=2020-resolver\n",
    "--no-binary :all:\n--only-binary -x\n--no-binary=a,b\n--all-releases x\n",
]


@pytest.mark.parametrize("text", HAND)
def test_one_file(text: str) -> None:
    for line in text.splitlines(keepends=True) if "\\\n" not in text else ():
        agree({"requirements.txt": line.encode()})
    agree({"requirements.txt": text.encode()})


BYTES = [
    b"\xef\xbb\xbfflask\n",
    b"\xef\xbb\xbf# \xb9\xfe\nflask\n",
    "flask\nб\n".encode("utf-16"),
    "flask\n".encode("utf-16-le"),
    "flask\n".encode("utf-16-be"),
    "flask\n".encode("utf-32"),
    b"\xff\xfea\x00\n",
    b"# \xb9\xfe\nflask\n",
    "# -*- coding: gbk -*-\n# 框架\nflask==1.0 # 框\nb\n".encode("gbk"),
    "# coding=latin-1\nflask # é\x85gunicorn\n".encode("latin-1"),
    b"# coding: nothing\nflask\n",
    b"# coding: ascii\nflask # \xc3\xa9\n",
    b"\n# coding: latin-1\nflask # \xe9\n",
    b"\n\n# coding: latin-1\nflask # \xe9\n",
    b"x # coding: latin-1\nflask # \xe9\n",
]


@pytest.mark.parametrize("data", BYTES)
def test_encodings(data: bytes) -> None:
    agree({"requirements.txt": data})


TREES = [
    {"requirements.txt": b"-r a/b.txt\nx", "a/b.txt": b"-rc.txt\ny", "a/c.txt": b"z==1"},
    {"requirements.txt": b"-r a.txt\n-r a.txt\n", "a.txt": b"x"},
    {"requirements.txt": b"-r a.txt\n-c a.txt\n", "a.txt": b"x"},
    {"requirements.txt": b"-c a.txt\n-r a.txt\n", "a.txt": b"-e ./x\nx"},
    {"requirements.txt": b"-c a.txt", "a.txt": b"-e git+https://e.org/x#egg=x\n"},
    {"requirements.txt": b"-r requirements.txt\nx"},
    {"requirements.txt": b"-r a.txt\nx", "a.txt": b"-c requirements.txt\ny"},
    {"requirements.txt": b"--requirement=missing.txt\nx"},
    {"requirements.txt": b"--req a.txt\nx", "a.txt": b"y"},
    {"requirements.txt": b"x -r missing.txt\n-e . -r missing.txt"},
    {"requirements.txt": b"-r a.txt -c missing.txt\n", "a.txt": b"y"},
    {"requirements.txt": b"-r 'a b.txt'\n-r a\\ b.txt", "a b.txt": b"y"},
    {"requirements.txt": b"-r ./x/../a.txt\n-r .//a.txt", "a.txt": b"y", "x/y": b""},
    {"requirements.txt": b"-r ../nowhere-to-be-found.txt\n"},
    {"requirements.txt": b"-r x\n", "x/y": b""},
]


@pytest.mark.parametrize("files", TREES)
def test_several_files(files: dict[str, bytes]) -> None:
    agree(files)


_WORDS = r"""
flask Flask == >= <= ~= != === < > 1 1.0 2.* 1.0rc1 .post1 , ; # \ [ ] ( ) @ - -- -r -e -c -i
--hash=sha256:ab --pre --no-binary python_version sys_platform 'win32' "3.8" and or in not $ ${VAR}
https://e.org/x.zip git+https://e.org/x.git #egg=x .whl .zip / . ./x pip install = * ! ~ a b
"""
_MARKS = [" ", " ", "\n", "\r\n", "\t", "'", '"', "\\\n", " #", "\x00", "\x0b", "\u00a0", "é", ""]
PARTS = st.sampled_from(_WORDS.split() + _MARKS)


@settings(max_examples=600, deadline=None)
@given(st.lists(PARTS, max_size=14).map("".join))
def test_any_mixture(text: str) -> None:
    agree({"requirements.txt": text.encode()})


SAMPLES = os.environ.get("PYSPEC_SAMPLES", "")


@pytest.mark.skipif(not SAMPLES, reason="PYSPEC_SAMPLES names no file of samples")
def test_samples() -> None:
    """Over a file of samples, where PYSPEC_SAMPLES names one.

    It holds an object a line, `{"path": …, "content": …}`; those whose path is requirements.txt in
    any case are read, `content` being UTF-8 with `surrogateescape`.
    """
    for line in Path(SAMPLES).read_text("utf-8").splitlines():
        sample = json.loads(line)
        if sample["path"].lower() == "requirements.txt":
            agree({"requirements.txt": sample["content"].encode("utf-8", "surrogateescape")})
