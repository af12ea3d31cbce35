"""What the build installs: the modules that can be imported besides Python's and one's own."""

from __future__ import annotations

from checker.base.records import NamedTuple
from checker.data.distributions import TABLE
from checker.data.installed_modules import modules_of
from checker.data.programs import program
from checker.data.stdlib import is_standard_somewhere
from checker.parsers.requirements import normalise
from checker.platform.detection import build_requirements, dependencies
from checker.platform.django_versions import declared
from checker.project.query import query
from checker.python.models.distributions import ALWAYS, read_distributions
from checker.start.command import start_command

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.project.project import Project

_ENVIRONMENTS = frozenset({"uv", "poetry", "pipenv", "pdm", "conda", "pipx", "uvx", "hatch"})
"""Programs that may start the command in another environment than the build's."""
_HOOKS = ("bin/pre_compile", "bin/post_compile", "Aptfile")
"""Files of the root that may install more than the requirements say (F53)."""


_PLAIN = frozenset(
    {"flask", "django", "gunicorn", "whitenoise", "psycopg2", "psycopg2-binary", "werkzeug",
     "jinja2", "markupsafe", "itsdangerous", "click", "uvicorn", "pymysql", "mysqlclient",
     "setuptools", "wheel", "pip", "six", "pytz", "asgiref", "sqlparse", "packaging", "fastapi",
     "starlette", "pydantic", "h11", "typing-extensions",
     "python-dotenv", "django-environ", "python-decouple", "dj-database-url", "django-cors-headers"}
)  # fmt: skip
"""Distributions of which no release brings a module of `_OFTEN` that the table does not have."""
_OFTEN = frozenset(
    {"OpenSSL", "PIL", "aiohttp", "aioredis", "anyio", "asn1crypto", "atomicwrites", "attr",
     "attrs", "babel", "cachetools", "certifi", "chardet", "click", "colorama", "coreapi",
     "coreschema", "cryptography", "dateutil", "decorator", "docutils", "ecdsa", "entrypoints",
     "future", "h2", "hamcrest", "hiredis", "hpack", "hyperframe", "idna", "incremental",
     "itypes", "jinja2", "jose", "jwt", "lxml", "markdown", "markupsafe", "markuppy", "mock",
     "more_itertools", "msgpack", "multidict", "numpy", "oauthlib", "odf", "openpyxl", "past",
     "pathlib2", "pbr", "pyasn1", "pyasn1_modules", "pyrsistent", "pytz", "requests", "rfc3986",
     "rsa", "ruamel", "simplejson", "six", "sniffio", "tabulate", "toml", "tomli", "tornado",
     "tqdm", "typing_extensions", "tzlocal", "ujson", "unidecode", "uritemplate", "urllib3",
     "wcwidth", "websocket", "werkzeug", "wrapt", "xlrd", "xlwt", "yaml", "yarl", "zope"}
)  # fmt: skip
"""Modules that many distributions bring along, some of them in older releases only."""
_STAND_INS = {"MySQLdb": "pymysql", "_mysql": "pymysql"}
"""Modules that a distribution puts in the place of another's when it is told so."""


_WITH_PIPENV = frozenset({"certifi", "clonevirtualenv", "pipenv", "virtualenv"})
"""Modules that come with pipenv itself."""


ENTRIES = {
    "gunicorn": "gunicorn.app.wsgiapp", "uvicorn": "uvicorn.main", "celery": "celery.__main__",
    "flask": "flask.cli", "daphne": "daphne.cli", "hypercorn": "hypercorn.__main__",
    "waitress-serve": "waitress.runner", "granian": "granian.cli", "fastapi": "fastapi.cli",
}  # fmt: skip
"""What the script of a program imports first, from the entry points of their distributions."""


class Installed(NamedTuple):
    """What the requirements bring."""

    modules: frozenset[str]
    """Top-level modules, those that come along included."""
    names: frozenset[str]
    """The requirements' normalised names."""
    unknown: frozenset[str]
    """Those of which it is not known what they bring along."""
    why: str
    """Why more may be installed than is known; empty if it is all known."""
    closed: bool = False
    """Whether the requirements themselves name all that is installed."""

    def brings(self, top: str) -> bool:
        """Whether a top-level module is, or is likely to be, installed."""
        if top in self.modules or top in ALWAYS or _STAND_INS.get(top) in self.names:
            return True
        wanted = normalise(top)
        short = wanted.replace("-", "")
        return any(
            name == wanted or (len(short) > 3 and short in name.replace("-", ""))
            for name in self.unknown
        )

    def doubt(self, top: str) -> str:
        """Why it is not certain that nothing brings a module that none is known to bring."""
        if self.why or self.closed or top not in _OFTEN or self.names <= _PLAIN:
            return self.why
        return f"what older releases of {min(self.names - _PLAIN)} bring along"


@query
def installed(project: Project) -> Installed:
    """What the requirements of a project bring."""
    names, complete = declared(project)
    found = read_distributions(names, complete)
    modules = set(found.modules)
    unknown = {name for name in found.declared if name not in TABLE}
    for name in unknown:
        modules.update(modules_of(name) or ())
    if dependencies(project).tool == "pipenv":
        modules.update(_WITH_PIPENV)
    closed = _is_closed(project, unknown)
    why = _doubt(project, complete)
    if unknown and not closed:
        why = why or f"what {min(unknown)} brings along"
    return Installed(frozenset(modules), found.declared, frozenset(unknown), why, closed)


def _is_closed(project: Project, unknown: set[str]) -> bool:
    """Whether the requirements name all that is installed: with hashes, pip wants each named."""
    required = build_requirements(project)
    return (
        required is not None
        and all(each.hashes for each in required.installed)
        and all(modules_of(name) is not None for name in unknown)
    )


def _doubt(project: Project, complete: bool) -> str:
    """Why more may be installed than the requirements say; empty if nothing speaks for that."""
    required = build_requirements(project)
    if required is None:
        return "without a requirements.txt, what is installed"
    if any(each.local or each.url or each.editable for each in required.installed):
        return "what a requirement that is an address or a folder brings"
    odd = any(entry.refusal for entry in required.entries)
    if not complete or odd or any(file.undecodable for file in required.files):
        return "what the requirements bring"
    source = dependencies(project)
    if source.tool != "pip" and source.path != "Pipfile.lock":  # that one lists all of it
        return f"what {source.tool} installs"
    if any(project.tree.is_file(path) for path in _HOOKS):
        return "what the hooks of the build install"
    start = start_command(project)
    for process in () if start is None else start.processes:
        named = [process.word, *process.wrappers, *filter(None, [process.interpreter])]
        words = [word.value or "" for word in named]
        if any("/" in word for word in words) or not _ENVIRONMENTS.isdisjoint(words):
            return "what the environment of the start command has"
    return ""


def is_installed(project: Project, name: str) -> bool:
    """Whether the program is one that a requirement brings (another rule speaks of the others)."""
    known = program(name) if name in ENTRIES else None
    return known is not None and not installed(project).names.isdisjoint(known.brings)


def has_standard_names(project: Project, folders: tuple[str | None, ...]) -> bool:
    """Whether a folder has a module that is called like one of Python's own."""
    for folder in dict.fromkeys(folders):
        resolved = None if folder is None else project.tree.resolve(folder) if folder else ""
        if resolved is None:
            continue
        names = (name.removesuffix(".py") for name in project.tree.entries(resolved))
        if any(is_standard_somewhere(name) for name in names):
            return True
    return False
