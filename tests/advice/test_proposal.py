"""A Procfile's line that would work where there is none."""

from __future__ import annotations

import pytest

from checker.advice.procfile import OPTIONS, Proposal, proposal
from tests.platform.projects import CNB, SLUG, of

Files = dict[str, "str | bytes"]
MANAGE = "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'site.settings')\n"
DJANGO: Files = {"manage.py": MANAGE, "site/wsgi.py": "", "site/__init__.py": ""}


@pytest.mark.parametrize("target", [SLUG, CNB])
@pytest.mark.parametrize(
    ("files", "line", "needs"),
    [
        ({"requirements.txt": "Django", **DJANGO}, f"gunicorn site.wsgi {OPTIONS}", "gunicorn"),
        ({"requirements.txt": "Django\ngunicorn", **DJANGO}, f"gunicorn site.wsgi {OPTIONS}", ""),
        (
            {"requirements.txt": "gunicorn", "src/manage.py": MANAGE, "src/site/wsgi.py": ""},
            f"gunicorn --chdir src site.wsgi {OPTIONS}",
            "",
        ),
        (
            {"requirements.txt": "gunicorn", "happy.py": "app=Flask(__name__)\n"},
            f"gunicorn happy:app {OPTIONS}",
            "",
        ),
        (
            {"requirements.txt": "", "app.py": "api: Flask = flask.Flask(__name__, x=1)\n"},
            f"gunicorn app:api {OPTIONS}",
            "gunicorn",
        ),
        ({"requirements.txt": "gunicorn", "main.py": "    return Flask(__name__)\n"}, "", ""),
        ({"requirements.txt": "fastapi", "main.py": "app = FastAPI()"}, "", ""),
        ({"requirements.txt": "x", "my-app.py": "app = Flask(__name__)\n"}, "", ""),
        ({"requirements.txt": "x", "a b/manage.py": MANAGE, "a b/site/wsgi.py": ""}, "", ""),
    ],
)
def test_what_would_work(target: str, files: Files, line: str, needs: str) -> None:
    if target == CNB:  # nothing sets PORT there, by which gunicorn would find it
        line = line.replace(OPTIONS, f"--bind 0.0.0.0:${{PORT:-${{_PORT:-5000}}}} {OPTIONS}")
    expected = Proposal(f"web: {line}", needs) if line else Proposal("")
    assert proposal(of(target, files)) == expected
