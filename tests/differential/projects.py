"""Projects for the comparison with real Django: generated from lines that settings are made of."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from tests.python.evaluating import HEAD, MANAGE

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOTS = [
    "",
    "STATIC_ROOT = os.path.join(BASE_DIR, 'out')",
    "STATIC_ROOT = None",
    "STATIC_ROOT = 'out'",
    "from pathlib import Path\nSTATIC_ROOT = Path(BASE_DIR) / 'static'",
    "STATIC_ROOT = BASE_DIR + '/static/'",
    "STATIC_ROOT = 7",
    "STATIC_ROOT = os.environ.get('STATIC_ROOT', '')",
    "STATIC_ROOT = f'{BASE_DIR}/out'",
]
DIRS = [
    "",
    "STATICFILES_DIRS = [os.path.join(BASE_DIR, 'static')]",
    "STATICFILES_DIRS = (os.path.join(BASE_DIR, 'static'))",
    "STATICFILES_DIRS = ('static', 'nowhere')",
    "STATICFILES_DIRS = [('a/', 'static')]",
    "STATICFILES_DIRS = [('a', os.path.join(BASE_DIR, 'static'))]",
    "STATICFILES_DIRS = [BASE_DIR]",
    "STATICFILES_DIRS = None",
]
OTHERS = [
    "STATIC_URL = 'static/'",
    "STATIC_URL = None",
    "STATIC_URL = ''",
    "MEDIA_URL = '/static/'",
    "DEBUG = True\nMEDIA_URL = '/static/media/'",
    "MEDIA_ROOT = STATIC_ROOT",
    "INSTALLED_APPS = []",
    "INSTALLED_APPS += ['core']",
    "INSTALLED_APPS += ('core', 'core')",
    "INSTALLED_APPS += ['core.apps.Core']",
    "INSTALLED_APPS += ['broken']",
    "INSTALLED_APPS += ['nowhere']",
    "INSTALLED_APPS += ['django.contrib.auth']",
    "INSTALLED_APPS += ['django.contrib.auth', 'django.contrib.contenttypes']",
    "INSTALLED_APPS += ['django.contrib.admin', 'django.contrib.contenttypes']",
    "INSTALLED_APPS = 'core'",
    "TIME_ZONE = 'Mars/Base'",
    "X = os.environ['NOWHERE']",
    "import nowhere",
    "try:\n    import nowhere\nexcept ImportError:\n    MEDIA_ROOT = '/srv/m'",
    "from .more import *",
    "SECRET_KEY = ''",
    "STATICFILES_FINDERS = ['django.contrib.staticfiles.finders.AppDirectoriesFinder']",
    "STATICFILES_FINDERS = ['nowhere.Finder']",
    "STATICFILES_STORAGE = 'nowhere.Storage'",
    "STORAGES = {'staticfiles': {'BACKEND': 'nowhere.Storage'}}",
    "STORAGES = {}",
    "STORAGES = {'staticfiles': {'BACKEND': "
    "'django.contrib.staticfiles.storage.ManifestStaticFilesStorage'}}",
    "LOGGING = {'version': 1, 'handlers': {'f': {'class': 'logging.FileHandler', 'filename': "
    "'logs/x.log'}}}",
    "LOGGING = {'handlers': {}}",
    "ALLOWED_HOSTS = '*'",
    "DATABASES = {'default': {'ENGINE': 'django.db.backends.nowhere'}}\n"
    "INSTALLED_APPS += ['django.contrib.contenttypes']",
    "locals().update(STATIC_ROOT='/tmp/pyspec-check-out')",
    "for n in ('STATIC_ROOT', 'MEDIA_ROOT'):\n    globals()[n] = '/tmp/pyspec-check-' + n.lower()",
    "class P:\n    out = os.path.join(BASE_DIR, 'p')\nSTATIC_ROOT = P().out",
    "raise SystemExit(0)",
    "X = 1 / 0",
    "X = (",
]
FILES = {
    "requirements.txt": "Django\n", "manage.py": MANAGE, "site_/__init__.py": "",
    "site_/more.py": "STATIC_URL = '/more/'\n", "static/css/a.css": "a { b: url(../b.png) }\n",
    "static/b.png": "png", "core/__init__.py": "", "core/static/core/c.js": "c",
    "core/apps.py": "from django.apps import AppConfig\nclass Core(AppConfig):\n"
    "    name = 'core'\n", "broken/__init__.py": "import nowhere\n",
}  # fmt: skip


def settings() -> Iterator[str]:
    """The settings modules: each root with each of the folders, and each other line."""
    for root, dirs in itertools.product(ROOTS, DIRS):
        yield f"{HEAD}{root}\n{dirs}\n"
    for other in OTHERS:
        yield f"{HEAD}{ROOTS[1]}\n{DIRS[1]}\n{other}\n"
        yield f"{HEAD}STATIC_ROOT = ''\n{other}\n"


def projects() -> Iterator[dict[str, str]]:
    """The files of each project."""
    for text in settings():
        yield {**FILES, "site_/settings.py": text}
