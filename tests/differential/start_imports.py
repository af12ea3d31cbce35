"""Whether the start of small projects succeeds, beside what the real servers do.

    python -m tests.differential.start_imports WORK PYTHON … [--pairs N] [--only TEXT]

WORK keeps a virtual environment for each interpreter, with the pinned packages below. Each project
is started as its target starts it, with the root on PYTHONPATH if that puts it there, and asked for
its first page.
Prints each disagreement with `start: imports` of the plan and with "every request fails", and the
numbers of right, unknown and wrong; exits with 1 if one is wrong.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from checker.base.findings import Severity
from checker.files.tree import DirectoryTree
from checker.platform.builder import builder_of
from checker.project.project import Project as Checked
from checker.reachable.verdict import whole_plan
from checker.rules.codes import RULES
from checker.targets import targets
from tests.checking import check
from tests.differential.start_projects import projects

if TYPE_CHECKING:
    from tests.differential.start_projects import Project

PINS = {
    "3.6": {"flask": "Flask==2.0.3 Werkzeug==2.0.3 Jinja2==3.0.3 gunicorn==20.1.0",
            "fastapi": "fastapi==0.83.0 pydantic==1.9.2 starlette==0.19.1 uvicorn==0.16.0",
            "django": "Django==3.2.25 gunicorn==20.1.0"},
    "3.9": {"flask": "Flask==2.0.3 Werkzeug==2.0.3 Jinja2==3.1.4 gunicorn==20.1.0 setuptools==75.0",
            "fastapi": "fastapi==0.95.2 pydantic==1.10.13 starlette==0.27.0 uvicorn==0.22.0",
            "django": "Django==3.2.25 gunicorn==20.1.0 setuptools==75.0"},
    "3.14": {"flask": "Flask==3.1.2 Werkzeug==3.1.3 Jinja2==3.1.6 gunicorn==23.0.0",
             "fastapi": "fastapi==0.121.0 pydantic==2.12.4 starlette==0.49.3 uvicorn==0.38.0",
             "django": "Django==5.2.8 gunicorn==23.0.0"},
}  # fmt: skip
"""What is installed for each Python and framework, and required by its projects."""
TARGETS = {"3.6": ("rainbond-6", "python-3.6.15"), "3.9": ("rainbond-6", "python-3.9.16"),
           "3.14": ("rainbond-6-cnb", "")}  # fmt: skip
"""The target that runs each Python, and what runtime.txt says."""
SECONDS = 12
_CODES = [RULES[code] for code in RULES if code.startswith(("IMP", "PY"))]


class Real(NamedTuple):
    """What a start came to."""

    started: bool
    answers: bool
    """Whether the first page comes without an error of the server."""
    output: str


def environment(work: Path, python: Path, minor: str, framework: str) -> Path:
    """The `bin` of the virtual environment, made if it is not there."""
    folder = work / f"{minor}-{framework}"
    if not (folder / "made").exists():
        inner: Path = folder / "bin" / "python"
        pip: list[str | Path] = [inner, "-m", "pip"]
        if subprocess.run([python, "-m", "venv", folder], check=False).returncode:
            subprocess.run([python, "-m", "venv", "--without-pip", folder], check=True)
            pip = [sys.executable, "-m", "pip", "--python", inner]
        pip += ["install", "-q"]
        subprocess.run([*pip, *PINS[minor][framework].split()], check=True)
        (folder / "made").touch()
    return folder / "bin"


def start(folder: Path, command: str, programs: Path, on_path: bool) -> Real:
    """Start a project for real; `on_path` puts its root on PYTHONPATH."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    variables = {
        "PATH": f"{programs}:/usr/bin:/bin", "PORT": str(port),
        "HOME": str(folder), "PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C.UTF-8",
    }  # fmt: skip
    if on_path:
        variables["PYTHONPATH"] = str(folder)
    output = folder.with_suffix(".log")
    with output.open("wb") as log:
        process = subprocess.Popen(
            ["bash", "-c", f"exec {command}"], cwd=folder, env=variables, stdout=log,
            stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
    try:
        status = _status(process, port)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    text = output.read_text("utf-8", "replace")
    return Real(status > 0, 0 < status < 500, text)


def _status(process: subprocess.Popen[bytes], port: int) -> int:
    """The status of the first page; 0 if the process ended, or never answered."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=3) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            time.sleep(0.05)
    return 0


def said(folder: Path, minor: str) -> tuple[bool | None, bool, str]:
    """What the plan says of the start, whether every request fails by a finding, and why."""
    target = targets()[TARGETS[minor][0]]
    imports = whole_plan(Checked(DirectoryTree(str(folder)), target)).imports
    assert imports is not None
    report = check(DirectoryTree(str(folder)), target, _CODES)
    late = any(
        "every request fails" in each.message and each.severity is Severity.ERROR and each.certain
        for each in report.findings
    )
    return imports.succeeds, late, imports.because


def compare(project: Project, minor: str, programs: Path) -> tuple[str, str]:
    """`right`, `unknown` or `wrong`, and why."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "app"
        pins = PINS[minor][project.framework].replace(" ", "\n") + "\n"
        command = project.command
        if command.startswith("gunicorn"):
            command += " --bind 0.0.0.0:$PORT"
        files = {**project.files, "requirements.txt": pins, "Procfile": f"web: {command}\n"}
        if TARGETS[minor][1]:
            files["runtime.txt"] = TARGETS[minor][1]
        for name, text in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        verdict, late, because = said(folder, minor)
        checked = Checked(DirectoryTree(str(folder)), targets()[TARGETS[minor][0]])
        known = builder_of(checked.target).environment(checked).get("PYTHONPATH")
        real = start(folder, command, programs, bool(known))
    last = next((line for line in reversed(real.output.splitlines()) if "Error" in line), "")
    words = f"plan: {verdict} ({because}), late: {late}; real: {real[:2]} {last.strip()[:150]}"
    if verdict is None:
        return "unknown", words
    if verdict is not real.started:
        return "wrong", words
    if real.started and late is real.answers:
        return "wrong", words
    return "right", words


def main() -> int:
    """Compare all projects and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("python", type=Path, nargs="+")
    parser.add_argument("--pairs", type=int, default=30)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    count: Counter[str] = Counter()
    for python in options.python:
        ask = "import sys; print('%d.%d' % sys.version_info[:2])"
        minor = subprocess.run(
            [python, "-c", ask], capture_output=True, text=True, check=True
        ).stdout.strip()
        for project in projects(options.pairs):
            if options.only not in project.name:
                continue
            programs = environment(options.work, python, minor, project.framework)
            verdict, words = compare(project, minor, programs)
            count[verdict] += 1
            if verdict != "right":
                print(f"{verdict} {minor} {project.name}: {words}", flush=True)
    print(*(f"{name} {count[name]}" for name in ("right", "unknown", "wrong")))
    return 1 if count["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
