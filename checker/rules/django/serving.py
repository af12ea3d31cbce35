"""Whether anything serves the collected files once the web process runs."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.findings import Finding, Severity
from checker.base.messages import say
from checker.files.values import Kind
from checker.platform.detection import build_requirements
from checker.platform.django_facts import KNOWN
from checker.rules.django.needs import SERVING, reading
from checker.rules.registry import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.platform.django_facts import DjangoFacts
    from checker.project.project import Project

_SERVERS = re.compile(
    r"(?:^|[\s/])(gunicorn|uvicorn|daphne|hypercorn|waitress-serve|gunicorn_django)(?=\s|$)"
)
"""Application servers that serve no files themselves; a web server in the command is another's."""
_SERVED = re.compile(
    r"django\.views\.static|staticfiles_urlpatterns|StaticFilesHandler|whitenoise|Cling|"
    r"WhiteNoise|servestatic|StaticFiles\(|django\.views import (?:[\w, ]*\b)?static\b|SharedData|"
    r"StaticURLParser|static_files|StaticMiddleware|static\(\s*settings\.STATIC_URL"
)
"""What serves them from within the project's own code."""
_WIRING = re.compile(
    r"(?:url|wsgi|asgi|main|app|server|middleware|routing|static)[^/]*(?:/[^/]+)?\.py$"
)
"""Where a project wires its handlers."""
_WEB_SERVERS = re.compile(r"nginx|caddy|httpd|apache|lighttpd|supervisord|traefik|haproxy")
_DEPTH = 4
_SKIPPED = frozenset({".git", "node_modules", "venv", ".venv", "site-packages"})

UNSERVED = "nothing serves the files in STATIC_ROOT → {server} answers 404 for every static file"


@rule("DJ014")
def static_files_not_served(project: Project) -> Iterator[Finding]:
    """Nothing serves the collected static files in the process that is started."""
    facts = reading(project)
    if facts is None or facts.succeeds is not True or facts.setting("STATIC_ROOT").state != KNOWN:
        return
    server = _server(project)
    if server is None or _may_be_served(project, facts):
        return
    at = facts.setting("STATIC_ROOT").at
    if at is None or str(facts.setting("STATIC_ROOT").value).startswith("/"):
        return  # a folder outside the project may be another server's
    yield Finding(
        "DJ014",
        say(UNSERVED, server=server),
        at,
        Severity.WARNING,
        help="add whitenoise to requirements.txt, and "
        "`'whitenoise.middleware.WhiteNoiseMiddleware'` to MIDDLEWARE after SecurityMiddleware",
    )


def _server(project: Project) -> str | None:
    """The application server that the Procfile's web process starts; None where it is unclear."""
    procfile = project.procfile
    if procfile is None:
        return None
    commands = [line.command for line in procfile.processes if line.type == "web"]
    if len(commands) != 1 or _WEB_SERVERS.search(commands[0]):
        return None
    found = _SERVERS.search(commands[0])
    return found.group(1) if found else None


def _may_be_served(project: Project, facts: DjangoFacts) -> bool:
    """Whether anything is named that could serve the files, or is not known not to."""
    url = facts.setting("STATIC_URL")
    if url.state != KNOWN or "//" in str(url.value):
        return True
    requirements = build_requirements(project)
    if requirements is None or not requirements.complete:
        return True
    if any(requirement.normalised in SERVING for requirement in requirements.installed):
        return True
    for name in ("MIDDLEWARE", "MIDDLEWARE_CLASSES"):
        value = facts.setting(name).value if facts.setting(name).state == KNOWN else []
        if not isinstance(value, list) or any(_SERVED.search(str(entry)) for entry in value):
            return True
    for name in ("STORAGES", "STATICFILES_STORAGE"):
        setting = facts.setting(name)
        if setting.at is not None and "django.contrib.staticfiles" not in str(setting.value):
            return True
    return _code_serves(project)


def _code_serves(project: Project) -> bool:
    """Whether a module near the root names something that serves static files."""
    for path, kind in project.tree.walk(depth=_DEPTH, skip=_SKIPPED):
        if kind is not Kind.FILE or not _WIRING.search(path):
            continue
        document = project.document(path)
        if document is not None and _SERVED.search(document.text):
            return True
    return False
