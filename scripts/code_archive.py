"""Write the code that a clean check loads: `PYTHON scripts/code_archive.py FOLDER`.

A wheel has no byte code, and not every installer compiles: the first run, or each one where Python
may write nothing, would compile 800 KB of source, which takes longer than all else. So a wheel has
an archive for each Python that it is built with (`hatch_build.py`), and `checker.base.own_modules`
reads it. What it has of a module is used only for the very source that it was made of.

It is written by the Python that it is for; two builds write the same bytes.
"""

from __future__ import annotations

import contextlib
import io
import json
import marshal
import os
import shutil
import subprocess
import sys
import tempfile
from importlib.util import MAGIC_NUMBER, source_hash
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
RUNS = (("--version",), ("--format", "concise"), ())
"""What is run in a clean repository."""


def loaded_modules() -> dict[str, str]:
    """The package's modules that a clean check loads, and the file of each."""
    sys.path.insert(0, str(TOP))
    from checker.cli.main import main as run_command  # noqa: PLC0415  only the process that lists

    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch) / "root"
        shutil.copytree(TOP / "examples" / "clean", root)
        for step in (["init", "--quiet"], ["add", "--all"]):  # without git it loads fewer
            with contextlib.suppress(OSError):
                subprocess.run(["git", *step], cwd=root, check=False)
        os.chdir(root)
        nowhere = io.StringIO()
        with contextlib.redirect_stdout(nowhere), contextlib.redirect_stderr(nowhere):
            for words in RUNS:
                run_command([*words])
        os.chdir(TOP)
    return {
        name: module.__file__ or ""
        for name, module in sorted(sys.modules.items())
        if name.startswith("checker.")
    }


def archive(files: dict[str, str]) -> bytes:
    """The archive of these modules: the magic number, the index and its length, the code.

    The index has for each module the hash of its source where its code begins, and its length.
    """
    index, code, end = {}, [], 0
    for name, file in files.items():
        source = Path(file).read_bytes()
        path = f"{name.partition('.')[0]}/{os.path.relpath(file, TOP / 'checker')}"
        made = compile(source, path.replace(os.sep, "/"), "exec", dont_inherit=True, optimize=0)
        code.append(marshal.dumps(made))
        index[name] = source_hash(source), end, len(code[-1])
        end += len(code[-1])
    head = marshal.dumps(index)
    return b"".join((MAGIC_NUMBER, len(head).to_bytes(4, "little"), head, *code))


def _python(*words: str) -> str:
    """What this script prints in a process of its own, whose hashes are those of every build."""
    variables = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-S", __file__, *words]
    return subprocess.run(
        command, env=variables, check=True, stdout=subprocess.PIPE, encoding="utf-8"
    ).stdout


def main() -> int:
    """List in one process and compile in another: what one has loaded would change the code."""
    if sys.argv[1] == "--list":
        print(json.dumps(loaded_modules()))
    elif sys.argv[1] == "--from":
        target = Path(sys.argv[2])
        target.write_bytes(archive(json.loads(sys.argv[3])))
    else:
        folder = Path(sys.argv[1])
        folder.mkdir(parents=True, exist_ok=True)
        target = folder / f"{sys.implementation.cache_tag}.bin"
        _python("--from", str(target), _python("--list"))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
