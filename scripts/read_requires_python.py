"""Make `checker/data/releases/requires-python.toml` from the package index.

`pip install pypi-simple`, then `python -m scripts.read_requires_python [NAME …]`: asks the index
for the packages below, one by one, and writes from which release on which Python is needed. With
names only those are asked for, and the other lines stay as they are. Then
`python -m scripts.write_docs`. A package belongs here if it is in many requirements files, and if
its releases have dropped Pythons that a target still runs.
"""

from __future__ import annotations

import re
import sys
from datetime import datetime, timezone
from importlib import import_module
from pathlib import Path
from typing import Any

TABLE = Path(__file__).parent.parent / "checker" / "data" / "releases" / "requires-python.toml"
PACKAGES = (
    "django", "flask", "werkzeug", "jinja2", "markupsafe", "itsdangerous", "click", "gunicorn",
    "uvicorn", "fastapi", "starlette", "pydantic", "celery", "kombu", "redis", "requests",
    "urllib3", "certifi", "idna", "numpy", "pandas", "scipy", "scikit-learn", "matplotlib",
    "pillow", "cryptography", "lxml", "psycopg2-binary", "psycopg2", "mysqlclient", "sqlalchemy",
    "alembic", "djangorestframework", "whitenoise", "boto3", "aiohttp", "pyyaml", "beautifulsoup4",
    "asgiref", "sqlparse", "python-dotenv", "dj-database-url", "django-redis", "django-filter",
    "django-storages", "django-cors-headers", "django-crispy-forms", "django-allauth",
    "django-debug-toolbar", "django-extensions", "charset-normalizer", "typing-extensions",
    "packaging", "attrs", "importlib-metadata", "zipp", "botocore", "s3transfer",
    "flask-sqlalchemy", "flask-wtf", "flask-login", "flask-migrate", "wtforms", "protobuf",
    "psycopg", "channels", "daphne", "httpx", "anyio", "h11", "pyjwt", "gevent", "greenlet",
    "tornado", "sentry-sdk", "pytest", "dataclasses", "futures", "typing", "importlib-resources",
)  # fmt: skip


def bounds(requires: str | None) -> tuple[str, str]:
    """The lowest minor version of a Requires-Python, and the first one that is too high."""
    low, high = "", ""
    for clause in (requires or "").split(","):
        found = re.fullmatch(r"\s*(>=|>|<|<=|~=)\s*(\d+(?:\.\d+)?)(?:\.\d+|\.\*)*\s*", clause)
        if found is None:
            continue
        if found[1] in (">=", "~=", ">"):
            low = max(low, found[2], key=key)
        elif found[1] == "<" and found[2] not in ("4", "4.0"):
            high = found[2]
    return low, high


def key(text: str) -> tuple[int, ...]:
    """A version to sort by."""
    return tuple(int(part) for part in text.split(".") if part)


def steps_of(page: Any) -> list[list[str]]:
    """`[release, low, high]` for each release from which on the bounds are others."""
    version_of = import_module("packaging.version").Version
    releases: dict[Any, set[tuple[str, str]]] = {}
    for package in page.packages:
        if package.version is None or package.is_yanked:
            continue
        try:
            version = version_of(package.version)
        except ValueError:
            continue
        if not version.is_prerelease and version.local is None:
            releases.setdefault(version, set()).add(bounds(package.requires_python))
    found: list[list[str]] = []
    for version in sorted(releases):
        low = min((each[0] for each in releases[version]), key=key)
        highs = {each[1] for each in releases[version]}
        high = "" if "" in highs else max(highs, key=key)
        if not found or found[-1][1:] != [low, high]:
            found.append([str(version), low, high])
    return found


def main(wanted: list[str]) -> None:
    """Ask for the packages, and write the table."""
    client = import_module("pypi_simple").PyPISimple()
    rows = dict(re.findall(r'(?m)^([a-z0-9-]+) = "([^"\n]*,[^"\n]*)"$', TABLE.read_text("utf-8")))
    unknown = set(wanted) - set(PACKAGES)
    if unknown:
        raise SystemExit(f"not in PACKAGES: {', '.join(sorted(unknown))}")
    for name in wanted or PACKAGES:
        rows[name] = " ".join(",".join(step) for step in steps_of(client.get_project_page(name)))
        print(name)
    lines = [
        "# From which release on a distribution needs which Python: release, lowest, too high.",
        "# Made by scripts/read_requires_python.py from the Requires-Python of the package index.",
        f'date = "{datetime.now(tz=timezone.utc).date().isoformat()}"',
        "",
        "[distribution]",
        *(f'{name} = "{rows[name]}"' for name in PACKAGES if name in rows),
    ]
    TABLE.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
