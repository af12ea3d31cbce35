"""Any command over any files: findings with places inside, no crash; fixes end their findings."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker.files.overlay import OverlayTree
from checker.files.tree import MemoryTree
from checker.rules.codes import RULES
from checker.targets import targets
from tests.checking import check

CHOSEN = [rule for code, rule in RULES.items() if code.startswith("CMD")]
WORDS = st.sampled_from([
    b"gunicorn", b"uvicorn", b"app:app", b"app", b"app:create_app()", b"--chdir", b"src", b"-b",
    b"0.0.0.0:$PORT", b"'$PORT'", b"127.0.0.1", b"--bind=:80", b"--reload", b"-D", b"&", b"&&",
    b"cd", b"python", b"app.py", b"-m", b"manage.py", b"runserver", b"flask", b"run", b"sh", b"-c",
    b"./start.sh", b"streamlit", b"waitress-serve", b"--call", b"hypercorn", b"\xff", b"\x00",
    b"\xe2\x80\x8b", b"daphne", b"--factory", b"uwsgi", b"celery", b"-A", b"worker", b"pserve",
    b"x.ini", b"--ini", b"-k", b"gevent", b"http_port=$PORT", b"--paste", b"-w", b"x.toml",
    b"file:gunicorn.conf.py", b"--http", b"exec", b"env", b"X=1", b"'",
])  # fmt: skip
SOURCE = st.lists(
    st.sampled_from([
        b"app = Flask(__name__)\n", b"from flask import Flask\n", b"from fastapi import FastAPI\n",
        b"app = FastAPI()\n", b"def create_app():\n    return Flask(__name__)\n", b"\r\n", b"\x00",
        b"if __name__ == '__main__':\n    app.run(debug=True, port=80)\n", b"from app import *\n",
        b"\xff", b"app.run(host='x')\n", b"from app import app\n", b"import uvicorn\n", b"(" * 40,
        b"uvicorn.run(app)\n", b"app: int\n", b"\xc3\xa9 = 1; ",
    ]),
    max_size=6,
).map(b"".join)  # fmt: skip
TREES = st.fixed_dictionaries(
    {"Procfile": st.lists(WORDS, max_size=8).map(lambda words: b"web: " + b" ".join(words))},
    optional={
        "requirements.txt": st.sampled_from(
            [b"", b"flask\ngunicorn", b"-e .\n", b"\xff\xfe", b"a\\"]
        ),
        "app.py": SOURCE,
        "src/app.py": SOURCE,
        "app/__init__.py": SOURCE,
        "start.sh": st.sampled_from([b"#!/bin/sh\r\n", b"x\r\n", b""]),
        "gunicorn.conf.py": st.sampled_from(
            [
                *(
                    b"bind = 'x'\n",
                    b"bind = [1]\n",
                    b"(",
                    b"chdir = []\n",
                    b"wsgi_app = 'app:app'\n",
                ),
                *(
                    b"import os\nbind = f'\xc3\xa9{os.environ[\"PORT\"]}'\n",
                    b"reload = daemon = 1\n",
                ),
            ]
        ),
        "rainbondfile": st.just(b"PORT"),
        "x.toml": st.sampled_from([b"bind = ':80'\n", b"bind = [':80', 1]\n", b"= 1", b"\xff"]),
        "x.ini": st.lists(
            st.sampled_from(
                [
                    b"[uwsgi]\n",
                    b"module = app:app\n",
                    b"http = 127.0.0.1:$(PORT)\n",
                    b"\xff = 1\n",
                    b"a = %(a)%(a)\n",
                    b"http = %(a)%d@(x)\n",
                    b"chdir = src\n",
                    b"[app:main]\r\n",
                    b"paste.app_factory = app:create_app\n",
                    b"[server:main]\n",
                    b"use = main\n",
                    b"use = egg:waitress#main\n",
                    b"host = localhost\n",
                    b"port = %(http_port)s\n",
                    b"listen = *:%(b)s %\n",
                    b"b = %(b)s%(b)s\n",
                    b"  more\n",
                    b"[pipeline:main]\n",
                    b"pipeline = main\n",
                    b"daemonize = \xc3\xa9\n",
                    b"py-autoreload\n",
                    b"if-env = A\n",
                ]
            ),
            max_size=10,
        ).map(b"".join),
    },
)


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(TREES, st.sampled_from(sorted(targets())))
def test_findings_have_places_inside(files: dict[str, bytes], name: str) -> None:
    tree = MemoryTree(files)
    report = check(tree, targets()[name], CHOSEN, uncertain=True)
    assert not report.crashes, report.crashes[0]
    for finding in report.findings:
        assert finding.message.isprintable()
        assert finding.help.isprintable()
        for at in (finding.at, *(place for place, _ in finding.related)):
            own = report.project.document(at.path)
            assert 0 <= at.start <= at.end <= (len(own.text) if own else 0), finding


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(TREES)
def test_a_fix_makes_its_finding_go_away(files: dict[str, bytes]) -> None:
    target = targets()["rainbond-5"]
    tree = MemoryTree(files)
    for finding in check(tree, target, CHOSEN, uncertain=True).findings:
        if finding.fix is None:
            continue
        (path,) = {edit.path for edit in finding.fix.edits}
        text = files[path].decode("utf-8", "surrogateescape")
        for edit in sorted(finding.fix.edits, reverse=True):
            text = text[: edit.start] + edit.text + text[edit.end :]
        fixed = OverlayTree(tree, {path: text.encode("utf-8", "surrogateescape")})
        after = check(fixed, target, CHOSEN, uncertain=True).findings
        assert finding._replace(fix=None) not in [each._replace(fix=None) for each in after]
