"""Make `checker/data/installed-modules.txt` from a table of distributions and their modules.

    python -m scripts.read_installed_modules TABLE.tsv

TABLE has a line per distribution, most downloaded first: the name, a tab, its top-level modules
with blanks between; lines that start with `#` are comments. What a wheel holds beside its own
modules by mistake (`tests`, `docs`, …) is left out, and so is a name that is its distribution's.
Namespace packages (`google`, `azure`, `zope`) stand there with their first part: any distribution
that has it may bring a module below it.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "checker" / "data"
STRAY = frozenset({
    "test", "tests", "testing", "doc", "docs", "example", "examples", "sample", "samples",
    "dist", "build", "bin", "scripts", "tools", "benchmark", "benchmarks", "wheelhouse",
    "requirements", "resources", "__init__", "setup", "conftest", "third_party", "_binding",
    "notebooks", "demo", "demos", "assets", "data", "config", "utils", "src", "include", "lib",
    "share",
})  # fmt: skip
"""Folders that a wheel holds by mistake: they do not name what the distribution is for."""
CORRECTIONS = {
    "protobuf": "google",
    "setuptools": "setuptools pkg_resources _distutils_hack",
    "pytest": "pytest _pytest py",
}
"""What the table has wrong, by name."""
HEADER = """\
# Distributions and the modules that they install, most downloaded first (as of November 2025).
# Made by scripts/read_installed_modules.py from the data of the distribution pigar 2.2.0
# (BSD-3-Clause), corrected. A line without modules: the only one is the name with `_` for `-`.
"""


def line_of(name: str, modules: list[str]) -> str:
    """One line of the data file."""
    if name in CORRECTIONS:
        return f"{name} {CORRECTIONS[name]}"
    kept = [module for module in modules if module.lower() not in STRAY] or modules
    kept = [module for module in kept if re.fullmatch(r"[A-Za-z_][\w.]*", module)]
    if kept == [name.replace("-", "_")]:
        return name
    return " ".join([name, *kept]) if kept else ""


def main(arguments: list[str]) -> int:
    """Write the file."""
    lines = []
    for line in Path(arguments[0]).read_text("utf-8").split("\n"):
        if line and not line.startswith("#"):
            name, _, modules = line.partition("\t")
            lines.append(line_of(name, modules.split()))
    target = PACKAGE / "installed-modules.txt"
    target.write_text(HEADER + "\n".join(filter(None, lines)) + "\n", "utf-8")
    print(f"wrote {len(lines)} distributions, {target.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
