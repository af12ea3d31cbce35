"""A build of the tool, installed as users have it: in an environment of its own, byte-compiled.

Not compiled, it is what a wheel holds, and so with the archive of code that a wheel has.
"""

from __future__ import annotations

import compileall
import importlib.util
import os
import shutil
import subprocess
import venv
from pathlib import Path

from checker.languages.po import parse_po, table_of

DEPENDENCIES = ("rich", "pygments", "markdown_it", "mdurl", "yaml", "_yaml", "packaging", "tomli")
"""Top-level packages that a run may import."""
SERVER = ("pygls", "lsprotocol", "cattrs", "cattr", "attr", "attrs", "typing_extensions")
"""Those that the language server imports besides."""

SCRIPT = """\
import sys
from checker.__main__ import run
if __name__ == "__main__":
    sys.exit(run())
"""
"""As pip and uv write the console script of a package."""


class Build:
    """One checkout's `checker`, copied into an environment with the running Python.

    Attributes:
        python: the environment's interpreter.
        script: the console script, a file that this interpreter runs.
    """

    def __init__(
        self, checkout: Path, folder: Path, *, byte_code: bool = True, server: bool = False
    ) -> None:
        """Install it.

        Args:
            checkout: a folder with `checker` in it.
            folder: where the environment is made; must not exist.
            byte_code: whether the package is byte-compiled; its dependencies always are.
            server: whether it has what the language server needs.
        """
        venv.create(folder, symlinks=os.name != "nt")
        scripts = folder / ("Scripts" if os.name == "nt" else "bin")
        self.python = scripts / ("python.exe" if os.name == "nt" else "python")
        packages = next(folder.glob("[Ll]ib/**/site-packages"))
        for name in (*DEPENDENCIES, *(SERVER if server else ())):
            spec = importlib.util.find_spec(name)
            if spec is None or spec.origin is None:
                continue
            if spec.submodule_search_locations is None:
                shutil.copy(spec.origin, packages)
            else:
                shutil.copytree(Path(spec.origin).parent, packages / name)
        compileall.compile_dir(packages, quiet=2)
        shutil.copytree(
            checkout / "checker", packages / "checker", ignore=shutil.ignore_patterns("__pycache__")
        )
        for source in (packages / "checker" / "languages").glob("*/messages.po"):
            # As in a wheel.
            table = table_of(parse_po(source.read_text("utf-8")))
            source.with_suffix(".mo").write_bytes(table)
            source.unlink()
        archive = checkout / "scripts" / "code_archive.py"
        if byte_code:
            compileall.compile_dir(packages / "checker", quiet=2)
        elif archive.exists():
            archives = packages / "checker" / "base" / "archive"
            subprocess.run([self.python, archive, archives], check=True)
        self.script = scripts / "pyspec-check.py"
        self.script.write_text(SCRIPT, encoding="utf-8")
        self._environment = {
            "PATH": os.environ.get("PATH", ""),
            "HOME": str(folder),
            "LANG": "C.UTF-8",
            "PYTHONHASHSEED": "0",
            "PYTHONNOUSERSITE": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
            "COLUMNS": "100",
        }

    def command(self, *words: str) -> list[str]:
        """The command line that runs the tool with these words."""
        return [str(self.python), str(self.script), *words]

    def environment(self) -> dict[str, str]:
        """The variables of every measured run: the same for each, so that runs can be repeated."""
        return dict(self._environment)
