"""What Django imports by name, and when, against the real one: files that are no Python."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from checker.files.tree import MemoryTree
from checker.rules.codes import RULES
from checker.targets import targets
from tests.cases import django_project
from tests.checking import check

if TYPE_CHECKING:
    from pathlib import Path

django = pytest.importorskip("django")
SETTINGS = """\
INSTALLED_APPS += ["shop.apps.ShopConfig", "plain"]
MIDDLEWARE = ["shop.middleware.Language"]
WSGI_APPLICATION = "mysite.wsgi.application"
"""
FILES = {
    "mysite/wsgi.py": "import os\nfrom django.core.wsgi import get_wsgi_application\n"
    "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'mysite.settings')\n"
    "application = get_wsgi_application()\n",
    "mysite/urls.py": "from django.urls import include, path\n"
    "urlpatterns = [path('', include('shop.urls'))]\n",
    "shop/__init__.py": "",
    "shop/apps.py": "from django.apps import AppConfig\nclass ShopConfig(AppConfig):\n"
    "    name = 'shop'\n",
    "shop/models.py": "",
    "shop/admin.py": "",
    "shop/urls.py": "urlpatterns = []\n",
    "shop/tests.py": "",
    "shop/middleware.py": "def Language(get_response):\n    return get_response\n",
    "plain/__init__.py": "",
    "plain/apps.py": "",
    "plain/models.py": "",
    "plain/admin.py": "",
    "plain/views.py": "",
}
BROKEN = [path for path in FILES if path != "mysite/wsgi.py"]
PROGRAM = """
import io
from mysite.wsgi import application
print("started")
for path in ("/", "/a/b"):
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "SERVER_NAME": "x", "SERVER_PORT": "80",
               "HTTP_HOST": "localhost", "wsgi.input": io.BytesIO()}
    application(environ, lambda status, headers: print(status))
"""
SLIP = 'print "a"\n'


@pytest.mark.parametrize("broken", BROKEN)
def test_agrees_with_django(broken: str, tmp_path: Path) -> None:
    project: dict[str, Any] = {**django_project(SETTINGS), **FILES, broken: SLIP}
    project["mysite/settings.py"] += "ALLOWED_HOSTS = ['*']\n"
    project["requirements.txt"] = f"Django=={django.get_version()}\ngunicorn\n"
    del project["runtime.txt"]
    for name, text in project.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    starts, served = "started" in done.stdout, done.stdout.count("404 Not Found")
    assert served in (0, 2)  # every request fails, or none
    # The platform runs no collectstatic here: what is found is what the start command imports.
    project["Procfile"] = "web: gunicorn mysite.wsgi\n"
    tree = MemoryTree({name: text.encode() for name, text in project.items()})
    target = targets()["rainbond-6-cnb"]._replace(collectstatic="")
    report = check(tree, target, [RULES["PY003"]])
    said = [found.message.partition(" → ")[2].partition(" with ")[0] for found in report.findings]
    assert said == ([] if served else ["every request fails"] if starts else ["the start stops"])
