"""Whatever is typed, one edit after the other, a check that remembers finds what one anew finds.

`python -m tests.project.test_random_edits --first 100 --seeds 50 --edits 100` tries more of them.
"""

from __future__ import annotations

import argparse
import random

import pytest

from checker.files.overlay import OverlayTree
from checker.files.tree import MemoryTree
from checker.project.incremental import QueryCache
from checker.targets import targets
from tests.checking import check
from tests.project.test_incremental import same

TARGETS = ("rainbond-5", "rainbond-6", "heroku")
SITE = {
    "requirements.txt": "Django==3.2.25\ngunicorn==20.1.0\ncelery==5.2.7\nrequests==2.27.1\n",
    "Procfile": "web: gunicorn site_.wsgi --log-file -\nworker: celery -A site_ worker\n",
    "runtime.txt": "python-3.9.16\n",
    "manage.py": "import os\nimport sys\n\nif __name__ == '__main__':\n"
    "    os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'site_.settings.production')\n"
    "    from django.core.management import execute_from_command_line\n\n"
    "    execute_from_command_line(sys.argv)\n",
    "site_/__init__.py": "from .celery import app as celery_app\n",
    "site_/celery.py": "import os\n\nfrom celery import Celery\n\n"
    "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'site_.settings.production')\n"
    "app = Celery('site_', include=['shop.tasks'])\napp.autodiscover_tasks(['blog'])\n",
    "site_/wsgi.py": "import os\n\nfrom django.core.wsgi import get_wsgi_application\n\n"
    "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'site_.settings.production')\n"
    "application = get_wsgi_application()\n",
    "site_/urls.py": "from django.urls import include, path\n\n"
    "urlpatterns = [path('shop/', include('shop.urls')), path('blog/', include('blog.urls'))]\n",
    "site_/settings/__init__.py": "",
    "site_/settings/base.py": "import os\nfrom pathlib import Path\n\n"
    "BASE_DIR = Path(__file__).resolve().parent.parent.parent\nSECRET_KEY = 'x'\nDEBUG = False\n"
    "INSTALLED_APPS = [\n    'django.contrib.admin',\n    'django.contrib.auth',\n"
    "    'django.contrib.contenttypes',\n    'django.contrib.sessions',\n"
    "    'django.contrib.messages',\n    'django.contrib.staticfiles',\n    'shop',\n"
    "    'blog',\n]\n"
    "MIDDLEWARE = [\n    'django.contrib.sessions.middleware.SessionMiddleware',\n"
    "    'shop.middleware.Gate',\n]\nROOT_URLCONF = 'site_.urls'\nSTATIC_URL = '/static/'\n",
    "site_/settings/production.py": "from .base import *\n\n"
    "STATIC_ROOT = BASE_DIR / 'staticfiles'\n",
    "shop/__init__.py": "",
    "shop/apps.py": "from django.apps import AppConfig\n\n\nclass ShopConfig(AppConfig):\n"
    "    name = 'shop'\n",
    "shop/models.py": "from django.db import models\n\nKINDS = ['a', 'b']\n\n\n"
    "class Shop(models.Model):\n    name = models.CharField(max_length=200)\n",
    "shop/admin.py": "from django.contrib import admin\n\nfrom .models import KINDS, Shop\n\n"
    "admin.site.register(Shop)\n",
    "shop/middleware.py": "class Gate:\n    def __init__(self, get_response):\n        pass\n",
    "shop/tasks.py": "from site_.celery import app\n\nfrom . import tools\n\n\n@app.task\n"
    "def work():\n    return tools.total([1])\n",
    "shop/tools.py": "def total(values):\n    return sum(values)\n",
    "shop/urls.py": "from django.urls import path\n\nfrom . import views\n\n"
    "urlpatterns = [path('', views.index)]\n",
    "shop/views.py": "from shop.models import Shop\nfrom shop import tools\n\n"
    "LIMIT = tools.total([1, 2])\n\n\ndef index(request):\n    return Shop.objects.count()\n",
    "blog/__init__.py": "default_app_config = 'blog.apps.BlogConfig'\n",
    "blog/apps.py": "from django.apps import AppConfig\n\n\nclass BlogConfig(AppConfig):\n"
    "    name = 'blog'\n    label = 'blog'\n",
    "blog/models.py": "from django.db import models\n\nfrom shop.models import Shop\n\n\n"
    "class Post(models.Model):\n    shop = models.ForeignKey(Shop, on_delete=models.CASCADE)\n",
    "blog/urls.py": "urlpatterns = []\n",
    "blog/static/blog/site.css": "h1 { color: red }\n",
}
LINES = """\
import os
import sys
import json, csv
import distutils
import imp
import asyncio.tasks
import shop.tools
import shop.missing
import blog
import requests
import numpy as np
import six
from shop import tools
from shop import views, models
from shop.tools import total
from shop.tools import absent
from shop.models import *
from blog.models import Post
from . import tools
from .models import Shop
from .base import *
from .more import *
from ..celery import app
from more import VALUE
from collections import Mapping
from typing import Self
from django.conf import settings
from django.utils.encoding import force_text
from django.contrib.auth.models import User
from django.core.exceptions import ImproperlyConfigured
DEBUG = True
DEBUG = not DEBUG
NAMES = ['a', 'b', 'c']
KINDS.append('c')
INSTALLED_APPS += ['more']
INSTALLED_APPS += ['blog.apps.BlogConfig']
INSTALLED_APPS.append('rest_framework')
INSTALLED_APPS.remove('blog')
MIDDLEWARE.insert(0, 'shop.middleware.Absent')
STATICFILES_DIRS = ('x')
STATICFILES_DIRS = [BASE_DIR / 'static']
STATIC_ROOT = None
STATIC_ROOT = 'x'
STATICFILES_STORAGE = 'shop.storage.Own'
SECRET_KEY = os.environ['SECRET_KEY']
SECRET_KEY = ''
DATABASES = {'default': {'ENGINE': 'django.db.backends.mysql', 'NAME': 'x'}}
ROOT_URLCONF = 'blog.urls'
VALUE = settings.DEBUG
VALUE = settings.NAMES[0]
LIMIT = tools.total(KINDS)
LIMIT = tools.absent
LIMIT = 1 / 0
__all__ = ['DEBUG', 'Shop', 'absent']
__path__ = []
default_app_config = 'shop.apps.ShopConfig'
os.environ['MORE'] = 'yes'
sys.path.insert(0, 'lib')
sys.path.append(os.path.dirname(__file__))
print 'x'
x: int = 1
if (n := 1): pass
def total(values): return 0
def work(): import shop.missing
work()
class Shop: pass
class Later(models.Model): pass
class Gate(Shop): pass
del total
assert DEBUG
raise ValueError('no')
try: import more
except ImportError: more = None
if os.environ.get('MORE'): import shop.missing
with open('VERSION') as f: VERSION = f.read()
exec('X = 1')
globals()['DEBUG'] = 1
# pyspec: ignore[DJ001] because
x = '''
def f(:
    y = 1
}
""".splitlines()
PLAIN = {
    "requirements.txt": """\
Django==2.2.28
Django==4.2.11
Django>=3
djangorestframework==3.14.0
-r more.txt
numpy==1.26.4
pip install x
fastapi==0.110.0
six==1.16.0
whitenoise==6.2.0
Pillow
""".splitlines(),
    "Procfile": """\
web: gunicorn site_.wsgi
web: gunicorn site_.wsgi:application --bind 0.0.0.0:$PORT
web:gunicorn site_.wsgi
web: DJANGO_SETTINGS_MODULE=site_.settings.base gunicorn site_.wsgi
web: python manage.py migrate && gunicorn site_.wsgi
web: python manage.py runserver
web: python -m shop.tools
web: uvicorn site_.asgi:application
release: python manage.py migrate
worker: celery -A site_ worker
worker: celery -A shop.tasks worker
""".splitlines(),
    "runtime.txt": ["python-3.6.6", "python-3.9.16", "python-3.12.3", "python-2.7.18", "x"],
}
NEW = ("more.py", "more/__init__.py", "more.txt", "site_/settings/more.py", "site_/asgi.py",
       "shop/storage.py", "shop/missing.py", "lib/more.py", "blog/admin.py", "random.py",
       "blog/tasks.py", "VERSION", "static/x.js")  # fmt: skip


def edited(files: dict[str, str], chance: random.Random) -> dict[str, str]:
    """The files after one more edit, as somebody types: a line, a word, a file."""
    files = dict(files)
    kind = chance.random()
    if kind < 0.05:
        files[chance.choice(NEW)] = "\n".join(chance.sample(LINES, 2)) + "\n"
        return files
    if kind < 0.08 and len(files) > 5:
        del files[chance.choice(list(files))]
        return files
    if kind < 0.12:  # it is taken back
        path = chance.choice(list(SITE))
        files[path] = SITE[path]
        return files
    settings = [path for path in files if "/settings/" in path]
    path = chance.choice(settings if settings and chance.random() < 0.3 else list(files))
    lines = files[path].split("\n")
    new = chance.choice(PLAIN.get(path, LINES))
    at = chance.randrange(len(lines))
    if kind < 0.45:
        lines.insert(at, new)
    elif kind < 0.6:
        lines.append(new)
    elif kind < 0.75:
        del lines[at]
    elif kind < 0.85:
        lines[at] = lines[at][: chance.randrange(len(lines[at]) + 1)]
    elif kind < 0.9:
        lines[at] = "    " + lines[at]
    else:
        lines[at] = new
    files[path] = "\n".join(lines[-60:])
    return files


def compare(seed: int, edits: int) -> None:
    """Type so many edits, and compare each check that remembers with one that does not."""
    chance = random.Random(seed)
    target = targets()[TARGETS[seed % len(TARGETS)]]
    below = MemoryTree({path: text.encode() for path, text in SITE.items()})
    cache, files = QueryCache(), dict(SITE)
    for number in range(edits):
        for _ in range(chance.choice((1, 1, 1, 2, 5))):
            files = edited(files, chance)
        changed: dict[str, bytes | None] = {path: None for path in SITE if path not in files}
        changed |= {path: t.encode() for path, t in files.items() if SITE.get(path) != t}
        tree = OverlayTree(below, changed)
        found = check(tree, target, uncertain=True, cache=cache)
        try:
            same(found, check(tree, target, uncertain=True))
        except AssertionError as error:
            raise AssertionError(f"seed {seed}, edit {number}: {error}") from error
        if chance.random() < 0.3:  # it went wrong, and is begun anew
            files = dict(SITE)


@pytest.mark.parametrize("seed", range(6))
def test_random_edits(seed: int) -> None:
    compare(seed, 20)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--edits", type=int, default=100)
    given = parser.parse_args()
    for each in range(given.first, given.first + given.seeds):
        compare(each, given.edits)
        print(each, "the same", flush=True)
