"""Which of the measured libraries the files of an application import, or may import.

Loaded only if a folder on the path has a module that is called like one of Python's own.
"""

from __future__ import annotations

from checker.base import regex as re
from checker.base.records import NamedTuple
from checker.data.installed_modules import modules_of
from checker.data.stdlib import is_standard_somewhere
from checker.python.names.imports import imports_in_text
from checker.python.names.resolve_module import find_module
from checker.reachable.installed import installed
from checker.start.importing import module_of
from checker.start.processes import join
from checker.start.servers.service import front_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.base.text import Document
    from checker.project.project import Project
    from checker.start.processes import Process
    from checker.start.servers.service import Service

_IMPORTED = {"flask": "flask", "fastapi": "fastapi", "django": "django", "starlette": "starlette",
             "uvicorn": "serve uvicorn", "waitress": "serve waitress", "gevent": "serve gevent",
             "celery": "celery"}  # fmt: skip
"""What a file imports, and the subject that was measured."""
_PARTS = {
    "flask": "flask", "werkzeug": "flask", "jinja2": "flask", "markupsafe": "flask",
    "itsdangerous": "flask", "click": "flask run", "blinker": "flask",
    "fastapi": "fastapi", "starlette": "starlette", "pydantic": "fastapi",
    "pydantic-core": "fastapi", "annotated-types": "", "annotated-doc": "",
    "typing-extensions": "fastapi", "typing-inspection": "fastapi", "anyio": "starlette",
    "sniffio": "starlette", "idna": "", "exceptiongroup": "starlette",
    "django": "django", "asgiref": "django", "sqlparse": "django", "pytz": "django", "tzdata": "",
    "backports-zoneinfo": "django",
    "gunicorn": "gunicorn", "packaging": "gunicorn", "setuptools": "gunicorn", "pip": "",
    "wheel": "", "uvicorn": "serve uvicorn", "h11": "uvicorn", "hypercorn": "hypercorn",
    "h2": "hypercorn", "hpack": "hypercorn", "hyperframe": "hypercorn", "wsproto": "hypercorn",
    "priority": "hypercorn", "tomli": "hypercorn", "taskgroup": "hypercorn",
    "daphne": "daphne", "twisted": "daphne", "autobahn": "daphne", "txaio": "daphne",
    "granian": "granian", "waitress": "serve waitress", "gevent": "serve gevent",
    "greenlet": "serve gevent", "zope-event": "serve gevent", "zope-interface": "serve gevent",
    "celery": "celery", "kombu": "celery", "amqp": "celery", "billiard": "celery",
    "vine": "celery", "click-plugins": "celery", "click-repl": "celery",
    "click-didyoumean": "celery", "prompt-toolkit": "celery", "wcwidth": "celery",
    "honcho": "", "supervisor": "",
}  # fmt: skip
"""Distributions, and the measured subject that loads all of them that it needs; empty for those
that load nothing into what is started."""
_OFFERED = frozenset(
    {"python-dotenv", "uvloop", "httptools", "websockets", "orjson", "ujson", "python-multipart",
     "email-validator", "setproctitle", "psycopg2", "psycopg2-binary", "psycopg", "mysqlclient",
     "pymysql", "redis", "cryptography", "simplejson", "rich", "fastapi-cli", "argon2-cffi",
     "bcrypt", "pyyaml", "newrelic", "ddtrace", "opentelemetry-distro", "sentry-sdk", "tornado",
     "eventlet", "meinheld", "watchfiles", "colorama", "msgpack", "sqlalchemy", "pylibmc"}
)  # fmt: skip
"""Distributions that a library or a server loads if they are installed, unasked."""
_FILES = 300
"""Files of the repository that are looked at."""
_SKIPPED = frozenset({".git", "node_modules", ".venv", "venv"})
_TESTS = ("test_", "conftest.")
"""What the names of files begin with that nothing starts."""
_WORD = re.compile(r"[A-Za-z_]\w*")


def sources_of(
    project: Project, process: Process, service: Service | None
) -> tuple[list[Document], bool]:
    """The files that a process certainly runs, imports in their first column followed.

    The second value is whether those are all that were found.
    """
    first: list[str] = []
    if service is not None:
        module = module_of(project, service)
        first += [module.path] if module is not None and module.path else []
    if process.python and not process.module:
        path = join(process.directory, process.path, process.environment.home)
        first += [path] if path else []
    paths = (*front_of(process), *(() if service is None else service.paths))
    found: dict[str, Document] = {}
    queue = first[:]
    for each in queue:  # which grows meanwhile
        document = project.document(each)
        if document is None or each in found:
            continue
        if len(found) >= _FILES:
            return list(found.values()), False
        found[each] = document
        for name in _imported(document):
            own = find_module(project.tree, name, paths, project.document)
            queue += [own.path] if own.path else []
    return list(found.values()), True


def subjects_of(project: Project, process: Process, documents: list[Document]) -> tuple[str, ...]:
    """The measured libraries that files certainly import."""
    names = installed(project).names
    found = ["django"] if process.program == "manage.py" else []
    for each in documents:
        tops = {name.partition(".")[0] for name in _imported(each)}
        found += [
            subject for top, subject in _IMPORTED.items()
            if top in tops and (top in names or top == "starlette")
        ]  # fmt: skip
        if "wsgiref" in tops:
            found.append("serve wsgiref")
        if "flask" in tops and re.search(r"\.run\(", each.text) and not process.module:
            found += ["serve flask"] if process.python else []
    return tuple(dict.fromkeys(found))


class Mentioned(NamedTuple):
    """What the files of the repository have words of."""

    subjects: tuple[str, ...]
    """Measured subjects."""
    others: bool
    """Whether a requirement may load what was not measured."""
    standard: frozenset[str]
    """Modules of Python's own that they import, dotted."""


def mentioned(project: Project, documents: list[Document]) -> Mentioned:
    """What any file of the repository may import besides what is certain."""
    names = installed(project).names
    texts = {each.path: each.text for each in documents}
    paths = [path for path, _ in project.tree.walk(skip=_SKIPPED) if path.endswith(".py")]
    paths = [path for path in paths if not path.rpartition("/")[2].startswith(_TESTS)]
    whole = len(paths) <= _FILES
    for path in paths[:_FILES]:
        document = project.document(path)
        if document is not None:
            texts[path] = document.text
    perhaps, others = [], not whole
    tops: dict[str, list[str]] = {}
    for name in names:
        modules = modules_of(name)
        if name not in _PARTS and (modules is None or name in _OFFERED):
            others = True
        for top in modules or ():
            tops.setdefault(top, []).append(name)
    words = {word for text in texts.values() for word in _WORD.findall(text)}
    for name in sorted({each for top in words & tops.keys() for each in tops[top]}):
        if name in _PARTS:
            perhaps += [_PARTS[name]] if _PARTS[name] else []
        else:
            others = True
    standard: set[str] = set()
    for text in texts.values():
        for each in imports_in_text(text):
            if not each.level and is_standard_somewhere(each.module.partition(".")[0]):
                standard.update((each.module, *(f"{each.module}.{name}" for name in each.names)))
    return Mentioned(tuple(dict.fromkeys(perhaps)), others, frozenset(standard))


def _imported(document: Document) -> list[str]:
    """The modules that a file imports in its first column."""
    text = document.text
    return re.findall(r"^(?:from|import)[ \t]+([A-Za-z_][\w.]*)", text, re.MULTILINE)[:100]
