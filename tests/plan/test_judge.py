"""What is wrong with what the platform would generate, and what would work."""

from __future__ import annotations

import pytest

from checker.plan.judge import Judgement, judge, what_is_wrong
from checker.plan.serving import LOGS
from tests.plan.projects import CNB, SLUG, of

Files = dict[str, "str | bytes"]
MANAGE = "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'site.settings')\n"
DJANGO: Files = {"manage.py": MANAGE, "site/wsgi.py": "", "site/__init__.py": ""}


def judged(target: str, files: Files) -> Judgement:
    return judge(of(target, files))


def test_what_works_needs_no_proposal() -> None:
    assert judged(SLUG, {"requirements.txt": "Django\ngunicorn", **DJANGO}) == Judgement(
        True, (), ""
    )
    flask: Files = {"requirements.txt": "flask\ngunicorn", "app.py": "app = Flask(__name__)\n"}
    assert judged(SLUG, flask).works
    assert judged(CNB, flask).works
    assert judged(CNB, {"requirements.txt": "flask", "app.py": "import flask"}).works


def test_a_procfile_of_ones_own_is_not_judged() -> None:
    assert judged(SLUG, {"requirements.txt": "", "Procfile": "web: nothing x y"}).wrong == ()
    assert not judged(SLUG, {"requirements.txt": "", "Procfile": "Web: x"}).works


@pytest.mark.parametrize(
    ("target", "files", "wrong", "proposal"),
    [
        (
            SLUG,
            {"requirements.txt": "Django", **DJANGO},
            "gunicorn is not in the requirements",
            f"web: gunicorn site.wsgi {LOGS}",
        ),
        (
            SLUG,
            {
                "requirements.txt": "gunicorn",
                "src/manage.py": MANAGE,
                "src/site/wsgi.py": "",
            },
            "there is no module `site.wsgi` in the root",
            f"web: gunicorn --chdir src site.wsgi {LOGS}",
        ),
        (
            SLUG,
            {"requirements.txt": "gunicorn", **DJANGO, "manage.py": "the settings\n" + MANAGE},
            "the build fails: ",
            f"web: gunicorn site.wsgi {LOGS}",
        ),
        (
            SLUG,
            {"requirements.txt": "gunicorn", "happy.py": "app=Flask(__name__)\n"},
            "there is no module `ha.py` in the root",
            f"web: gunicorn happy:app {LOGS}",
        ),
        (
            SLUG,
            {"requirements.txt": "gunicorn", "main.py": "    return Flask(__name__)\n"},
            "the build fails: ",
            "",
        ),
        (
            SLUG,
            {"requirements.txt": "gunicorn", "app.py": "api: Flask = flask.Flask(__name__, x=1)\n"},
            "nothing",
            f"web: gunicorn app:api {LOGS}",
        ),
        (
            SLUG,
            {"requirements.txt": "fastapi", "main.py": "app = FastAPI()"},
            "no command can be",
            "",
        ),
        (CNB, {"requirements.txt": "Django", **DJANGO}, "development server", "site.wsgi"),
        (
            CNB,
            {"requirements.txt": "gunicorn", "src/app.py": "app = 1"},
            "there is no module `app` in the root",
            "",
        ),
        (CNB, {"requirements.txt": "# uvicorn", "main.py": "app = 1"}, "uvicorn is not in", ""),
        (CNB, {"requirements.txt": "# pyramid", "x.ini": ""}, "pyramid is not in", ""),
        (CNB, {"requirements.txt": "x"}, "no start command is found", ""),
    ],
)
def test_what_does_not_work(target: str, files: Files, wrong: str, proposal: str) -> None:
    found = judged(target, files)
    assert not found.works
    if wrong != "nothing":
        assert any(wrong in sentence for sentence in found.wrong)
    assert proposal in found.proposal
    assert bool(proposal) == bool(found.proposal)


def test_odd_commands() -> None:
    project = of(SLUG, {"requirements.txt": ""})
    assert what_is_wrong(project, " ") == ("the command is empty",)
    assert what_is_wrong(project, "poetry run web") == ()
    assert what_is_wrong(project, "python web/server.py") == ()
    assert what_is_wrong(project, "gunicorn app:#x")[1] == "`app:#x` names no variable of a module"
    assert what_is_wrong(project, "gunicorn a-b:app")[1] == "`a-b` is no module's name"
    assert what_is_wrong(project, "flask --app x run")[1].startswith("there is no module `x`")
