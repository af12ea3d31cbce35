"""Any bytes in any tree: a finding or one line with exit code 2, never a traceback or a hang."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from checker.cli import main as cli
from checker.files.tree import DirectoryTree, MemoryTree
from checker.reports.formats.concise import line
from checker.reports.formats.json_report import document
from checker.targets import targets
from tests.checking import check

if TYPE_CHECKING:
    from pathlib import Path

FILES = (
    "requirements.txt", "Procfile", "runtime.txt", "manage.py", "mysite/settings.py",
    "mysite/__init__.py", "pyproject.toml", "Pipfile", ".python-version", "rainbondfile",
    "requirements/base.txt", "app.py", "package.json", "setup.py",
)  # fmt: skip
FRAGMENTS = st.sampled_from([
    b"web: gunicorn app:app\n", b"web:", b"\xef\xbb\xbf", b"\xff\xfe", b"\x00", b"\r\n", b"\r",
    b"\n", b"python-3.6.6", b"Python 3.9", b"\\\n", b" \\", b"-r requirements/base.txt\n",
    b"-r requirements.txt\n", b"-e git+ssh://git@h/x.git#egg=x\n", b"flask==1.0\n",
    b"flask==1.0 ; python_version < '3'\n", b"django\n", b"# comment\n", b"${VAR}",
    b"--hash=sha256:00", b"\x1b[31m", b"\xe2\x80\x8b", b"\xc2\xa0", b"STATIC_ROOT = ",
    b"import os\n", b"from mysite.settings import *\n", b"os.path.join(", b"'x'", b")\n",
    b"INSTALLED_APPS = ['django.contrib.staticfiles']\n", b"os.environ['X']\n", b"\xef\xbc\x9a",
    b"[a", b"]", b"os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'mysite.settings')\n",
    b"(" * 30, b"[tool.x]\n", b"requires-python = '>=3.9'\n", b"[project]\n", b"def f():\n",
    b"    return f()\n", b"f()\n", b"while True: pass\n", b"x = 'a' * 10**12\n",
    b"y = 2 ** 10 ** 9\n", b"&", b";", b"|", b'"', b"'",
])  # fmt: skip
CONTENT = st.one_of(
    st.binary(max_size=80), st.lists(FRAGMENTS, max_size=12).map(b"".join)
)  # fmt: skip
TREES = st.dictionaries(st.sampled_from(FILES), CONTENT, max_size=8)


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)  # fmt: skip
@given(TREES, st.sampled_from(sorted(targets())))
@example({"requirements.txt": b"-r requirements.txt\n"}, "rainbond-5")
@example({"Procfile": b"\\\n\\"}, "rainbond-5")
def test_any_tree_gives_findings_with_places_inside(files: dict[str, bytes], name: str) -> None:
    report = check(MemoryTree(files), targets()[name], uncertain=True)
    assert not report.crashes, report.crashes[0]
    for finding in report.findings:
        assert "\n" not in line(report, finding)
        found = report.project.document(finding.at.path)
        for at in (finding.at, *(place for place, _ in finding.related)):
            own = report.project.document(at.path)
            assert 0 <= at.start <= at.end <= (len(own.text) if own else 0)
        assert finding.message.isprintable()
        assert finding.help.isprintable()
        if finding.fix is not None:
            created = {step.path for step in finding.fix.steps if step.verb == "create"}
            for edit in finding.fix.edits:
                own = report.project.document(edit.path)
                limit = len(own.text) if own and edit.path not in created else 0
                assert 0 <= edit.start <= edit.end <= limit, finding
        assert found is None or finding.at.path in files
    document([(".", report)])


def run(root: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = cli.main([str(root), "--format", "concise", *arguments])
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err
    assert code in (0, 1, 2)
    return code, out + err


def test_a_huge_file_is_read_in_part_and_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with open(tmp_path / "requirements.txt", "wb") as file:
        file.write(b"flask==1.0\n")
        file.truncate(100 * 1024 * 1024)
    start = time.monotonic()
    _, out = run(tmp_path, capsys)
    assert "INT002 warning requirements.txt has 104,857,600 bytes → only the first 4,194,304" in out
    assert time.monotonic() - start < 60  # a hang, not a benchmark


def test_huge_texts_end(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "requirements.txt").write_bytes(b"flask==1.0 \\\n" * 300_000)
    (tmp_path / "Procfile").write_bytes(b"web: " + b"a " * 2_000_000)
    (tmp_path / "runtime.txt").write_bytes(b"python-" + b"3." * 2_000_000)
    start = time.monotonic()
    run(tmp_path, capsys)
    assert time.monotonic() - start < 120


@pytest.mark.parametrize("name", ["requirements.txt", "Procfile", "runtime.txt", "manage.py"])
@pytest.mark.parametrize("what", ["fifo", "folder", "loop", "outside", "device"])
def test_what_is_no_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, what: str
) -> None:
    root = tmp_path / "root"
    root.mkdir()
    for other in {"requirements.txt", "Procfile", "runtime.txt"} - {name}:
        (root / other).write_bytes(b"")
    (tmp_path / "secret").write_text("outside-secret: x\n")
    path = root / name
    if what == "fifo":
        os.mkfifo(path)
    elif what == "folder":
        path.mkdir()
    elif what == "loop":
        path.symlink_to(name)
    elif what == "outside":
        path.symlink_to("../secret")
    else:
        path.symlink_to("/dev/zero")
    _, out = run(root, capsys)
    assert "outside-secret" not in out
    if name in ("requirements.txt", "Procfile"):
        assert f"{name}:1:1: " in out


def test_a_folder_without_a_project_says_which_rule_makes_it_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out = run(tmp_path, capsys)
    assert code == 1
    found, note = out.splitlines()
    assert found.startswith(str(tmp_path)[1:] if out[0] != "/" else str(tmp_path))
    assert "REQ001 error" in found
    assert "has no project" in note


def test_names_with_control_characters(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = tmp_path / "ro\x1b[31mot\nx"
    (root / "re\x1bq\n").mkdir(parents=True)
    (root / "requirements.txt").write_text("-r re\x1bq\n/x.txt\n")
    (root / "Procfile\x07").write_text("web: x\n")
    _, out = run(root, capsys)
    assert "\x1b" not in out
    assert "\x07" not in out
    assert "ro\\x1b[31mot\\nx/" in out


def test_deep_include_chains_and_cycles_end(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(3_000):
        (tmp_path / f"r{number}.txt").write_text(f"-r r{number + 1}.txt\n")
    (tmp_path / "requirements.txt").write_text("-r r0.txt\n-r requirements.txt\n")
    code, out = run(tmp_path, capsys)
    assert code == 1
    assert "REQ005" in out


def test_a_deep_folder_is_walked_no_further_than_needed(tmp_path: Path) -> None:
    deep = tmp_path
    for _ in range(100):
        deep = deep / "d"
    deep.mkdir(parents=True)
    (deep / "manage.py").write_text("")
    (tmp_path / "requirements.txt").write_text("django\n")
    report = check(DirectoryTree(str(tmp_path)), targets()["rainbond-5"])
    assert not report.crashes
