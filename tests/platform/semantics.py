"""The facts about other platforms, written down a second time, as short as they can be said.

Nothing here shares code with the program: from a repository's files it answers what the facts H,
HC, D and C say of them, so that both can be compared on generated repositories.
"""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any

Files = dict[str, bytes]
HEROKU = {
    "3.10": "3.10.21",
    "3.11": "3.11.16",
    "3.12": "3.12.14",
    "3.13": "3.13.15",
    "3.14": "3.14.7",
}
V322 = {
    "3.9": "3.9.25", "3.10": "3.10.19", "3.11": "3.11.14", "3.12": "3.12.12", "3.13": "3.13.10",
    "3.14": "3.14.1",
}  # fmt: skip
CNB = {"3.10": "3.10.20", "3.11": "3.11.15", "3.12": "3.12.13", "3.13": "3.13.15", "3.14": "3.14.7"}
DETECTED = frozenset(
    [
        ".python-version",
        "__init__.py",
        "app.py",
        "main.py",
        "manage.py",
        "pdm.lock",
        "Pipfile",
        "Pipfile.lock",
        "poetry.lock",
        "pyproject.toml",
        "requirements.txt",
        "runtime.txt",
        "server.py",
        "setup.cfg",
        "setup.py",
        "uv.lock",
        "requeriments.txt",
        "requirement.txt",
        "requirements",
        "requirements.text",
        "Requirements.txt",
        "requirements.txt.txt",
        "requirments.txt",
        "__pycache__",
        ".venv",
        "venv",
    ]
)
_NO_BREAK = "\u00a0\u2007\u202f"


def _is_space(char: str) -> bool:
    """`[[:space:]]` of sed in C.UTF-8: every space of Unicode that breaks a line."""
    if char in "\t\n\v\f\r ":
        return True
    return unicodedata.category(char) in ("Zs", "Zl", "Zp") and char not in _NO_BREAK


def _trim(line: str) -> str:
    while line and _is_space(line[0]):
        line = line[1:]
    while line and _is_space(line[-1]):
        line = line[:-1]
    return line


def _lines(data: bytes) -> list[str]:
    lines = [_trim(line) for line in data.decode("utf-8", "surrogateescape").split("\n")]
    return [line for line in lines if line and line[0] != "#"]


def _resolve(version: str, newest: dict[str, str]) -> str | None:
    """H7: the table, or a patch as it is asked for."""
    parts = version.split(".")
    minor = ".".join(parts[:2])
    if minor not in newest:
        return None
    return version if len(parts) == 3 else newest[minor]


def heroku_manager(files: Files, *, old: bool) -> str | None:
    """H3, DO2: the package manager, or None if the build ends."""
    if "Pipfile" in files and "Pipfile.lock" not in files:
        return None
    names = {
        "Pipfile.lock": "pipenv",
        "requirements.txt": "pip",
        "poetry.lock": "poetry",
        "uv.lock": "uv",
    }
    found = [names[name] for name in names if name in files]
    if not found:
        return "pip" if old and "setup.py" in files else None
    return found[0] if old or len(found) == 1 else None


def _locked(value: Any) -> Any:
    """What jq gives for `._meta.requires.python_full_version // ._meta.requires.python_version`.

    Raises:
        TypeError: something on the way is not an object, nor null.
    """
    for key in ("_meta", "requires"):
        if value is not None and not isinstance(value, dict):
            raise TypeError(key)
        value = None if value is None else value.get(key)
    if value is None:
        return None
    if not isinstance(value, dict):
        raise TypeError(value)
    full = value.get("python_full_version")
    return value.get("python_version") if full in (None, False) else full


def heroku_python(files: Files, manager: str, *, old: bool) -> str | None:
    """H4–H9: the version that is installed, or None if the build ends."""
    number = r"(0|[1-9]\d*)\.(0|[1-9]\d*)(\.(0|[1-9]\d*))?"
    newest = V322 if old else HEROKU
    if "runtime.txt" in files:
        lines = _lines(files["runtime.txt"])
        good = len(lines) == 1 and re.fullmatch(f"python-{number}", lines[0], re.ASCII)
        return _resolve(lines[0].split("-", 1)[1], newest) if good else None
    misspelt = set(MISSPELT[3:] if old else MISSPELT)
    if misspelt & set(files):
        return None
    if ".python-version" in files:
        lines = _lines(files[".python-version"])
        good = len(lines) == 1 and re.fullmatch(number, lines[0], re.ASCII)
        if not good or b"\0" in files[".python-version"]:
            return None
        return _resolve(lines[0], newest)
    if manager == "uv":
        return None
    if manager == "pipenv":
        try:
            version = _locked(json.loads(files["Pipfile.lock"] or b"null"))
        except (ValueError, TypeError):
            return None
        if version not in (None, False):
            good = isinstance(version, str) and re.fullmatch(number, version, re.ASCII)
            return _resolve(version, newest) if good else None
    return "3.13.10" if old else "3.14.7"


MISSPELT = (
    *(" .python-version", ". python-version", ",python-version", ".python_version.txt"),
    *(".python_version", ".python-version ", ".python-version.", ".python-version.py"),
    *(".python-version.rtf", ".python-version.txt", ".python-version.TXT", ".Python-version"),
    *(".python.version", ".pythonversion", "'.python-version'", "python_version.txt"),
    *("python_version", "python-version.", "python-version.txt", "python-version"),
)


def heroku(files: Files, *, old: bool = False) -> dict[str, Any]:
    """H1–H10 without hooks: detection, and what the build comes to."""
    tops = {path.partition("/")[0] for path in files}
    found: dict[str, Any] = {"detected": bool(tops & DETECTED), "ok": False}
    if any(path == ".heroku/python" or path.startswith(".heroku/python/") for path in files):
        return found
    manager = heroku_manager(files, old=old)
    if manager is None:
        return found
    if not old and {"venv/pyvenv.cfg", ".venv/pyvenv.cfg"} & set(files):
        return found
    python = heroku_python(files, manager, old=old)
    if python is None or (manager == "uv" and ".python-version" not in files):
        return found
    if manager == "uv" and "runtime.txt" in files:
        return found
    return {**found, "ok": True, "package_manager": manager, "python": python}


def cnb_python(files: Files) -> str | None:
    """HC3, HC4."""
    if any(path.partition("/")[0] == "runtime.txt" for path in files):
        return None
    if ".python-version" not in files:
        return "3.14.7"
    try:
        text = files[".python-version"].decode()
    except UnicodeDecodeError:
        return None
    space = "\t\n\v\f\r \x85\u00a0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
        map(chr, range(0x2000, 0x200B))
    )
    lines = [line.removesuffix("\r").strip(space) for line in text.split("\n")]
    lines = [line for line in lines if line and line[0] != "#"]
    if len(lines) != 1:
        return None
    parts = lines[0].split(".")
    if len(parts) not in (2, 3) or not all(re.fullmatch(r"\+?[0-9]+", part) for part in parts):
        return None
    numbers = [int(part) for part in parts]
    return None if max(numbers) > 65_535 else _resolve(".".join(map(str, numbers)), CNB)


def codon(data: bytes) -> dict[str, str]:
    """H14: what the pattern finds in each line."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return {}
    found: dict[str, str] = {}
    for line in re.split("\r\n|\r|\n", text):
        match = re.match(r"[ \t\v\f]*([a-zA-Z0-9_-]+):?(?![\x1c-\x1f])\s+(.*)", line, re.DOTALL)
        if match:
            found[match[1]] = match[2]
    return found


def procfile_util(data: bytes) -> dict[str, str] | None:
    """D3: the check at the deploy, behind dos2unix."""
    for mark, codec in (
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
    ):
        if data.startswith(mark):
            data = data[len(mark) :].decode(codec, "replace").encode()
            break
    space = "\t\n\v\f\r \x85\u00a0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
        map(chr, range(0x2000, 0x200B))
    )
    found: dict[str, str] = {}
    for line in data.decode("utf-8", "surrogateescape").split("\n"):
        trimmed = line.strip(space)
        if not trimmed or trimmed.startswith(("#", "//")):
            continue
        match = re.fullmatch(r"([A-Za-z0-9_-]+)[\t\n\f\r ]*:[\t\n\f\r ]*(.+)", trimmed, re.DOTALL)
        if match is None or len(match[1]) > 63 or match[1] in found:
            return None
        command = re.sub(r"(?s)^(.*)[\t\n\f\r ]#.+$", r"\1", match[2])
        if command == match[2]:
            command = re.sub(r"(?s)^(.*)[\t\n\f\r ]//.+$", r"\1", match[2])
        command = command.strip(space)
        if not command or command.startswith(("#", "//")):
            return None
        found[match[1]] = command
    return found or None


def heroku_static(files: Files) -> str | None:
    """H13: the manage.py that collectstatic is run with, or None if it is not run."""
    if ".heroku/collectstatic_disabled" in files:
        return None
    names = re.findall(
        r"(?m)^ *([A-Za-z]+)", files.get("requirements.txt", b"").decode("utf-8", "replace")
    )
    included = any(path.partition("/")[0] in ("django", "django.py") for path in files)
    if "django" not in [name.lower() for name in names] and not included:
        return None
    found = [
        path for path in files if path.rpartition("/")[2] == "manage.py" and path.count("/") < 3
    ]
    return min(found, key=lambda path: (path.count("/"), path), default=None)


def cf_manager(files: Files) -> str | None:
    """C2: the first file that there is."""
    for name, manager in (
        ("environment.yml", "conda"), ("requirements.txt", "pip"), ("Pipfile.lock", "pipenv"),
        ("Pipfile", "pipenv"), ("setup.py", "pip"),
    ):  # fmt: skip
        if name in files:
            return manager
    return None
