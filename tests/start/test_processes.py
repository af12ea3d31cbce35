from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.base.text import Document
from checker.parsers.shell import parse_shell
from checker.platform.environment import Environment, State
from checker.start.environment import UNKNOWN, render
from checker.start.processes import Process, join
from checker.start.services import service_of
from checker.start.walk import processes_of
from tests.platform.projects import environment

SLUG = environment("rainbond-5")
CNB = environment("rainbond-6-cnb")


def started(text: str) -> list[str]:
    """Each process as `program arguments`, with its folder."""
    return [
        " ".join([each.program, *(word.raw for word in each.arguments)])
        + (f" in {each.directory}" if each.directory else "")
        for each in processes_of(parse_shell(text, 0), SLUG)
    ]


def only(text: str) -> Process:
    (process,) = processes_of(parse_shell(text, 0), SLUG)
    return process


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("gunicorn app:app", ["gunicorn app:app"]),
        ("exec -a web gunicorn a", ["gunicorn a"]),
        ("env A=1 -u B gunicorn a", ["gunicorn a"]),
        ("A=1 nohup nice -n 5 gunicorn a", ["gunicorn a"]),
        ("timeout -k 5 30 gunicorn a", ["gunicorn a"]),
        ("newrelic-admin run-program gunicorn a", ["gunicorn a"]),
        ("newrelic-admin validate-config x", ["newrelic-admin validate-config x"]),
        ("ddtrace-run opentelemetry-instrument --exporter otlp gunicorn a", ["gunicorn a"]),
        ("poetry run -- pipenv run gunicorn a", ["gunicorn a"]),
        ("uv run --project x gunicorn a", ["gunicorn a"]),
        ("python -u -X dev -m gunicorn a", ["gunicorn a"]),
        ("python3.11 -m waitress a", ["waitress-serve a"]),
        ("python manage.py x && ./manage.py y", ["manage.py x", "manage.py y"]),
        ("python -c 'x'", ["python -c 'x'"]),
        ("cd a/b && cd .. && gunicorn x", ["gunicorn x in a"]),
        ("cd /app/src; gunicorn x", ["gunicorn x in src"]),
        ("sh -c 'cd s && exec gunicorn x'; gunicorn y", ["gunicorn x in s", "gunicorn y"]),
        ("bash -lc \"gunicorn 'x'\"", ["gunicorn 'x'"]),
        ("bash run.sh", ["bash run.sh"]),
        ("$PROGRAM x", []),
        ("env -i gunicorn a", []),
        ("source .env; gunicorn a", ["gunicorn a"]),
        ("if a; then gunicorn b; fi", []),
        ("", []),
    ],
)  # fmt: skip
def test_processes(text: str, expected: list[str]) -> None:
    assert started(text) == expected


def test_what_a_shell_leaves_to_the_next_command() -> None:
    assert only("cd $X && gunicorn a").directory is None
    assert only("export A=1 B=$A$PORT; gunicorn a").environment.text("A") == "1"
    assert only("export A=$PORT; gunicorn a").environment.get("A") is State.PRESENT
    assert only("A=1 gunicorn a").environment.text("A") == "1"
    assert processes_of(parse_shell("make; gunicorn a", 0), SLUG)[1].disturbed
    assert not processes_of(parse_shell("python manage.py migrate; gunicorn a", 0), SLUG)[
        1
    ].disturbed
    assert processes_of(parse_shell("a || gunicorn b", 0), SLUG)[1].conditional
    tested, after = processes_of(parse_shell("test -f x && gunicorn b; c", 0), SLUG)
    assert (tested.conditional, after.conditional) == (True, False)


def test_the_end_of_the_line() -> None:
    assert only("gunicorn a &").background == 11
    assert only("sh -c 'gunicorn a &'").background == 18
    first, second = processes_of(parse_shell("gunicorn a & wait", 0), SLUG)
    assert (first.background, first.last, second.last) == (None, False, True)


@pytest.mark.parametrize(
    ("directory", "path", "expected"),
    [
        ("", "a/b", "a/b"),
        ("a", "../b/./c", "b/c"),
        ("", "..", None),
        ("x", "/app", ""),
        ("x", "/app/y", "y"),
        ("", "/apple", None),
        (None, "a", None),
        ("", f"a{UNKNOWN}", None),
    ],
)
def test_join(directory: str | None, path: str, expected: str | None) -> None:
    assert join(directory, path, "/app") == expected


@pytest.mark.parametrize(
    ("text", "slug", "cnb"),
    [
        ("$PORT", UNKNOWN, ""),
        ("${PORT:-5000}", UNKNOWN, "5000"),
        ("${PORT:-${_PORT:-5000}}", UNKNOWN, UNKNOWN),
        ("${PORT:+x}", "x", ""),
        ("0:$_PORT", "0:", f"0:{UNKNOWN}"),
        ("'$PORT'", "$PORT", "$PORT"),
        ("$HOME", "/app", UNKNOWN),
        ("$(x)", UNKNOWN, UNKNOWN),
    ],
)
def test_render(text: str, slug: str, cnb: str) -> None:
    word = parse_shell(f"x {text}").commands[0].words[1]
    assert render(word.parts, SLUG).text == slug
    assert render(word.parts, CNB).text == cnb


FILES = {"gunicorn.conf.py": b"bind = ['0.0.0.0:80', '[::]:81']\nwsgi_app = 'shop:make()'\n"}


def read(path: str) -> Document | None:
    return Document(path, FILES[path]) if path in FILES else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("gunicorn a:b -b :80", ("a", "b", "WSGI", [(":80")])),
        ("gunicorn -w4 --bin=1.2.3.4 a", ("a", "application", "WSGI", ["1.2.3.4:8000"])),
        ("gunicorn", ("shop", "make()", "WSGI", ["0.0.0.0:80", ":::81"])),
        ("gunicorn -kasgi -b unix:x a:b", ("a", "b", "ASGI", [None])),
        ("gunicorn --paste x.ini", (None, None, "WSGI", ["0.0.0.0:80", ":::81"])),
        ("gunicorn -c elsewhere.py a:b", ("a", "b", "", None)),
        ("uvicorn a:b.c --port 80", ("a", "b.c", "ASGI", ["127.0.0.1:80"])),
        ("uvicorn --fd 3 a:b", ("a", "b", "ASGI", None)),
        ("hypercorn wsgi:a:b -b [::1]:80", ("a", "b", "WSGI", ["::1:80"])),
        ("hypercorn x/a.py", ("a", "app", "any", ["127.0.0.1:8000"])),
        ("daphne -p 80 a:b", ("a", "b", "ASGI", ["127.0.0.1:80"])),
        ("granian a", ("a", "app", "RSGI", ["127.0.0.1:8000"])),
        ("granian --interface wsgi --port 80 a", ("a", "app", "WSGI", ["127.0.0.1:80"])),
        ("waitress-serve --listen=*:80 a:b", ("a", "b", "WSGI", ["*:80"])),
        ("waitress-serve --host 1.1.1.1 a:b", ("a", "b", "WSGI", ["1.1.1.1:8080"])),
        ("flask --app a:b run -h 1.1.1.1", ("a", "b", "WSGI", ["1.1.1.1:5000"])),
        ("FLASK_APP=s/a.py flask run", ("s.a", "", "WSGI", ["127.0.0.1:5000"])),
        ("python manage.py runserver 80", (None, None, "", ["127.0.0.1:80"])),
        ("python manage.py runserver 0:80", (None, None, "", ["0.0.0.0:80"])),
        ("streamlit run a.py --server.port=80", ("", "", "", ["0.0.0.0:80"])),
        ("sanic a:b -H 1.1.1.1 -p80", ("a", "b", "", ["1.1.1.1:80"])),
        ("uwsgi --http :80 --wsgi-file a.py --callable b", ("", "b", "WSGI", [":80"])),
        ("uwsgi --ini a.ini", (None, None, "WSGI", None)),
    ],
)
def test_services(
    text: str, expected: tuple[str | None, str | None, str, list[str | None] | None]
) -> None:
    process = only(text)
    service = service_of(process, read)
    assert service is not None
    application = service.application
    named = (application.module, application.attribute) if application else (None, None)
    binds = None
    if service.binds is not None:
        binds = [f"{b.host}:{b.port}" if b.kind == "tcp" else None for b in service.binds]
    assert (*named, service.protocol, binds) == expected


def test_no_services() -> None:
    for text in ("flask db upgrade", "python manage.py migrate", "streamlit hello", "make"):
        assert service_of(only(text), read) is None


COMMANDS = st.lists(
    st.sampled_from(
        ["gunicorn", "uvicorn", "flask", "sh", "-c", "'", '"', "python", "-m", "env", "A=1",
         "cd", "..", "/app", "-b", "--bind", "--bind=", "$PORT", "${PORT:-1}", "a:b", "&&", "&",
         "||", ";", "uwsgi", "--http", "streamlit", "manage.py", "runserver", "-", "--", "=",
         "waitress-serve", "--listen=[", "granian", "hypercorn", "daphne", "run", ":", "\udc80"]
    ),
    max_size=12,
).map(" ".join)  # fmt: skip


@given(st.text(max_size=40) | COMMANDS, st.sampled_from([SLUG, CNB, Environment({}, "/x")]))
def test_total(text: str, environment: Environment) -> None:
    for process in processes_of(parse_shell(text, 5), environment):
        assert 5 <= process.word.start <= process.word.end <= len(text) + 5
        service = service_of(process, read)
        if service is not None:
            for bind in service.binds or ():
                if bind.file:
                    assert 0 <= bind.start <= bind.end <= len(FILES[bind.file])
                    continue
                assert 5 <= bind.start <= bind.end <= len(text) + 5
            if service.application is not None:
                assert service.application.start <= service.application.end
