"""Large inputs for the ratios: big modules, many small roots, a long requirements.txt."""

from __future__ import annotations

import itertools
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MODULES, MODULE_SIZE, ROOTS, LINES = 60, 100_000, 568, 3_000

_HANDLER = '''
class Handler{number}:
    """Handle requests of kind {number}."""

    name = "handler-{number}"
    options = {{"limit": LIMIT, "kind": {number}, "pattern": r"^[a-z]+{number}$"}}

    def __init__(self, request, *args, **kwargs):
        self.request = request
        self.args = args
        self.kwargs = kwargs

    def handle(self, value, default=None):
        """What comes of `value`."""
        if value is None:
            return default
        for key, item in sorted(self.options.items()):
            if key == "limit" and item > value:
                raise ValueError("value %r of %s is over %d" % (value, self.name, item))
        try:
            found = re.match(self.options["pattern"], str(value))
        except re.error as error:
            return {{"error": str(error), "value": value}}
        return [found.group(0) if found else None, len(self.args), self.kwargs.get("x")]


def make_handler_{number}(request, **kwargs):
    handler = Handler{number}(request, **kwargs)
    return handler.handle(kwargs.get("value", {number}), default="none")
'''
_PROCFILES = (
    *("web: gunicorn app:app\n", "web: gunicorn app:app --bind 0.0.0.0:$PORT --workers 3\n"),
    *("web: python app.py\n", "web: flask run -p $PORT\n", "web:gunicorn app:app\n"),
    *("web: gunicorn app:app --log-file -\nworker: celery -A tasks worker\n", "gunicorn app:app\n"),
    *("web: uvicorn app:app --host 0.0.0.0 --port $PORT\n", "web: waitress-serve app:app\n"),
    *("web: gunicorn app:app & sleep 1\n", "web: sh -c 'cd src && exec gunicorn app:app'\n"),
)
_REQUIREMENTS = (
    *("Flask==1.1.4\ngunicorn==20.1.0\n", "flask\ngunicorn\n", "Flask>=1.0,<2\ngunicorn==20.0.4\n"),
    *("-r base.txt\ngunicorn==20.1.0\n", "flask=1.1\ngunicorn\n", "pip install flask\n"),
    *("certifi @ file:///croot/certifi\nFlask==1.1.4\n", "Flask==1.1.4\npywin32==300\n"),
    "\n".join(f"package-{number}=={number}.1.0" for number in range(40)) + "\nFlask==1.1.4\n",
)
_RUNTIMES = ("python-3.6.6\n", "python-3.8.1\n", "python3.6\n", "3.6.6\n", "python-3.6.6 \n")
_APPLICATIONS = (
    "from flask import Flask\n\napp = Flask(__name__)\n",
    "import os\n\nfrom flask import Flask, jsonify\n\nfrom helpers import answer\n\n"
    'app = Flask(__name__)\n\n\n@app.route("/")\ndef index():\n    return jsonify(answer())\n',
    "from flask import Flask\n\n\ndef create_app():\n    return Flask(__name__)\n\n\n"
    "app = create_app()\n\nif __name__ == '__main__':\n    app.run(host='0.0.0.0')\n",
    "from flask import Flask\n\napp = Flask(__name__)\nprint 'started'\n",
)


def write_big_modules(root: Path) -> Path:
    """Write a Flask repository whose start imports 60 modules of 100 KB; put it into git."""
    package = root / "app"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("")
    names = [f"part{number:02}" for number in range(MODULES)]
    for number, name in enumerate(names):
        text = f'"""Module {number}."""\nimport os\nimport re\n\nLIMIT = {number}\n'
        for handler in itertools.count():
            if len(text) >= MODULE_SIZE:
                break
            text += _HANDLER.format(number=handler)
        (package / f"{name}.py").write_text(text)
    imports = "".join(f"from app import {name}\n" for name in names)
    (root / "main.py").write_text(f"from flask import Flask\n{imports}\napp = Flask(__name__)\n")
    (root / "requirements.txt").write_text("Flask==1.1.4\ngunicorn==20.1.0\n")
    (root / "Procfile").write_text("web: gunicorn main:app\n")
    (root / "runtime.txt").write_text("python-3.6.6\n")
    _put_into_git(root)
    return root


def small_roots(number: int = ROOTS) -> Iterator[dict[str, str]]:
    """The files of small roots, right and wrong ones, no two alike."""
    for count in range(number):
        application = _APPLICATIONS[count % len(_APPLICATIONS)]
        yield {
            "Procfile": _PROCFILES[count % len(_PROCFILES)],
            "requirements.txt": _REQUIREMENTS[count % len(_REQUIREMENTS)],
            "runtime.txt": _RUNTIMES[count % len(_RUNTIMES)],
            "base.txt": f"Flask==1.1.{count % 5}\n",
            "app.py": f"{application}\nNUMBER = {count}\n",
            "helpers.py": f"def answer():\n    return {count}\n",
        }


def root_name(count: int) -> str:
    """What the folder of a small root is called."""
    return f"root{count:03}"


def write_small_roots(folder: Path, number: int = ROOTS) -> list[str]:
    """Write small roots into one repository in git; return their names."""
    names: list[str] = []
    for count, files in enumerate(small_roots(number)):
        names.append(root_name(count))
        (folder / names[-1]).mkdir(parents=True)
        for name, text in files.items():
            (folder / names[-1] / name).write_text(text)
    _put_into_git(folder)
    return names


def long_requirements(lines: int = LINES) -> str:
    """A requirements.txt of that many lines, as `pip freeze` writes it."""
    return "".join(
        f"package-{number}=={number % 7}.{number % 11}.{number % 13}\n" for number in range(lines)
    )


def _put_into_git(root: Path) -> None:
    subprocess.run(["git", "init", "--quiet"], cwd=root, check=True)
    subprocess.run(["git", "add", "--all"], cwd=root, check=True)
