"""Let the real tools install the cases of `tests.resolve.lock_cases` from a local index.

    python -m tests.differential.lock_cases PYTHONS SETUPTOOLS [--tools FOLDER] [--only TEXT]

PYTHONS is a folder of interpreters (`3.12.1/bin/python`), SETUPTOOLS one with wheels of setuptools
and wheel, for the sources, and FOLDER has `poetry/bin/poetry` and its like; without it they are
looked for on the path. What comes of each case is written into `tests/resolve/lock-outcomes.txt`,
as `name | frame==2.0 six==1.16.0` or `name | stops`. Nothing else is asked than the local index.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.resolve.lock_cases import cases, locked_index

if TYPE_CHECKING:
    from tests.resolve.lock_cases import Case

OUTCOMES = Path(__file__).parent.parent / "resolve" / "lock-outcomes.txt"
COMMANDS = {
    "poetry": ("sync", "--only", "main", "--no-ansi", "--no-interaction"),
    "uv": ("sync", "--locked", "--no-default-groups"),
    "pdm": ("install", "--check", "--prod", "--no-editable"),
    "pipenv": ("install", "--deploy"),
}
"""What the platforms call."""


def environment(tool: str, work: Path) -> dict[str, str]:
    """The variables with which a tool installs into one environment and nowhere else."""
    venv, cache = work / "venv", str(work / "cache")
    shared = {
        "PATH": f"{venv}/bin:/usr/bin:/bin",
        "HOME": str(work),
        "LC_ALL": "C.UTF-8",
        "VIRTUAL_ENV": str(venv),
    }
    return (
        shared
        | {
            "poetry": {"POETRY_VIRTUALENVS_CREATE": "false", "POETRY_CACHE_DIR": cache},
            "uv": {
                "UV_PROJECT_ENVIRONMENT": str(venv),
                "UV_PYTHON": f"{venv}/bin/python",
                "UV_NO_MANAGED_PYTHON": "1",
                "UV_PYTHON_DOWNLOADS": "never",
                "UV_CACHE_DIR": cache,
            },
            "pdm": {"PDM_CHECK_UPDATE": "false", "PDM_CACHE_DIR": cache},
            "pipenv": {"PIPENV_SYSTEM": "1", "PIPENV_NOSPIN": "1", "PIPENV_CACHE_DIR": cache},
        }[tool]
    )


def installed(case: Case, program: str, python: str) -> tuple[list[str] | None, str]:
    """What a tool installs, by name and version; None if it stops; and what it printed."""
    with tempfile.TemporaryDirectory(prefix="locks-") as folder:
        work = Path(folder)
        pip = [] if case.tool == "pipenv" else ["--without-pip"]
        subprocess.run([python, "-m", "venv", work / "venv", *pip], check=True)
        for path, text in case.files.items():
            place = work / "app" / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text)
        try:
            done = subprocess.run(
                [program, *COMMANDS[case.tool]],
                cwd=work / "app",
                env=environment(case.tool, work),
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                timeout=180,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return None, "it took too long"
        said = done.stdout + done.stderr
        if done.returncode:
            return None, said
        site = next((work / "venv" / "lib").glob("python*/site-packages"))
        infos = sorted(each.name[: -len(".dist-info")] for each in site.glob("*.dist-info"))
        names = [each.replace("-", "==", 1) for each in infos]
        return [
            each for each in names if each.partition("==")[0] not in ("pip", "setuptools")
        ], said


def main() -> None:
    """Install all of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pythons", type=Path)
    parser.add_argument("setuptools", type=Path)
    parser.add_argument("--tools", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--show", action="store_true", help="print what stops a tool")
    asked = parser.parse_args()
    index = locked_index()
    for wheel in sorted(asked.setuptools.glob("*.whl")):
        if wheel.name.startswith(("setuptools-80", "wheel-")):
            index.given(wheel)
    known = {}
    if OUTCOMES.exists():
        known = dict(line.split(" | ", 1) for line in OUTCOMES.read_text("utf-8").splitlines())
    with index:
        for case in cases(index):
            program = shutil.which(
                case.tool, path=str(asked.tools / case.tool / "bin") if asked.tools else None
            )
            python = sorted(asked.pythons.glob(f"{case.python}.*/bin/python"))
            if program is None or not python or asked.only not in case.name:
                continue
            found, said = installed(case, os.path.abspath(program), str(python[-1]))
            known[case.name] = "stops" if found is None else " ".join(found)
            print(case.name, "|", known[case.name], flush=True)
            if asked.show and found is None:
                print("    " + "\n    ".join(said.strip().splitlines()[-12:]), flush=True)
    OUTCOMES.write_text("".join(f"{name} | {told}\n" for name, told in known.items()), "utf-8")


if __name__ == "__main__":
    main()
