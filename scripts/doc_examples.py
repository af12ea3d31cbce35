"""Examples of documents that are run: files, a command, and what it prints.

A block of text with a title is a file, and one whose title starts with `$ ` is a command and its
output. A heading begins a new folder. `with_outputs` writes the real output into the blocks, so
that a document cannot show what the tool does not say.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

TOP = Path(__file__).parent.parent
BLOCK = re.compile(r'(?ms)^```text title="(?P<title>[^"\n]+)"\n(?P<body>.*?)^```$')


def with_outputs(text: str, language: str = "en") -> str:
    """A document whose commands show what they print now, in the language with this code."""
    parts = re.split(r"(?m)^(?=#{1,6} )", text)
    return "".join(_section(part, language) for part in parts)


def _section(text: str, language: str) -> str:
    files: dict[str, str] = {}

    def filled(found: re.Match[str]) -> str:
        title, body = found["title"], found["body"]
        if not title.startswith("$ "):
            files[title] = body
            return found[0]
        return f'```text title="{title}"\n{output(title[2:], files, language)}```'

    return BLOCK.sub(filled, text)


def output(command: str, files: dict[str, str], language: str) -> str:
    """What `pyspec-check …` prints in a folder with these files, up to its summary."""
    program, *words = shlex.split(command)
    if program != "pyspec-check":
        raise SystemExit(f"an example runs {program}")
    with tempfile.TemporaryDirectory() as folder:
        for path, body in files.items():
            place = Path(folder, path)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(body, "utf-8")
        environment = {
            **os.environ,
            "PYTHONPATH": str(TOP),
            "COLUMNS": "88",
            "PYTHONUTF8": "1",
            "PYSPEC_CHECK_LANGUAGE": language,
        }
        environment.pop("CI", None)
        start = "import sys; from checker.__main__ import run; sys.exit(run())"
        done = subprocess.run(
            [sys.executable, "-c", start, *words],
            cwd=folder,
            env=environment,
            capture_output=True,
            check=False,
            encoding="utf-8",
        )
    if done.returncode not in (0, 1):
        raise SystemExit(f"`{command}` ended with {done.returncode}: {done.stderr}")
    return done.stdout.rstrip("\n") + "\n"
