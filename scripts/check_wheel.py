"""Check that a wheel is pure, typed and holds every data file: `check_wheel DIST.whl`."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path


def main() -> int:
    """Compare the wheel's members with the package's files."""
    wheel = Path(sys.argv[1])
    if not wheel.name.endswith("-py3-none-any.whl"):
        print(f"{wheel.name} is not pure")
        return 1
    package = Path(__file__).parent.parent / "checker"
    wanted = {
        path.relative_to(package.parent).as_posix()
        for path in package.rglob("*")
        if path.suffix in (".py", ".toml", ".txt", ".typed")
    }
    held = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    for name in sorted(wanted ^ held):
        print(f"{'missing from' if name in wanted else 'stray in'} the wheel: {name}")
    return 1 if wanted != held else 0


if __name__ == "__main__":
    raise SystemExit(main())
