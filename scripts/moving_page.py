"""The page on moving from Heroku to Rainbond and back: a comparison, and two examples that are run.

Each example is a small repository, what the check says of it for the new platform, and the same
repository changed so that the new platform takes it. The page cannot be made if that is not true:
`scripts.write_docs --check` runs all of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from checker.base.findings import Severity
from checker.base.messages import ENGLISH
from checker.check.pipeline import run
from checker.check.request import Request
from checker.files.tree import MemoryTree
from checker.languages import language as product_language
from checker.platform.plan import plan
from checker.project.project import Project
from checker.rules.codes import RULES
from checker.targets import targets
from scripts import version_pages
from scripts.page_language import other_languages, page_name, said

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checker.base.findings import Finding
    from checker.base.messages import Language

HEROKU, RAINBOND = "heroku", "rainbond-6"
SHOWN = {
    "The Python is declared in": "",
    "Python without a declaration": "Python without runtime.txt",
    "Pythons": "Pythons",
    "runtime.txt": "runtime.txt",
    "Procfile": "Procfile",
    "`release` runs": "",
    "Port": "Port",
    "collectstatic": "collectstatic",
    "Variables in the build": "",
}
"""Rows of the comparison: as Heroku's page names them, and as Rainbond's does, if it has one."""
NOT_THERE = {
    "The Python is declared in": "`runtime.txt` (slug builder); the console (cloud native build)",
    "`release` runs": "never: run it in the console, or before the server in the command of `web`",
    "Variables in the build": (
        "none of the component's variables: settings have to do without SECRET_KEY and DATABASE_URL"
    ),
}
"""What Rainbond's pages have no row for."""
_SETTINGS = """\
import os
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
SECRET_KEY = {key}
ROOT_URLCONF = "shop.urls"
INSTALLED_APPS = ["django.contrib.staticfiles"]
MIDDLEWARE = ["whitenoise.middleware.WhiteNoiseMiddleware"]
STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
"""
_COMMON = {
    "manage.py": (
        "import os\nimport sys\n\nfrom django.core.management import execute_from_command_line\n\n"
        'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\n'
        "execute_from_command_line(sys.argv)\n"
    ),
    "shop/__init__.py": "",
    "shop/urls.py": "urlpatterns = []\n",
    "shop/wsgi.py": (
        "import os\n\nfrom django.core.wsgi import get_wsgi_application\n\n"
        'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\n'
        "application = get_wsgi_application()\n"
    ),
}
_REQUIREMENTS = "Django==4.2.24\ngunicorn==23.0.0\nwhitenoise==6.9.0\n"


class Example(NamedTuple):
    """A repository that moves."""

    title: str
    source: str
    target: str
    before: dict[str, str]
    after: dict[str, str]
    words: str


EXAMPLES = (
    Example(
        "From Heroku to Rainbond",
        HEROKU,
        RAINBOND,
        {
            "requirements.txt": _REQUIREMENTS,
            ".python-version": "3.13\n",
            "Procfile": (
                "release: python manage.py migrate\nweb: gunicorn shop.wsgi --bind 0.0.0.0:$PORT\n"
            ),
            "shop/settings.py": _SETTINGS.format(key='os.environ["SECRET_KEY"]'),
        },
        {
            "requirements.txt": _REQUIREMENTS + "setuptools<82\n",
            "runtime.txt": "python-3.9.16",
            "Procfile": "web: gunicorn shop.wsgi --bind 0.0.0.0:${_PORT:-5000}\n",
            "shop/settings.py": _SETTINGS.format(
                key='os.environ.get("SECRET_KEY", "only-for-the-build")'
            ),
        },
        "The Procfile starts with `web:`, runtime.txt names a Python of the platform's table "
        "without a line end, the server binds to the port of the component, an older setuptools "
        "lets collectstatic run, and the settings do without the component's variables meanwhile.",
    ),
    Example(
        "From Rainbond to Heroku",
        RAINBOND,
        HEROKU,
        {
            "requirements.txt": _REQUIREMENTS + "setuptools<82\n",
            "runtime.txt": "python-3.9.16",
            "Procfile": "web:gunicorn shop.wsgi --bind 0.0.0.0:5000\n",
            "shop/settings.py": _SETTINGS.format(
                key='os.environ.get("SECRET_KEY", "only-for-the-build")'
            ),
        },
        {
            "requirements.txt": "Django==5.2.7\ngunicorn==23.0.0\nwhitenoise==6.9.0\n",
            ".python-version": "3.13\n",
            "Procfile": (
                "web: gunicorn shop.wsgi --bind 0.0.0.0:$PORT\nrelease: python manage.py migrate\n"
            ),
            "shop/settings.py": _SETTINGS.format(key='os.environ["SECRET_KEY"]'),
        },
        "A blank stands behind `web:`, .python-version names a Python that Heroku has, and the "
        "server binds to PORT. `release` is run before the new version starts.",
    ),
)


def page(heroku: Mapping[str, str], language: Language) -> str:
    """The page.

    Args:
        heroku: what the page of Heroku's classic buildpack says, row by row.
        language: the language that it is written in.
    """
    say = language.say
    made = (
        "Made from the data and by running the check. In a repository of your own, "
        "`pyspec-check --target {both} --format comparison` shows both at once, and "
        "`pyspec-check plan --target {both}` what each of them builds and starts."
    )
    columns = (
        ("Heroku", f"{HEROKU}.md"),
        ("Rainbond 6, slug builder", f"../rainbond/{RAINBOND}.md"),
        ("Rainbond 6.7+, cloud native", "../rainbond/rainbond-6-cnb.md"),
    )
    heads = [f"[{said(language, name)}]({page_name(path, language)})" for name, path in columns]
    lines = [
        f"# {say('Moving from Heroku to Rainbond, and back')}",
        "",
        other_languages("moving.md", language),
        "",
        say(made, both=f"{HEROKU},{RAINBOND}"),
        "",
        f"## {say('What each reads')}",
        "",
        f"| | {' | '.join(heads)} |",
        "| --- | --- | --- | --- |",
    ]
    slug = {name: text(targets()[RAINBOND]) for name, text in version_pages.WHAT.items()}
    cnb = {name: text(targets()["rainbond-6-cnb"]) for name, text in version_pages.WHAT.items()}
    for name, theirs in SHOWN.items():
        here = [found.get(theirs) or NOT_THERE.get(name, "") for found in (slug, cnb)]
        cells = [said(language, cell) for cell in (name, heroku[name], *here)]
        lines.append(f"| {' | '.join(cells)} |")
    for example in EXAMPLES:
        lines += ["", *_example(example, language)]
    return "\n".join(lines) + "\n"


def _example(example: Example, language: Language) -> list[str]:
    say = language.say
    sound = findings(example.before, example.source)
    broken, mended = (findings(files, example.target) for files in (example.before, example.after))
    if sound or not broken or mended:
        raise ValueError(f"{example.title}: {sound} / {broken} / {mended}")
    lines = [f"## {said(language, example.title)}", ""]
    lines += [say("`{target}` builds and starts this:", target=example.source), ""]
    lines += [*_files(example.before, language)]
    lines += [say("`pyspec-check --target {target}` says:", target=example.target), ""]
    reported = findings(example.before, example.target, product_language(language.code))
    lines += ["```text", *reported, "```", "", said(language, example.words), ""]
    project = Project(MemoryTree(_tree(example.after)), targets()[example.target])
    decided = plan(project)
    result = "With these files `{target}` installs Python {python} and starts `{command}`:"
    lines += [
        say(
            result,
            target=example.target,
            python=decided.python.effective,
            command=decided.start.command,
        ),
        "",
        *_files(example.after, language, example.before),
    ]
    return lines[:-1]


def _files(
    files: Mapping[str, str], language: Language, known: Mapping[str, str] | None = None
) -> list[str]:
    lines = []
    for path, text in files.items():
        if known is None or known.get(path) != text:
            lines += [language.say("`{path}`:", path=path), "", "```", *text.splitlines()]
            lines += ["```", ""]
    for path in known or ():
        if path not in files:
            lines += [language.say("`{path}`: delete it", path=path), ""]
    return lines


def _tree(files: Mapping[str, str]) -> dict[str, bytes]:
    return {path: text.encode() for path, text in {**_COMMON, **files}.items()}


def findings(files: Mapping[str, str], target: str, language: Language = ENGLISH) -> list[str]:
    """The errors and warnings of a repository, a line each with what to do behind it."""
    tree = MemoryTree(_tree(files))
    report = run(Request(targets()[target], tuple(RULES.values()), baseline=False), tree)
    project = report.project
    found = [each for each in report.findings if each.severity is not Severity.INFO]
    return [line for each in found for line in _shown(each, project, language)]


def _shown(found: Finding, project: Project, language: Language) -> list[str]:
    document = project.document(found.at.path)
    line, column = (1, 1) if document is None else document.line_column(found.at.start)
    place = f"{found.at.path}:{line}:{column}"
    message = language.of(found.message)
    return [
        f"{place}: {found.code} {found.severity.label} {message}",
        *([f"  help: {language.of(found.help)}"] if found.help else []),
    ]
