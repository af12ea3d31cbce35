"""Small projects whose command begins with a runner: newrelic-admin, poetry, npm, invoke.

    python -m tests.differential.start_runners WORK PYTHON [--only TEXT] [--every N]

WORK/3.N-runners is a virtual environment with what `start_imports` installs and with the runners;
it is not made here. A runner that is not in it is left out.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from tests.differential.start_commands import BROKEN, SERVE, base
from tests.differential.start_imports import closed, compare
from tests.differential.start_projects import Project

if TYPE_CHECKING:
    from collections.abc import Iterator

_POETRY = (
    '[tool.poetry]\nname = "shop"\nversion = "1"\ndescription = ""\nauthors = []\n'
    'package-mode = false\n\n[tool.poetry.dependencies]\npython = "*"\n'
)
_PROJECT = '[project]\nname = "shop"\nversion = "1"\ndependencies = []\n'
RUNNERS: dict[str, tuple[str, dict[str, str], str]] = {
    "newrelic-admin": ("newrelic-admin run-program {serve}", {}, "newrelic"),
    "newrelic-admin, python": ("newrelic-admin run-python -m {serve}", {}, "newrelic"),
    "newrelic-admin, configured": (
        "NEW_RELIC_CONFIG_FILE=newrelic.ini newrelic-admin run-program {serve}",
        {"newrelic.ini": "[newrelic]\nlicense_key = x\nmonitor_mode = false\n"}, "newrelic",
    ),
    "newrelic-admin without a command": ("newrelic-admin {serve}", {}, "newrelic"),
    "ddtrace-run": ("ddtrace-run {serve}", {}, "ddtrace"),
    "ddtrace-run, module": ("ddtrace-run python -m {serve}", {}, "ddtrace"),
    "opentelemetry-instrument": (
        "opentelemetry-instrument --traces_exporter none --metrics_exporter none {serve}", {},
        "opentelemetry-distro",
    ),
    "honcho run": ("honcho run {serve}", {}, "honcho"),
    "honcho run, file": ("honcho -e prod.env run {serve}", {"prod.env": "MODE=1\n"}, "honcho"),
    "honcho start, two": (
        "honcho start -f Procfile.dev web", {"Procfile.dev": "web: {serve}\njob: sleep 100\n"},
        "honcho",
    ),
    "honcho start, module": (
        "python -m honcho start -f Procfile.dev", {"Procfile.dev": "web: {serve}\n"}, "honcho",
    ),
    "dotenv run": ("dotenv run {serve}", {".env": "MODE=1\n"}, "python-dotenv"),
    "dotenv run, dashes": ("dotenv -f prod.env run -- {serve}", {"prod.env": "MODE=1\n"},
                           "python-dotenv"),
    "supervisord": (
        "supervisord -n -c supervisord.conf",
        {"supervisord.conf": "[supervisord]\nnodaemon=true\n[program:web]\ncommand={ini}\n"},
        "supervisor",
    ),
    "supervisord, found": (
        "supervisord -n",
        {"supervisord.conf": "[supervisord]\n\n[program:web]\ncommand={ini}\n"
         "stdout_logfile=/dev/stdout\nstdout_logfile_maxbytes=0\n"}, "supervisor",
    ),
    "supervisord, shell": (
        "supervisord -n -c etc/supervisord.conf",
        {"etc/supervisord.conf": "[supervisord]\nnodaemon=true\n[program:web]\n"
         "command=bash -c 'exec {ini}'\n"}, "supervisor",
    ),
    "supervisord, folder": (
        "supervisord -n -c supervisord.conf",
        {"supervisord.conf": "[supervisord]\nnodaemon=true\n[program:web]\ndirectory=shop\n"
         "command={ini}\n"}, "supervisor",
    ),
    "supervisord, environment": (
        "supervisord -n -c supervisord.conf",
        {"supervisord.conf": "[supervisord]\nnodaemon=true\n[program:web]\n"
         'environment=MODE="1",OTHER=2\ncommand={ini}\n'}, "supervisor",
    ),
    "npm start": ("npm start", {"package.json": "{npm}"}, ""),
    "npm run serve": ("npm run serve", {"package.json": "{npm}"}, ""),
    "npm run, missing": ("npm run gone", {"package.json": "{npm}"}, ""),
    "invoke": (
        "invoke serve",
        {"tasks.py": "from invoke import task\n\n\n@task\ndef serve(c):\n    c.run({text})\n"},
        "invoke",
    ),
    "poe": ("poe serve", {"pyproject.toml": "[tool.poe.tasks]\nserve = {text}\n"}, "poethepoet"),
    "poe, shell": ("poe serve", {"pyproject.toml": "[tool.poe.tasks.serve]\nshell = {text}\n"},
                   "poethepoet"),
    "taskipy": ("task serve", {"pyproject.toml": "[tool.taskipy.tasks]\nserve = {text}\n"},
                "taskipy"),
    "just": ("just serve", {"justfile": "serve:\n    {serve}\n"}, "rust-just"),
    "just, default": ("just", {"justfile": "serve:\n    {serve}\n"}, "rust-just"),
    "uv run": ("uv run --no-project {serve}", {}, "uv"),
    "uv run, module": ("uv run --no-project python -m {serve}", {}, "uv"),
    "uv run, project": ("uv run --no-sync {serve}", {"pyproject.toml": _PROJECT}, "uv"),
    "poetry run without a file": ("poetry run {serve}", {}, "poetry"),
    "poetry run": ("poetry run {serve}", {"pyproject.toml": _POETRY}, "poetry"),
    "pipenv run": (
        "pipenv run {serve}",
        {"Pipfile": '[packages]\nflask = "*"\nfastapi = "*"\ndjango = "*"\ngunicorn = "*"\n'
         'uvicorn = "*"\n'}, "pipenv",
    ),
    "pdm run": ("pdm run {serve}", {"pyproject.toml": _PROJECT}, "pdm"),
    "pdm run, script": (
        "pdm run serve", {"pyproject.toml": _PROJECT + "\n[tool.pdm.scripts]\nserve = {text}\n"},
        "pdm",
    ),
}  # fmt: skip
"""Of each runner the command, the files, and the distribution that brings it."""


def runners() -> Iterator[Project]:
    """Each runner, with projects that start and that do not."""
    for framework, serve in SERVE.items():
        for name, (command, files, needs) in RUNNERS.items():
            for broken in ("works", "view", "own random", "application"):
                words = serve
                if broken == "application":
                    words = serve.replace("app:app", "gone:app").replace("proj.wsgi", "proj.gone")
                shell = json.dumps({"scripts": {"start": words, "serve": f"exec {words}"}})
                made = {"{serve}": words, "{npm}": shell, "{text}": json.dumps(words),
                        "{ini}": words.replace("$PORT", "%(ENV_PORT)s")}  # fmt: skip
                texts = {**base(framework), **files}
                for path in files:
                    for key, value in made.items():
                        texts[path] = texts[path].replace(key, value)
                if broken in BROKEN:
                    BROKEN[broken](texts)
                told = command.replace("{serve}", words)
                yield Project(f"{framework} by {name}, {broken}", framework, texts, told, needs)


def main() -> int:
    """Compare all projects and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("python", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--every", type=int, default=1, help="start each Nth project only")
    parser.add_argument("--from", dest="begin", type=int, default=0, help="begin with this one")
    options = parser.parse_args()
    ask = "import sys; print('%d.%d' % sys.version_info[:2])"
    done = subprocess.run([options.python, "-c", ask], capture_output=True, text=True, check=True)
    minor = done.stdout.strip()
    programs = options.work / f"{minor}-runners" / "bin"
    done = subprocess.run(
        [programs / "python", "-m", "pip", "list", "--format", "freeze"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    has = {pin.partition("==")[0].lower().replace("_", "-"): pin for pin in done.stdout.split()}
    count: Counter[str] = Counter()
    chosen = [each for each in runners() if options.only in each.name]
    for project in chosen[options.begin :: options.every]:
        if project.needs and project.needs not in has:
            count["left out"] += 1
            continue
        more = has[project.needs] + "\n" if project.needs else ""
        verdict, words = compare(project, minor, programs, more)
        count[verdict] += 1
        if verdict not in ("right", "left out"):
            print(f"{verdict} {minor} {project.name}: {words}", flush=True)
    return closed(count)


if __name__ == "__main__":
    sys.exit(main())
