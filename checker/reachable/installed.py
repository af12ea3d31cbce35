"""What the build installs: the modules that can be imported besides Python's and one's own."""

from __future__ import annotations

from checker.base.caching import lru_cache
from checker.base.messages import fill
from checker.base.records import NamedTuple
from checker.data import compiled_data
from checker.data.dependencies import needs_of
from checker.data.distributions import TABLE
from checker.data.installed_modules import distributions_with
from checker.data.programs import program
from checker.data.releases import below
from checker.parsers.requirements import normalise
from checker.platform.detection import build_requirements, dependencies
from checker.platform.django_versions import declared
from checker.platform.python_version import python_version
from checker.project.query import query
from checker.python.models.distributions import ALWAYS, brings_of, read_distributions
from checker.start.command import start_command
from checker.start.servers.release import WITH_PIP, newest_on, release_on

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.parsers.requirements import Requirement, Requirements
    from checker.platform.values import Dependencies
    from checker.project.project import Project

_BROUGHT = "what {name} brings along"
_ENVIRONMENTS = frozenset({"uv", "poetry", "pipenv", "pdm", "conda", "pipx", "uvx", "hatch"})
"""Programs that may start the command in another environment than the build's."""
_HOOKS = ("bin/pre_compile", "bin/post_compile", "Aptfile")
"""Files of the root that may install more than the requirements say (F53)."""


_LOCKS = frozenset({"Pipfile.lock", "poetry.lock", "uv.lock", "pdm.lock"})
"""Files that list all that is installed."""
_FROZEN = 8
"""Fewer lines are not taken for the output of `pip freeze`."""
_PLAIN = frozenset(
    {"flask", "django", "gunicorn", "whitenoise", "psycopg2", "psycopg2-binary", "werkzeug",
     "jinja2", "markupsafe", "itsdangerous", "click", "uvicorn", "pymysql", "mysqlclient",
     "setuptools", "wheel", "pip", "six", "pytz", "asgiref", "sqlparse", "packaging", "fastapi",
     "starlette", "pydantic", "h11", "typing-extensions",
     "opencv-python", "opencv-python-headless", "opencv-contrib-python",
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
    odd: frozenset[str] = frozenset()
    """Those of `unknown` of which not even the own modules are known."""
    older: frozenset[str] = frozenset()
    """Those whose release is older than those of which it is known what they bring."""

    def brings(self, top: str) -> bool:
        """Whether a top-level module is, or is likely to be, installed."""
        if top in self.modules or top in ALWAYS or _STAND_INS.get(top) in self.names:
            return True
        wanted = normalise(top)
        short = wanted.replace("-", "")
        if wanted in self.names and wanted not in TABLE:
            return True
        return len(short) > 3 and short in _unlisted(self.names)


@lru_cache(1)
def _unlisted(names: frozenset[str]) -> str:
    """The names outside the table, without hyphens, one on a line as none has a line's end."""
    return "\n".join(name for name in names if name not in TABLE).replace("-", "")


@query
def brought(project: Project) -> Installed:
    """What the requirements of a project bring, whatever else may be installed."""
    required, given = build_requirements(project), _given(project)
    # While somebody types, hardly ever another requirement is added: then this stays as it was.
    return project.query_with("brought", lambda _: _brought(required, given), given)


@query
def installed(project: Project) -> Installed:
    """What the requirements of a project bring, and why more may be installed."""
    return brought(project)._replace(why=_doubt(project, declared(project)[1]))


def doubt_about(project: Project, top: str) -> str:
    """Why it is not certain that nothing brings a module that none is known to bring."""
    known = installed(project)
    if known.why:
        return known.why
    unknown = known.unknown & known.names
    if unknown and (known.odd or distributions_with(top)):
        return fill(_BROUGHT, name=min(known.odd or unknown))
    if known.unknown and top in _OFTEN:
        return fill(_BROUGHT, name=min(known.unknown))
    if not known.closed and top in _brought_earlier(project):
        return "what other releases of the requirements bring along"
    if known.older and (top in _OFTEN or not known.older <= TABLE.keys()):
        return fill("what older releases of {name} bring along", name=min(known.older))
    return ""


@query
def _brought_earlier(project: Project) -> frozenset[str]:
    """The modules that the requirements bring in other releases than the likely ones."""
    required, given = build_requirements(project), _given(project)
    return project.query_with("brought_earlier", lambda _: _earlier(required, given), given)


class _Given(NamedTuple):
    """All that it rests on what requirements bring."""

    names: list[str]
    """The normalised names that are declared."""
    source: Dependencies
    """The file that lists them, and the program that reads it."""
    python: str | None
    """Major and minor version of the Python that they are installed for."""
    constraints: list[bool]
    """Of each file, whether it only constrains."""
    texts: list[list[str]]
    """Of each file, the requirements."""
    hashed: bool
    """Whether each requirement has hashes."""
    chosen: dict[str, str]
    """Every release that is installed, if the package index was asked and all of it is known."""


def _chosen(project: Project) -> dict[str, str]:
    whole = project.resolution if project.resolver is not None else None
    if whole is None or not whole.installs or not whole.complete:
        return {}
    return {each.name: each.version for each in whole.distributions}


def _given(project: Project) -> _Given:
    required = build_requirements(project)
    files = () if required is None else required.files
    return _Given(
        declared(project)[0],
        dependencies(project),
        python_version(project).series,
        [each.constraint for each in files],
        [[e.requirement.text for e in each.entries if e.requirement] for each in files],
        required is not None and all(each.hashes for each in required.installed),
        _chosen(project),
    )


def _brought(required: Requirements | None, given: _Given) -> Installed:
    """What requirements bring; `required` is what `given` was made of."""
    source = given.source
    found = read_distributions(given.names, release_of=_Releases(required, given).likely)
    modules = found.modules | _brought_by_tool(source)
    # A lock file names all; with hashes, pip wants each named; `pip freeze` lists what is there.
    closed = required is not None and (
        source.path in _LOCKS
        or given.hashed
        or bool(given.chosen)
        or _is_frozen(required.installed)
    )
    unknown = frozenset(name for name in found.unknown if not closed or name in found.declared)
    odd = frozenset(name for name in unknown if brings_of(name)[0] is None)
    older = frozenset[str]() if closed else _older(required)
    return Installed(modules, found.declared, odd if closed else unknown, "", closed, odd, older)


def _earlier(required: Requirements | None, given: _Given) -> frozenset[str]:
    """What requirements bring in any release that may be installed, and the likely ones do not."""
    releases = _Releases(required, given)
    likely = read_distributions(given.names, release_of=releases.likely)
    if all(releases.only(name) for name in likely.brought if releases.likely(name)):
        return frozenset()
    every = read_distributions(given.names, release_of=releases.only).modules
    return every - likely.modules - _brought_by_tool(given.source)


def _brought_by_tool(source: Dependencies) -> frozenset[str]:
    """The modules that come with the program that installs."""
    return _WITH_PIPENV if source.tool == "pipenv" else frozenset()


class _Releases:
    """The releases that are installed of what requirements bring, by normalised names."""

    def __init__(self, required: Requirements | None, given: _Given) -> None:
        self._required = required
        self._given = given
        self._by_name = {} if required is None else required.by_name
        self._limited = compiled_data("requires-python")["distribution"]

    def likely(self, name: str) -> str:
        """The one that is most likely installed; empty if any may be."""
        told = self._given.chosen.get(name)
        needs = None if told else needs_of(name)
        if needs is None:
            return told or ""
        if name not in self._by_name or self._required is None:
            return newest_on(self._given.python, name, needs.newest)
        if self._given.source.tool not in WITH_PIP:
            return ""
        found = release_on(self._given.python, self._required, name, needs.newest)
        early = found is None or below(found.version, needs.oldest) is not False
        return "" if early or found is None else found.version

    def only(self, name: str) -> str:
        """The likely one where little speaks for another; empty elsewhere."""
        found = self._by_name.get(name)
        sure = name in self._limited or (found is not None and bool(found[0].pin))
        return self.likely(name) if sure else ""


def _older(required: Requirements | None) -> frozenset[str]:
    """The requirements that pin a release before those of which it is known what they bring."""
    found = set()
    for each in () if required is None else required.installed:
        name, pin = each.normalised, each.pin
        if name in _PLAIN:
            continue
        needs = needs_of(name)
        if needs is None or (pin is not None and below(pin, needs.oldest) is not False):
            found.add(name)
    return frozenset(found)


def _is_frozen(installed: Iterable[Requirement]) -> bool:
    """Whether a list looks like that of `pip freeze`: all pinned, what they depend on as well."""
    pins = {each.normalised for each in installed if each.pin is not None}
    if len(pins) < _FROZEN or any(each.pin is None for each in installed):
        return False
    wanted = [set(brings) for brings in (brings_of(pin)[1] for pin in pins) if brings]
    whole = [names for names in wanted if len(names & pins) * 2 >= len(names)]
    return len(wanted) * 2 >= _FROZEN and len(whole) * 4 >= len(wanted) * 3


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
    if source.tool != "pip" and source.path not in _LOCKS:
        return fill("what {tool} installs", tool=source.tool)
    if any(project.tree.is_file(path) for path in _HOOKS):
        return "what the hooks of the build install"
    start = start_command(project)
    for process in () if start is None else start.processes:
        named = [process.word, *process.wrappers, *filter(None, [process.interpreter])]
        words = [word.value or "" for word in named]
        others = _ENVIRONMENTS - {source.tool}
        if any("/" in word for word in words) or not others.isdisjoint(words):
            return "what the environment of the start command has"
    return ""


def is_installed(project: Project, name: str) -> bool:
    """Whether the program is one that a requirement brings (another rule speaks of the others)."""
    known = program(name) if name in ENTRIES else None
    return known is not None and not installed(project).names.isdisjoint(known.brings)
