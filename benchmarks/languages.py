"""What a run in another language costs, as a ratio to the same in English.

`python -m benchmarks.languages` counts the instructions of both, of a build as users have it, and
`--record` writes them where `python -m scripts.write_performance` reads them.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import measures
from benchmarks.installed import Build

if TYPE_CHECKING:
    from collections.abc import Iterator

TOP = Path(__file__).parent.parent
RECORDED = TOP / "benchmarks" / "languages.json"
"""What was counted last."""
BOUND = 1.15
"""What Chinese may cost at the most."""
ROWS = (("a clean Flask root", "clean"), ("a broken Django root", "broken"))
"""What is checked, and the folder of the examples that holds it."""


def ratios(scratch: Path) -> Iterator[tuple[str, float, float]]:
    """Each row's name, and the millions of instructions in English and in Chinese."""
    build = Build(TOP, scratch / "build")
    for name, example in ROWS:
        english, chinese = (
            measures.instructions(
                build.command("--language", code), TOP / "examples" / example, build.environment()
            )
            / 1e6
            for code in ("en", "zh")
        )
        yield name, english, chinese


def main() -> int:
    """Count and print; the exit code says whether a row is over its bound."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--record", action="store_true", help="write what is counted")
    record = parser.parse_args().record
    over, rows = False, []
    with tempfile.TemporaryDirectory() as scratch:
        print(f"{'':24}{'English':>10}{'Chinese':>10}{'ratio':>8}{'bound':>8}")
        for name, english, chinese in ratios(Path(scratch)):
            over |= chinese > BOUND * english
            print(f"{name:24}{english:9.1f}M{chinese:9.1f}M{chinese / english:8.3f}{BOUND:8}")
            rows.append({"name": name, "en": round(english, 1), "zh": round(chinese, 1)})
    if record:
        recorded = {"python": sys.version.split()[0], "rows": rows}
        RECORDED.write_text(json.dumps(recorded, indent=2) + "\n", encoding="utf-8")
    return int(over)


if __name__ == "__main__":
    raise SystemExit(main())
