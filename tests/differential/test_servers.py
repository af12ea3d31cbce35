"""The verdicts of CMD002, CMD003 and CMD007 beside what the real servers do: wrong = 0."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from checker.files.tree import DirectoryTree
from checker.rules.codes import RULES
from checker.targets import targets
from tests.checking import check

CHOSEN = [RULES[code] for code in ("CMD002", "CMD003", "CMD007")]
HERE = Path(__file__).parent

FLASK = "from flask import Flask\n"
FASTAPI = "from fastapi import FastAPI\n"
WSGI = "(environ, start_response):\n    start_response('200 OK', [])\n    return [b'x']\n"
ASGI = (
    "(scope, receive, send):\n"
    "    await send({'type': 'http.response.start', 'status': 200, 'headers': []})\n"
    "    await send({'type': 'http.response.body', 'body': b'x'})\n"
)
SOURCES = {
    "flask": FLASK + "app = Flask(__name__)\n",
    "fastapi": FASTAPI + "app = FastAPI()\n",
    "wsgi": "def app" + WSGI,
    "asgi": "async def app" + ASGI,
    "application": FLASK + "application = Flask(__name__)\n",
    "annotated": FLASK + "app: Flask = Flask(__name__)\n",
    "declared-only": FLASK + "app: Flask\n",
    "factory": FLASK + "def create_app():\n    app = Flask(__name__)\n    return app\n",
    "asgi-factory": FASTAPI + "def create_app():\n    return FastAPI()\n",
    "factory-called": FLASK + "def create_app():\n    return Flask(__name__)\napp = create_app()\n",
    "main-only": FLASK + "if __name__ == '__main__':\n    app = Flask(__name__)\n",
    "main-else": FLASK + "if __name__ == '__main__':\n    pass\nelse:\n    app = Flask(__name__)\n",
    "try": FLASK + "try:\n    app = Flask(__name__)\nexcept Exception:\n    raise\n",
    "tuple": FLASK + "app, other = Flask(__name__), 1\n",
    "walrus": FLASK + "print(app := Flask(__name__))\n",
    "with": FLASK + "import io\nwith io.StringIO():\n    app = Flask(__name__)\n",
    "import": "from made import app\n",
    "import-as": "from made import app as application\n",
    "import-asgi": "from made_asgi import app\n",
    "star": "from made import *\n",
    "star-asgi": "from made_asgi import *\n",
    "docstring": '"""\napp = 1\n"""\n',
    "globals": FLASK + "globals()['app'] = Flask(__name__)\n",
    "subclass": FASTAPI + "class Api(FastAPI):\n    pass\napp = Api()\n",
    "rebound": FASTAPI + FLASK + "app = FastAPI()\napp = Flask(__name__)\n",
    "attribute": FLASK + "class box:\n    app = Flask(__name__)\n",
    "getattr": FLASK + "def __getattr__(name):\n    return Flask(__name__)\n",
    "global": FLASK + "def make():\n    global app\n    app = Flask(__name__)\nmake()\n",
    "for": FLASK + "for app in [Flask(__name__)]:\n    pass\n",
    "deleted": FLASK + "app = Flask(__name__)\ndel app\n",
    "none": FLASK + "app = None\ndef main():\n    global app\n    app = Flask(__name__)\n",
    "uncalled": FLASK + "def main():\n    global app\n    app = Flask(__name__)\n",
    "import-missing": "from made import other as app\n",
    "import-nowhere": "from full.nowhere import app\n",
    "star-all": "from made_all import *\n",
    "set-attribute": FLASK + "import sys\nsetattr(sys.modules[__name__], 'app', Flask('x'))\n",
    "asgi-either": FASTAPI + "if len('x') > 2:\n    app = FastAPI()\nelse:\n    app = FastAPI()\n",
    "rebound-if": FASTAPI + FLASK + "app = FastAPI()\nif Flask:\n    app = Flask(__name__)\n",
    "counted": FLASK + "n = 0\napp = Flask(__name__)\ndef f():\n    global n\n    n += 1\n",
    "nothing": "x = 1\n",
    "empty": "",
    "type-checking": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    app = 1\n",
    "django-like": "def application" + WSGI,
}
HELPERS = {
    "made.py": FLASK + "app = Flask(__name__)\n",
    "made_all.py": FLASK + "__all__ = ['x']\napp = Flask(__name__)\nx = 1\n",
    "made_asgi.py": FASTAPI + "app = FastAPI()\n",
    "pack/__init__.py": "",
    "src/sole.py": FLASK + "app = Flask(__name__)\n",
    "Upper.py": FLASK + "app = Flask(__name__)\n",
    "bare/inner.py": FLASK + "app = Flask(__name__)\n",
    "my-web.py": FLASK + "app = Flask(__name__)\n",
    "full/__init__.py": "from full.app import app\n",
    "full/app.py": FLASK + "app = Flask(__name__)\n",
    "hollow/__init__.py": "",
    "hollow/app.py": FLASK + "app = Flask(__name__)\n",
}
ATTRIBUTES = ("", ":app", ":application", ":create_app", ":create_app()", ":box.app", ":missing")
PLACES = (
    "made:app", "Made:app", "pack.made:app", "pack:app", "src.sole:app", "sole:app",
    "--chdir src sole:app", "--chdir src made:app", "upper:app",
    "Upper:app", "bare:app", "bare.inner:app", "made.py:app", "src/sole:app", "my-web:app",
    "full:app", "full.app:app", "hollow:app", "hollow.app:app", "nope:app", "made.nope:app",
    "-w 2 made:app", "-w2 --preload made:app", "--access-logfile - made:app",
)  # fmt: skip
UVICORN_PLACES = (
    "made_asgi:app", "--app-dir src sole:app", "sole:app", "made:app --interface wsgi",
    "made_asgi", "nope:app", "hollow:app", "bare.inner:app --interface wsgi", "bare:app",
    "--workers 1 made_asgi:app", "made_asgi:app --no-access-log", "made_asgi.py:app",
)  # fmt: skip


def needs(*names: str) -> pytest.MarkDecorator:
    missing = [name for name in names if find_spec(name) is None]
    return pytest.mark.skipif(
        bool(missing) or not hasattr(os, "fork"),
        reason=f"not installed: {', '.join(missing)} (pip install '.[servers]')",
    )


def commands() -> list[str]:
    found = [f"gunicorn {place}" for place in PLACES]
    found += [f"uvicorn {place}" for place in UVICORN_PLACES]
    for name in SOURCES:
        module = "case_" + name.replace("-", "_")
        found += [f"gunicorn '{module}{attribute}'" for attribute in ATTRIBUTES]
        found += [
            f"uvicorn {module}{attribute}"
            for attribute in ("", ":app", ":box.app", ":missing", ":create_app --factory")
        ]
        found += [f"flask --app {module}{attribute} run" for attribute in (":app", ":missing")]
    found += [
        f"flask --app {name} run" for name in ("made", "nope", "made.py", "full", "pack.nope")
    ]
    return found


def real(root: Path, lines: list[str], python_path: list[str]) -> list[str]:
    import shlex

    cases = []
    for command in lines:
        server, *arguments = shlex.split(command)
        if server == "flask":
            arguments.remove("run")
        case = {"server": server, "arguments": arguments, "root": str(root)}
        cases.append({**case, "python_path": python_path})
    done = subprocess.run(
        [sys.executable, "-I", "-W", "ignore", HERE / "server_driver.py"],
        input=json.dumps(cases),
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
        cwd=root,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    found: list[str] = json.loads(done.stdout)
    return found


def ours(root: Path, command: str, target: str) -> str:
    (root / "Procfile").write_text(f"web: {command}\n")
    report = check(DirectoryTree(str(root)), targets()[target], CHOSEN, uncertain=True)
    assert not report.crashes, report.crashes[0]
    # A function that is no application is CMD003, and shows at the first request.
    late = [f for f in report.findings if "request fails" in f.message or "to it" in f.message]
    early = [f for f in report.findings if f not in late]
    for findings, verdict in ((early, "fails"), (late, "mismatch")):
        if any(finding.certain for finding in findings):
            return verdict
    return "unknown" if report.findings else "works"


@needs("gunicorn", "uvicorn", "flask", "fastapi")
@pytest.mark.parametrize("target", ["rainbond-5", "rainbond-6-cnb"])
def test_verdicts_agree_with_the_real_servers(tmp_path: Path, target: str) -> None:
    files = {f"case_{name.replace('-', '_')}.py": text for name, text in SOURCES.items()}
    for path, text in {**files, **HELPERS}.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text)
    (tmp_path / "requirements.txt").write_text("flask\nfastapi\ngunicorn==23.0.0\nuvicorn\n")
    lines = commands()
    python_path = [str(tmp_path)] if targets()[target].builder == "slug" else []
    wrong, unknown, missed = [], [], []
    for command, did in zip(lines, real(tmp_path, lines, python_path), strict=True):
        said = ours(tmp_path, command, target)
        if said == "unknown":
            unknown.append(command)
        elif said == "works" and did != "works":
            missed.append(f"{command}: really {did}")
        elif said != did:
            wrong.append(f"{command}: said {said}, really {did}")
    print(f"{len(lines)} commands, {len(unknown)} unknown, missed {missed}")
    assert not wrong, "\n".join(wrong)
    assert len(missed) <= 0.03 * len(lines), missed
    assert len(unknown) <= 0.1 * len(lines), unknown
