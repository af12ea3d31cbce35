"""Write `checker/data/library-names.txt`: the public names of modules that settings ask.

`python -m scripts.read_library_names PYTHON`: an interpreter of an environment that has the
libraries, in the releases to be read. Each module is imported there.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

TABLE = Path(__file__).parent.parent / "checker" / "data" / "library-names.txt"
MODULES = (
    "configurations", "configurations.values", "decouple", "dj_database_url", "dotenv", "dynaconf",
    "environ", "environs", "pydantic", "pydantic_settings", "split_settings.tools",
)  # fmt: skip
HEAD = """\
# The public names of modules that settings are read from: module, then its names.
# Made by scripts/read_library_names.py from {releases}.
"""
_ASK = """
import importlib, json, pkgutil, sys
from importlib.metadata import packages_distributions, version
found, releases = {}, {}
import django
from django.conf import settings
settings.configure()
for name in json.loads(sys.argv[1]):
    module = importlib.import_module(name)
    names = set(dir(module)) | set(getattr(module, "__all__", ()))
    names |= {each.name for each in pkgutil.iter_modules(getattr(module, "__path__", []))}
    found[name] = sorted(each for each in names if not each.startswith("_"))
    owner = packages_distributions()[name.partition(".")[0]][0]
    releases[owner] = version(owner)
print(json.dumps([found, releases]))
"""


def main(arguments: list[str]) -> int:
    """Ask the interpreter and write the table."""
    command = [arguments[0], "-c", _ASK, json.dumps(MODULES)]
    asked = subprocess.run(command, capture_output=True, text=True, check=True)
    found, releases = json.loads(asked.stdout)
    shown = ", ".join(f"{name} {release}" for name, release in sorted(releases.items()))
    lines = [" ".join([name, *names]) for name, names in sorted(found.items())]
    TABLE.write_text(HEAD.format(releases=shown) + "\n".join(lines) + "\n", "utf-8")
    print(f"wrote {TABLE.name}: {len(lines)} modules")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
