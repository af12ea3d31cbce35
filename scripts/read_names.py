"""Write `checker/data/releases/names`: which release has which module and which name in it.

`pip install pypi-simple`, then `python -m scripts.read_names WORK [NAME …]`: WORK keeps what was
read, so that it can be stopped and goes on. Of each minor series the first and the newest release
are read, and between two of which the later one lacks something the others by bisection. Nothing
of a release is run: the names of a module are what its source binds at the top level.
"""

from __future__ import annotations

import collections.abc
import contextlib
import functools
import inspect
import json
import sys
import tarfile
import types
import typing
import zipfile
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from packaging.version import Version

from scripts.release_files import Index
from scripts.source_names import ANYTHING, names_of

if TYPE_CHECKING:
    from collections.abc import Iterator

TABLE = Path(__file__).parent.parent / "checker" / "data" / "releases" / "names.txt"
HEAD = """\
# Distributions of which it is known which release has which module and public name: the oldest and
# the newest release that was read, and its packages. `names/DISTRIBUTION.txt` has what not every
# release has, a line a module: its name, its releases, then name:releases, `first-last`. Both ends
# may be left out; `a<b-` came after a, and b has it. `*` gives the releases of which the names, and
# the modules below, are not known. What was imported to see, whatever the source shows, begins with
# `!`. The line `=` has all final releases.
# Made by scripts/read_names.py on {date}.
"""
LISTED: dict[str, tuple[str, ...]] = {
    # distribution: (oldest release that is read, its packages)
    "flask": ("0.10", "flask"),
    "werkzeug": ("0.9", "werkzeug"),
    "jinja2": ("2.7", "jinja2"),
    "markupsafe": ("0.23", "markupsafe"),
    "itsdangerous": ("0.22", "itsdangerous"),
    "click": ("5.0", "click"),
    "whitenoise": ("1.0", "whitenoise"),
    "gunicorn": ("18.0", "gunicorn"),
    "uvicorn": ("0.8", "uvicorn"),
    "pydantic": ("1.0", "pydantic"),
    "starlette": ("0.12", "starlette"),
    "fastapi": ("0.40", "fastapi"),
    "celery": ("3.1.25", "celery"),
    "kombu": ("4.0.2", "kombu"),
    "channels": ("1.0", "channels"),
    "djangorestframework": ("3.3", "rest_framework"),
    "attrs": ("17.1", "attr", "attrs"),
    "marshmallow": ("2.4", "marshmallow"),
    "redis": ("2.10.6", "redis"),
    "pymongo": ("3.2", "pymongo", "bson", "gridfs"),
    "flask-wtf": ("0.12", "flask_wtf"),
    "wtforms": ("2.0", "wtforms"),
    "flask-sqlalchemy": ("2.0", "flask_sqlalchemy"),
    "flask-login": ("0.3", "flask_login"),
    "flask-migrate": ("1.6", "flask_migrate"),
    "flask-restful": ("0.3.4", "flask_restful"),
    "flask-cors": ("2.1", "flask_cors"),
    "flask-jwt-extended": ("3.0", "flask_jwt_extended"),
    "flask-caching": ("1.3", "flask_caching"),
    "flask-socketio": ("1.0", "flask_socketio"),
    "flask-admin": ("1.3", "flask_admin"),
    "flask-babel": ("0.9", "flask_babel"),
    "requests": ("2.7.0", "requests"),
    "urllib3": ("1.19", "urllib3"),
    "pyjwt": ("1.4", "jwt"),
    "django-filter": ("1.0", "django_filters"),
    "django-cors-headers": ("2.0", "corsheaders"),
    "django-storages": ("1.1", "storages"),
    "django-redis": ("4.0", "django_redis", "redis_cache"),
    "django-debug-toolbar": ("1.3", "debug_toolbar"),
    "django-allauth": ("0.30", "allauth"),
    "djangorestframework-simplejwt": ("3.2", "rest_framework_simplejwt"),
    "django-crispy-forms": ("1.5", "crispy_forms"),
    "django-environ": ("0.4", "environ"),
    "drf-yasg": ("1.0", "drf_yasg"),
    "social-auth-app-django": ("1.0", "social_django"),
    "eventlet": ("0.20", "eventlet"),
    "slowapi": ("0.1.1", "slowapi"),
    "pydantic-settings": ("2.0", "pydantic_settings"),
    "graphene": ("2.0", "graphene"),
    "apscheduler": ("3.0", "apscheduler"),
    "peewee": ("2.8", "playhouse", "peewee"),
    "mongoengine": ("0.10", "mongoengine"),
    "flask-restx": ("0.1", "flask_restx"),
    "sqlalchemy": ("1.0", "sqlalchemy"),
}
"""Distributions whose modules or names went away or came, in order of what is read first."""

TURNS: dict[str, tuple[str, str, str]] = {
    # distribution: (the last release before the change, the first one after it, its packages)
    "python-telegram-bot": ("13.15", "20.0", "telegram"),
    "aiogram": ("2.25.2", "3.0.0", "aiogram"),
    "tweepy": ("3.10.0", "4.0.0", "tweepy"),
    "moviepy": ("1.0.3", "2.0.0", "moviepy"),
    "openai": ("0.28.1", "1.0.0", "openai"),
    "langchain": ("0.3.27", "1.0.0", "langchain"),
    "elasticsearch": ("7.17.13", "8.0.0", "elasticsearch"),
    "slackclient": ("1.3.2", "2.0.0", "slackclient slack"),
    "web3": ("6.20.4", "7.0.0", "web3"),
    "pyrogram": ("0.18.0", "1.0.7", "pyrogram"),
    "python-binance": ("0.7.9", "1.0.10", "binance"),
    "twilio": ("5.7.0", "6.0.0", "twilio"),
}
"""Distributions of which only one change broke those who use them: two releases and the newest one.

What both the release after the change and the newest one lack was removed with it.
"""

TRIED: dict[str, tuple[str, ...]] = {
    "elasticsearch": ("elasticsearch - RequestsHttpConnection:-7.17.13",),
    "flask": (
        "flask - _app_ctx_stack:-2.3.3 _request_ctx_stack:-2.3.3",
        "flask._compat -1.1.4",
        "flask.ext -1.0",
        "flask.globals - _app_ctx_stack:-2.3.3 _request_ctx_stack:-2.3.3",
        "flask.helpers - safe_join:-2.0.3",
    ),
    "werkzeug": ("werkzeug.middleware 0.15.0-",),
    "itsdangerous": ("itsdangerous - json:-2.0.1",),
    "pydantic": (
        "pydantic - Required:-1.10.27 compiled:-1.10.27 stricturl:-1.10.27 UrlStr:-1.10.27",
        "pydantic.fields - ModelField:-1.10.27 SHAPE_LIST:-1.10.27 Undefined:-1.10.27 "
        "UndefinedType:-1.10.27",
        "pydantic.main - ModelMetaclass:-1.10.27",
        "pydantic.schema - schema:-1.10.27",
        "pydantic.typing - is_union:-1.10.27",
        "pydantic.v1 1.10.17-",
    ),
    "celery": ("celery.utils.encoding -4.4.7",),
    "wtforms": (
        "wtforms - EmailField:3.0.0- TextField:-2.3.3",
        "wtforms.compat -2.3.3",
        "wtforms.ext -2.3.3",
        "wtforms.fields - EmailField:3.0.0- TextField:-2.3.3",
        "wtforms.fields.html5 -2.3.3",
        "wtforms.validators - Required:-2.3.3",
        "wtforms.widgets.html5 -2.3.3",
    ),
    "sqlalchemy": ("sqlalchemy.ext.asyncio 1.4.0- AsyncAttrs:2.0.13- async_sessionmaker:2.0.0-",),
}
"""What the source does not show, or what is left out of the table: imported with the last release
that has it and the first one that has not."""

_COMMON = {
    *sys.stdlib_module_names, *typing.__all__, *collections.abc.__all__, *functools.__all__,
    *contextlib.__all__, *dir(types), *dir(inspect),
}  # fmt: skip
"""Names that nobody takes from a distribution: they are imported there."""
_HIDDEN = {"tests", "testsuite", "testing", "migrations", "providers", "vendor", "vendored",
           "dialects"}  # fmt: skip
"""Parts of modules that nobody imports by hand, or that are as many as there are services."""


class Releases:
    """What the releases of one distribution have."""

    def __init__(self, index: Index, name: str) -> None:
        self.index, self.name = index, name
        if name in TURNS:
            self.oldest, _, tops = TURNS[name]
            self.tops = tops.split()
        else:
            self.oldest, *self.tops = LISTED[name]
        self.kept = index.work / "names"
        self.kept.mkdir(exist_ok=True)

    def versions(self) -> list[Version]:
        """The final releases with a file, oldest first."""
        found = self.index.releases(self.name)
        return [v for v in found if v >= Version(self.oldest) and self._file(v) is not None]

    def _file(self, version: Version) -> Any | None:
        files = self.index.releases(self.name)[version]
        wheels = [each for each in files if each.package_type == "wheel"]
        plain = [w for w in wheels if w.filename.endswith("-none-any.whl")]
        linux = [w for w in wheels if "linux" in w.filename and "x86_64" in w.filename]
        sources = [
            each for each in files
            if each.package_type == "sdist" and each.filename.endswith((".tar.gz", ".zip"))
        ]  # fmt: skip
        return next(iter([*plain, *linux[-1:], *sources]), None)

    def read(self, version: Version) -> dict[str, list[str] | None]:
        """The modules of a release, each with its names; None where any name may be there."""
        kept = self.kept / f"{self.name}-{version}.json"
        if not kept.exists():
            file = self._file(version)
            path = self.index.work / "files" / file.filename  # type: ignore[union-attr]
            if not path.exists():
                part = path.with_suffix(".part")
                self.index._client.download_package(file, part)
                part.rename(path)
            found = names_of(dict(_sources(path, self.tops)))
            kept.write_text(json.dumps(found))
            path.unlink()
        found_again: dict[str, list[str] | None] = json.loads(kept.read_text())
        return found_again

    def bounds(self) -> list[Version]:
        """The releases that were read: two neighbours differ only where the change is."""
        versions = self.versions()
        series: dict[tuple[int, int], list[Version]] = {}
        for each in versions:
            series.setdefault((each.major, each.minor), []).append(each)
        wanted = {group[-1] for group in series.values()}
        wanted |= {group[0] for group in series.values()}
        read = sorted(wanted)
        todo = list(pairwise(read))
        while todo:
            low, high = todo.pop()
            between = [each for each in versions if low < each < high]
            if between and _lacks(self.read(low), self.read(high)):
                middle = between[len(between) // 2]
                read.append(middle)
                todo += [(low, middle), (middle, high)]
        return sorted(read)


def _lacks(low: dict[str, list[str] | None], high: dict[str, list[str] | None]) -> bool:
    """Whether a later release lacks a module or a name of an earlier one."""
    for module, names in low.items():
        later = high.get(module, [])
        known = later is not None and "*" not in later
        if module not in high or (known and set(names or ()) - set(later or ()) - _COMMON):
            return True
    return False


def _sources(path: Path, tops: list[str]) -> Iterator[tuple[str, str | None]]:
    """The modules of an archive below some packages, with their text; None for compiled ones."""
    if path.suffix in {".whl", ".zip"}:
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                module = _module(name, tops, path.suffix == ".whl")
                if module:
                    text = archive.read(name).decode("utf-8", "replace")
                    yield module, text if name.endswith(".py") else None
    else:
        with tarfile.open(path) as tar:
            for member in tar.getmembers():
                module = _module(member.name, tops, False)
                if module and member.isfile():
                    file = tar.extractfile(member)
                    text = "" if file is None else file.read().decode("utf-8", "replace")
                    yield module, text if member.name.endswith(".py") else None


def _module(name: str, tops: list[str], wheel: bool) -> str:
    """The dotted module of a file; empty for what is none."""
    parts = name.split("/")
    if not wheel:
        parts = parts[1:]
        if parts[:1] in (["src"], ["lib"]):
            parts = parts[1:]
    *folders, last = parts or [""]
    stem, _, ending = last.partition(".")
    if not ending or ending.rpartition(".")[2] not in {"py", "so", "pyx"}:
        return ""
    if ending.rpartition(".")[2] == "py" and ending != "py":
        return ""
    dotted = [*folders, *([] if stem == "__init__" else [stem])]
    if not dotted or dotted[0] not in tops or not all(map(str.isidentifier, dotted)):
        return ""
    return "" if {"tests", "testsuite", "conftest"} & set(dotted) else ".".join(dotted)


def table(releases: Releases) -> list[str]:
    """The lines of one distribution, that of `names.txt` first."""
    read = releases.bounds()
    every = [releases.read(version) for version in read]
    versions = releases.versions()
    tops = " ".join(releases.tops)
    lines = [f"{releases.name} {read[0]} {read[-1]} {tops}"]
    lines.append(f"= {' '.join(map(str, versions))}")
    for module in sorted(set().union(*every)):
        depth = module.count(".")
        if _HIDDEN & set(module.split(".")) or "._" in module:
            continue
        there = [module in each for each in every]
        parts = [module, _spans(there, read, versions)]
        having = [(version, each[module]) for version, each in zip(read, every, strict=True)
                  if module in each]  # fmt: skip
        unknown = [names is None or "*" in names for _, names in having]
        if any(unknown):
            parts.append(f"*:{_spans(unknown, [version for version, _ in having], versions)}")
        for name in sorted(set().union(*(names or () for _, names in having)) - {"*"}):
            held = [name in (names or ()) for _, names in having]
            missing = [not some and name not in (names or ())
                       for some, (_, names) in zip(unknown, having, strict=True)]  # fmt: skip
            if not name.isascii() or name in _COMMON or not any(missing) or depth > 2:
                continue
            spans = _spans(held, [version for version, _ in having], versions)
            if depth < 2 or not spans.endswith("-"):  # deep down only what was removed
                parts.append(f"{name}:{spans}")
        if parts[1] != "-" or len(parts) > 2:
            lines.append(" ".join(parts))
    return lines


def turn(releases: Releases, last: Version, first: Version) -> list[str]:
    """The lines of a distribution with one change: what went with it, and what came."""
    versions = [each for each in releases.versions() if each >= last]
    read = [last, first]
    before, after, now = (releases.read(each) for each in (last, first, versions[-1]))
    lines = [f"{releases.name} {last} {versions[-1]} {' '.join(releases.tops)}"]
    lines.append(f"= {' '.join(map(str, versions))}")
    for module in sorted({*before, *after}):
        if _HIDDEN & set(module.split(".")) or "._" in module or module.startswith("_"):
            continue
        there = [module in before, module in after]
        above = module.rpartition(".")[0]
        if above and (above not in before or above not in after):
            continue  # what is said of the package is enough
        if not there[1] and module in now:
            continue  # it came back
        parts = [module, _spans(there, read, read)]
        names, later, newest = (each.get(module) for each in (before, after, now))
        known = [each is not None and "*" not in each for each in (names, later, newest)]
        if all(there) and module.count(".") < 2:
            both = set(names or ()) ^ set(later or ())
            for name in sorted(both - _COMMON - {"*"}):
                gone = name not in (later or ())
                if not name.isascii() or not name.isidentifier():
                    continue
                if gone and known[1] and known[2] and name not in (newest or ()):
                    parts.append(f"{name}:-{last}")
                elif not gone and known[0]:
                    parts.append(f"{name}:{first}-")
        if parts[1] != "-" or len(parts) > 2:
            lines.append(" ".join(parts))
    return lines


def _spans(held: list[bool], read: list[Version], versions: list[Version]) -> str:
    """`first-last,first-last` of the releases that have something."""
    spans: list[str] = []
    for at, there in enumerate(held):
        if there and (not at or not held[at - 1]):
            gap = bool(at) and any(read[at - 1] < each < read[at] for each in versions)
            before = f"{read[at - 1]}<" if gap else ""
            spans.append(f"{before}{read[at]}-" if at else "-")
        if not there and at and held[at - 1]:
            spans[-1] += f"{read[at - 1]}"
    return ",".join(spans)


def main(arguments: list[str]) -> int:
    """Read the distributions and write the table."""
    index = Index(Path(arguments[0]))
    heads: list[str] = []
    for name in arguments[1:] or (*LISTED, *TURNS):
        try:
            releases = Releases(index, name)
            if name in TURNS:
                found = turn(releases, *map(Version, TURNS[name][:2]))
            else:
                found = table(releases)
        except import_module("requests").RequestException as error:
            print(f"{name}: {error}", file=sys.stderr)
            return 1
        found += [f"!{row}" for row in TRIED.get(name, ())]
        print(name, found[0], len(found), sum(map(len, found)), flush=True)
        heads.append(found[0])
        if not arguments[1:]:
            text = "\n".join(found[1:]) + "\n"
            (TABLE.with_suffix("") / f"{name}.txt").write_text(text, "utf-8")
    if not arguments[1:]:
        date = import_module("datetime").date.today().isoformat()
        TABLE.write_text(HEAD.format(date=date) + "\n".join(heads) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    assert ANYTHING is None
    sys.exit(main(sys.argv[1:]))
