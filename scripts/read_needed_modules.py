"""Measure which of Python's own modules servers and libraries need; write `needed-modules.txt`.

    python -m scripts.read_needed_modules WORK [MINOR …]

WORK has a virtual environment `3.N-lab` for each Python, as `tests.differential.start_imports`
makes them, and keeps what was measured there (`needed-3.N.json`). Of each subject of
`needed_subjects` a first run lists the modules that it looks for while the own folder is on the
path; then each of them is replaced by an empty file, and the subject is started again. Without a
MINOR, the data file is made from what was measured before.
"""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from scripts.needed_subjects import LIBRARIES, SERVERS, USUAL
from scripts.standard_imports import standard_imports

TARGET = Path(__file__).parent.parent / "checker" / "data" / "needed-modules.txt"
TRACER = """\
import os, sys
_file = os.open(os.environ["TRACE"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
_own = os.environ["OWN"]
class _Finder:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if path is None:
            there = any(os.path.abspath(each) == _own for each in sys.path if isinstance(each, str))
            os.write(_file, ("%s %d\\n" % (name, there)).encode())
sys.meta_path.insert(0, _Finder)
"""
"""A `sitecustomize.py` that notes each top-level module that is looked for."""
LOADED = (
    "import os, sys\nos.write(os.open(os.environ['TRACE'], os.O_WRONLY | os.O_APPEND), "
    "''.join('= %s\\n' % name for name in list(sys.modules)).encode())\n"
)
"""What the application of the first run begins with: it notes what is loaded already."""
SECONDS, RESTARTING = 40, 8
"""How long a start may last; the second if the server starts again what ended."""
HEADER = """\
# Which of Python's own modules servers and libraries need, measured by
# scripts/read_needed_modules.py with an empty file in the place of each module.
# A line is a subject, with `_` for a blank, a kind and words. `module=name` has a name that is
# needed of the module (several: of different releases; with a dot before it: an attribute, whose
# absence is an AttributeError; `?`: not known), and the minor versions of Python 3 if it is not
# all that the subject was measured with: `random=Random@14`.
# start: the start fails, with the own folder in front on the path. page: it starts, and the first
# page fails. late, latepage: the same where the server puts the folder on the path itself. usual:
# only what many applications use besides fails. early: loaded before the folder is on the path.
# release: the release that was measured on each Python. imports: what a module of Python's own
# (with `-` for `_`) imports itself, outside of functions, on any of the Pythons.
"""


class Lab:
    """The environment of one Python."""

    def __init__(self, work: Path, minor: str) -> None:
        """Find the programs, and the names of the standard library."""
        self.bin = work / f"{minor}-lab" / "bin"
        ask = (
            "import sys, json, os, sysconfig; p = sysconfig.get_paths()['stdlib']; d = os.path."
            "join(p, 'lib-dynload'); print(json.dumps(sorted({n.split('.')[0] for f in (p, d) if "
            "os.path.isdir(f) for n in os.listdir(f) if n.endswith(('.py', '.so')) or "
            "os.path.exists(os.path.join(f, n, '__init__.py'))})))"
        )
        found = subprocess.run([self.bin / "python", "-c", ask], capture_output=True, check=True)
        self.standard = {name for name in json.loads(found.stdout) if not name.startswith("_")}
        ask = (
            "import json, pkg_resources" if minor == "3.6" else "import json, importlib.metadata"
        ) + (
            "; print(json.dumps({d.project_name.lower(): d.version for d in pkg_resources."
            "working_set}))" if minor == "3.6" else
            "; print(json.dumps({d.metadata['Name'].lower(): d.version for d in "
            "importlib.metadata.distributions()}))"
        )  # fmt: skip
        done = subprocess.run([self.bin / "python", "-c", ask], capture_output=True, check=True)
        self.releases: dict[str, str] = json.loads(done.stdout)

    def has(self, program: str) -> bool:
        """Whether a program is installed."""
        return (self.bin / program).exists()


def run(
    lab: Lab, command: str, files: dict[str, str], *, front: bool, trace: bool = False
) -> tuple[bool, bool, str]:
    """Whether it starts, whether the first page comes, and the output (or the trace)."""
    with tempfile.TemporaryDirectory() as temporary:
        folder, further = Path(temporary) / "app", Path(temporary) / "tracer"
        for name, text in {**files, "../tracer/x": ""}.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        env = {"PATH": f"{lab.bin}:/usr/bin:/bin", "HOME": temporary, "LC_ALL": "C.UTF-8",
               "PYTHONDONTWRITEBYTECODE": "1", "FLASK_APP": "app"}  # fmt: skip
        paths = [str(further)] if trace else []
        paths += [str(folder)] if front else []
        if paths:
            env["PYTHONPATH"] = ":".join(paths)
        if trace:
            (further / "sitecustomize.py").write_text(TRACER)
            env |= {"TRACE": f"{temporary}/trace", "OWN": str(folder)}
        with Path(temporary, "log").open("wb") as log:
            process = subprocess.Popen(
                ["bash", "-c", "exec " + command.format(port=port)], cwd=folder, env=env,
                stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip
        started = page = False
        end = time.monotonic() + (RESTARTING if "--workers" in command else SECONDS)
        while time.monotonic() < end:
            text = Path(temporary, "log").read_text("utf-8", "replace")
            if "{port}" in command and process.poll() is None:
                started, page = answered(port)
            elif "{port}" not in command:
                started = "@start" in text or " ready." in text
                page = "@page" in text or " ready." in text
            ended = process.poll() is not None or ("--workers" in command and "Traceback" in text)
            if page or (started and "{port}" in command) or ended:
                break
            time.sleep(0.03)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        output = Path(temporary, "log").read_text("utf-8", "replace")
        if "{port}" not in command:
            started = "@start" in output or " ready." in output
            page = "@page" in output or " ready." in output
        if trace:
            output = Path(temporary, "trace").read_text()
        return started, page, output


def answered(port: int) -> tuple[bool, bool]:
    """Whether a server listens, and whether it answers without an error."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as answer:
            return True, bool(answer.status < 400)
    except urllib.error.HTTPError:
        return True, False
    except OSError as error:
        return "refused" not in str(error), False


def need(module: str, output: str) -> str:
    """What is needed of a module, from the first error that speaks of it; `?` if none does."""
    name = re.escape(module)
    for pattern, dot in (
        (rf"cannot import name '(\w+)' from (?:partially initialized module )?'{name}'", ""),
        (rf"No module named '({name}\.[\w.]+)'", ""),
        (rf"module '{name}' has no attribute '(\w+)'", "."),
        (rf"from {name} import .*\n(?:[ ^~]+\n)?ImportError: cannot import name '(\w+)'$", ""),
    ):
        found = re.search(pattern, output, re.MULTILINE)
        if found:
            return dot + found[1]
    return "?"


def looked_for(lab: Lab, trace: str) -> list[str]:
    """Python's own modules that were looked for while the own folder was on the path."""
    lines = (line.split(" ") for line in trace.splitlines() if not line.startswith("="))
    names = {name.partition(".")[0] for name, there in lines if there == "1"}
    return sorted(names & lab.standard)


def loaded(lab: Lab, trace: str) -> list[str]:
    """Python's own modules that were loaded before the folder was on the path."""
    names = {line[2:].partition(".")[0] for line in trace.splitlines() if line.startswith("=")}
    return sorted((names & lab.standard) - set(looked_for(lab, trace)))


def measured(
    lab: Lab,
    command: str,
    files: dict[str, str],
    names: list[str],
    *,
    front: bool,
    likely: set[str],
) -> tuple[dict[str, str], dict[str, str]]:
    """What is needed to start, and for the first page.

    `likely` has the modules that another Python needs there. The others are replaced all at once:
    only if that fails, and only those that the error speaks of, are they tried alone.
    """
    alone = [name for name in names if name in likely]
    together = [name for name in names if name not in likely]
    while together:
        empty = {f"{name}.py": "" for name in together}
        _, answers, output = run(lab, command, {**files, **empty}, front=front)
        if answers:
            break
        blamed = [name for name in together if need(name, output) != "?"] or together
        alone += blamed
        together = [name for name in together if name not in blamed]
    start, page = {}, {}
    for name in alone:
        started, answers, output = run(lab, command, {**files, f"{name}.py": ""}, front=front)
        if not started:
            start[name] = need(name, output)
        elif not answers:
            page[name] = need(name, output)
    return start, page


def of_server(
    lab: Lab, command: str, files: dict[str, str], likely: dict[str, set[str]]
) -> dict[str, Any]:
    """All that is measured of a server."""
    first = next(iter(files))
    traced = {**files, first: LOADED + files[first]}
    started, page, trace = run(lab, command, traced, front=True, trace=True)
    if not (started and page):
        return {}
    found: dict[str, Any] = {}
    front = likely["start"] | likely["page"]
    found["start"], found["page"] = measured(
        lab, command, files, looked_for(lab, trace), front=True, likely=front
    )
    started, page, trace = run(lab, command, traced, front=False, trace=True)
    if started and page and not command.startswith("python "):
        found["early"] = loaded(lab, trace)
        names = looked_for(lab, trace)
        late = likely["late"] | likely["latepage"]
        found["late"], found["latepage"] = measured(
            lab, command, files, names, front=False, likely=late
        )
    return found


def of_library(
    lab: Lab, name: str, known: dict[str, Any], likely: dict[str, set[str]]
) -> dict[str, Any]:
    """All that is measured of a library, besides what is known already."""
    found = dict(known)
    started, page, trace = run(lab, "python app.py", LIBRARIES[name], front=False, trace=True)
    if not (started and page):
        return {}
    names = looked_for(lab, trace)
    if "start" not in found:
        found["start"], found["page"] = measured(
            lab,
            "python app.py",
            LIBRARIES[name],
            names,
            front=False,
            likely=likely["start"] | likely["page"],
        )
    if name in USUAL:
        started, page, trace = run(lab, "python app.py", USUAL[name], front=False, trace=True)
        if not (started and page):
            return {}
        names = [each for each in looked_for(lab, trace) if each not in found["start"]]
        both = measured(
            lab, "python app.py", USUAL[name], names, front=False, likely=likely["usual"]
        )
        found["usual"] = {k: v for each in both for k, v in each.items() if k not in found["page"]}
    return found


def measure(work: Path, minor: str) -> None:
    """Measure one Python; what was measured before is kept."""
    lab = Lab(work, minor)
    file = work / f"needed-{minor}.json"
    others = [json.loads(each.read_text()) for each in work.glob("needed-3.*.json")]
    found: dict[str, Any] = json.loads(file.read_text()) if file.exists() else {}
    found["releases"] = lab.releases
    begun = time.monotonic()
    for name in (*LIBRARIES, *SERVERS):
        command, files = SERVERS.get(name, ("python", {}))
        known = found.get(name, {})
        if (known and (name not in USUAL or "usual" in known)) or not lab.has(command.split()[0]):
            continue
        likely = {
            kind: {module for each in others for module in each.get(name, {}).get(kind, {})}
            for kind in ("start", "page", "late", "latepage", "usual")
        }
        if name in LIBRARIES:
            found[name] = of_library(lab, name, known, likely)
        else:
            found[name] = of_server(lab, command, files, likely)
        counts = {kind: len(each) for kind, each in found[name].items()}
        print(f"{minor} {name} {time.monotonic() - begun:.0f} s {counts}", flush=True)
        file.write_text(json.dumps(found, indent=0))


def lines(work: Path) -> list[str]:
    """The lines of the data file."""
    all_found = {
        int(file.stem.rpartition(".")[2]): json.loads(file.read_text())
        for file in work.glob("needed-3.*.json")
    }
    made = []
    for subject in (*LIBRARIES, *SERVERS):
        has = {minor: each[subject] for minor, each in all_found.items() if each.get(subject)}
        if not has:
            continue
        word = subject.replace(" ", "_")
        name = subject.replace("serve ", "").split(" ")[0].replace("runserver", "django")
        releases = {m: all_found[m]["releases"].get(name, "") for m in sorted(has)}
        shown = (f"{m}={'.'.join(release.split('.')[:2])}" for m, release in releases.items())
        made.append(f"{word} release {' '.join(shown)}")
        for kind in ("start", "page", "late", "latepage", "usual", "early"):
            table: dict[str, dict[int, str]] = {}
            for minor in sorted(has):
                each = has[minor].get(kind, {})
                for module in each:
                    table.setdefault(module, {})[minor] = each[module] if kind != "early" else ""
            words = [one(module, table[module], sorted(has)) for module in sorted(table)]
            made += [f"{word} {kind} {' '.join(words)}"] if words else []
    pythons = [work / f"3.{minor}-lab" / "bin" / "python" for minor in sorted(all_found)]
    for name, brings in sorted(standard_imports(pythons).items()):
        made += [f"{name.replace('_', '-')} imports {' '.join(sorted(brings))}"] if brings else []
    return made


def one(module: str, needs: dict[int, str], minors: list[int]) -> str:
    """One word of a line."""
    names = "|".join(sorted(set(filter(None, needs.values()))))
    some = "" if sorted(needs) == minors else "@" + ",".join(map(str, sorted(needs)))
    return module + (f"={names}" if names else "") + some


def main(arguments: list[str]) -> int:
    """Measure, and write the file."""
    work = Path(arguments[0])
    for minor in arguments[1:]:
        measure(work, minor)
    made = lines(work)
    TARGET.write_text(HEADER + "\n".join(made) + "\n", "ascii")
    print(f"wrote {len(made)} lines, {TARGET.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
