"""A Django repository of about 500 files, such as people have: apps, migrations, templates."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

APPS = ("accounts", "billing", "blog", "catalogue", "contact", "core", "events", "feedback",
        "gallery", "invoices", "jobs", "news", "orders", "pages", "reports", "search", "shop",
        "support", "tags", "teams")  # fmt: skip
MIGRATIONS, TEMPLATES = 6, 8

MANAGE = """\
#!/usr/bin/env python
import os
import sys


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_project.settings.production")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
"""
BASE = """\
import os
from pathlib import Path

import dj_database_url

BASE_DIR = Path(__file__).resolve().parent.parent.parent
SECRET_KEY = os.environ.get("SECRET_KEY", "development")
DEBUG = os.environ.get("DEBUG", "") == "1"
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "*").split(",")
LOCAL_APPS = [{apps}]
INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "rest_framework",
    *LOCAL_APPS,
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
ROOT_URLCONF = "site_project.urls"
TEMPLATES = [
    {{
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {{"context_processors": ["django.template.context_processors.request"]}},
    }}
]
WSGI_APPLICATION = "site_project.wsgi.application"
DATABASES = {{"default": dj_database_url.config(default="sqlite:///db.sqlite3")}}
CACHES = {{"default": {{"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}}}
LANGUAGE_CODE = "en-us"
USE_TZ = True
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = BASE_DIR / "media"
LOGGING = {{"version": 1, "handlers": {{"console": {{"class": "logging.StreamHandler"}}}}}}
"""
PRODUCTION = """\
from .base import *

if os.environ.get("SENTRY_DSN"):
    import logging

    LOGGING["root"] = {"handlers": ["console"], "level": logging.INFO}
SECURE_SSL_REDIRECT = not DEBUG
STATIC_ROOT = BASE_DIR / "staticfiles"
"""
REQUIREMENTS = """\
Django==2.2.28
gunicorn==20.1.0
whitenoise==5.3.0
dj-database-url==0.5.0
djangorestframework==3.12.4
psycopg2-binary==2.8.6
requests==2.27.1
celery==4.4.7
"""
WSGI = """\
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_project.settings.production")
application = get_wsgi_application()
"""


def write_repository(root: Path) -> int:
    """Write it, put it into git; how many files it has."""
    files = {
        "manage.py": MANAGE,
        "requirements.txt": REQUIREMENTS,
        "Procfile": "web: gunicorn site_project.wsgi --log-file -\n",
        "runtime.txt": "python-3.6.6\n",
        "README.md": "# A site\n",
        ".gitignore": "*.pyc\nstaticfiles/\n",
        "site_project/__init__.py": "",
        "site_project/wsgi.py": WSGI,
        "site_project/urls.py": _urls(),
        "site_project/settings/__init__.py": "",
        "site_project/settings/base.py": BASE.format(apps=", ".join(f'"{app}"' for app in APPS)),
        "site_project/settings/production.py": PRODUCTION,
        "site_project/settings/development.py": "from .base import *\n\nDEBUG = True\n",
        "static/site.css": "body { margin: 0 }\n",
        "static/site.js": "document.title = 'site';\n",
    }
    for app in APPS:
        files |= _app(app)
    for path, text in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    subprocess.run(["git", "init", "--quiet"], cwd=root, check=True)
    subprocess.run(["git", "add", "--all"], cwd=root, check=True)
    return len(files)


def _urls() -> str:
    lines = [f'    path("{app}/", include("{app}.urls")),' for app in APPS]
    head = ["from django.urls import include, path", "", "urlpatterns = ["]
    return "\n".join([*head, *lines, "]", ""])


def _app(app: str) -> dict[str, str]:
    model = app.title()
    files = {
        f"{app}/__init__.py": "",
        f"{app}/apps.py": "from django.apps import AppConfig\n\n\n"
        f'class {model}Config(AppConfig):\n    name = "{app}"\n',
        f"{app}/models.py": "from django.db import models\n\n\n"
        f"class {model}(models.Model):\n    name = models.CharField(max_length=200)\n",
        f"{app}/admin.py": f"from django.contrib import admin\n\nfrom .models import {model}\n\n"
        f"admin.site.register({model})\n",
        f"{app}/forms.py": f"from django import forms\n\nfrom .models import {model}\n",
        f"{app}/views.py": "from django.shortcuts import render\n\n"
        f"from .forms import *\nfrom .models import {model}\n\n\n"
        f'def index(request):\n    return render(request, "{app}/0.html", {{}})\n',
        f"{app}/urls.py": "from django.urls import path\n\nfrom . import views\n\n"
        'urlpatterns = [path("", views.index)]\n',
        f"{app}/tests.py": "from django.test import TestCase\n",
        f"{app}/migrations/__init__.py": "",
        f"{app}/static/{app}/{app}.css": "h1 { color: #123 }\n",
    }
    for number in range(MIGRATIONS):
        files[f"{app}/migrations/{number:04}_step.py"] = (
            "from django.db import migrations\n\n\n"
            "class Migration(migrations.Migration):\n    operations = []\n"
        )
    for number in range(TEMPLATES):
        files[f"{app}/templates/{app}/{number}.html"] = f"<h1>{model} {number}</h1>\n"
    return files
