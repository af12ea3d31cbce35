"""Write the package's TOML files as Python modules: `python -m scripts.write_data`.

Nothing of the package is imported, so that it also works where a module is missing or wrong.
"""

from __future__ import annotations

import sys
from pathlib import Path
from pprint import pformat

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

PACKAGE = Path(__file__).parent.parent / "checker"


def compiled_modules() -> dict[Path, str]:
    """Each module of `checker/data/compiled` with the text that it must have."""
    found: dict[Path, str] = {}
    for source in sorted(PACKAGE.rglob("*.toml")):
        module = PACKAGE / "data" / "compiled" / f"{source.stem.replace('-', '_')}.py"
        if module in found:
            raise SystemExit(f"two data files are called {source.name}")
        name = source.relative_to(PACKAGE.parent).as_posix()
        data = pformat(tomllib.loads(source.read_text("utf-8")), width=100, sort_dicts=False)
        found[module] = (
            f'"""Written by scripts.write_data from {name}; edit that, not this."""\n\n'
            f"DATA = {data}\n"
        )
    return found


def main() -> int:
    """Write what is not current."""
    for path, text in compiled_modules().items():
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
            print(f"wrote {path.relative_to(PACKAGE.parent)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
