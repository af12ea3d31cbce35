"""A package index on loopback: wheels and sources made for a test, served as a simple index.

Nothing but the standard library is needed, and every file is one that pip and uv really install:
a wheel has its metadata and a module; a source builds with setuptools, or says nothing of what it
depends on until it is built.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import tarfile
import threading
import zipfile
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path
    from types import TracebackType

    from typing_extensions import Self


class File(NamedTuple):
    """One file of a release, as the index lists it."""

    name: str
    data: bytes
    python: str = ""
    yanked: str | None = None
    metadata: bytes = b""


def metadata(
    name: str,
    version: str,
    requires: Sequence[str] = (),
    python: str = "",
    extras: Mapping[str, Sequence[str]] | None = None,
) -> bytes:
    """What a wheel or a source says of itself."""
    lines = ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}"]
    lines += [f"Requires-Python: {python}"] if python else []
    lines += [f"Requires-Dist: {each}" for each in requires]
    for extra, needs in (extras or {}).items():
        lines.append(f"Provides-Extra: {extra}")
        for each in needs:
            bare, _, marker = each.partition(";")
            also = f" and ({marker.strip()})" if marker else ""
            lines.append(f'Requires-Dist: {bare.strip()} ; extra == "{extra}"{also}')
    return ("\n".join(lines) + "\n\n").encode()


class Index:
    """The index: files are added, then it is served while it is entered."""

    def __init__(self, status: int = 0) -> None:
        """With a `status`, every question is answered with it and nothing else."""
        self._files: dict[str, list[File]] = {}
        self._status = status
        self.asked: list[str] = []
        """The paths that were asked for."""
        self.unlisted: set[str] = set()
        """The names of files that are there, but that no page lists."""
        self.passwords: list[str] = []
        """What was sent as a password, as it was sent."""
        self._server: ThreadingHTTPServer | None = None

    def wheel(
        self,
        name: str,
        version: str,
        requires: Sequence[str] = (),
        *,
        python: str = "",
        tag: str = "py2.py3-none-any",
        yanked: str | None = None,
        extras: Mapping[str, Sequence[str]] | None = None,
        apart: bool = True,
        page: str | None = None,
        told: bytes = b"",
        files: Mapping[str, str] | None = None,
    ) -> Index:
        """Add a wheel.

        Args:
            name: its distribution.
            version: its version.
            requires: what it depends on.
            python: the Pythons that it supports.
            tag: the end of its file's name.
            yanked: why it was yanked.
            extras: what each extra depends on.
            apart: the index has its metadata in a file of its own, too.
            page: the Pythons that the index says it supports, if others.
            told: its metadata, if it is not that of the arguments.
            files: more files in it.
        """
        module = name.lower().replace("-", "_").replace(".", "_")
        info = f"{module}-{version}.dist-info"
        told = told or metadata(name, version, requires, python, extras)
        tags = "".join(f"Tag: {each}\n" for each in _tags(tag))
        wheel = f"Wheel-Version: 1.0\nGenerator: a test\nRoot-Is-Purelib: true\n{tags}"
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            rows = []
            inside: list[tuple[str, str | bytes]] = [
                (f"{module}.py", f"VERSION = {version!r}\n"),
                (f"{info}/METADATA", told),
                (f"{info}/WHEEL", wheel),
            ]
            for path, text in (*inside, *(files or {}).items()):
                archive.writestr(zipfile.ZipInfo(path, (2020, 1, 1, 0, 0, 0)), text)
                rows.append(f"{path},,\n")
            record = zipfile.ZipInfo(f"{info}/RECORD", (2020, 1, 1, 0, 0, 0))
            archive.writestr(record, "".join(rows) + f"{info}/RECORD,,\n")
        file = f"{module}-{version}-{tag}.whl"
        return self._add(
            name,
            File(
                file,
                stream.getvalue(),
                python if page is None else page,
                yanked,
                told if apart else b"",
            ),
        )

    def raw(self, name: str, file: str, data: bytes, python: str = "") -> Index:
        """Add a file as it is."""
        return self._add(name, File(file, data, python))

    def source(
        self,
        name: str,
        version: str,
        requires: Sequence[str] = (),
        *,
        python: str = "",
        yanked: str | None = None,
        declares: bool = True,
        extras: Mapping[str, Sequence[str]] | None = None,
        setup: str = "",
    ) -> Index:
        """Add a source; unless it `declares` what it depends on, only its setup.py knows that."""
        module = name.lower().replace("-", "_").replace(".", "_")
        top = f"{name}-{version}"
        setup = setup or (
            "from setuptools import setup\n"
            f"setup(name={name!r}, version={version!r}, py_modules=[{module!r}],\n"
            f"      install_requires={list(requires)!r}, extras_require={dict(extras or {})!r})\n"
        )
        bare = metadata(name, version).replace(b"Metadata-Version: 2.1", b"Metadata-Version: 1.0")
        files = {"setup.py": setup, f"{module}.py": f"VERSION = {version!r}\n"}
        files["PKG-INFO"] = bare.decode()
        if declares:
            text = "".join(f"{each}\n" for each in requires)
            for extra, needs in (extras or {}).items():
                text += f"\n[{extra}]\n" + "".join(f"{each}\n" for each in needs)
            files[f"{module}.egg-info/requires.txt"] = text
            files[f"{module}.egg-info/SOURCES.txt"] = "setup.py\n"
            files[f"{module}.egg-info/PKG-INFO"] = bare.decode()
        stream = io.BytesIO()
        with (
            gzip.GzipFile(fileobj=stream, mode="wb", mtime=0) as packed,
            tarfile.open(fileobj=packed, mode="w") as archive,
        ):
            for path, content in files.items():
                member = tarfile.TarInfo(f"{top}/{path}")
                member.size = len(content.encode())
                archive.addfile(member, io.BytesIO(content.encode()))
        return self._add(name, File(f"{top}.tar.gz", stream.getvalue(), python, yanked))

    def given(self, wheel: Path) -> Index:
        """Add a real wheel from the disk."""
        with zipfile.ZipFile(wheel) as archive:
            told = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
            text = archive.read(told)
        python = next(
            (line[16:].strip() for line in text.decode().splitlines()
             if line.startswith("Requires-Python:")), ""
        )  # fmt: skip
        return self._add(
            wheel.name.split("-")[0], File(wheel.name, wheel.read_bytes(), python, None, text)
        )

    def file(self, name: str, version: str, at: int = 0) -> File:
        """The file of that number of a release."""
        module = _normalised(name).replace("-", "_")
        starts = tuple(
            f"{each}-{version}{end}" for each in (module, name) for end in ("-", ".tar", ".zip")
        )
        return [each for each in self._files[_normalised(name)] if each.name.startswith(starts)][at]

    def address(self, name: str, version: str, at: int = 0) -> str:
        """The address of the file of that number of a release, while it is served."""
        file = self.file(name, version, at).name
        return f"{self.url.removesuffix('/simple')}/files/{_normalised(name)}/{file}"

    def _add(self, name: str, file: File) -> Index:
        self._files.setdefault(_normalised(name), []).append(file)
        return self

    def digest(self, name: str, at: int = 0) -> str:
        """The SHA-256 of a file of a name: what `--hash=sha256:` wants."""
        return hashlib.sha256(self._files[_normalised(name)][at].data).hexdigest()

    def content(self) -> str:
        """The SHA-256 of all that it serves."""
        rows = [f"{f.name} {f.python} {f.yanked} {hashlib.sha256(f.data).hexdigest()}\n"
                for files in self._files.values() for f in files]  # fmt: skip
        return hashlib.sha256("".join(rows).encode()).hexdigest()

    @property
    def url(self) -> str:
        """The address of the index, while it is served."""
        assert self._server is not None
        return f"http://127.0.0.1:{self._server.server_address[1]}/simple"

    def __enter__(self) -> Self:
        index = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                index.asked.append(self.path)
                if self.headers.get("Authorization"):
                    index.passwords.append(self.headers["Authorization"])
                data, kind = index.answer(self.path)
                status = index._status or (200 if data is not None else 404)
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(data or b"")))
                self.end_headers()
                self.wfile.write(data or b"" if self.command == "GET" else b"")

            do_HEAD = do_GET  # noqa: N815  the name is the protocol's

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._server is not None
        self._server.shutdown()
        self._server.server_close()

    def answer(self, path: str) -> tuple[bytes | None, str]:
        """What is served at a path, and its type."""
        parts = [unquote(part) for part in path.split("/") if part]
        if parts == ["links"]:
            return _page("", [f for files in self._files.values() for f in files]), "text/html"
        if len(parts) == 2 and parts[0] == "simple":
            files = self._files.get(_normalised(parts[1]))
            listed = [each for each in files or () if each.name not in self.unlisted]
            return (None if files is None else _page(parts[1], listed)), "text/html"
        if len(parts) == 3 and parts[0] == "files":
            for file in self._files.get(parts[1], ()):
                if parts[2] == file.name:
                    return file.data, "application/octet-stream"
                if parts[2] == f"{file.name}.metadata" and file.metadata:
                    return file.metadata, "text/plain"
        return None, "text/plain"


def _page(name: str, files: Sequence[File]) -> bytes:
    """The page of one name, or of files of all names."""
    rows = []
    for file in files:
        digest = hashlib.sha256(file.data).hexdigest()
        more = f' data-requires-python="{escape(file.python)}"' if file.python else ""
        if file.yanked is not None:
            more += f' data-yanked="{escape(file.yanked)}"'
        if file.metadata:
            more += f' data-core-metadata="sha256={hashlib.sha256(file.metadata).hexdigest()}"'
        folder = _normalised(name or file.name.split("-")[0])
        address = f"/files/{folder}/{file.name}#sha256={digest}"
        rows.append(f'<a href="{address}"{more}>{file.name}</a><br>\n')
    return ("<!DOCTYPE html><html><body>\n" + "".join(rows) + "</body></html>\n").encode()


def _normalised(name: str) -> str:
    name = name.lower().replace("_", "-").replace(".", "-")
    while "--" in name:
        name = name.replace("--", "-")
    return name


def _tags(tag: str) -> list[str]:
    """The tags that a compressed one stands for."""
    pythons, abis, platforms = (part.split(".") for part in tag.split("-")[-3:])
    return [f"{a}-{b}-{c}" for a in pythons for b in abis for c in platforms]
