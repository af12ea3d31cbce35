"""The shape of the house: the direction of imports, who opens files, what start-up may cost."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path
from statistics import median

import pytest

import checker
from checker.platform.builder import builder_of
from checker.platform.interface import Builder
from checker.targets import targets
from scripts.layers import LAYERS

PACKAGE = Path(checker.__file__).parent

GATES = {
    ("parsers.requirements.requirement_line", "parsers.requirements.specified"),
    ("parsers.requirements.syntax", "parsers.requirements.specified"),
    ("reports.output", "reports.styled"),
    ("files.git_process", "files.git_input"),
    ("files.git_process", "files.git_time"),
    ("config.settings", "files.git_listing"),
    ("cli.roots", "files.git_listing"),
    ("base.errors", "base.spelling"),
    ("cli.roots", "files.overlay"),
    ("cli.main", "base.spelling"),
    ("config.settings", "base.spelling"),
    ("reports.formats.concise", "reports.naming"),
    ("reports.formats.concise", "reports.arranging"),
    ("python.names.bindings_of", "python.names.bindings_in_tree"),
    ("python.names.imports_in_tree", "python.names.conditions"),
    ("python.names.imports_in_tree", "python.names.computed_imports"),
    ("parsers.requirements.reading", "parsers.requirements.any_line"),
    ("python.names.conditions", "python.names.system_conditions"),
    ("platform.slug.procfile", "platform.slug.generate"),
    ("rules.start.refused", "rules.start.refused_words"),
    ("rules.start.shared", "rules.shared.misnamed_files"),
    ("__main__", "base.own_modules"),
    ("__main__", "base.together"),
    ("__main__", "cli.main"),
    ("cli.check", "advice.by_files"),
    ("cli.check", "fixes.listed_targets"),
    ("cli.fleet", "fleet.commands"),
    ("cli.check", "cli.fix"),
    ("cli.check", "cli.write_baseline"),
    ("cli.lsp", "editor.lsp.serve"),
    ("editor.lsp.features", "editor.completion.dispatch"),
    ("editor.lsp.features", "editor.hover.dispatch"),
    ("cli.main", "cli.version"),
    ("cli.options", "cli.check_parser"),
    ("cli.place", "cli.nothing_here"),
    ("cli.roots", "cli.asking"),
    ("cli.roots", "cli.language"),
    ("cli.roots", "files.git_tree"),
    ("cli.roots", "files.overlay"),
    ("files.tree", "files.git"),
    ("files.tree", "files.git_process"),
    ("files.tree", "files.line_ends"),
    ("files.values", "parsers.gitmodules"),
    ("check.pipeline", "check.baseline"),
    ("check.pipeline", "check.comments"),
    ("check.pipeline", "check.policy"),
    ("check.pipeline", "check.several"),
    ("config.locate", "config.table"),
    ("config.locate", "config.unread"),
    ("config.settings", "advice.by_files"),
    ("config.settings", "config.unmatched"),
    ("config.settings", "files.git_tree"),
    ("reports.formats", "files.writing"),
    ("reports.formats", "reports.localising"),
    ("reports.styled", "reports.wide"),
    ("reports.formats.json_report", "check.several"),
    ("reports.formats.json_report", "reports.compared"),
    ("reports.summary", "reports.naming"),
    ("languages", "languages.reasons"),
    ("languages.catalogue", "languages.po"),
    ("platform.detection", "platform.locked"),
    ("platform.facts", "platform.django_reading"),
    ("platform.heroku.hooks", "platform.heroku.hook_steps"),
    ("platform.rainbond.package_manager", "parsers.locks"),
    ("platform.rainbond.rainbondfile", "platform.rainbond.rainbondfile_yaml"),
    ("platform.django_facts", "data.django_defaults"),
    ("platform.go_yaml", "platform.yaml_tree"),
    ("platform.rainbond.builder", "platform.slug.collectstatic"),
    ("platform.slug.processes", "platform.slug.yaml"),
    ("django.command", "django.manifest"),
    ("django.shadows", "data.needed_modules"),
    ("parsers.shell", "parsers.shell.grammar"),
    ("start.importing", "python.names.applications"),
    ("start.command", "start.run_services"),
    ("start.walk", "start.compounds"),
    ("start.walk", "start.builtins"),
    ("start.walk", "start.expansion"),
    ("start.launchers", "start.invoke_tasks"),
    ("start.launchers", "start.justfiles"),
    ("start.walk", "start.launchers"),
    ("start.walk", "start.scripts"),
    ("start.walk", "start.unwrapping"),
    ("start.builtins", "start.scripts"),
    ("start.importing", "python.names.callables"),
    ("start.servers.gunicorn", "start.servers.paste"),
    ("start.servers.gunicorn", "start.config_files"),
    ("reachable.source_scan", "data.namesakes"),
    ("reachable.source_scan", "python.syntax.reading"),
    ("reachable.reachable", "reachable.closer"),
    ("reachable.reachable", "reachable.named_settings"),
    ("reachable.reachable", "reachable.celery_tasks"),
    ("reachable.source_scan", "reachable.installed"),
    ("reachable.source_scan", "reachable.lacking"),
    ("reachable.sources", "reachable.implied_rows"),
    ("reachable.shadowing", "reachable.shadowed_library"),
    ("reachable.entry_points", "reachable.installed"),
    ("reachable.entry_points", "reachable.loaded"),
    ("rules.source.library", "data.stdlib.successors"),
    ("rules.requirements.releases", "rules.requirements.built"),
    ("rules.requirements.releases", "rules.requirements.resolved"),
    ("rules.requirements.shared", "rules.requirements.resolved"),
    ("resolve.answers", "resolve.building"),
    ("resolve.answers", "resolve.explaining"),
    ("resolve.answers", "resolve.legacy"),
    ("resolve.answers", "resolve.too_new"),
    ("resolve.asking", "resolve.answers"),
    ("resolve.solving", "resolve.archives"),
    ("resolve.sources", "parsers.own_metadata"),
    ("resolve.sources", "resolve.builds"),
    ("resolve.sources", "resolve.locked.reading"),
    ("resolve.sources", "parsers.python_requires"),
    ("resolve.sources", "python.syntax.parse"),
    ("rules.start.application", "rules.start.sanic_names"),
    ("rules.start.port", "rules.start.shifted"),
    ("rules.requirements.not_distributions", "rules.requirements.local_versions"),
    ("rules.start.application", "rules.start.uncallable"),
    ("rules.start.module", "rules.start.places"),
    ("rules.start.port", "start.run_calls"),
    ("rules.start.server", "start.run_calls"),
    ("platform.named", "parsers.dependencies"),
    ("platform.named", "parsers.requirements.scanner"),
    ("python.models.stdlib_pathlib", "python.models.globbing"),
    ("python.syntax.parse", "python.syntax.newer_syntax"),
    ("python.syntax.parse", "python.syntax.old_fstrings"),
    ("python.syntax.parse", "python.syntax.python2"),
    ("reachable.lacking", "reachable.effective"),
    ("reachable.lacking", "reachable.removed"),
    ("reachable.lacking", "reachable.settled"),
    ("rules.django.needs", "reachable.start_settings"),
    ("rules.django.shared", "reachable.start_settings"),
}
"""Who imports what inside a function, because a clean run does not need it; nobody else may."""
LONG, MEDIAN = 0, 100  # modules over 400 lines, and the median
MODULES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))
NAMES = {
    "checker." + path.removesuffix(".py").removesuffix("/__init__").replace("/", "."): path
    for path in MODULES
    if path != "__init__.py"
} | {"checker": "__init__.py"}
"""Every module by its dotted name."""


def layer(module: str) -> int:
    """The layer of a module of the package, given by its dotted name."""
    top = module.split(".")[1] if "." in module else ""
    return next(index for index, names in enumerate(LAYERS) if top in names)


def imports(path: Path) -> set[str]:
    """The package's modules that a file imports anywhere: eagerly, lazily or for types only."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                found.add(full if full in NAMES else node.module)
    return found & NAMES.keys()


GRAPH = {name: imports(PACKAGE / path) - {name} for name, path in NAMES.items()}


def circles() -> list[list[str]]:
    """The groups of modules that import each other, by Tarjan's algorithm."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(module: str) -> None:
        index[module] = low[module] = len(index)
        stack.append(module)
        for imported in GRAPH[module]:
            if imported not in index:
                visit(imported)
                low[module] = min(low[module], low[imported])
            elif imported in stack:
                low[module] = min(low[module], index[imported])
        if low[module] == index[module]:
            at = stack.index(module)
            found.append(sorted(stack[at:]))
            del stack[at:]

    for module in GRAPH:
        if module not in index:
            visit(module)
    return [group for group in found if len(group) > 1]


def upward() -> set[tuple[str, str]]:
    """Every pair of a module and one that it imports from a higher layer."""
    return {
        (module, imported)
        for module, all_of in GRAPH.items()
        for imported in all_of
        if layer(imported) > layer(module)
    }


def test_modules_are_short() -> None:
    lengths = {
        path: len((PACKAGE / path).read_text("utf-8").splitlines())
        for path in MODULES
        if not path.startswith("data/compiled/")
    }
    assert sum(length > 400 for length in lengths.values()) <= LONG, max(lengths.values())
    assert median(lengths.values()) <= MEDIAN


def inner_imports() -> list[tuple[str, str, str]]:
    """Every import inside a function: the module, what it imports, the line."""
    found: list[tuple[str, str, str]] = []
    for name, path in NAMES.items():
        text = (PACKAGE / path).read_text("utf-8")
        lines = text.splitlines()
        tree = ast.parse(text)
        inside = {
            node
            for function in ast.walk(tree)
            if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef))
            for node in ast.walk(function)
            if isinstance(node, (ast.Import, ast.ImportFrom))
        }
        for node in inside:
            names = [alias.name for alias in node.names]
            if isinstance(node, ast.ImportFrom):
                whole = [f"{node.module}.{alias}" for alias in names]
                names = [full if full in NAMES else str(node.module) for full in whole]
            found += [(name, imported, lines[node.lineno - 1]) for imported in sorted(set(names))]
    return found


def test_imports_inside_functions_are_gates() -> None:
    ungated = [each for each in inner_imports() if "PLC0415  gate: " not in each[2]]
    assert not ungated
    pairs = {
        (module.removeprefix("checker."), imported.removeprefix("checker."))
        for module, imported, line in inner_imports()
        if imported in NAMES and "gate: " in line
    }
    assert pairs == GATES


@pytest.mark.parametrize("module", [path for path in MODULES if path.endswith("/__init__.py")])
def test_every_folder_says_what_is_in_it_and_what_it_knows(module: str) -> None:
    words = ast.get_docstring(ast.parse((PACKAGE / module).read_text("utf-8"))) or ""
    assert len(re.findall(r"[.!?](?:\s|$)", words)) >= 2, module


def test_every_module_is_in_a_layer() -> None:
    assert {name.split(".")[1] for name in NAMES if "." in name} == {
        name for names in LAYERS for name in names if name
    }


def test_imports_go_down_only() -> None:
    assert not upward()


def test_no_circles() -> None:
    assert not circles()


WORDS = {
    *("builder", "runtime_txt", "missing_space_after_colon", "port_variable", "collectstatic"),
    *("unknown_version", "dockerfile_depth"),
}
"""Fields of a target that are words of the platform's: a builder understands them, no one else."""


def compared(node: ast.Compare) -> set[str]:
    """The fields of a target that a comparison compares with constants."""
    sides = [node.left, *node.comparators]
    if not any(isinstance(leaf, ast.Constant) for side in sides for leaf in ast.walk(side)):
        return set()
    return {
        side.attr
        for side in sides
        if isinstance(side, ast.Attribute)
        and (getattr(side.value, "attr", "") or getattr(side.value, "id", "")) in ("target", "t")
    }


@pytest.mark.parametrize(
    "module", [path for path in MODULES if not path.startswith(("platform/", "targets/"))]
)
def test_only_a_builder_understands_its_words(module: str) -> None:
    for node in ast.walk(ast.parse((PACKAGE / module).read_text("utf-8"))):
        if isinstance(node, ast.Compare):
            assert not compared(node) & WORDS, f"{module}:{node.lineno} compares a target's word"


def test_every_builder_answers_every_question() -> None:
    names = set(Builder.__annotations__) | {
        name for name in vars(Builder) if not name.startswith("_")
    }
    for target in targets().values():
        builder = builder_of(target)
        assert type(builder).__module__ == f"checker.platform.{target.builder}.builder"
        assert not [name for name in names if not hasattr(builder, name)]


@pytest.mark.parametrize("module", MODULES)
def test_only_the_tree_opens_files(module: str) -> None:
    if module in (
        *(
            "files/tree.py",
            "files/git.py",
            "files/git_process.py",
            "files/writing.py",
            "files/cached.py",
        ),
        *("files/roots.py", "cli/main.py", "reports/output.py"),
        # The operator's list, repositories that are fetched into a new folder, and rows on the way
        # to the database: nothing of a repository that is checked.
        # uv, its cache and the files that it is given: nothing of a repository that is checked.
        *("resolve/archives.py", "resolve/pages.py", "resolve/releases.py", "resolve/uv.py"),
        "resolve/workplace.py",
        "resolve/processes.py",
        # What the system says of a process of git.
        "files/git_time.py",
        *("fleet/addresses.py", "fleet/fetching.py", "fleet/job.py", "fleet/store.py"),
        *("fleet/temporary.py", "fleet/notes.py", "fleet/packing.py", "fleet/sent.py"),
        # A file of the fleet's own folder, which tells its workers of Ctrl-C.
        "fleet/stopping.py",
        # The configuration of a repository, and what the system counts of a process of our own.
        *("fleet/library.py", "fleet/watch.py"),
    ):
        return
    forbidden = {"subprocess", "pathlib", "glob", "shutil", "tempfile"}
    if module in ("files/git_objects.py", "files/git_input.py", "python/syntax/parallel.py"):
        forbidden.remove("subprocess")  # git, and a Python that is isolated
    tree = ast.parse((PACKAGE / module).read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id != "open", f"{module}:{node.lineno} opens a file"
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            names = {alias.name.split(".")[0] for alias in node.names}
            names.add((getattr(node, "module", "") or "").split(".")[0])
            if {alias.name for alias in node.names} <= {"PurePath", "PurePosixPath"}:
                continue  # paths as values: they cannot open anything
            assert not names & forbidden, module


@pytest.mark.parametrize("module", MODULES)
def test_nothing_runs_what_it_reads(module: str) -> None:
    tree = ast.parse((PACKAGE / module).read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            forbidden = {"eval", "exec", "__import__"} - (
                {"__import__"} if module == "base/loading.py" else set()
            )
            assert node.func.id not in forbidden, f"{module}:{node.lineno}"


ALLOWED = {
    # the language's own, that rules and one call to git need
    "gc", "errno", "bisect", "itertools", "operator", "warnings", "select",
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
