"""Write `checker/data/releases/django-apps.txt`: which releases of an app fail with a newer Django.

`pip install pypi-simple`, then `python -m scripts.read_django_apps WORK [NAME …]`: WORK keeps what
was fetched. Nothing of a release is run: what its package, its `apps` and its `models` import at
the top level, outside of any condition, is looked up in the table of Django's modules and names.
By bisection the first release is found that imports nothing which a series of Django lacks.
"""

from __future__ import annotations

import ast
import sys
import tarfile
import zipfile
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING

from checker.reachable.lacking_in_django import lacking_in_django
from scripts.release_files import Index

if TYPE_CHECKING:
    from collections.abc import Iterator

    from packaging.version import Version

TABLE = Path(__file__).parent.parent / "checker" / "data" / "releases" / "django-apps.txt"
HEAD = """\
# Django's apps of which some releases import what a later Django lacks: the distribution, its app,
# the first release that does not (`-`: none), the first Django that has it no more, and what it is.
# Made by scripts/read_django_apps.py on {date}.
"""
SERIES = ((3, 0), (3, 1), (4, 0), (4, 1), (5, 0), (5, 1), (5, 2), (6, 0))
"""The series of Django that took something away."""
LISTED = {
    "channels": "channels", "dj-rest-auth": "dj_rest_auth", "django-activity-stream": "actstream",
    "django-admin-honeypot": "admin_honeypot", "django-allauth": "allauth",
    "django-autocomplete-light": "dal", "django-axes": "axes",
    "django-background-tasks": "background_task", "django-bootstrap3": "bootstrap3",
    "django-bootstrap4": "bootstrap4", "django-celery-beat": "django_celery_beat",
    "django-celery-results": "django_celery_results", "django-ckeditor": "ckeditor",
    "django-colorfield": "colorfield", "django-compressor": "compressor",
    "django-constance": "constance", "django-cors-headers": "corsheaders",
    "django-countries": "django_countries", "django-crispy-forms": "crispy_forms",
    "django-debug-toolbar": "debug_toolbar", "django-extensions": "django_extensions",
    "django-filter": "django_filters", "django-grappelli": "grappelli",
    "django-guardian": "guardian", "django-haystack": "haystack", "django-hitcount": "hitcount",
    "django-imagekit": "imagekit", "django-import-export": "import_export",
    "django-jet": "jet", "django-markdownx": "markdownx", "django-model-utils": "model_utils",
    "django-modeltranslation": "modeltranslation", "django-money": "djmoney",
    "django-mptt": "mptt", "django-notifications-hq": "notifications",
    "django-oauth-toolkit": "oauth2_provider", "django-otp": "django_otp",
    "django-parler": "parler", "django-paypal": "paypal.standard.ipn",
    "django-phonenumber-field": "phonenumber_field", "django-polymorphic": "polymorphic",
    "django-q": "django_q", "django-recaptcha": "captcha",
    "django-registration-redux": "registration", "django-rest-auth": "rest_auth",
    "django-rest-swagger": "rest_framework_swagger", "django-reversion": "reversion",
    "django-select2": "django_select2", "django-silk": "silk",
    "django-simple-captcha": "captcha", "django-simple-history": "simple_history",
    "django-solo": "solo", "django-storages": "storages", "django-suit": "suit",
    "django-summernote": "django_summernote", "django-tables2": "django_tables2",
    "django-taggit": "taggit", "django-tinymce": "tinymce", "django-treebeard": "treebeard",
    "django-user-accounts": "account", "django-widget-tweaks": "widget_tweaks",
    "djangorestframework": "rest_framework", "drf-yasg": "drf_yasg",
    "easy-thumbnails": "easy_thumbnails", "graphene-django": "graphene_django",
    "social-auth-app-django": "social_django", "sorl-thumbnail": "sorl.thumbnail",
}  # fmt: skip
"""Distributions whose apps many projects list, each with its app."""
_PARTS = ("", ".apps", ".models")
"""What Django imports of an app: all else may never be imported."""


def sources(index: Index, name: str, version: Version) -> dict[str, str]:
    """The modules of a release with their texts."""
    files = index.releases(name)[version]
    chosen = [each for each in files if each.filename.endswith("-none-any.whl")]
    chosen += [each for each in files if each.filename.endswith((".tar.gz", ".zip"))]
    if not chosen:
        return {}
    path = index.work / "files" / chosen[0].filename
    if not path.exists():
        index._client.download_package(chosen[0], path)
    if path.suffix in (".whl", ".zip"):
        with zipfile.ZipFile(path) as archive:
            texts = {each: archive.read(each) for each in archive.namelist() if _is_source(each)}
    else:
        with tarfile.open(path) as tar:
            texts = {
                member.name: file.read()
                for member in tar.getmembers()
                if _is_source(member.name) and (file := tar.extractfile(member)) is not None
            }
    found = {}
    for each, data in texts.items():
        parts = each.removesuffix(".py").split("/")
        if not path.name.endswith(".whl"):
            parts = parts[1:]
            parts = parts[1:] if parts[:1] in (["src"], ["lib"]) else parts
        parts = parts[:-1] if parts and parts[-1] == "__init__" else parts
        found[".".join(parts)] = data.decode("utf-8", "replace")
    return found


def _is_source(name: str) -> bool:
    return name.endswith(".py") and "/tests/" not in name


def imports(text: str, module: str, package: bool) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What a module imports outside of any condition: dotted names, and the names taken."""
    try:
        tree = ast.parse(text)
    except SyntaxError:
        return  # of Python 2
    for node in tree.body:
        if isinstance(node, ast.Import):
            yield from ((alias.name, ()) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            names = tuple(alias.name for alias in node.names)
            above = module.split(".")[: None if package else -1]
            above = above[: len(above) - max(node.level - 1, 0)]
            start = above if node.level else []
            yield ".".join([*start, *filter(None, [node.module])]), names


def lacks(modules: dict[str, str], app: str, django: tuple[int, int]) -> str:
    """What Django lacks of what its own imports of an app take from it; empty if nothing."""
    todo, seen = [app + part for part in _PARTS], set()
    while todo:
        module = todo.pop(0)
        if module in seen or module not in modules:
            continue
        seen.add(module)
        above = module.rpartition(".")[0]
        if above:
            todo.append(above)
        package = any(each.startswith(module + ".") for each in modules)
        for name, taken in imports(modules[module], module, package):
            if name.partition(".")[0] == "django":
                what = lacking_in_django(django, name.split(".")[1:], taken)
                if what is not None:
                    return f"{what.module}.{what.name}" if what.name else what.module
            todo += [name, *(f"{name}.{each}" for each in taken)]
    return ""


def rows(index: Index, name: str) -> Iterator[str]:
    """The lines of one distribution: one for each series of Django that ended some releases."""
    app, versions = LISTED[name], list(index.releases(name))
    read: dict[Version, dict[str, str]] = {}

    def failing(version: Version, django: tuple[int, int]) -> str:
        if version not in read:
            read[version] = sources(index, name, version)
        return lacks(read[version], app, django)

    for django in SERIES:
        low, high = 0, len(versions)  # the first one that does not fail
        while low < high:
            middle = (low + high) // 2
            if failing(versions[middle], django):
                low = middle + 1
            else:
                high = middle
        if low == 0:
            continue
        last = versions[low - 1]
        before = str(versions[low]) if low < len(versions) else "-"
        what = failing(last, django)
        # The same is said of an earlier series already, if that lacks it, too.
        earlier = [each for each in SERIES if each < django]
        if what and not any(failing(last, each) for each in earlier):
            yield f"{name} {app} {before} {'.'.join(map(str, django))} {what}"


def main(arguments: list[str]) -> int:
    """Read the distributions and write the table."""
    index, lines = Index(Path(arguments[0])), []
    for name in arguments[1:] or LISTED:
        found = list(rows(index, name))
        print(*(found or [f"# {name}"]), sep="\n", flush=True)
        lines += found
    if not arguments[1:]:
        date = datetime.now(tz=timezone.utc).date().isoformat()
        TABLE.write_text(HEAD.format(date=date) + "\n".join(lines) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
