"""Releases of the package index for each interpreter: which file fits, unpacked or built.

Helper of `scripts.read_importable`, which keeps everything in one work folder: pages of the index,
files, unpacked wheels, and what the builds said.
"""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
import tarfile
import zipfile
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.tags import Tag, compatible_tags, cpython_tags
from packaging.utils import InvalidWheelFilename, parse_wheel_filename
from packaging.version import InvalidVersion, Version

from scripts.build_errors import LATE, why_not_built

GLIBC = 35
"""The newest glibc 2.x that a wheel may ask for: Ubuntu 22.04's, which the builders have."""
_PLATFORMS = (
    *(f"manylinux_2_{minor}_x86_64" for minor in range(GLIBC, 4, -1)),
    "manylinux2014_x86_64", "manylinux2010_x86_64", "manylinux1_x86_64", "linux_x86_64",
)  # fmt: skip


class Interpreter(NamedTuple):
    """One CPython that releases are tried on."""

    minor: str
    """`3.10`."""
    full: str
    """`3.10.13`."""
    path: Path

    def tags(self) -> frozenset[Tag]:
        """The wheel tags that pip takes on Linux."""
        return _tags(self.minor)

    def admits(self, requires: str | None) -> bool:
        """Whether a Requires-Python takes it; pip obeys no malformed one."""
        return not requires or _contains(requires, self.full)

    def environment(self) -> dict[str, str]:
        """What markers are evaluated with."""
        return {
            "python_version": self.minor, "python_full_version": self.full,
            "implementation_version": self.full, "implementation_name": "cpython",
            "platform_python_implementation": "CPython", "os_name": "posix",
            "platform_system": "Linux", "platform_machine": "x86_64", "extra": "",
            "sys_platform": "linux2" if self.minor == "2.7" else "linux",
        }  # fmt: skip


@cache
def _contains(specifiers: str, version: str) -> bool:
    try:
        return SpecifierSet(specifiers).contains(version, prereleases=True)
    except InvalidSpecifier:
        return True


@cache
def _wheel_tags(filename: str) -> frozenset[Tag]:
    try:
        return parse_wheel_filename(filename)[3]
    except InvalidWheelFilename:
        return frozenset()


@cache
def _tags(minor: str) -> frozenset[Tag]:
    major, _, rest = minor.partition(".")
    version = int(major), int(rest)
    digits = f"{major}{rest}"
    abi = {"27": "cp27mu", "36": "cp36m", "37": "cp37m"}.get(digits, f"cp{digits}")
    return frozenset(
        [
            *cpython_tags(version, abis=[abi], platforms=_PLATFORMS),
            *compatible_tags(version, interpreter=f"cp{digits}", platforms=_PLATFORMS),
        ]
    )


class Built(NamedTuple):
    """A release as it can be imported, or why not."""

    how: str
    """`wheel`, `builds`, `does not build`, `unknown`."""
    text: str = ""
    """The error of the build."""
    folder: Path | None = None


class Index:
    """The package index, and what was fetched of it before."""

    def __init__(self, work: Path) -> None:
        self.work = work
        for name in ("pages", "files", "unpacked", "builds", "tools", "home"):
            (work / name).mkdir(parents=True, exist_ok=True)
        self._client: Any = import_module("pypi_simple").PyPISimple()
        self._pages: dict[str, dict[Version, list[Any]]] = {}
        self._files: dict[tuple[str, Version, str], Any] = {}

    def releases(self, name: str) -> dict[Version, list[Any]]:
        """The final releases that are not yanked, oldest first, with their files."""
        if name not in self._pages:
            kept = self.work / "pages" / f"{name}.pickle"
            if not kept.exists():
                try:
                    page = self._client.get_project_page(name)
                except import_module("pypi_simple").NoSuchProjectError:
                    page = None
                kept.write_bytes(pickle.dumps(page.packages if page else []))
            found: dict[Version, list[Any]] = {}
            for package in pickle.loads(kept.read_bytes()):
                try:
                    version = Version(package.version or "")
                except InvalidVersion:
                    continue
                if not (version.is_prerelease or version.local or package.is_yanked):
                    found.setdefault(version, []).append(package)
            self._pages[name] = {v: found[v] for v in sorted(found)}
        return self._pages[name]

    def file_for(self, name: str, version: Version, python: Interpreter) -> Any | None:
        """The file that pip takes: the best wheel, else the source; None if there is neither."""
        key = name, version, python.minor
        if key not in self._files:
            self._files[key] = self._file_for(name, version, python)
        return self._files[key]

    def _file_for(self, name: str, version: Version, python: Interpreter) -> Any | None:
        tags = python.tags()
        best: tuple[int, str, Any] | None = None
        source = None
        for package in self.releases(name).get(version, []):
            if not python.admits(package.requires_python):
                continue
            if package.package_type == "sdist":
                if source is None or package.filename.endswith(".tar.gz"):
                    source = package
                continue
            if package.package_type != "wheel":
                continue
            own = _wheel_tags(package.filename)
            if own & tags:
                binary = any(tag.abi != "none" for tag in own)
                best = max(best or (-1, "", None), (int(binary), package.filename, package))
        return best[2] if best else source

    def uploaded(self, name: str, version: Version) -> str:
        """When the first file of a release came: `2018-05-02`."""
        times = [p.upload_time for p in self.releases(name).get(version, []) if p.upload_time]
        return min(times).date().isoformat() if times else ""

    def built(self, name: str, version: Version, python: Interpreter, seconds: int) -> Built:
        """A release, unpacked for one interpreter; a source is built with its newest pip."""
        package = self.file_for(name, version, python)
        if package is None:
            return Built("unknown", "no file fits")
        path = self.work / "files" / package.filename
        if not path.exists():
            part = path.with_suffix(".part")
            self._client.download_package(package, part)
            part.rename(path)
        if package.package_type == "wheel":
            return Built("wheel", "", self._unpacked(path, path.name))
        return self._source(path, python, seconds)

    def _unpacked(self, wheel: Path, name: str) -> Path:
        folder = self.work / "unpacked" / name
        if not folder.exists():
            part = folder.with_name(f"{name}.part")
            shutil.rmtree(part, ignore_errors=True)
            with zipfile.ZipFile(wheel) as file:
                file.extractall(part)
            for data in part.glob("*.data"):
                for kind in ("purelib", "platlib"):
                    if (data / kind).is_dir():
                        shutil.copytree(data / kind, part, dirs_exist_ok=True)
            part.rename(folder)
        return folder

    def _source(self, path: Path, python: Interpreter, seconds: int) -> Built:
        folder = self.work / "builds" / f"{path.name}-{python.minor}"
        output = folder / "output.txt"
        if not output.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            self._build(path, folder, python, seconds)
        wheel = next(folder.glob("*.whl"), None)
        if wheel is None:
            return Built(*why_not_built(output.read_text()))
        return Built("builds", "", self._unpacked(wheel, f"{wheel.name}-{python.minor}"))

    def _build(self, path: Path, folder: Path, python: Interpreter, seconds: int) -> None:
        temporary = folder / "tmp"
        temporary.mkdir()
        command: list[str | Path] = [
            "timeout", "-k", "5", str(seconds), python.path,
            "-m", "pip", "wheel", "--no-deps", "--wheel-dir", folder, path,
        ]  # fmt: skip
        if not _own_backend(path):  # what an isolated build would fetch anew is in the tools
            command[-1:] = ["--use-pep517", "--no-build-isolation", path]
        environment = {
            "PATH": os.environ["PATH"], "HOME": str(self.work / "home"), "LC_ALL": "C.UTF-8",
            "PYTHONPATH": str(self.tools(python)), "PIP_CONFIG_FILE": os.devnull,
            "PIP_CERT": os.environ.get("PIP_CERT", ""), "TMPDIR": str(temporary),
            "PIP_CACHE_DIR": str(self.work / "home" / f"pip-{python.minor}"),
            "PIP_DISABLE_PIP_VERSION_CHECK": "1", "MAKEFLAGS": "-j1", "NPY_NUM_BUILD_JOBS": "1",
        }  # fmt: skip
        done = subprocess.run(
            command, capture_output=True, text=True, errors="replace", check=False, env=environment,
            stdin=subprocess.DEVNULL, cwd=temporary,
        )  # fmt: skip
        shutil.rmtree(temporary, ignore_errors=True)
        late = f"\n{LATE}" if done.returncode in (124, 137) else ""
        (folder / "output.txt").write_text(done.stdout + "\n" + done.stderr + late)

    def tools(self, python: Interpreter) -> Path:
        """A folder with the newest pip, setuptools and wheel of an interpreter."""
        folder = self.work / "tools" / python.minor
        if not folder.exists():
            command: list[str | Path] = [
                sys.executable, "-m", "pip", "install", "-q", "--only-binary=:all:",
                "--python-version", python.minor, "--target", folder, "pip", "setuptools", "wheel",
            ]  # fmt: skip
            plain = {**os.environ, "PIP_CONFIG_FILE": os.devnull, "PIP_FIND_LINKS": ""}
            subprocess.run(command, check=True, env=plain)
        return folder


def _own_backend(path: Path) -> bool:
    """Whether a source says itself what builds it."""
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as file:
            names = file.namelist()
    else:
        with tarfile.open(path) as file:
            names = file.getnames()
    return any(name.count("/") == 1 and name.endswith("/pyproject.toml") for name in names)


def interpreter(path: str) -> Interpreter:
    """An interpreter by its path."""
    ask = "import sys; print('.'.join(map(str, sys.version_info[:3])))"
    full = subprocess.run([path, "-c", ask], capture_output=True, text=True, check=True).stdout
    return Interpreter(full.rpartition(".")[0], full.strip(), Path(path))
