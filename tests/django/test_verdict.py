"""The verdict on the whole command, and the problem that it rests on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from checker.cli.main import main
from tests.python.evaluating import HEAD, outcome

if TYPE_CHECKING:
    from pathlib import Path

ROOT = "STATIC_ROOT = os.path.join(BASE_DIR, 'out')\n"
DIRS = "STATICFILES_DIRS = [os.path.join(BASE_DIR, 'static')]\n"
FILES: dict[str, str | bytes] = {"static/a.css": "a {}"}
MANIFEST = (
    "STORAGES = {'staticfiles': {'BACKEND': "
    "'django.contrib.staticfiles.storage.ManifestStaticFilesStorage'}}\n"
)

FAILS = [
    ("static-root-unset", DIRS, FILES, "4.2"),
    ("environment-variable-missing", "X = os.environ['DB']\n", {}, "4.2"),
    ("module-not-found", "import nowhere\n", {}, "4.2"),
    ("syntax-error", "X = (\n", {}, "4.2"),
    ("settings-import-error", "X = UNDEFINED\n", {}, "4.2"),
    ("settings-import-error", "import sys\nsys.exit(1)\n", {}, "4.2"),
    ("app-not-found", ROOT + "INSTALLED_APPS += ['blog']\n", {}, "4.2"),
    ("import-error", ROOT + "INSTALLED_APPS += ['blog']\n",
     {"blog/__init__.py": "", "blog/models.py": "X = UNDEFINED"}, "4.2"),
    ("settings-invalid", ROOT + "INSTALLED_APPS = 'a'\n", {}, "4.2"),
    ("settings-invalid", ROOT + "SECRET_KEY = ''\n", {}, "2.2"),
    ("settings-invalid", ROOT + "TIME_ZONE = 'Asia/Beijing'\n", {}, "4.2"),
    ("settings-invalid",
     "LOGGING = {'version': 1, 'handlers': {'f': {'class': 'logging.FileHandler', "
     "'filename': BASE_DIR + '/logs/a.log'}}}\n", {}, "4.2"),
    ("staticfiles-not-installed", ROOT + "INSTALLED_APPS = []\n", {}, "4.2"),
    ("static-root-invalid", "STATIC_ROOT = 5\n" + DIRS, FILES, "4.2"),
    ("static-root-invalid", "STATIC_ROOT = BASE_DIR + '/out'\n" + DIRS, {**FILES, "out": ""},
     "4.2"),
    ("static-url-invalid", ROOT + "MEDIA_URL = STATIC_URL\n", {}, "4.2"),
    ("media-root-equals-static-root", ROOT + "MEDIA_ROOT = STATIC_ROOT\n", {}, "4.2"),
    ("E001", ROOT + "STATICFILES_DIRS = (BASE_DIR + '/static')\n", FILES, "4.2"),
    ("E001", ROOT + "STATICFILES_DIRS = (BASE_DIR + '/static')\n", FILES, "1.11"),
    ("E002", "STATIC_ROOT = BASE_DIR + '/static'\n" + DIRS, FILES, "4.2"),
    ("E003", ROOT + "STATICFILES_DIRS = [('a/', BASE_DIR + '/static')]\n", FILES, "4.2"),
    ("W004", ROOT + DIRS, {}, "3.2"),
    ("E005", ROOT + "STORAGES = {}\n", {}, "5.2"),
    ("storage-not-found", ROOT + "STATICFILES_STORAGE = 'nowhere.Storage'\n", {}, "3.2"),
    ("storages-conflict", ROOT + "STATICFILES_STORAGE = 'a.B'\nSTORAGES = {}\n", {}, "4.2"),
    ("finder-not-found", ROOT + "STATICFILES_FINDERS = ['nowhere.Finder']\n", {}, "4.2"),
    ("manifest-file-missing", ROOT + DIRS + MANIFEST,
     {"static/a.css": "a { background: url(gone.png) }"}, "4.2"),
    ("manifest-file-missing", ROOT + DIRS + MANIFEST,
     {"static/a.js": "//# sourceMappingURL=a.js.map"}, "4.2"),
    ("collect-failed", ROOT + DIRS + MANIFEST, {"static/a.css": b"\xff"}, "4.2"),
    ("database-driver-missing",
     ROOT + "INSTALLED_APPS += ['django.contrib.auth', 'django.contrib.contenttypes']\n"
     "DATABASES = {'default': {'ENGINE': 'django.db.backends.mysql'}}\n", {}, "4.2"),
]  # fmt: skip


def test_names_that_are_not_known_leave_the_exceptions_as_they_are() -> None:
    source = (
        "from imagined_package import *\n"
        "try:\n    KEY = os.environ['PAY_KEY']\nexcept KeyError:\n    KEY = ''\n"
    )
    found = outcome(source + ROOT, declared=("django", "imagined-package"))
    assert found.notes == ()
    assert found.settings["KEY"].value == ""
    assert "the tool failed" not in found.because


def test_the_environment_is_called_as_python_calls_it() -> None:
    found = outcome("X = os.environ.has_key('DB')\n")
    assert found.because == "AttributeError: '_Environ' object has no attribute 'has_key'"


def test_what_fails_in_any_case_is_certain() -> None:
    """A module that a distribution may bring or not, and then what fails with it."""
    source = "import imagined\nX = os.environ['DB']\n"
    found = outcome(source, declared=("django", "django-imagined-things"))
    assert found.succeeds is False
    assert found.certain
    assert [note.kind for note in found.notes] == ["environment-variable-missing"]
    assert found.because == "KeyError: 'DB'"
    found = outcome(ROOT + "import imagined\n", declared=("django", "django-imagined-things"))
    assert (found.succeeds, found.certain) == (None, False)


OLD = """import os
from django.core.management import execute_manager
os.environ['DJANGO_SETTINGS_MODULE'] = 'site_.settings'
from site_ import settings
if __name__ == '__main__':
    execute_manager(settings)
"""


@pytest.mark.parametrize(
    ("django", "python", "files", "because"),
    [
        ("1.5", "2.7", {"manage.py": OLD}, "manage.py does not run Django's command"),
        ("1.5", "2.7", {}, "Django before 1.8 is older than those that are known here"),
        ("1.7", "3.6", {}, "Django before 1.8 is older than those that are known here"),
        ("1.8", "2.7", {"manage.py": OLD}, False),
        ("1.4", "2.7", {}, "Django before 1.8 is older than those that are known here"),
        ("1.4", "3.6", {}, False),
    ],
)
def test_releases_older_than_the_data(
    django: str, python: str, files: dict[str, str | bytes], because: str | bool
) -> None:
    source = ROOT + "INSTALLED_APPS = ['django.contrib.staticfiles', 'django.contrib.markup']\n"
    if django == "1.8":
        source = ROOT
    found = outcome(source, files, django=django, python=python)
    if because is False:
        assert found.succeeds is False
    else:
        assert (found.succeeds, found.because) == (None, because)


@pytest.mark.parametrize(("kind", "settings", "files", "django"), FAILS)
def test_fails(kind: str, settings: str, files: dict[str, str | bytes], django: str) -> None:
    found = outcome(settings, files, django=django)
    assert found.succeeds is False, found.because
    assert [note.kind for note in found.notes if note.fatal] == [kind]
    assert found.certain
    assert all(note.place is not None for note in found.notes)


PASSES = [
    ("", {}, "4.2"),
    (ROOT, {}, "4.2"),
    (ROOT + DIRS, FILES, "1.11"),
    (ROOT + DIRS, {}, "4.2"),
    (DIRS, {"static/.keep": ""}, "4.2"),
    (ROOT + "STATIC_URL = 'static'\n", {}, "4.2"),
    (ROOT + "SECRET_KEY = ''\n", {}, "4.2"),
    (ROOT + DIRS + "STATIC_ROOT = BASE_DIR + '/static'\n", FILES, "2.2"),
    (ROOT + DIRS + MANIFEST, {"static/a.css": "a { b: url(a.css) url(data:x) url(#f) }"}, "3.2"),
    (ROOT + DIRS + MANIFEST, {"static/a.css": "a { b: url(a.png?#x) }", "static/a.png": ""}, "4.2"),
    (ROOT + "STATICFILES_STORAGE = 'nowhere.Storage'\n", {}, "5.2"),
    (ROOT + "ROOT_URLCONF = 'nowhere'\nMIDDLEWARE = ['nowhere.Middleware']\n", {}, "4.2"),
    (ROOT + "try:\n    from .local import *\nexcept ImportError:\n    pass\n", {}, "4.2"),
    (ROOT + "INSTALLED_APPS += ['rest_framework']\n", {}, "4.2"),
]


@pytest.mark.parametrize(("settings", "files", "django"), PASSES)
def test_passes(settings: str, files: dict[str, str | bytes], django: str) -> None:
    declared = ("django", "djangorestframework")
    found = outcome(settings, files, django=django, declared=declared)
    assert found.succeeds is True, found.because


UNKNOWN = [
    ("import somewhere\n" + ROOT, {}, ("django", "a-package-nobody-knows")),
    ("if os.path.exists('/opt/flag'):\n    STATIC_ROOT = '/srv/a'\n" + DIRS, FILES, ("django",)),
    (ROOT + DIRS + "STORAGES = {'staticfiles': {'BACKEND': 'own.Storage'}}\n",
     {**FILES, "own.py": "class Storage(object):\n    pass\n"}, ("django",)),
    ("INSTALLED_APPS = open('/opt/apps').read().split()\n", {}, ("django",)),
]  # fmt: skip


@pytest.mark.parametrize(("settings", "files", "declared"), UNKNOWN)
def test_says_that_it_does_not_know(
    settings: str, files: dict[str, str | bytes], declared: tuple[str, ...]
) -> None:
    found = outcome(settings, files, declared=declared)
    assert found.succeeds is None
    assert found.because


def test_the_settings_are_those_that_django_reads() -> None:
    found = outcome("STATIC_URL = 'static/'\nMEDIA_URL = 'm/'\n" + ROOT, django="4.2")
    assert found.settings["STATIC_URL"].value == "/static/"
    assert found.settings["STATIC_ROOT"].value == "{root}/out"
    assert outcome("STATIC_URL = 'static/'\n", django="2.2").settings["STATIC_URL"].value == (
        "static/"
    )


def test_a_missing_variable_is_named_with_the_way_to_it() -> None:
    found = outcome(
        "from .base import *\n",
        {"site_/base.py": "import os\ndef need(n):\n    return os.environ[n]\nX = need('KEY')\n"},
    )
    (note,) = found.notes
    assert note.fields["variable"] == "KEY"
    assert note.place is not None
    assert (note.place.path, note.place.line) == ("site_/base.py", 3)
    assert [(p.path, p.line) for p in note.chain] == [
        ("manage.py", 5), ("site_/settings.py", HEAD.count("\n") + 1), ("site_/base.py", 4),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "declared", "expected"),
    [
        ("import environ\nenv = environ.Env(DEBUG=(bool, False))\nX = env('DEBUG')",
         "django-environ", False),
        ("import environ\nX = environ.Env().list('A', default=['b'])", "django-environ", ["b"]),
        ("from decouple import config, Csv\nX = config('LIST', default='a, b', cast=Csv())",
         "python-decouple", ["a", "b"]),
        ("from decouple import config\nX = config('D', default=True, cast=bool)",
         "python-decouple", True),
        ("import dj_database_url as d\nX = d.config(default='mysql://a')['ENGINE']",
         "dj-database-url", "django.db.backends.mysql"),
        ("MIDDLEWARE = []\nimport django_heroku\n"
         "django_heroku.settings(locals(), test_runner=False)\n"
         "X = STATIC_ROOT", "django-heroku", "{root}/staticfiles"),
        ("from unipath import Path\nX = Path(__file__).ancestor(2).child('s')", "unipath",
         "{root}/s"),
        ("from dotenv import load_dotenv\nload_dotenv()\nX = os.environ['A']", "python-dotenv",
         "b c"),
        ("from split_settings.tools import include, optional\n"
         "include('more.py', optional('no.py'))", "django-split-settings", 7),
    ],
)  # fmt: skip
def test_packages_that_shape_settings(source: str, declared: str, expected: object) -> None:
    files: dict[str, str | bytes] = {".env": "# x\nA='b c'\n", "site_/more.py": "X = 7\n"}
    found = outcome(source + "\n" + ROOT, files, declared=("django", declared))
    assert found.settings["X"].value == expected, found.because


@pytest.mark.parametrize(
    "source",
    [
        "import environ\nX = environ.Env()('KEY')",
        "from decouple import config\nX = config('KEY')",
        "import environ\nX = environ.Env().db('KEY')",
    ],
)
def test_packages_that_need_a_variable(source: str) -> None:
    found = outcome(source, declared=("django", "django-environ", "python-decouple"))
    assert found.succeeds is False
    assert found.notes[0].kind == "environment-variable-missing"
    assert found.notes[0].fields["variable"] == "KEY"


@pytest.mark.parametrize("requirement", ["", "imagined-package==1.0\n"])
def test_settings_that_a_requirement_may_bring_are_not_judged(
    requirement: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is said of what such a module sets: it may set anything."""
    (tmp_path / "requirements.txt").write_text(f"django==2.2.24\n{requirement}")
    (tmp_path / "manage.py").write_text(
        "import os\nimport sys\nfrom django.core.management import execute_from_command_line\n"
        "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'local_settings')\n"
        "execute_from_command_line(sys.argv)\n"
    )
    main(["check", str(tmp_path), "--select", "DJ", "--all", "--format", "jsonl"])
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(each["code"], each["certain"]) for each in found] == [("DJ010", not requirement)]
