"""Run a command of this project in an environment of its own: `python3 bootstrap.py COMMAND …`.

It makes `.venv` beside this file, installs the project into it (with the test tools for `pytest`),
and runs the command there: `python3 bootstrap.py pyspec-check .`, `python3 bootstrap.py pytest`.
Only Python is needed, no compiler. The first time takes half a minute for `pyspec-check`, one or
two for `pytest`; what happens is shown. A proxy is that of `HTTPS_PROXY`. Debian's Python refuses
to install into itself (PEP 668) and comes without `ensurepip`: then pip comes from the package
index (`PIP_INDEX_URL`, else PyPI), its hash checked.
Nothing of the folder that it is called in is imported: each Python that it starts is isolated.
"""

from __future__ import annotations

import hashlib
import ipaddress
import json
import os
import ssl
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
import venv
from pathlib import Path
from typing import Any

TOP = Path(__file__).resolve().parent
HOME = TOP / ".venv"
BIN = HOME / ("Scripts" if os.name == "nt" else "bin")
INDEX = os.environ.get("PIP_INDEX_URL") or "https://pypi.org/simple"


def main() -> int:
    """Set up what is missing, and run the command."""
    words = sys.argv[1:]
    if not words or words[0].startswith("-"):
        print(__doc__)
        return 2
    if sys.version_info < (3, 10):
        print("pyspec-check needs Python 3.10 or newer", file=sys.stderr)
        return 2
    must_be_safe(INDEX)
    extra = "[test]" if words[0] == "pytest" else ""
    if not installed(extra):
        often = "one to three minutes" if extra else "about half a minute"
        say(f"installing pyspec-check{extra} into {HOME}: {often}, only this once")
        begun = time.monotonic()
        python = environment()
        pip = [python, "-I", "-m", "pip", "install", "--disable-pip-version-check"]
        failed = shown([*pip, "--prefer-binary", "--editable", f"{TOP}{extra}"])
        if failed:
            say("pip failed; HTTPS_PROXY names a proxy, PIP_INDEX_URL a mirror of the index")
            return failed
        mark(extra).write_text(fingerprint(), "utf-8")
        say(f"installed in {time.monotonic() - begun:.0f} s")
    found = BIN / (words[0] + (".exe" if os.name == "nt" else ""))
    if Path(words[0]).name != words[0] or not found.exists():
        print(f"there is no command `{words[0]}` in {BIN}", file=sys.stderr)
        return 2
    return subprocess.run([str(found), *words[1:]], check=False).returncode


def say(text: str) -> None:
    """Tell the person who waits; standard output is the command's own."""
    print(f"bootstrap: {text}", file=sys.stderr, flush=True)


def shown(command: list[str]) -> int:
    """Run pip and show what it is at; all that it printed if it fails.

    Returns:
        Its exit code.
    """
    on_terminal = sys.stderr.isatty()
    printed, packages = [], 0
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    ) as process:
        for line in process.stdout or ():
            printed.append(line)
            words = line.split()
            packages += words[:1] == ["Collecting"]
            if words[:1] == ["Collecting"] and on_terminal:
                print(f"\r\033[Kbootstrap: package {packages}, {words[1]}", end="", file=sys.stderr)
            elif words[:2] == ["Installing", "collected"]:
                if on_terminal:
                    print("\r\033[K", end="", file=sys.stderr)
                say(f"{packages} packages found; installing them")
    if process.returncode:
        sys.stderr.writelines(printed)
    return process.returncode


def mark(extra: str) -> Path:
    """The file that says that the environment was made, and of what."""
    return HOME / f"made{extra.strip('[]') and '-test'}"


def fingerprint() -> str:
    """What the environment depends on."""
    return hashlib.sha256((TOP / "pyproject.toml").read_bytes()).hexdigest()


def installed(extra: str) -> bool:
    """Whether the environment is there and current."""
    return mark(extra).exists() and mark(extra).read_text("utf-8") == fingerprint()


def environment() -> str:
    """The environment's Python, with pip."""
    python = str(BIN / ("python.exe" if os.name == "nt" else "python"))
    if not (HOME / "pyvenv.cfg").exists():
        venv.create(HOME, with_pip=False, symlinks=os.name != "nt")
    isolated = [python, "-I"]
    if not succeeds([*isolated, "-c", "import pip"]) and not succeeds(
        [*isolated, "-m", "ensurepip"]
    ):
        with tempfile.TemporaryDirectory() as folder:
            wheel = download_pip(Path(folder))
            options = ["install", "--quiet", "--no-index"]
            command = [*isolated, f"{wheel}/pip", *options, str(wheel)]
            subprocess.run(command, check=True)
    return python


def succeeds(command: list[str]) -> bool:
    """Whether a command ends with 0; what it prints is thrown away."""
    return not subprocess.run(command, check=False, capture_output=True).returncode


def download_pip(folder: Path) -> Path:
    """The newest pip wheel of the index that runs on this Python."""
    listing = INDEX.rstrip("/") + "/pip/"
    accept = {"Accept": "application/vnd.pypi.simple.v1+json"}
    files = json.loads(fetch(urllib.request.Request(listing, headers=accept)))["files"]
    wheels = [
        file
        for file in files
        if file["filename"].endswith("-py3-none-any.whl")
        and not file.get("yanked")
        and all(part.isdigit() for part in file["filename"].split("-")[1].split("."))
        and admits(file.get("requires-python"))
    ]
    newest = max(
        wheels, key=lambda file: [int(n) for n in file["filename"].split("-")[1].split(".")]
    )
    data = fetch(urllib.request.Request(urllib.parse.urljoin(listing, newest["url"])))
    if hashlib.sha256(data).hexdigest() != newest["hashes"]["sha256"]:
        raise SystemExit("the pip that was downloaded is not the one that the index names")
    wheel = folder / str(newest["filename"])
    wheel.write_bytes(data)
    return wheel


def admits(requirement: str | None) -> bool:
    """Whether a plain `>=3.N` admits this Python; anything more involved is taken to."""
    least = (requirement or "").removeprefix(">=")
    parts = least.split(".")
    if not all(part.isdigit() for part in parts):
        return True
    return tuple(int(part) for part in parts) <= sys.version_info[: len(parts)]


def must_be_safe(address: str) -> None:
    """Refuse an address that others on the network could answer for.

    The hash that is compared comes from the same index: without TLS it proves nothing. An index on
    this machine needs none.
    """
    parts = urllib.parse.urlsplit(address)
    if parts.scheme == "https" or (parts.scheme == "file" and not parts.netloc):
        return
    host = parts.hostname or ""
    try:
        here = ipaddress.ip_address(host).is_loopback
    except ValueError:
        here = host == "localhost"
    if parts.scheme != "http" or not here:
        shown = urllib.parse.urlunsplit(parts._replace(netloc=host, query=""))  # no password
        raise SystemExit(f"the package index must be reached by https: {shown}")


class SafeRedirects(urllib.request.HTTPRedirectHandler):
    """Follows no redirection to an address that is not safe."""

    def redirect_request(  # noqa: PLR0917
        self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        must_be_safe(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def fetch(request: urllib.request.Request) -> bytes:
    """The bytes at an address, by HTTPS."""
    must_be_safe(request.full_url)
    context = ssl.create_default_context(cafile=os.environ.get("PIP_CERT"))
    opener = urllib.request.build_opener(
        SafeRedirects, urllib.request.HTTPSHandler(context=context)
    )
    with opener.open(request, timeout=60) as response:
        data: bytes = response.read()
    return data


if __name__ == "__main__":
    raise SystemExit(main())
