"""Install a wheel and an sdist into fresh environments and run what they bring.

`check_installs DIST [PYTHON …]` takes the newest wheel and sdist of a folder, and the named
interpreters or those of this machine from 3.10 on (on PATH, and pyenv's). It needs uv and a package
index, and ends with 1 if one of the environments does not work.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

TOP = Path(__file__).parent.parent
VERSIONS = ("3.10", "3.11", "3.12", "3.13", "3.14")


def main() -> int:
    """Try each archive with each Python."""
    if len(sys.argv) < 2:
        print(__doc__)
        return 2
    folder = Path(sys.argv[1])
    archives = [*folder.glob("*.whl"), *folder.glob("*.tar.gz")]
    pythons = sys.argv[2:] or interpreters()
    if not archives or not pythons:
        print(f"there is no archive in {folder}, or no Python to try it with")
        return 2
    failed = 0
    for python in pythons:
        for archive in archives:
            with tempfile.TemporaryDirectory() as made:
                problem = attempt(python, archive, Path(made))
            print(f"{python}: {archive.name}: {problem or 'works'}", flush=True)
            failed += bool(problem)
    return 1 if failed else 0


def interpreters() -> list[str]:
    """An interpreter for each version that this machine has."""
    found: dict[str, str] = {}
    home = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    candidates = [shutil.which(f"python{version}") for version in VERSIONS]
    candidates += [sys.executable, *map(str, sorted(home.glob("3.*/bin/python")))]
    for path in filter(None, candidates):
        ask = "import sys, venv; print('%d.%d' % sys.version_info[:2])"
        done = subprocess.run([path, "-I", "-c", ask], capture_output=True, text=True, check=False)
        version = done.stdout.strip()
        if not done.returncode and version in VERSIONS:
            found.setdefault(version, path)
    return [found[version] for version in VERSIONS if version in found]


def attempt(python: str, archive: Path, made: Path) -> str:
    """What does not work with one archive in one fresh environment; empty if all does."""
    uv = [sys.executable, "-m", "uv"]
    place = made / "environment"
    programs = place / ("Scripts" if os.name == "nt" else "bin")
    inside = str(programs / "python")
    for command in (
        [*uv, "venv", "--quiet", "--python", python, str(place)],
        [*uv, "pip", "install", "--quiet", "--python", inside, str(archive.resolve())],
        [*uv, "pip", "check", "--quiet", "--python", inside],
    ):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            return f"{' '.join(command[2:5])}: {done.stderr.strip()[-400:]}"
    tool = str(programs / "pyspec-check")
    for words, code, says in (
        (["--version"], 0, r"pyspec-check \d"),
        ([str(TOP / "examples" / "clean")], 0, "clean|nothing|no finding|0 "),
        ([str(TOP / "examples" / "broken")], 1, "PROC008"),
        (["plan", str(TOP / "examples" / "clean")], 0, r"Python: 3\.6\.6"),
        (["explain", "REQ001"], 0, "REQ001"),
        (["rules", "--format", "json"], 0, r"REQ001"),
    ):
        # The working folder holds a package of the same name, which is not to be imported.
        (made / "checker").mkdir(exist_ok=True)
        (made / "checker" / "__init__.py").write_text("raise SystemExit('imported')\n")
        done = subprocess.run(
            [tool, *words], cwd=made, capture_output=True, text=True, check=False, encoding="utf-8"
        )
        text = done.stdout + done.stderr
        if done.returncode != code or (says and not re.search(says, text)):
            return f"pyspec-check {' '.join(words)} ended with {done.returncode}: {text[-400:]}"
    return ""


if __name__ == "__main__":
    raise SystemExit(main())
