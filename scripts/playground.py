"""What the playground runs: Pyodide, the package's wheel and the libraries that it needs.

All of it comes from package registries (npm and the Python package index) and is served by the
site itself. `rich` is left out: the page shows the JSON report.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

TOP = Path(__file__).parent.parent
PYODIDE = "pyodide@314.0.7"
RUNTIME = (
    "pyodide.mjs",
    "pyodide.asm.mjs",
    "pyodide.asm.wasm",
    "python_stdlib.zip",
    "pyodide-lock.json",
)
LIBRARIES = ("packaging>=23.2,<27", "pyyaml>=6,<7")


def add_playground(folder: Path) -> bool:
    """Put the files into a folder of the site; whether npm was there to fetch Pyodide.

    Raises:
        subprocess.CalledProcessError: a package could not be fetched or built.
    """
    npm = shutil.which("npm")
    if npm is None:
        print("skipped: the playground, because this machine has no npm")
        return False
    run = folder / "run"
    run.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        command = [npm, "pack", "--silent", "--pack-destination", name, PYODIDE]
        subprocess.run(command, cwd=name, check=True, stdout=subprocess.DEVNULL)
        [archive] = scratch.glob("pyodide-*.tgz")
        with tarfile.open(archive) as packed:
            for wanted in RUNTIME:
                member = packed.extractfile(f"package/{wanted}")
                if member is None:
                    raise SystemExit(f"{PYODIDE} has no {wanted}")
                (run / wanted).write_bytes(member.read())
        pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
        wheels = scratch / "wheels"
        subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", name, str(TOP)], check=True)
        [ours] = scratch.glob("pyspec_check-*.whl")
        shutil.copy(ours, run / "pyspec_check.whl")
        words = [
            "download",
            "--no-deps",
            "--only-binary",
            ":all:",
            "--dest",
            str(wheels),
            *LIBRARIES,
        ]
        subprocess.run([*pip, *words], check=True)
        pure_libraries(sorted(wheels.glob("*.whl")), run / "libraries.zip")
    return True


def pure_libraries(wheels: list[Path], target: Path) -> None:
    """One archive of the Python files of some wheels: what is compiled is for another machine."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for wheel in wheels:
            with zipfile.ZipFile(wheel) as archive:
                for name in archive.namelist():
                    if name.endswith((".py", "METADATA")):
                        packed.writestr(name, archive.read(name))


def files_of(folder: Path) -> dict[str, int]:
    """The size of each file that a visitor loads, in bytes."""
    return {path.name: path.stat().st_size for path in sorted((folder / "run").iterdir())}


if __name__ == "__main__":
    add_playground(Path(sys.argv[1]))
    print(json.dumps(files_of(Path(sys.argv[1])), indent=2))
