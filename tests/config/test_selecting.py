"""`--select` takes the beginning of a code: PY are not the PROC rules, P are both."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from checker.cli import main as cli
from checker.rules.codes import RULES
from checker.rules.selection import matching

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("selected", "families"),
    [("PY", {"PY"}), ("py", {"PY"}), ("P", {"PY", "PROC", "PLT"}), ("PROC", {"PROC"}),
     ("PY00", {"PY"}), ("PYT", set()), ("ALL", {"PY", "PROC", "PLT"})],
)  # fmt: skip
def test_families(selected: str, families: set[str]) -> None:
    chosen = {re.sub(r"\d+", "", code) for code in matching(RULES, [selected])}
    assert chosen & {"PY", "PROC", "PLT"} == families
    if selected != "ALL":
        assert chosen == families


def test_the_command_line_selects_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "requirements.txt").write_text("flask==2.0.3\ngunicorn==20.1.0\n")
    (tmp_path / "Procfile").write_text("web: gunicorn app:app\nweb: gunicorn app:app\n")
    (tmp_path / "runtime.txt").write_text("python-3.6.6\n")
    (tmp_path / "app.py").write_text("app = (n := 1)\n")
    monkeypatch.chdir(tmp_path)
    found = {}
    for selected in ("PY", "P", "PROC"):
        code = cli.main(["--format", "concise", "--select", selected])
        assert code == (0 if selected == "PROC" else 1)
        codes = re.findall(r":\d+: ([A-Z]+)\d+ ", capsys.readouterr().out)
        found[selected] = set(codes)
    assert found == {"PY": {"PY"}, "P": {"PY", "PROC"}, "PROC": {"PROC"}}
