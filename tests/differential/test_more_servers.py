"""The verdicts on files and on celery's `-A`, beside what the real programs do: wrong = 0."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.targets import targets
from tests.differential.server_cases import COMMANDS, FILES
from tests.differential.test_servers import needs, ours, real


@needs(
    "gunicorn", "hypercorn", "waitress", "daphne", "sanic", "granian", "celery", "pyramid",
    "plaster_pastedeploy", "flask", "fastapi", "fastapi_cli",
)  # fmt: skip
@pytest.mark.parametrize("target", ["rainbond-5", "rainbond-6-cnb"])
def test_verdicts_agree_with_the_real_programs(tmp_path: Path, target: str) -> None:
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text)
    (tmp_path / "requirements.txt").write_text("flask\nfastapi\nsanic\ncelery\npyramid\nuwsgi\n")
    lines = [line for line in COMMANDS if _runs(line)]
    python_path = [str(tmp_path)] if targets()[target].builder == "slug" else []
    wrong, unknown, missed = [], [], []
    for command, did in zip(lines, real(tmp_path, lines, python_path), strict=True):
        said = ours(tmp_path, command, target)
        if said == "unknown":
            unknown.append(f"{command}: really {did}")
        elif said == "works" and did != "works":
            missed.append(f"{command}: really {did}")
        elif said != did:
            wrong.append(f"{command}: said {said}, really {did}")
    print(f"{len(lines)} commands", "unknown:", *unknown, "missed:", *missed, sep="\n  ")
    assert not wrong, "\n".join(wrong)
    assert len(missed) <= 0.1 * len(lines), missed
    assert len(unknown) <= 0.1 * len(lines), unknown


def _runs(line: str) -> bool:
    import sys

    return not line.startswith("uwsgi") or (Path(sys.executable).parent / "uwsgi").exists()
