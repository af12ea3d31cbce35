"""Check that a wheel is pure, typed and holds what git holds: `check_wheel DIST.whl`."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

OUTSIDE = re.compile(r"\.(dist-info|data)/")
"""Members of a wheel that are not the package's."""
ARCHIVE = re.compile(r"checker/base/archive/cpython-3\d+\.bin")
"""The code of what a clean check loads, for a Python that the wheel was built with."""


def main() -> int:
    """Compare the wheel's members with the package's files."""
    wheel = Path(sys.argv[1])
    if not wheel.name.endswith("-py3-none-any.whl"):
        print(f"{wheel.name} is not pure")
        return 1
    top = Path(__file__).parent.parent
    command = ["git", "ls-files", "-z", "--", "checker"]
    listed = subprocess.run(command, cwd=top, check=True, capture_output=True, text=True).stdout
    # A catalogue is compiled: a wheel has the table that programs read.
    wanted = {
        name.removesuffix(".po") + ".mo" if name.endswith(".po") else name
        for name in filter(None, listed.split("\0"))
    }
    names = zipfile.ZipFile(wheel).namelist()
    held = {name for name in names if not OUTSIDE.search(name)}
    for page in ("man1/pyspec-check.1", "zh_CN/man1/pyspec-check.1"):
        if not any(name.endswith(f"/share/man/{page}") for name in names):
            print(f"missing from the wheel: the manual page {page}")
            return 1
    archives = {name for name in held if ARCHIVE.fullmatch(name)}
    if not archives:
        print("missing from the wheel: the code of a clean check")
        return 1
    held -= archives
    for name in sorted(wanted ^ held):
        print(f"{'missing from' if name in wanted else 'stray in'} the wheel: {name}")
    return 1 if wanted != held else 0


if __name__ == "__main__":
    raise SystemExit(main())
