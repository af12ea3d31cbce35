r"""Small trees described in TOML, and what the rules must say of them.

`tests/rules/CODE.toml` holds `[[reported]]` and `[[near-miss]]` tables:

    name = "no space after the colon"
    target = "rainbond-6"            # optional; the default target otherwise
    files.Procfile = "web:x\n"       # text, written as UTF-8
    files."requirements.txt" = { latin1 = "\u00ff\u00fe" }  # any bytes, as Latin-1
    files.Procfile = { link = "../elsewhere" }              # a symbolic link
    files.Procfile = { absent = true }                      # not there, in a Django project
    tracked = ["Procfile"]           # optional: what git holds (then the root is a checkout)
    tracked = { Procfile = "120000" }                       # the same, with git's modes
    ignored = { Procfile = [".gitignore", 1, "P*"] }        # optional: what git ignores, and why
    settings = "STATIC_ROOT = 'x'"   # optional: a small Django project, with this in its settings
    expect = ["Procfile:1:5: CODE error message", "…"]      # only for `reported`

The expected lines are the concise lines of that rule alone, uncertain ones with ` (uncertain)`.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from checker.base.messages import ENGLISH, Language
from checker.files.tree import MemoryTree
from checker.files.values import Kind, add_path
from checker.reports.formats.concise import line
from checker.reports.localising import localised
from checker.rules.codes import RULES
from checker.targets import default_target, targets
from tests.checking import check

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

CASES = Path(__file__).parent / "rules"


class CaseTree(MemoryTree):
    """A tree in memory with links, that says what git holds of it."""

    def __init__(self, case: dict[str, Any]) -> None:
        files = {**django_project(case["settings"])} if "settings" in case else {}
        files.update(case.get("files", {}))
        removed = [path for path, content in files.items() if content == {"absent": True}]
        for path in removed:
            del files[path]
        super().__init__({path: _bytes(content) for path, content in files.items()})
        self._links = {
            path: content["link"]
            for path, content in files.items()
            if isinstance(content, dict) and "link" in content
        }
        for path in self._links:
            add_path(self._directories, path, Kind.LINK)
        tracked = case.get("tracked")
        self._tracked = dict.fromkeys(tracked, "100644") if isinstance(tracked, list) else tracked
        self._ignored = {path: tuple(why) for path, why in case.get("ignored", {}).items()}

    def link_target(self, path: str) -> str:
        return str(self._links.get(path, ""))

    def tracked(self) -> dict[str, str] | None:
        return self._tracked

    def ignored(self, paths: list[str]) -> dict[str, Any]:
        return {path: why for path, why in self._ignored.items() if path in paths}


def django_project(settings: str) -> dict[str, Any]:
    """The files of a small Django project whose settings module ends with `settings`."""
    return {
        "requirements.txt": "Django==2.2.28\n",
        "Procfile": "web: gunicorn mysite.wsgi\n",
        "runtime.txt": "python-3.6.6\n",
        "manage.py": MANAGE,
        "mysite/__init__.py": "",
        "mysite/settings.py": SETTINGS + settings,
        "mysite/urls.py": "urlpatterns = []\n",
        "mysite/wsgi.py": "from django.core.wsgi import get_wsgi_application\n",
    }


MANAGE = """\
import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mysite.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
"""
SETTINGS = """\
import os

BASE_DIR = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SECRET_KEY = "x"
INSTALLED_APPS = ["django.contrib.admin", "django.contrib.auth", "django.contrib.sessions",
    "django.contrib.contenttypes", "django.contrib.messages", "django.contrib.staticfiles"]
ROOT_URLCONF = "mysite.urls"
STATIC_URL = "/static/"
"""
"""What a case adds begins in line 9."""


def _bytes(content: Any) -> bytes:
    if isinstance(content, str):
        return content.encode("utf-8")
    return str(content.get("latin1", "")).encode("latin-1")


def load(code: str, kind: str) -> list[dict[str, Any]]:
    """The cases of one rule; `kind` is `reported` or `near-miss`."""
    path = CASES / f"{code}.toml"
    if not path.exists():
        return []
    found: list[dict[str, Any]] = tomllib.loads(path.read_text("utf-8")).get(kind, [])
    return found


def all_cases(code: str) -> list[dict[str, Any]]:
    """The cases of one rule, of both kinds."""
    return [*load(code, "reported"), *load(code, "near-miss")]


def lines_of(code: str, case: dict[str, Any], language: Language = ENGLISH) -> list[str]:
    """The concise lines that one rule gives for a case, uncertain ones marked."""
    target = targets()[case.get("target", default_target())]
    report = check(CaseTree(case), target, [RULES[code]], uncertain=True)
    assert not report.crashes, report.crashes[0]
    report = localised(report, language)
    return [
        line(report, finding, language=language)
        + ("" if finding.certain else (" (uncertain)" if language is ENGLISH else "（不确定）"))
        for finding in report.findings
        if finding.code == code
    ]
