"""Which distribution somebody most likely means who imports a module that nothing installs."""

from __future__ import annotations

from checker.base import regex as re
from checker.data import compiled_data
from checker.data.import_names import NONE, distribution_of
from checker.data.installed_modules import distributions_with, is_among
from checker.data.releases import below
from checker.parsers.requirements import normalise
from checker.platform.python_version import python_version
from checker.reachable.installed import installed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.project.project import Project

OWN = frozenset(
    {"account", "accounts", "admin", "api", "apis", "app", "application", "apps", "asgi", "auth",
     "backend", "base", "blog", "bot", "cart", "chat", "client", "common", "conf", "config",
     "configs", "configuration", "const", "constants", "controller", "controllers", "core",
     "crud", "dashboard", "data", "database", "db", "decorators", "dev", "development", "domain",
     "engine", "entities", "env", "error", "errors", "event", "events", "exceptions",
     "extensions", "forms", "frontend", "function", "functions", "game", "handler", "handlers",
     "helper", "helpers", "home", "init", "lib", "libs", "local", "log", "logger", "main",
     "manage", "middleware", "middlewares", "model", "models", "modules", "notifications",
     "order", "orders", "pages", "payments", "plugins", "polls", "portal", "prod", "product",
     "production", "products", "profile", "profiles", "project", "repositories", "repository",
     "resources", "route", "router", "routers", "routes", "run", "schema", "schemas", "scripts",
     "search", "secret", "secrets", "server", "service", "services", "settings", "setup", "shop",
     "site", "src", "store", "students", "task", "tasks", "templates", "test", "tests", "tools",
     "urls", "user", "users", "util", "utilities", "utils", "validators", "version", "view",
     "views", "web", "webapp", "website", "worker", "wsgi"}
)  # fmt: skip
"""Names that people give to modules of their own."""
_OWN_FORM = re.compile(
    r"(?:my|our)_?[a-z]\w*|\w+_(?:settings|config|project|site|app|utils|helpers|api|views|models)"
    r"|(?:local|project|app|site)_\w+"
)
KNOWN = 1500
"""Among as many of the most downloaded ones a module may have quite another name: `fitz`."""


def looks_own(module: str) -> bool:
    """Whether a top-level name looks like a module of the project itself."""
    return module in OWN or bool(_OWN_FORM.fullmatch(module))


def distribution_for(project: Project, module: str) -> str:
    """What to require for a dotted module, as it is written in a requirement; empty if unclear.

    It is the most downloaded distribution that is called like the module, or that the table of
    well-known modules has, below the release that the Python of the build does not get.
    """
    listed = distribution_of(module)
    if listed == NONE:
        return ""
    top = module.partition(".")[0]
    found = listed or ("" if looks_own(top) else _likeliest(project, top))
    return f"{found}{_bound(project, normalise(found))}" if found else ""


def _likeliest(project: Project, top: str) -> str:
    candidates = distributions_with(top)
    names = installed(project).names
    for framework in ("django", "flask"):
        if framework in names:
            of_it = [each for each in candidates if each.startswith(framework)]
            candidates = (*of_it[:1], *candidates)
    return next((each for each in candidates if _is_alike(each, top) or is_among(each, KNOWN)), "")


def _is_alike(distribution: str, top: str) -> bool:
    """Whether a distribution and a module have a word in common."""
    plain = top.lower().replace("_", "")
    name = distribution.replace("-", "")
    return (
        plain in name
        or name in plain
        or bool(set(top.lower().split("_")) & set(distribution.split("-")))
    )


def _bound(project: Project, distribution: str) -> str:
    """`<2` if later releases need a newer Python than the build's."""
    python = python_version(project).series
    if python is None:
        return ""
    for row in compiled_data("requires-python")["distribution"].get(distribution, "").split():
        release, lowest, _ = row.split(",")
        if lowest and below(python, lowest):
            return f"<{release}"
    return ""
