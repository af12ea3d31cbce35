"""Failures that people reported, rebuilt as small repositories in TOML, each with its repair.

`tests/failures/KIND.toml` holds `[[failure]]` tables:

    name = "flask of 2021 with the newest werkzeug"
    base = "flask"                   # optional: the files of `BASES` below
    target = "railway"               # optional; heroku otherwise
    files."app.py" = "…"             # what the failing repository has, over those of the base
    untracked = ["local.py"]         # optional: on this disk, but not in git
    ignored = { "local.py" = [".gitignore", 1, "local.py"] }  # optional: what git ignores, and why
    expect = "requirements.txt REQ013"                        # the certain error that it gets
    says = ["werkzeug<3"]            # words of its message, its steps or its help
    repaired."requirements.txt" = "…"                         # the near miss: no certain error

`expect = "app.py IMP002 maybe"` also takes a warning or an uncertain finding. A file of `repaired`
is tracked. `{ absent = true }` takes a file out.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker.base.findings import Severity
from checker.targets import targets
from tests.cases import CaseTree
from tests.checking import check

if TYPE_CHECKING:
    from checker.base.findings import Finding

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FOLDER = Path(__file__).parent
WSGI = """\
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")
application = get_wsgi_application()
"""
MANAGE = """\
import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
"""
SETTINGS = """\
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
SECRET_KEY = "not-a-real-key"
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.staticfiles",
]
MIDDLEWARE = ["whitenoise.middleware.WhiteNoiseMiddleware"]
ROOT_URLCONF = "shop.urls"
WSGI_APPLICATION = "shop.wsgi.application"
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
"""
"""What a case's `settings` is added to."""

BASES: dict[str, dict[str, str]] = {
    "flask": {
        "Procfile": "web: gunicorn app:app --bind 0.0.0.0:$PORT\n",
        "requirements.txt": "flask\ngunicorn\n",
        "app.py": "from flask import Flask\n\napp = Flask(__name__)\n",
    },
    "fastapi": {
        "Procfile": "web: uvicorn main:app --host 0.0.0.0 --port $PORT\n",
        "requirements.txt": "fastapi\nuvicorn\n",
        "main.py": "from fastapi import FastAPI\n\napp = FastAPI()\n",
    },
    "django": {
        "Procfile": "web: gunicorn shop.wsgi --bind 0.0.0.0:$PORT\n",
        "requirements.txt": "Django==4.2.16\ngunicorn\nwhitenoise\n",
        "manage.py": MANAGE,
        "shop/__init__.py": "",
        "shop/settings.py": SETTINGS,
        "shop/urls.py": "urlpatterns = []\n",
        "shop/wsgi.py": WSGI,
    },
    "bot": {
        "Procfile": "worker: python bot.py\n",
        "requirements.txt": "requests\n",
        "bot.py": "import requests\n\nprint(requests.__version__)\n",
    },
    "": {},
}
PYTHONS = {
    "heroku": ".python-version",
    "railway": ".python-version",
    "digitalocean": ".python-version",
    "heroku-cnb": ".python-version",
}
"""Where a case's `python` is written; in runtime.txt otherwise."""


def load() -> list[tuple[str, dict[str, Any]]]:
    """Every case with the name of its file."""
    return [
        (path.stem, case)
        for path in sorted(FOLDER.glob("*.toml"))
        for case in tomllib.loads(path.read_text("utf-8"))["failure"]
    ]


def findings(case: dict[str, Any], repaired: bool = False) -> list[Finding]:
    """What all rules say of a case, or of what it was repaired to."""
    files: dict[str, Any] = dict(BASES[case.get("base", "")])
    target = case.get("target", "heroku")
    if "python" in case:
        name = PYTHONS.get(target, "runtime.txt")
        files[name] = case["python"] if name[0] == "." else f"python-{case['python']}"
    for part in ("files", "repaired") if repaired else ("files",):
        files.update(case.get(part, {}))
    settings = case.get("settings")
    if repaired:
        settings = case.get("repaired-settings", settings)
    if settings is not None:
        files["shop/settings.py"] = SETTINGS + settings
    files = {name: text for name, text in files.items() if text != {"absent": True}}
    mended = case.get("repaired", {}) if repaired else {}
    untracked = [name for name in case.get("untracked", []) if name not in mended]
    if repaired and case.get("repaired-tracked"):
        untracked = []
    tree = CaseTree(
        {
            "files": files,
            "tracked": [name for name in files if name not in untracked],
            "ignored": {
                name: why for name, why in case.get("ignored", {}).items() if name in untracked
            },
        }
    )
    report = check(tree, targets()[target], uncertain=True)
    assert not report.crashes, report.crashes[0]
    return list(report.findings)


def words(finding: Finding) -> str:
    """All that a report shows of a finding."""
    parts = [str(finding.message), str(finding.help or "")]
    parts += [str(each) for at, why in finding.related for each in (at.path, why)]
    if finding.fix is not None:
        parts.append(str(finding.fix))
    return "\n".join(parts)


def missing(case: dict[str, Any], found: list[Finding]) -> str:
    """What the expected finding lacks; empty if it is there as it should be."""
    path, code, *rest = case["expect"].split()
    there = [each for each in found if each.code == code and path in ("*", each.at.path)]
    if not rest:
        there = [each for each in there if is_certain_error(each)]
    if not there:
        return f"no {case['expect']}"
    for word in case.get("says", []):
        if not any(word in words(each) for each in there):
            return f"{case['expect']} does not say {word!r}"
    return ""


def is_certain_error(finding: Finding) -> bool:
    """Whether a run without `--all` fails because of it."""
    return finding.certain and finding.severity is Severity.ERROR


def main() -> int:
    """Print every case that is not as it should be; with `--show` what is reported for it."""
    wanted = [word for word in sys.argv[1:] if not word.startswith("--")]
    wrong = count = 0
    for kind, case in load():
        if wanted and not any(word in f"{kind} {case['name']}" for word in wanted):
            continue
        count += 1
        found = findings(case)
        lacks = missing(case, found)
        false = [each for each in findings(case, repaired=True) if is_certain_error(each)]
        if lacks or false or "--show" in sys.argv:
            wrong += bool(lacks or false)
            print(f"{'##' if lacks or false else 'ok'} {kind}: {case['name']}: {lacks}")
            shown = found if lacks or "--show" in sys.argv else []
            for each in (*shown, *false):
                sure = "" if each.certain else " (uncertain)"
                print(f"     {each.at.path} {each.code} {each.severity.name}{sure} {words(each)}")
            print("     (repaired, and still an error)\n" * bool(false), end="")
    print(f"{count - wrong} of {count} as they should be")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
