"""What a build takes: the files that git holds, and README.md as the package index can show it.

hatchling takes whatever lies in a folder and no `.gitignore` names: a note, a draft, a module that
somebody left there would be published. In a checkout git says what there is. An sdist or an archive
of the repository has no `.git`: it holds what git held when it was made.

A wheel has besides the code of what a clean check loads, compiled by the Python that builds it and
by those that `PYSPEC_CHECK_PYTHONS` names (paths, separated as in `PATH`): see
`scripts/code_archive.py`. All else about it is the same whoever builds it.
"""

from __future__ import annotations

import os
import re
import runpy
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface

WHEEL = ("checker/",)
SDIST = (
    *("checker/", "tests/", "examples/", "docs/", "benchmarks/", "scripts/", "findings/"),
    *("editors/", "man/", "templates/", ".github/", ".ci/"),
    *(
        "bootstrap.py",
        "README.md",
        "README.zh-CN.md",
        "LICENSE",
        "CONTRIBUTING.md",
        "CONTRIBUTING.zh-CN.md",
        "CHANGELOG.md",
        "SECURITY.md",
        "SECURITY.zh-CN.md",
    ),
    *(
        "CODE_OF_CONDUCT.md",
        "CODE_OF_CONDUCT.zh-CN.md",
        "action.yml",
        "mkdocs.yml",
        "Dockerfile",
        ".dockerignore",
    ),
    *(".pre-commit-config.yaml", ".pre-commit-hooks.yaml"),
)
"""Files, and folders with all that is in them."""
ARCHIVES = "checker/base/archive"
"""Where a wheel has the archives of code."""
REPOSITORY = "https://github.com/pyspec-check/pyspec-check"
FILES = "https://raw.githubusercontent.com/pyspec-check/pyspec-check"
LINK = re.compile(r"(?P<picture>!?)\[(?P<text>[^\]]*)\]\((?P<path>(?!https?://|#)[^)\s]+)\)")
"""A link or a picture of Markdown whose address is a path of the repository."""


class IndexPage(MetadataHookInterface):
    """The long description: README.md with the addresses of this release."""

    PLUGIN_NAME = "custom"

    def update(self, metadata: dict[str, Any]) -> None:
        """Set `readme` in the metadata of the project."""
        source = Path(self.root, "checker", "__init__.py").read_text("utf-8")
        found = re.search(r'^__version__ = "(.+?)"', source, re.MULTILINE)
        if found is None:
            raise ValueError("checker/__init__.py has no __version__")
        text = Path(self.root, "README.md").read_text("utf-8")
        metadata["readme"] = {"content-type": "text/markdown", "text": on_index(text, found[1])}


def on_index(text: str, version: str) -> str:
    """README.md with absolute links, to the tag of a release.

    Args:
        text: README.md, whose links are paths in the repository.
        version: the version of the package.
    """

    def absolute(found: re.Match[str]) -> str:
        path = found["path"].removeprefix("./")
        start = f"{FILES}/v{version}" if found["picture"] else f"{REPOSITORY}/blob/v{version}"
        return f"{found['picture']}[{found['text']}]({start}/{path})"

    parts = re.split(r"(^```.*?^```$)", text, flags=re.DOTALL | re.MULTILINE)
    return "".join(part if part.startswith("```") else LINK.sub(absolute, part) for part in parts)


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
                source = os.path.join(self.root, path)
                if self.target_name == "wheel" and path.endswith(".po"):
                    source, path = self._table(source), compiled_name(path)  # noqa: PLW2901
                build_data["force_include"][source] = path
        if self.target_name == "wheel":
            folder = self._made_folder()
            for name in write_archives(self.root, folder):
                build_data["force_include"][os.path.join(folder, name)] = f"{ARCHIVES}/{name}"

    def finalize(self, *_: object) -> None:
        """Remove what was made for the wheel."""
        for folder in self._made:
            shutil.rmtree(folder, ignore_errors=True)

    @property
    def _made(self) -> list[str]:
        """The folders of what this build has compiled."""
        made: list[str] = self.__dict__.setdefault("_folders", [])
        return made

    def _table(self, source: str) -> str:
        """The file with the table that a catalogue is compiled to."""
        path = os.path.join(self._made_folder(), "messages.mo")
        compile_catalogue(self.root, source, path)
        return path

    def _made_folder(self) -> str:
        """A new folder, which is removed when the wheel is complete."""
        folder = tempfile.mkdtemp()
        self._made.append(folder)
        return folder


def write_archives(root: str, folder: str) -> list[str]:
    """Write the archives of code into a folder, and return their names.

    None where the script is missing: the wheel works without them.

    Raises:
        subprocess.CalledProcessError: one of the Pythons cannot check the clean example.
    """
    others = os.environ.get("PYSPEC_CHECK_PYTHONS", "").split(os.pathsep)
    script = os.path.join(root, "scripts", "code_archive.py")
    for python in (sys.executable, *filter(None, others)) if os.path.isfile(script) else ():
        subprocess.run([python, script, folder], check=True)
    return sorted(os.listdir(folder))


def compiled_name(path: str) -> str:
    """The name of a catalogue in a wheel."""
    return path.removesuffix(".po") + ".mo"


def compile_catalogue(root: str, source: str, path: str) -> None:
    """Write gettext's table (`.mo`) of a catalogue that people edit (`.po`).

    Args:
        root: the folder of the project, whose own reader is used.
        source: the catalogue.
        path: the table.

    Raises:
        OSError: one of the files cannot be read or written.
        ValueError: if this is not a catalogue.
    """
    code = runpy.run_path(os.path.join(root, "checker", "languages", "po.py"))
    with open(source, encoding="utf-8") as file:
        entries = code["parse_po"](file.read())
    with open(path, "wb") as file:
        file.write(code["table_of"](entries))


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
        inner[:] = [name for name in inner if name != "__pycache__" and _is_ours(name)]
        here = os.path.relpath(folder, root).replace(os.sep, "/")
        found += [name if here == "." else f"{here}/{name}" for name in names]
    return [path for path in found if not path.endswith((".pyc", ".pyo"))]


def _is_ours(folder: str) -> bool:
    """Whether a folder of an unpacked archive is the project's, not an environment or a cache."""
    return not folder.startswith(".") or folder in (".github", ".ci")
