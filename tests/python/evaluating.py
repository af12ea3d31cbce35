"""Evaluate a few lines as the settings of a small project."""

from __future__ import annotations

from checker.django.evaluation import Outcome, evaluate
from checker.django.setting_values import Value
from checker.files.tree import MemoryTree
from checker.python.models.distributions import read_distributions

MANAGE = """import os, sys
if __name__ == '__main__':
    os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'site_.settings')
    from django.core.management import execute_from_command_line
    execute_from_command_line(sys.argv)
"""
HEAD = """import os
BASE_DIR = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SECRET_KEY = 'x'
INSTALLED_APPS = ['django.contrib.staticfiles']
STATIC_URL = '/static/'
"""


def outcome(
    settings: str | bytes,
    files: dict[str, str | bytes] | None = None,
    *,
    django: str = "4.2",
    python: str = "3.11",
    environment: dict[str, str | None] | None = None,
    declared: tuple[str, ...] = ("django",),
) -> Outcome:
    """What the tool says of a project with these settings (`HEAD` goes before a text)."""
    data = settings if isinstance(settings, bytes) else (HEAD + settings).encode()
    held: dict[str, str | bytes] = {
        "manage.py": MANAGE, "site_/__init__.py": "", "site_/settings.py": data, **(files or {})
    }  # fmt: skip
    tree = MemoryTree({p: t if isinstance(t, bytes) else t.encode() for p, t in held.items()})
    django_pair, python_pair = (
        (int(a), int(b)) for a, b in (v.split(".") for v in (django, python))
    )
    return evaluate(
        tree,
        "manage.py",
        django=django_pair,
        django_full=f"{django}.1",
        python=python_pair,
        python_full=f"{python}.1",
        environment={"PATH": None, "HOME": None, **(environment or {})},
        distributions=read_distributions(declared, True, django_pair, python_pair),
    )


def value(settings: str, name: str = "X", **options: str) -> Value:
    """What one setting comes to."""
    found = outcome(settings, **options)  # type: ignore[arg-type]
    return found.settings.get(name, Value("unset", because=found.because))
