"""Whether the plan knows what the start imports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from checker.files.tree import DirectoryTree
from checker.project.project import Project
from checker.reachable.verdict import whole_plan
from checker.targets import targets

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "requirements.txt": "Django==3.2.25\ngunicorn==20.1.0\nsetuptools==59.6.0\n",
    "Procfile": "web: bash start.sh\n",
    "manage.py": "import os\nimport sys\n\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', "
    "'shop.settings')\nfrom django.core.management import execute_from_command_line\n"
    "execute_from_command_line(sys.argv)\n",
    "shop/__init__.py": "",
    "shop/urls.py": "urlpatterns = []\n",
    "shop/wsgi.py": "import os\nfrom django.core.wsgi import get_wsgi_application\n"
    "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings')\n"
    "application = get_wsgi_application()\n",
    "shop/settings.py": "SECRET_KEY = 'x'\nALLOWED_HOSTS = ['*']\nSTATIC_ROOT = 's'\n"
    "STATIC_URL = '/s/'\nROOT_URLCONF = 'shop.urls'\n"
    "INSTALLED_APPS = ['django.contrib.staticfiles']\n",
}
SERVE = "exec gunicorn shop.wsgi --bind 0.0.0.0:$PORT\n"


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("", True),
        ("export DJANGO_SETTINGS_MODULE=shop.settings\n", True),
        ("export DJANGO_SETTINGS_MODULE=shop.prod\n", False),
        ("export DJANGO_SETTINGS_MODULE=${DJANGO_SETTINGS_MODULE:-shop.prod}\n", None),
        ('export DJANGO_SETTINGS_MODULE="$WHICH_SETTINGS"\n', None),
    ],
)
def test_settings_of_a_script(tmp_path: Path, script: str, expected: bool | None) -> None:
    for name, text in {**FILES, "start.sh": script + SERVE}.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    imports = whole_plan(Project(DirectoryTree(str(tmp_path)), targets()["rainbond-6"])).imports
    assert imports is not None
    assert imports.succeeds is expected, imports.because
