"""What a build takes: the files that git holds, and nothing that lies beside them.

hatchling takes whatever lies in a folder and no `.gitignore` names: a note, a draft, a module that
somebody left there would be published. In a checkout git says what there is. An sdist or an archive
of the repository has no `.git`: it holds what git held when it was made.
"""

from __future__ import annotations

import os
import subprocess
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

WHEEL = ("checker/",)
SDIST = (
    *("checker/", "tests/", "examples/", "docs/", "benchmarks/", "scripts/"),
    *("bootstrap.py", "README.md", "LICENSE", "CONTRIBUTING.md"),
)
"""Files, and folders with all that is in them."""


class HeldFiles(BuildHookInterface):  # type: ignore[type-arg]
    """Names each file; pyproject.toml keeps hatchling from choosing any by itself."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Give the builder its files; an editable installation takes none."""
        if version == "editable":
            return
        chosen = WHEEL if self.target_name == "wheel" else SDIST
        for path in held_files(self.root):
            if path in chosen or path.startswith(tuple(name for name in chosen if name[-1] == "/")):
                build_data["force_include"][os.path.join(self.root, path)] = path


def held_files(root: str) -> list[str]:
    """The paths of the project's files, POSIX and relative to its folder.

    Raises:
        OSError: where this is a checkout and git is missing.
        subprocess.CalledProcessError: where git can't say what it holds.
    """
    if not os.path.lexists(os.path.join(root, ".git")):
        return sorted(_walk(root))
    # In a hook of git, its variables lead to the repository that is being committed to.
    variables = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    command = ["git", "-c", "safe.directory=*", "-c", "core.fsmonitor=false", "ls-files", "-z"]
    done = subprocess.run(command, cwd=root, env=variables, check=True, stdout=subprocess.PIPE)
    paths = [os.fsdecode(path) for path in done.stdout.split(b"\0") if path]
    return sorted(path for path in paths if os.path.lexists(os.path.join(root, path)))


def _walk(root: str) -> list[str]:
    """All files but what Python leaves when it imports."""
    found = []
    for folder, inner, names in os.walk(root):
        inner[:] = [name for name in inner if name != "__pycache__" and not name.startswith(".")]
        here = os.path.relpath(folder, root).replace(os.sep, "/")
        found += [name if here == "." else f"{here}/{name}" for name in names]
    return [path for path in found if not path.endswith((".pyc", ".pyo"))]
