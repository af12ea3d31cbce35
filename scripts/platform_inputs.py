"""Generated repositories for comparing this program with the code of other platforms.

    python -m scripts.platform_inputs CASES.jsonl [--seed N] [--mixtures COUNT]

Writes a case per line: `case`, `group` and `files` (path to content; `{"base64": …}` for bytes that
are not UTF-8). What the platforms make of them is not here: `scripts.platform_oracle` records it
from their own programs, and compares.

How the inputs are made, group by group:

- `pm`: every subset of seven files that may name a package manager, beside an application.
- `pmname`: one file under each name that detection may know, and under its near misses: another
  case, a blank in it, another suffix, a folder above it or in its place.
- `runtime`, `pyver`: a version as people write it, with every prefix, operator, wildcard and suffix
  that was seen in public repositories, and every line end, blank, mark and encoding around it.
- `pyvername`: the version file under a misspelt name, alone or beside runtime.txt.
- `prec`: two or three sources of a version at once, and each kind of value in Pipfile.lock.
- `uv`: uv.lock with each state of the version file.
- `checks`: paths that the platforms refuse, and paths that only look like them.
- `hook`: scripts of the build: how they begin, what they change, how they end.
- `static`: manage.py at each depth and under several names, with what switches collecting off.
- `procfile`: one line with every separator, blank, comment, quote and line end; several lines with
  duplicates and other names; YAML's special forms; encodings.
- `mixed`: a file drawn at random from each of the other groups, so that several mistakes meet.
"""

from __future__ import annotations

import argparse
import base64
import json
import random
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

Files = dict[str, bytes]
APP = {"requirements.txt": b"flask\n"}
PIN = {".python-version": b"3.13\n"}
MANAGERS: Files = {
    "requirements.txt": b"flask\n",
    "Pipfile": b"[packages]\n",
    "Pipfile.lock": b'{"_meta": {"requires": {}}, "default": {}, "develop": {}}\n',
    "poetry.lock": b"# lock\n",
    "uv.lock": b"version = 1\n",
    "setup.py": b"from setuptools import setup\nsetup()\n",
    "pyproject.toml": b"[project]\nname='x'\nversion='1'\n",
}
NAMES = (
    *("requirements.txt", "requirement.txt", "requeriments.txt", "requirments.txt", "requirements"),
    *("requirements.text", "Requirements.txt", "REQUIREMENTS.TXT", "requirements.txt.txt"),
    *("requirements .txt", " requirements.txt", "requirements-dev.txt", "requirements.in"),
    *("src/requirements.txt", "requirements/base.txt", "requirements.txt/x", "req.txt"),
    *("Pipfile", "pipfile", "Pipfile.LOCK", "Pipfile.lock", "poetry.lock", "poetry.toml"),
    *("uv.lock", "uv.toml", "pdm.lock", "environment.yml", "environment.yaml", "conda.yml"),
    *("setup.py", "setup.cfg", "Setup.py", "pyproject.toml", "pyproject.TOML", "runtime.txt"),
    *(".python-version", "app.py", "main.py", "server.py", "manage.py", "__init__.py", "wsgi.py"),
    *("run.py", "bot.py", "start.py", "hello.py", "index.py", "app/__init__.py", "env/x"),
    *("venv/x", ".venv/x", "__pycache__/a.pyc", "README.md", "package.json", "Gemfile", "go.mod"),
    *("Dockerfile", "composer.json", "Cargo.toml", "project.toml", "nixpacks.toml"),
)
MISSPELT = (
    *(" .python-version", ". python-version", ",python-version", ".python_version.txt"),
    *(".python_version", ".python-version ", ".python-version.", ".python-version.py"),
    *(".python-version.rtf", ".python-version.txt", ".python-version.TXT", ".Python-version"),
    *(".python.version", ".pythonversion", "'.python-version'", "python_version.txt"),
    *("python_version", "python-version.", "python-version.txt", "python-version"),
    *(".python-versions", ".PYTHON-VERSION", "pythonversion", ".python-version.md"),
    *("pyenv-version", ".python -version", "src/.python-version"),
)
NUMBERS = (
    *("3", "3.8", "3.9", "3.10", "3.11", "3.12", "3.13", "3.14", "3.15", "4.0", "2.7", "0.1"),
    *("3.9.16", "3.10.1", "3.11.16", "3.12.3", "3.12.14", "3.13.15", "3.14.0", "3.14.999"),
    *("3.15.0", "2.7.18", "4.0.1", "03.12", "3.012", "3.12.03", "3.12.3.4", "3.12.", ".3.12"),
    *("3..12", "3.12.x", "3.12.*", "3.x", "*", "3.13t", "3.13-dev", "3.14.0rc1", "3,12", "3 12"),
    *("\uff13.12", "3.12;", "3.12.3/envs/app", "99999999.1", "3.70000", "+3.12", "3.+12", "-3.12"),
)
PREFIXES = (
    *(
        "python-",
        "Python-",
        "PYTHON-",
        "python",
        "python ",
        "python==",
        "python>=",
        "python-v",
        "v",
    ),
    *(
        "pypy-",
        "pypy",
        "cpython-",
        "cpython@",
        ">=",
        "~=",
        "^",
        "==",
        "=",
        "python\u2013",
        "'",
        '"',
    ),
)
WORDS = ("latest", "system", "myenv", "python", "python-", "python-latest", "none", "\x1b", "{}")
AROUND = (
    *("{}", "{}\n", "{}\r\n", "{}\r", "\n\n{}\n\n", " {}", "{} ", "\t{}\t\n", "# pinned\n{}\n"),
    *("  # pinned\n{}\n", "{}\n# end", "{} # c\n", "{}#c\n", "{}\n{}\n", "{}\n3.11\n", "\u3000{}"),
    *("\u00a0{}\n", "{}\u00a0\n", "\u200b{}\n", "\ufeff{}\n", "\x0c{}\n", "{}\x0b\n", "{}\0\n"),
    *("\u2007{}\n", "\u202f{}\n", "\x1c{}\n", "{}\x85\n", "\u2028{}\n", "// c\n{}\n", "{}\n\n\n"),
)
LOCKED = (
    *('"3.12"', '"3.12.3"', '"3"', '"3.12.*"', '""', '"3.9"', '"3.15"', '" 3.12"', "3.12", "312"),
    *("null", "false", "true", "[]", "{}", '"3.012"', '">=3.12"', '"3.12\\n"'),
)
HOOKS = (
    *("#!/usr/bin/env bash\nexit 0\n", "#!/usr/bin/env bash\nexit 1\n", "#!/bin/sh\nexit 3\n"),
    *("exit 1\n", "exit 0\n", "true\n", "false\n", "#!/usr/bin/env bash\r\nexit 0\r\n", ""),
    *("#!/no/such/interpreter\n", "#!/bin/bash\nrm requirements.txt\n", "#!/bin/bash\nset -e\n"),
    *("#!/bin/bash\necho 3.12 > .python-version\n", "#!/bin/bash\ntouch uv.lock\n"),
    *("#!/bin/bash\nrm -f Pipfile\n", "#!/bin/bash\nset -e\nfalse\necho never\n", "# nothing\n"),
    *("#!/bin/bash\nfalse || true\n", "#!/bin/bash\nmv requirements.txt r.txt\n"),
    *("#!/bin/bash\nprintf 'python-3.11\\n' > runtime.txt\n", "#!/bin/bash\necho $PWD\n"),
)
LINES = (
    *("web: a b", "web:a b", "web : a b", " web: a", "\tweb: a", "web:\ta", "web:  a  ", "web a b"),
    *("web", "web:", "web: ", "web= a", "web- a", "web; a", "web\uff1a a", "Web: a", "WEB: a"),
    *(
        "my-worker: b",
        "my_worker: b",
        "-bad: b",
        "bad-: b",
        "w\u00f6rker: b",
        "web.1: b",
        "web2: b",
    ),
    *("1: b", "x" * 63 + ": a", "x" * 64 + ": a", "release: m", "worker: b", "clock: d", "http: a"),
    *(
        "https://x: a",
        "web: a # c",
        "web: a #c",
        "web: a#c",
        "web: a // c",
        "web: # c",
        "web: // c",
    ),
    *("# web: a", "  # c", "// c", "- web: a", "* web: a", "<<<<<<< HEAD", "=======", "---", "..."),
    *("web: 'a b'", 'web: "a b"', 'web: "a" b', "web: 'a", "web: a 'b c' d", "web: `a`", "web: @a"),
    *("web: %a", "web: [a]", "web: {a}", "web: *a", "web: &a b", "web: !a b", "web: > a", "web: |"),
    *(
        "web: - a",
        "web: ? a",
        "web: a: b",
        "web: a:b",
        "web:a: b",
        "web: a:",
        "web: null",
        "web: ~",
    ),
    *("web: true", "web: 1.0", "web: 2020-01-01", "web: cd d && a", "web: A=1 a", "web: exec a"),
    *("web: a; b", "web: a | b", "web: a > b", "web: a $PORT", "web: a ${PORT:-1}", "web: a $(b)"),
    *(
        "web: sh -c 'a; b'",
        "web: bash start.sh",
        "web: a \\",
        "web: a\\tb",
        "web: \u4e2d a",
        "\x1a",
    ),
    *("web: a\x0bb", "web: a\x0cb", "web: a\x85b", "web: a\u00a0b", "\u00a0web: a", "\u200bweb: a"),
    *("not a process line", "web: a\tb", "web: a\0b", "%a", "web:: a", "web: 'it''s'", "? web", ""),
)
ENDS = ("{}\n", "{}", "{}\r\n", "{}\r", "\n{}\n", "\ufeff{}\n", "# c\n{}\n", "{}\n   ", "{}\n\n\n")


def _file(name: str, text: str) -> Files:
    return {name: text.encode("utf-8", "surrogateescape")}


def _spelt() -> list[str]:
    """A version as it may be written, on one line."""
    numbers = [*NUMBERS, *WORDS]
    return [*numbers, *(prefix + number for prefix in PREFIXES for number in ("3.12", "3.12.3"))]


def _versions(name: str, prefix: str) -> Iterator[Files]:
    for spelt in _spelt():
        yield {**APP, **_file(name, prefix + spelt + "\n")}
        yield {**APP, **_file(name, spelt + "\n")}
    for around in AROUND:
        for number in ("3.12", "3.12.3"):
            yield {**APP, **_file(name, around.replace("{}", prefix + number))}
    text = f"{prefix}3.12\n"
    for data in (
        b"",
        b"\n",
        b"   ",
        b"#" + text.encode(),
        b"# \xd6\xd0\n" + text.encode(),
        b"\xff",
    ):
        yield {**APP, name: data}
    for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
        yield {**APP, name: text.encode(encoding)}


def _precedence() -> Iterator[Files]:
    lock = '{"_meta": {"requires": %s}, "default": {}}'
    pipfile = {"Pipfile": b"[packages]\n"}
    for value in LOCKED:
        yield {**pipfile, **_file("Pipfile.lock", lock % f'{{"python_version": {value}}}')}
        both = f'{{"python_full_version": {value}, "python_version": "3.11"}}'
        yield {**pipfile, **_file("Pipfile.lock", lock % both)}
    for text in ("", "{", "[]", "{}", "null", '{"_meta": {}}', '{"_meta": 3}', lock % "[]", "x"):
        yield {**pipfile, **_file("Pipfile.lock", text)}
    files = {
        ".python-version": b"3.11\n",
        "runtime.txt": b"python-3.12\n",
        "Pipfile.lock": (lock % '{"python_version": "3.13"}').encode(),
        ".tool-versions": b"python 3.10\n",
    }
    for count in range(1, 5):
        for chosen in combinations(files, count):
            found = {name: files[name] for name in chosen}
            yield found if "Pipfile.lock" in found else {**APP, **found}


def _checks() -> Iterator[Files]:
    for path in (
        *("venv/pyvenv.cfg", ".venv/pyvenv.cfg", "venv/bin/activate", "env/pyvenv.cfg", "venv/x"),
        *("virtualenv/pyvenv.cfg", "venv/pyvenv.cfg/x", "a/venv/pyvenv.cfg", ".heroku/python"),
        *(".heroku/python/x", ".heroku/x", ".scalingo/python", ".scalingo/python/x", "vendor/a.js"),
        *("Venv/pyvenv.cfg", ".heroku/Python", "vendor", "vendor/a-1-py3-none-any.whl"),
    ):
        yield {**APP, **PIN, path: b"x"}
        yield {"app.py": b"", path: b"x"}


def _static() -> Iterator[Files]:
    for path in (
        *("manage.py", "a/manage.py", "a/b/manage.py", "a/b/c/manage.py", "Manage.py"),
        *(
            "manage.py/x",
            "node_modules/p/manage.py",
            ".a/manage.py",
            "tests/manage.py",
            "manage.pyc",
        ),
        *("a b/manage.py", "xmanage.py", "b/a/manage.py"),
    ):
        for line in (
            "django",
            "Django",
            "DJANGO",
            "django==5.2",
            "django[argon2]",
            "flask",
            "# django",
        ):
            yield {**PIN, "requirements.txt": f"{line}\n".encode(), path: b"import sys\n"}
    base = {**PIN, "requirements.txt": b"django\n", "manage.py": b"import sys\n"}
    for path in (
        *(".heroku/collectstatic_disabled", ".heroku/collectstatic_disabled/x", "django.py"),
        *(".scalingo/collectstatic_disabled", "django/__init__.py", "collectstatic_disabled"),
    ):
        yield {**base, path: b""}
    yield {**base, "a/manage.py": b"", "b/manage.py": b""}
    for line in ("-r base.txt", "-r base.txt  # c", "-r base.txt\r", " -r base.txt", "-rbase.txt"):
        yield {**base, "requirements.txt": f"{line}\n".encode(), "base.txt": b"django\n"}


def _procfiles() -> Iterator[Files]:
    sound = {**APP, **PIN}
    for line in LINES:
        yield {**sound, **_file("Procfile", f"{line}\n")}
        yield {**sound, **_file("Procfile", f"{line}\nweb: z\n")}
        yield {**sound, **_file("Procfile", f"web: z\n{line}\n")}
    for end in ENDS:
        for line in ("web: a b", "web:a", "worker: c\nweb: a"):
            yield {**sound, **_file("Procfile", end.replace("{}", line))}
    for encoding in ("utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"):
        yield {**sound, "Procfile": "web: a\nworker: b\n".encode(encoding)}
    for data in (b"", b"\n", b"# \xd6\xd0\nweb: a\n", b"\xffweb: a\n", b"web: \xd6\xd0\n"):
        yield {**sound, "Procfile": data}
    for name in ("procfile", "PROCFILE", "Procfile.txt", "Procfile.dev", "src/Procfile"):
        yield {**sound, name: b"web: a\n"}


def groups() -> dict[str, list[Files]]:
    """The repositories of each group."""
    names = tuple(MANAGERS)
    return {
        "pm": [
            {"app.py": b"app = 1\n", **{name: MANAGERS[name] for name in chosen}}
            for count in range(len(names) + 1)
            for chosen in combinations(names, count)
        ],
        "pmname": [{name: b"x\n"} for name in NAMES],
        "runtime": list(_versions("runtime.txt", "python-")),
        "pyver": list(_versions(".python-version", "")),
        "pyvername": [
            {**APP, **more, name: b"3.12\n"}
            for name in MISSPELT
            for more in ({}, {"runtime.txt": b"python-3.11\n"}, PIN)
        ],
        "prec": list(_precedence()),
        "uv": [
            {"uv.lock": b"version = 1\n", **more}
            for text in ("3.13\n", "3.13.2\n", ">=3.12\n", "3.9\n", "", "python-3.13\n")
            for more in (
                {},
                _file(".python-version", text),
                _file("runtime.txt", f"python-{text}"),
                {**_file("runtime.txt", text), **PIN},
            )
        ],
        "checks": list(_checks()),
        "hook": [
            {**APP, path: script.encode()}
            for script in HOOKS
            for path in (
                "bin/pre_compile",
                "bin/post_compile",
                "bin/precompile",
                "bin/pre_compile/x",
            )
        ],
        "static": list(_static()),
        "procfile": list(_procfiles()),
    }


def mixtures(count: int, seed: int) -> list[Files]:
    """Repositories with a file or two from each of several groups."""
    draw, known = random.Random(seed), groups()
    found = []
    for _ in range(count):
        files: Files = {}
        for group in draw.sample(list(known), draw.randint(2, 5)):
            files.update(draw.choice(known[group]))
        folders = {path.rpartition("/")[0] for path in files}
        found.append({path: data for path, data in files.items() if path not in folders})
    return found


def cases(seed: int = 1, mixed: int = 300) -> Iterator[tuple[str, str, Files]]:
    """Each repository with its name and its group."""
    for group, repositories in {**groups(), "mixed": mixtures(mixed, seed)}.items():
        for number, files in enumerate(repositories, 1):
            yield f"{group}-{number:03}", group, files


def written(name: str, group: str, files: Files) -> str:
    """A case as a line of the file."""
    shown: dict[str, str | dict[str, str]] = {}
    for path, data in files.items():
        try:
            shown[path] = data.decode()
        except UnicodeDecodeError:
            shown[path] = {"base64": base64.b64encode(data).decode()}
    return json.dumps({"case": name, "group": group, "files": shown}, ensure_ascii=False)


def main() -> None:
    """Write the cases."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("cases", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--mixtures", type=int, default=300)
    arguments = parser.parse_args()
    lines = [written(*case) for case in cases(arguments.seed, arguments.mixtures)]
    arguments.cases.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"wrote {len(lines)} cases")


if __name__ == "__main__":
    main()
