"""Settings that use libraries and the standard library: read from `library_projects.txt`."""

from __future__ import annotations

from pathlib import Path

MANAGE = """import os, sys
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_.settings")
from django.core.management import execute_from_command_line
execute_from_command_line(sys.argv)
"""
HEAD = """import os
from pathlib import Path
BASE_DIR = Path(__file__).resolve().parent.parent
SECRET_KEY = "x"
DEBUG = False
INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.auth",
                  "django.contrib.staticfiles"]
MIDDLEWARE = []
ROOT_URLCONF = "site_.urls"
STATIC_URL = "static/"
USE_TZ = True
STATICFILES_DIRS = [BASE_DIR / "static"]
"""
OUT = 'STATIC_ROOT = BASE_DIR / "out"\n'
BASE = {
    "manage.py": MANAGE, "site_/__init__.py": "", "site_/urls.py": "urlpatterns = []\n",
    "static/a.css": "a { color: red }\n", "core/__init__.py": "", "core/data.txt": "dt\n",
}  # fmt: skip

Project = tuple[str, dict[str, str]]
"""What a case adds to the settings, and all files of its project."""


def projects() -> dict[str, list[Project]]:
    """The projects of each kind."""
    found: dict[str, list[Project]] = {}
    text = Path(__file__).with_suffix(".txt").read_text("utf-8")
    for section in text.split("\n=== ")[1:]:
        head, *blocks = section.split("\n--- ")
        start, files = "", {}
        for block in blocks:
            what, _, lines = f"{block}\n".partition("\n")
            if what == "start":
                start = lines
            elif what.startswith("file "):
                files[what[5:]] = lines
            else:
                own = "" if "STATIC_ROOT" in lines or "site_/settings.py" in files else OUT
                settings = HEAD + start + lines + own
                if "site_/settings.py" in files:
                    settings = files["site_/settings.py"] + start + lines
                held = {**BASE, **files, "site_/settings.py": settings}
                found.setdefault(head.strip(), []).append((lines, held))
    return found
