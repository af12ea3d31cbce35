"""Whether the start of small projects succeeds, beside what the real servers do.

    python -m tests.differential.start_imports WORK PYTHON … [--pairs N] [--only TEXT] [--every N]

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
from checker.check.outcome import judged_plan
from checker.files.tree import DirectoryTree
from checker.platform.builder import builder_of
from checker.project.project import Project as Checked
from checker.rules.codes import RULES
from checker.targets import targets
from tests.checking import check
from tests.differential.start_commands import started
from tests.differential.start_projects import projects

if TYPE_CHECKING:
    from checker.targets import Target
    from tests.differential.start_projects import Project

PINS = {
    "3.6": "Flask==2.0.3 Werkzeug==2.0.3 Jinja2==3.0.3 gunicorn==20.1.0 fastapi==0.83.0 "
           "pydantic==1.9.2 starlette==0.19.1 uvicorn==0.16.0 Django==3.2.25 waitress==2.0.0 "
           "daphne==3.0.2 celery==5.1.2 honcho==1.1.0 supervisor==4.2.5",
    "3.9": "Flask==2.0.3 Werkzeug==2.0.3 Jinja2==3.1.4 gunicorn==20.1.0 setuptools==75.0 "
           "fastapi==0.95.2 pydantic==1.10.13 starlette==0.27.0 uvicorn==0.22.0 Django==3.2.25 "
           "waitress==3.0.0 hypercorn==0.16.0 daphne==4.1.2 granian==1.6.4 celery==5.3.6 "
           "gevent==24.2.1 honcho==1.1.0 supervisor==4.2.5",
    "3.10": "Flask==2.3.3 Werkzeug==2.3.8 Jinja2==3.1.4 gunicorn==21.2.0 setuptools==75.0 "
            "fastapi==0.103.2 pydantic==2.5.3 starlette==0.27.0 uvicorn==0.24.0 Django==4.1.13 "
            "waitress==2.1.2 hypercorn==0.15.0 daphne==4.0.0 granian==1.3.2 celery==5.2.7 "
            "gevent==23.9.1 honcho==1.1.0 supervisor==4.2.5",
    "3.11": "Flask==3.0.0 Werkzeug==3.0.1 Jinja2==3.1.4 gunicorn==21.2.0 setuptools==75.0 "
            "fastapi==0.110.0 pydantic==2.6.4 starlette==0.36.3 uvicorn==0.27.1 Django==5.0.9 "
            "waitress==3.0.0 hypercorn==0.16.0 daphne==4.1.2 granian==1.6.4 celery==5.3.6 "
            "gevent==24.2.1 honcho==1.1.0 supervisor==4.2.5",
    "3.12": "Flask==3.0.3 Werkzeug==3.0.4 Jinja2==3.1.4 gunicorn==22.0.0 setuptools==75.0 "
            "fastapi==0.112.0 pydantic==2.8.2 starlette==0.37.2 uvicorn==0.30.6 Django==4.2.16 "
            "waitress==3.0.0 hypercorn==0.17.3 daphne==4.1.2 celery==5.4.0 gevent==24.2.1 "
            "honcho==1.1.0 supervisor==4.2.5",
    "3.13": "Flask==3.1.0 Werkzeug==3.1.3 Jinja2==3.1.5 gunicorn==23.0.0 setuptools==75.0 "
            "fastapi==0.115.6 pydantic==2.10.4 starlette==0.41.3 uvicorn==0.34.0 Django==5.1.4 "
            "waitress==3.0.2 hypercorn==0.17.3 daphne==4.1.2 granian==2.5.7 celery==5.4.0 "
            "gevent==24.11.1 honcho==2.0.0 supervisor==4.2.5",
    "3.14": "Flask==3.1.2 Werkzeug==3.1.3 Jinja2==3.1.6 gunicorn==23.0.0 fastapi==0.121.0 "
            "pydantic==2.12.4 starlette==0.49.3 uvicorn==0.38.0 Django==5.2.8 waitress==3.0.2 "
            "hypercorn==0.18.0 daphne==4.2.1 granian==2.5.7 celery==5.5.3 gevent==25.9.1 "
            "honcho==2.0.0 supervisor==4.3.0 setuptools==75.0",
}  # fmt: skip
"""What is installed for each Python; a project requires what it needs of it."""
NEEDS = {
    "flask": ("Flask", "Werkzeug", "Jinja2", "gunicorn"),
    "fastapi": ("fastapi", "pydantic", "starlette", "uvicorn"),
    "django": ("Django", "gunicorn"),
    "celery": ("celery",),
    "celery-django": ("Django", "celery"),
}
FURTHER = ("gunicorn", "waitress", "uvicorn", "hypercorn", "daphne", "granian", "gevent", "celery",
           "honcho", "supervisor")  # fmt: skip
"""Packages that are required if a word of the command, or of `needs`, begins with their name."""
RUNTIMES = {"3.6": "python-3.6.15", "3.9": "python-3.9.16"}
"""What runtime.txt says of the older Pythons; the others are chosen in the platform's console."""
SECONDS = 12
_CODES = [RULES[code] for code in RULES if code.startswith(("IMP", "PY"))]


class Real(NamedTuple):
    """What a start came to."""

    started: bool
    answers: bool
    """Whether the first page comes without an error of the server."""
    output: str


def environment(work: Path, python: Path, minor: str) -> Path:
    """The `bin` of the virtual environment, made if it is not there."""
    folder = work / f"{minor}-lab"
    if not (folder / "made").exists():
        inner: Path = folder / "bin" / "python"
        pip: list[str | Path] = [inner, "-m", "pip"]
        if subprocess.run([python, "-m", "venv", folder], check=False).returncode:
            subprocess.run([python, "-m", "venv", "--without-pip", folder], check=True)
            pip = [sys.executable, "-m", "pip", "--python", inner]
        elif minor == "3.6":  # the pip that it brings takes no wheels of today
            subprocess.run([*pip, "install", "-q", "pip==21.3.1"], check=True)
        subprocess.run([*pip, "install", "-q", *PINS[minor].split()], check=True)
        (folder / "made").touch()
    return folder / "bin"


def requirements(project: Project, minor: str) -> str | None:
    """The project's requirements.txt; None if this Python lacks one of the packages."""
    pins = {pin.partition("==")[0]: pin for pin in PINS[minor].split()}
    words = f"{project.command} {project.needs}".replace("-", " ").replace(".", " ").split()
    names = [*NEEDS[project.framework]]
    names += [each for each in FURTHER if any(word.startswith(each) for word in words)]
    if "gunicorn" in names and "setuptools" in pins:
        names.append("setuptools")
    if not set(names) <= set(pins):
        return None
    return "".join(pins[name] + "\n" for name in dict.fromkeys(names))


def start(folder: Path, command: str, programs: Path, on_path: bool, celery: bool = False) -> Real:
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
            ["bash", "-c", command], cwd=folder, env=variables, stdout=log,
            stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
    try:
        status = _ready(process, output) if celery else _status(process, port)
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


def _ready(process: subprocess.Popen[bytes], output: Path) -> int:
    """200 if a worker of Celery says that it is ready, else 0."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        if b" ready." in output.read_bytes():
            return 200
        if process.poll() is not None:
            return 0
        time.sleep(0.1)
    return 0


def target_of(minor: str) -> Target:
    """The target that runs a Python."""
    if minor in RUNTIMES:
        return targets()["rainbond-6"]
    return targets()["rainbond-6-cnb"]._replace(python_default=minor)


def said(folder: Path, minor: str) -> tuple[bool | None, bool, str]:
    """What the plan says of the start, whether every request fails by a finding, and why."""
    target = target_of(minor)
    imports = judged_plan(Checked(DirectoryTree(str(folder)), target)).imports
    assert imports is not None
    report = check(DirectoryTree(str(folder)), target, _CODES)
    late = any(
        "every request fails" in each.message and each.severity is Severity.ERROR and each.certain
        for each in report.findings
    )
    return imports.succeeds, late, imports.because


def compare(project: Project, minor: str, programs: Path, more: str = "") -> tuple[str, str]:
    """`right`, `unknown`, `wrong` or `left out`, and why; `more` is required besides."""
    pins = requirements(project, minor)
    if pins is None:
        return "left out", ""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "app"
        command = project.command
        if command.startswith("gunicorn") and " -b " not in command:
            command += " --bind 0.0.0.0:$PORT"
        files = {
            **project.files,
            "requirements.txt": pins + (more if more not in pins else ""),
            "Procfile": f"web: {command}\n",
        }
        if minor in RUNTIMES:
            files["runtime.txt"] = RUNTIMES[minor]
        for name, text in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        verdict, late, because = said(folder, minor)
        checked = Checked(DirectoryTree(str(folder)), target_of(minor))
        known = builder_of(checked.target).environment(checked).get("PYTHONPATH")
        celery = project.framework.startswith("celery")
        real = start(folder, command, programs, bool(known), celery)
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
    parser.add_argument("--every", type=int, default=1, help="start each Nth project only")
    parser.add_argument("--from", dest="begin", type=int, default=0, help="begin with this one")
    options = parser.parse_args()
    count: Counter[str] = Counter()
    for python in options.python:
        ask = "import sys; print('%d.%d' % sys.version_info[:2])"
        minor = subprocess.run(
            [python, "-c", ask], capture_output=True, text=True, check=True
        ).stdout.strip()
        chosen = [
            each for each in (*projects(options.pairs), *started()) if options.only in each.name
        ]
        programs = environment(options.work, python, minor)
        for project in chosen[options.begin :: options.every]:
            verdict, words = compare(project, minor, programs)
            count[verdict] += 1
            if verdict not in ("right", "left out"):
                print(f"{verdict} {minor} {project.name}: {words}", flush=True)
    return closed(count)


def closed(count: Counter[str]) -> int:
    """Print the counts; 1 if anything was wrong, else 0."""
    print(*(f"{name} {count[name]}" for name in ("right", "unknown", "wrong", "left out")))
    return 1 if count["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
