"""Run the installed Django's `collectstatic` in each of some projects, one process for each.

    python run_django.py [--fresh] FOLDER …

Prints one JSON object a line: `ok`, `error`, and the `settings` that were asked for.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

NAMES = ("STATIC_ROOT", "STATIC_URL", "STATICFILES_DIRS", "MEDIA_ROOT", "INSTALLED_APPS")


def shown(value: Any, root: str) -> Any:
    if isinstance(value, dict):
        return {str(key): shown(item, root) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [shown(item, root) for item in value]
    if value is None or isinstance(value, (bool, int, float)):
        return value
    return str(value).replace(root, "{root}")


def run(folder: str) -> dict[str, Any]:
    """The outcome of one project, in this process."""
    import runpy

    root = os.path.realpath(folder)
    os.chdir(root)
    for name in list(os.environ):
        if name not in ("PATH", "HOME"):
            del os.environ[name]
    sys.path[0] = root
    sys.argv = ["manage.py", "collectstatic", "--noinput"]
    found: dict[str, Any] = {"ok": True, "error": "", "settings": {}}
    try:
        runpy.run_path(os.path.join(root, "manage.py"), run_name="__main__")
    except SystemExit as error:
        found["ok"] = error.code in (None, 0)
    except BaseException as error:
        found.update(ok=False, error=f"{type(error).__name__}: {error}"[:300])
    try:
        from django.conf import settings

        found["settings"] = {name: shown(getattr(settings, name), root) for name in NAMES}
    except BaseException:
        found["settings"] = {}
    return found


def main(folders: list[str]) -> None:
    if folders[:1] == ["--fresh"]:
        # Some libraries put another module in place of `django.conf`, before Django imports it.
        folders = folders[1:]
    else:
        import django.contrib.staticfiles.management.commands.collectstatic
        import django.core.management
        import django.db.models  # noqa: F401

    for folder in folders:
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            quiet = os.open(os.devnull, os.O_WRONLY)
            os.dup2(quiet, 1)
            os.dup2(quiet, 2)
            os.write(writing, json.dumps(run(folder)).encode())
            os._exit(0)
        os.close(writing)
        with os.fdopen(reading, "rb") as pipe:
            print(pipe.read().decode() or '{"ok": null, "error": "", "settings": {}}', flush=True)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main(sys.argv[1:])
