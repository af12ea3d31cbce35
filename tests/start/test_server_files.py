"""What servers are told by files and variables: values, and the places that say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from checker.base.text import Document
from checker.parsers.shell import parse_shell
from checker.start.environment import UNKNOWN, render
from checker.start.python_settings import settings_of
from checker.start.services import service_of
from checker.start.walk import processes_of
from tests.platform.projects import environment

if TYPE_CHECKING:
    from checker.start.servers.service import Service

SLUG = environment("rainbond-5")
CNB = environment("rainbond-6-cnb")
FILES = {
    "conf/g.py": "import os\nbind = '0.0.0.0:' + os.environ['PORT']\nchdir = 'src'\n",
    "conf/list.py": "bind = ['0.0.0.0:80', 'é:81']\nreload = True\ndaemon = False\n",
    "conf/open.py": "from other import *\n",
    "h.toml": "bind = [':80', '[::1]:81']\nuse_reloader = true\n",
    "h.py": "bind = ':' + str(1)\n",
    "uw.ini": "[uwsgi]\nhttp = :$(PORT)\nbase = src\nchdir = %(base)/x\nwsgi = shop\n"
    "callable = make()\npp = lib\n[live]\nmodule = live:app\n",
    "conf/here.ini": "[uwsgi]\nchdir = %d\nwsgi-file = %n.py\nhttp = 0.0.0.0:%(none)\n",
    "p.ini": "[DEFAULT]\nport = 80\n[composite:main]\nuse = web\n[app:web]\nuse = call:shop:make\n"
    "[server:main]\nuse = egg:waitress\nhost = 0.0.0.0\nport = %(http)s\n"
    "[server:two]\nuse = egg:waitress#main\nlisten = *:%(port)s [::1]:81\n",
}


def read(path: str) -> Document | None:
    return Document(path, FILES[path].encode()) if path in FILES else None


def told(text: str, cloud_native: bool = False) -> Service:
    (process,) = processes_of(parse_shell(text), CNB if cloud_native else SLUG)
    service = service_of(process, read)
    assert service is not None
    return service


def binds(service: Service) -> list[str] | None:
    """Each address with the text that says so."""
    if service.binds is None:
        return None
    return [
        f"{each.host}:{each.port}"
        + (f" in {each.file}: {FILES[each.file][each.start : each.end]}" if each.file else "")
        for each in service.binds
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "gunicorn -c conf/g.py a:b",
            [f"0.0.0.0:{UNKNOWN} in conf/g.py: '0.0.0.0:' + os.environ['PORT']"],
        ),
        ("gunicorn -c conf/g.py -b :1 a:b", [":1"]),
        (
            "gunicorn -c file:conf/list.py a:b",
            ["0.0.0.0:80 in conf/list.py: '0.0.0.0:80'", "é:81 in conf/list.py: 'é:81'"],
        ),
        ("gunicorn -c python:conf.list a:b -b 1.1.1.1:1 -b :2", ["1.1.1.1:1", ":2"]),
        ("gunicorn -c conf/open.py a:b", None),
        ("gunicorn -c nowhere.py a:b", None),
        ("gunicorn -c $X a:b", None),
        ("GUNICORN_CMD_ARGS='-b 1.1.1.1:1 -c conf/list.py' gunicorn a:b", ["1.1.1.1:1"]),
        ("hypercorn -c h.toml a:b", [":80 in h.toml: ':80'", "::1:81 in h.toml: '[::1]:81'"]),
        ("hypercorn -c file:h.py a:b", [":1 in h.py: ':' + str(1)"]),
        ("hypercorn -c python:h -b :2 a:b", [":2"]),
        ("UVICORN_HOST=1.1.1.1 uvicorn --port 5 a:b", ["1.1.1.1:5"]),
        ("UVICORN_PORT=5 UVICORN_HOST=$PORT uvicorn a:b", [f"{UNKNOWN}:5"]),
        ("GRANIAN_PORT=5 granian a:b", ["127.0.0.1:5"]),
        ("FLASK_RUN_PORT=5 flask --app a run", ["127.0.0.1:5"]),
        ("STREAMLIT_SERVER_ADDRESS=1.1.1.1 streamlit run a.py", ["1.1.1.1:8501"]),
        ("uwsgi uw.ini", [f":{UNKNOWN} in uw.ini: :$(PORT)"]),
        ("uwsgi --http :1 --ini uw.ini", [":1", f":{UNKNOWN} in uw.ini: :$(PORT)"]),
        ("uwsgi --ini uw.ini:live", None),
        ("uwsgi --ini conf/here.ini", [f"0.0.0.0:{UNKNOWN} in conf/here.ini: 0.0.0.0:%(none)"]),
        ("uwsgi --yaml uw.yaml --http :1", None),
        ("uwsgi --http :1 --socket :2", None),
        ("pserve p.ini http=81", ["0.0.0.0:81"]),
        ("pserve p.ini", [f"0.0.0.0:{UNKNOWN} in p.ini: %(http)s"]),
        (
            "pserve --server-name two p.ini",
            ["*:80 in p.ini: *:%(port)s [::1]:81", "::1:81 in p.ini: *:%(port)s [::1]:81"],
        ),
        ("pserve nowhere.ini", None),
        ("pserve egg:shop", None),
        ("celery -A a worker", []),
        ("celery -A a flower", [":5555"]),
        ("celery -A a flower --port=$PORT --address=1.1.1.1", [f"1.1.1.1:{UNKNOWN}"]),
        ("celery -A a flower --conf=x", None),
    ],
)
def test_addresses(text: str, expected: list[str] | None) -> None:
    assert binds(told(text)) == expected


@pytest.mark.parametrize(
    ("text", "module", "attribute", "paths"),
    [
        ("gunicorn -c conf/g.py a:b", "a", "b", ("src", "", "")),
        ("gunicorn --pythonpath x,y --chdir z a", "a", "application", ("z/x", "z/y", "z", "", "")),
        ("uwsgi uw.ini", "shop", "make()", ("src/x/lib", "src/x", "")),
        ("uwsgi --ini uw.ini:live --callable no", "live", "app", ("", "")),
        ("uwsgi uw.ini -w a:b", "shop", "make()", ("src/x/lib", "src/x", "")),
        ("uwsgi --ini uw.ini -w a:b", "a", "b", ("src/x/lib", "src/x", "")),
        ("uwsgi --ini conf/here.ini", "", "application", ("conf", "")),
        ("pserve p.ini", "shop", "make", ("",)),
        ("gunicorn --paste p.ini", "shop", "make", ("", "", "")),
        ("celery --workdir x -A a.b worker", "a.b", "", ("x", "")),
        ("celery worker -A a:b", "a", "b", ("", "")),
        ("APP=a celery worker", "a", "", ("", "")),
        ("sanic a.b.c", "a.b", "c", ("", "")),
        ("sanic a", "a", "app", ("", "")),
        ("granian x/y.py:z", "y", "z", ("x", "", "", "")),
        ("flask --app x/y:z run", "y", "z", ("x", "", "")),
        ("hypercorn x/y:z", "y", "z", ("x", "", "")),
    ],
)
def test_applications(text: str, module: str, attribute: str, paths: tuple[str, ...]) -> None:
    service = told(text)
    application = service.application
    assert application is not None
    assert (application.module, application.attribute, service.paths) == (module, attribute, paths)


def test_names_that_are_no_settings() -> None:
    FILES["conf/own.py"] = "config = 'production'\nlog_config = 'no.ini'\nlogconfig = 'l.ini'\n"
    service = told("gunicorn -c conf/own.py a:b")
    assert [each.name for each in service.files] == ["conf/own.py", "l.ini"]


def test_flags_of_files() -> None:
    service = told("gunicorn -c conf/list.py a:b")
    assert service.reload is not None
    assert service.reload.written == "reload"
    assert service.daemon is None
    assert told("uwsgi uw.ini").survives
    assert not told("uwsgi uw.ini --need-app").survives


@pytest.mark.parametrize(
    ("text", "files", "folders", "libraries"),
    [
        ("gunicorn -c file:a.py --log-config l.ini b", ["a.py", "l.ini"], [], []),
        ("gunicorn -c python:a --chdir x -k gevent b", [], ["x"], ["gevent"]),
        ("gunicorn -k uvicorn_worker.UvicornWorker b", [], [], ["uvicorn-worker"]),
        ("uvicorn a:b --loop uvloop --env-file .env", [".env"], [], ["uvloop"]),
        ("uwsgi x.yaml --chdir y", ["x.yaml"], ["y"], []),
        ("pserve p.ini#main", ["p.ini"], [], ["waitress"]),
        ("celery -A a worker -P eventlet", [], [], ["eventlet"]),
        ("celery -A a flower", [], [], ["flower"]),
        ("hypercorn -c python:a b", [], [], []),
    ],
)
def test_what_is_needed(
    text: str, files: list[str], folders: list[str], libraries: list[str]
) -> None:
    service = told(text)
    assert [each.name for each in service.files] == files
    assert [each.name for each in service.folders] == folders
    assert [each.name for each in service.libraries] == libraries


@pytest.mark.parametrize(
    ("source", "slug", "cnb"),
    [
        ("'x'", ["x"], ["x"]),
        ("80", ["80"], ["80"]),
        ("None", [], []),
        ("('a', 'b')", ["a", "b"], ["a", "b"]),
        ("'a' + 'b' + x", ["ab" + UNKNOWN], ["ab" + UNKNOWN]),
        ("os.environ.get('PORT', '80')", [UNKNOWN], ["80"]),
        ("os.environ.get('PORT', 80)", [UNKNOWN], ["80"]),
        ("f':{os.getenv(\"PORT\", 80)}'", [":" + UNKNOWN], [":80"]),
        ("f'{x!r}{y:>3}'", [UNKNOWN * 2], [UNKNOWN * 2]),
        ("':%s' % os.environ.get('PORT', 80)", [":" + UNKNOWN], [":80"]),
        ("'%s:%d' % ('a', 1)", ["a:1"], ["a:1"]),
        ("'%(a)s' % b", [UNKNOWN], [UNKNOWN]),
        ("'{}:{}'.format('a', os.environ.get('PORT', 80))", ["a:" + UNKNOWN], ["a:80"]),
        ("'{a}'.format(a=1)", [UNKNOWN], [UNKNOWN]),
        ("str(int(os.environ.get('PORT', 80)))", [UNKNOWN], ["80"]),
        ("other.environ.get('PORT', 80)", [UNKNOWN], [UNKNOWN]),
        ("os.environ['PORT']", [UNKNOWN], [""]),
        ("make()", [UNKNOWN], [UNKNOWN]),
    ],
)
def test_python_settings(source: str, slug: list[str], cnb: list[str]) -> None:
    text = f"import os\nbind = {source}\n"
    found = settings_of(Document("g.py", text.encode()), frozenset({"bind"}))
    assert found is not None
    for known, expected in ((SLUG, slug), (CNB, cnb)):
        assert [render(each.parts, known).text for each in found["bind"]] == expected
    for each in found["bind"]:
        assert text[each.start : each.end] in source


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x = 1\nx = 2", {"x": [UNKNOWN]}),
        ("if a:\n    x = 1", {"x": [UNKNOWN]}),
        ("x: str = 'a'", {"x": ["a"]}),
        ("def x():\n    pass", {"x": [UNKNOWN]}),
        ("from a import x", {"x": [UNKNOWN]}),
        ("y = 1", {}),
        ("exec('x = 1')", None),
        ("from a import *", None),
        ("x = (", None),
    ],
)
def test_what_binds_a_setting(text: str, expected: dict[str, list[str]] | None) -> None:
    found = settings_of(Document("g.py", text.encode()), frozenset({"x"}))
    if found is None or expected is None:
        assert found is None
        assert expected is None
        return
    for name in expected | found:
        assert [render(each.parts, SLUG).text for each in found[name]] == expected[name]
