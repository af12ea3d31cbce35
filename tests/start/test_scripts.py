"""Scripts and files of commands that a start command runs."""

from __future__ import annotations

import pytest

from checker.start.command import StartCommand, start_command
from checker.start.summary import started
from tests.platform.projects import of

TARGET = "rainbond-6"
FLASK = {
    "requirements.txt": "flask\ngunicorn\n",
    "app.py": "from flask import Flask\napp = Flask(__name__)\n",
}


def start_of(files: dict[str, str], target: str = TARGET) -> StartCommand:
    """The start of a small Flask project with these files."""
    found = start_command(of(target, {**FLASK, **files}))
    assert found is not None
    return found


def told(files: dict[str, str], target: str = TARGET) -> list[str]:
    """Each process as `path:line words in folder`, with `?` for what is conditional."""
    start = start_of(files, target)
    return [
        f"{each.at.path}:{each.line} {each.words}"
        + (f" in {each.directory}" if each.directory else "")
        + ("?" if each.conditional else "")
        for each in started(of(target, {**FLASK, **files}), start)
    ]


@pytest.mark.parametrize(
    ("command", "script", "expected"),
    [
        ("bash run.sh", "gunicorn app:app\n", ["run.sh:1 gunicorn app:app"]),
        ("./run.sh", "#!/bin/sh\nexec gunicorn app:app\n", ["run.sh:2 gunicorn app:app"]),
        (". ./run.sh", "gunicorn app:app\n", ["run.sh:1 gunicorn app:app"]),
        ("bash run.sh web", 'exec gunicorn "$1:app"\n', ["run.sh:1 gunicorn web:app"]),
        ("./run.sh gunicorn app:app", 'exec "$@"\n', ["Procfile:1 gunicorn app:app"]),
        ("bash run.sh", "cd sub\ngunicorn x\n", ["run.sh:2 gunicorn x in sub"]),
        (
            "cd sub && ./run.sh",
            'cd "$(dirname "$0")"\ngunicorn x\n',
            ["Procfile:1 ./run.sh in sub"],
        ),
        (
            "bash run.sh",
            'if [ "$X" = y ]; then gunicorn a; else gunicorn b; fi\n',
            ["run.sh:1 gunicorn a?", "run.sh:1 gunicorn b?"],
        ),
        (
            "bash run.sh worker",
            'if [ "$1" = worker ]; then\n  exec celery -A a worker\nfi\ngunicorn b\n',
            ["run.sh:2 celery -A a worker"],
        ),
        (
            "bash run.sh",
            'if [ -z "$KEY" ]; then echo no; exit 1; fi\ngunicorn b\n',
            ["run.sh:2 gunicorn b"],
        ),
        ("bash run.sh", "cd sub || exit 1\ngunicorn b\n", ["run.sh:2 gunicorn b in sub"]),
        ("bash run.sh", "serve() { gunicorn $1; }\nserve b\n", ["run.sh:1 gunicorn b"]),
        ("bash run.sh", "O='-w 2'\ngunicorn $O b\n", ["run.sh:2 gunicorn -w 2 b"]),
        ("bash run.sh", "cat <<E\ngunicorn a (\nE\ngunicorn b\n", ["run.sh:4 gunicorn b"]),
        ("bash run.sh", "sh run.sh\ngunicorn b\n", ["run.sh:1 sh run.sh", "run.sh:2 gunicorn b"]),
        ("bash run.sh", "exec python -m app\n", ["run.sh:1 python -m app"]),
        ("./run.sh", "#!/usr/bin/env python3\nimport app\n", ["Procfile:1 ./run.sh"]),
    ],
)  # fmt: skip
def test_scripts_are_followed(command: str, script: str, expected: list[str]) -> None:
    files = {"Procfile": f"web: {command}\n", "run.sh": script, "sub/x.py": ""}
    assert told(files) == expected


@pytest.mark.parametrize(
    ("script", "why"),
    [
        ("eval gunicorn app:app\n", "`eval` runs what only the shell knows"),
        ("$PROGRAM app:app\n", "it is unknown which program runs"),
        (". $FILE\ngunicorn app:app\n", "it is unknown which file is read"),
        ("gunicorn app:create()\n", "`(`"),
        ("bash run.sh\n", "run.sh calls itself"),
        ("cd $X\nbash other.sh\n", "it is unknown in which folder the script is"),
        ("overmind start\n", "it is unknown what overmind starts"),
    ],
)
def test_what_is_not_followed_is_a_gap(script: str, why: str) -> None:
    start = start_of({"Procfile": "web: bash run.sh\n", "run.sh": script, "other.sh": ""})
    assert [gap.why for gap in start.gaps] == [why]


def test_places_lie_in_the_script() -> None:
    start = start_of(
        {
            "Procfile": "web: bash bin/a.sh\n",
            "bin/a.sh": "export A=1\nbash bin/b.sh\n",
            "bin/b.sh": "\n  gunicorn app:app -b 127.0.0.1:80\n",
        }
    )
    (service,) = start.services
    assert service.process.environment.text("A") == "1"
    assert service.application is not None
    at = start.place(service.application)
    assert (at.path, at.start, at.end) == ("bin/b.sh", 12, 19)
    assert [(each.path, each.start, words) for each, words in start.chain("bin/b.sh")] == [
        ("Procfile", 10, "bin/a.sh is run here"),
        ("bin/a.sh", 16, "bin/b.sh is run here"),
    ]


def test_what_a_program_sees() -> None:
    start = start_of(
        {
            "Procfile": "web: bash a.sh\n",
            "a.sh": "A=1\nexport B=2\nset -a\nC=3\n. ./b.sh\nPORT=9 gunicorn app:app -b :$PORT\n",
            "b.sh": "D=4\n",
        },
        "rainbond-6",
    )
    (service,) = start.services
    environment = service.process.environment
    assert [environment.text(name) for name in "ABCD"] == [None, "2", "3", "4"]
    assert environment.text("PORT") == "9"
    assert service.binds is not None
    assert service.binds[0].port == "5000"


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (
            {
                "Procfile": "web: honcho -f all start\n",
                "all": "# all\nweb: gunicorn app:app -b :$PORT\nworker: celery -A app worker\n",
            },
            ["all:2 gunicorn app:app -b :$PORT", "all:3 celery -A app worker"],
        ),
        (
            {
                "Procfile": "web: supervisord -n -c s.conf\n",
                "s.conf": "[program:web]\ncommand=gunicorn app:app -b 0.0.0.0:%(ENV_PORT)s\n"
                "directory=/app/sub\n[program:off]\ncommand=x\nautostart=false\n",
                "sub/x.py": "",
            },
            ["s.conf:2 gunicorn app:app -b 0.0.0.0:%(ENV_PORT)s in sub"],
        ),
        (
            {
                "Procfile": "web: npm start\n",
                "package.json": '{"scripts": {"prestart": "python a.py", '
                '"start": "gunicorn \\"app:app\\""}}\n',
            },
            ["package.json:1 python a.py", 'package.json:1 gunicorn "app:app"'],
        ),
        (
            {
                "Procfile": "web: make web\n",
                "Makefile": "all: web\n\nsetup:\n\tpython a.py\n\nweb: setup\n"
                "\t@cd sub && gunicorn \\\n\t\tapp:app -b :$$PORT\n",
            },
            ["Makefile:4 python a.py", "Makefile:7 gunicorn app:app -b :$PORT in sub"],
        ),
    ],
)
def test_launchers_are_followed(files: dict[str, str], expected: list[str]) -> None:
    assert told(files) == expected


@pytest.mark.parametrize(
    "files",
    [
        {"Procfile": "web: make web\n", "Makefile": "web:\n\tgunicorn $(APP)\n"},
        {"Procfile": "web: npm start\n", "package.json": "{"},
        {"Procfile": "web: npm start\n", "package.json": '{"scripts": {}}'},
        {"Procfile": "web: supervisord -n\n"},
        {"Procfile": "web: supervisord -n\n", "supervisord.conf": "[program:a]\ncommand='x\n"},
        {"Procfile": "web: honcho start\n"},
    ],
)
def test_a_launcher_that_is_not_understood_is_a_gap(files: dict[str, str]) -> None:
    assert start_of(files).gaps


def test_the_reading_is_bounded() -> None:
    chain = {f"s{n}.sh": f"bash s{n + 1}.sh\n" for n in range(40)}
    start = start_of({"Procfile": "web: bash s0.sh\n", **chain})
    assert "one script of too many" in start.gaps[0].why
    long = start_of({"Procfile": "web: bash a.sh\n", "a.sh": "gunicorn x\n" + "#" * 70_000})
    assert "too long" in long.gaps[0].why
    many = start_of({"Procfile": "web: bash a.sh\n", "a.sh": "true\n" * 4_000})
    assert many.gaps[0].why == "there are more commands than are read"
    deep = start_of({"Procfile": "web: bash a.sh\n", "a.sh": "f() { f; }\nf\n"})
    assert deep.gaps[0].why == "the commands are nested deeper than is read"
