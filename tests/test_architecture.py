"""The shape of the house: the direction of imports, who opens files, what start-up may cost."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import checker

PACKAGE = Path(checker.__file__).parent
LAYERS = (
    ("", "__init__", "errors", "globs", "model", "patterns", "records", "shipped", "text", "toml"),
    ("tree", "git", "git_process", "git_tree", "writing", "parsers", "python"),
    ("django", "targets"),
    (
        "project",
        "plan",
        "command",
        "procfile_readers",
        "python_versions",
    ),  # the plan is one of its facts
    ("rules",),
    ("engine", "incremental", "policy", "suppression", "fixes", "fingerprint"),
    (
        "reports",
        "editor",
        "cli",
        "commands",
        "arguments",
        "baseline",
        "roots",
        "config",
        "config_schema",
        "config_values",
        "fixing",
        "initial",
        "settings",
        "__main__",
    ),
)
"""Left to right; a module imports from its own layer and from those before it."""
MODULES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))


def layer(module: str) -> int:
    """The layer of a module of the package, given as `checker.a.b`."""
    top = module.split(".")[1] if "." in module else ""
    if not (PACKAGE / top).is_dir() and not (PACKAGE / f"{top}.py").exists():
        top = ""  # a name that `checker/__init__.py` defines
    return next(index for index, names in enumerate(LAYERS) if top in names)


def imports(path: Path) -> set[str]:
    """The package's modules that a file imports when it runs (not those for type checkers only)."""
    found: set[str] = set()
    todo: list[ast.AST] = [ast.parse(path.read_text("utf-8"))]
    while todo:
        node = todo.pop()
        if isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING":
            todo.extend(node.orelse)
            continue
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
        todo.extend(ast.iter_child_nodes(node))
    return {name for name in found if name.split(".")[0] == "checker"}


@pytest.mark.parametrize("module", MODULES)
def test_nothing_imports_to_its_right(module: str) -> None:
    own = layer("checker." + module.removesuffix(".py").removesuffix("/__init__").replace("/", "."))
    if module == "__init__.py":
        own = 0
    for imported in imports(PACKAGE / module):
        assert layer(imported) <= own, f"{module} imports {imported}"


@pytest.mark.parametrize("module", MODULES)
def test_only_the_tree_opens_files(module: str) -> None:
    if module in (
        *("tree.py", "git.py", "git_process.py", "writing.py"),
        *("roots.py", "cli.py", "reports/output.py"),
    ):
        return
    tree = ast.parse((PACKAGE / module).read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id != "open", f"{module}:{node.lineno} opens a file"
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            names = {alias.name.split(".")[0] for alias in node.names}
            names.add((getattr(node, "module", "") or "").split(".")[0])
            if {alias.name for alias in node.names} <= {"PurePath", "PurePosixPath"}:
                continue  # paths as values: they cannot open anything
            assert not names & {"subprocess", "pathlib", "glob", "shutil", "tempfile"}, module


@pytest.mark.parametrize("module", MODULES)
def test_nothing_runs_what_it_reads(module: str) -> None:
    tree = ast.parse((PACKAGE / module).read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in ("eval", "exec", "__import__"), f"{module}:{node.lineno}"


ALLOWED = {
    # the language's own, that argument parsing, rules and one call to git need
    "argparse", "gc", "gettext", "locale", "re", "enum", "types", "functools", "collections",
    "keyword", "operator", "reprlib", "typing", "contextlib", "copyreg", "sre_compile",
    "sre_constants", "sre_parse", "subprocess", "signal", "select", "selectors", "threading",
    "errno", "math", "fcntl", "warnings", "bisect", "tomllib", "tomli", "datetime", "string",
    "importlib", "linecache", "itertools", "struct", "weakref", "traceback", "grp", "pwd",
    "zipimport", "annotationlib", "_colorize", "_opcode_metadata", "dis", "opcode", "ntpath",
}  # fmt: skip
FORBIDDEN = {
    "ast",
    "rich",
    "packaging",
    "yaml",
    "pygls",
    "json",
    "pathlib",
    "dataclasses",
    "logging",
}


def modules_after(code: str) -> set[str]:
    """Top-level names of the modules that a fresh interpreter has imported after `code`."""
    program = f"import sys; before = set(sys.modules)\n{code}\n"
    program += "print(*(set(sys.modules) - before), file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return {name.split(".")[0] for name in done.stderr.splitlines()[-1].split()}


def test_the_clean_path_imports_only_what_it_needs(tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_text("Flask==2.0.3\ngunicorn==20.1.0  # server\n")
    (tmp_path / "Procfile").write_text("web: gunicorn app:app --log-file -\n")
    (tmp_path / "runtime.txt").write_text("python-3.6.6\n")
    (tmp_path / "app.py").write_text("from flask import Flask\napp = Flask(__name__)\n")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run(["git", "add", "."], cwd=tmp_path, check=True)
    for target in ("rainbond-5", "rainbond-6-cnb"):
        arguments = [str(tmp_path), "--target", target, "--format", "concise"]
        found = modules_after(f"from checker.cli.main import main; main({arguments!r})")
        assert "checker" in found
        assert not found & FORBIDDEN
        private = {name for name in found if name.startswith("_")}
        assert found - ALLOWED - private <= {"checker"}


def test_importing_the_package_imports_nothing() -> None:
    assert modules_after("import checker") == {"checker"}
