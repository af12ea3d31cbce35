"""The sub-commands: each parses its words, lets others do the work, and says the exit code."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from checker.base.errors import UsageError, tell, unknown
from checker.base.text import visible
from checker.cli.options import add_color, check_options, check_parser, command_parser, overrides_of
from checker.files.roots import JOURNAL

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from checker.check.report import Report
    from checker.config.settings import Settings
    from checker.files.tree import Tree
    from checker.reports.output import Output

_NO_PYGLS = "the language server needs pygls: pip install 'pyspec-check[lsp]'"
CLEAN, FOUND, USAGE, BUG = 0, 1, 2, 3
"""The exit codes, a contract: nothing to report, findings, a user's mistake, a bug of the tool."""


def check(words: list[str]) -> int:
    """Check each root; the exit code says whether anything was found."""
    options = check_options(words)
    _must_be_somewhere()
    from checker.check.pipeline import run
    from checker.config.settings import warn_of_unknown
    from checker.reports.formats import destinations, must_exist, write, write_files

    must_exist(options.format)
    files = destinations(options.output, also=("patch",) if options.diff else ())
    patches = [path for name, path in files if name == "patch"]
    files = [wanted for wanted in files if wanted[0] != "patch"]
    if len(patches) > 1:
        raise UsageError("--output patch:PATH can be given once")
    warn_of_unknown(options.ignore)
    output = _output(options)
    roots = _settings(options)
    settings = [one for found in roots for one in found.each_target()]
    # Roots that name different targets of their own are each checked against one.
    compared = any(len(found.targets) > 1 for found in roots)
    if compared:
        _may_compare(options)
    if options.write_baseline:
        if options.fix or options.diff:
            raise UsageError("--write-baseline keeps what is found, --fix mends it: one of them")
        from checker.cli.write_baseline import write_baselines

        write_baselines(settings)
        return CLEAN
    if options.fix or options.diff or options.unsafe_fixes:
        from checker.cli.fix import checked_and_fixed

        reports = checked_and_fixed(settings, options, *patches)
    else:
        reports = [(found.prefix, run(found.request(), found.tree)) for found in settings]
    if not options.fix:
        for prefix in dict.fromkeys(s.prefix for s in settings if s.tree.entries().get(JOURNAL)):
            tell(
                f"pyspec-check: warning: {visible(prefix or '.')}: a --fix did not come to its "
                "end here; `pyspec-check --fix` takes back what it left half done"
            )
    kind = options.format
    if kind in ("full", "concise") and options.statistics:
        kind = "statistics"
    elif kind == "full" and compared:
        kind = "comparison"
    if not options.diff:
        write(kind, reports, output)
    write_files(files, reports)
    for _, report in reports:
        for crash in report.crashes:
            if os.environ.get("PYSPEC_CHECK_TRACEBACK"):
                sys.stderr.write(crash)
    if any(report.crashes for _, report in reports):
        return BUG
    fails = (
        _fails(found.fail_on, report) for found, (_, report) in zip(settings, reports, strict=True)
    )
    return FOUND if any(fails) else CLEAN


def _may_compare(options: argparse.Namespace) -> None:
    """Do nothing where several targets make sense.

    Raises:
        UsageError: where only one does.
    """
    if options.fix or options.diff or options.unsafe_fixes or options.write_baseline:
        raise UsageError("several targets can be compared, not fixed; name one with --target")
    if options.format not in ("full", "json") or options.output:
        raise UsageError("several targets can be shown as `full` or `json`; name one with --target")


def _settings(options: argparse.Namespace) -> list[Settings]:
    """What each root is checked with."""
    from checker.config.settings import settings_of
    from checker.files.roots import Root, holder_of, roots_of
    from checker.files.tree import OverlayTree

    _must_be_somewhere()
    asked = overrides_of(options)
    opened = _opener(options)
    if options.stdin_filename is None:
        return [
            found
            for root in roots_of(options.paths or ["."])
            for found in settings_of(asked, root, _tree(options, root.path), opened=opened)
        ]
    name = options.stdin_filename
    root = Root(options.paths[0] if options.paths else holder_of(name))
    path = os.path.relpath(os.path.realpath(name), os.path.realpath(root.path))
    if path.startswith(os.pardir):
        raise UsageError(f"--stdin-filename `{visible(name)}` is not below `{visible(root.path)}`")
    if sys.stdin is None:
        raise UsageError("--stdin-filename: standard input is closed")
    data = sys.stdin.buffer.read()
    tree = OverlayTree(_tree(options, root.path), {path.replace(os.sep, "/"): data})
    return list(settings_of(asked, root, tree, single=True, opened=opened))


def _must_be_somewhere() -> None:
    """Do nothing, unless the working folder has been deleted or may not be entered.

    Raises:
        UsageError: where it is so.
    """
    try:
        os.getcwd()
    except OSError as error:
        raise UsageError(f"the working folder cannot be used: {error.strerror}") from error


def _opener(options: argparse.Namespace) -> Callable[[str], Tree | None] | None:
    """How a folder above a root is read, where the root is not read from the disk."""
    if not options.staged and options.rev is None:
        return None
    inner = ":" in (options.rev or "")  # a folder of a revision: nothing lies above it
    return lambda path: None if inner else _tree(options, path)


def _tree(options: argparse.Namespace, root: str) -> Tree:
    """The files of a root: those on disk, of the index or of a revision."""
    if options.staged or options.rev is not None:
        from checker.files.git_tree import at_revision, staged

        return staged(root) if options.staged else at_revision(root, options.rev)
    from checker.files.tree import DirectoryTree

    return DirectoryTree(root)


def _output(options: argparse.Namespace) -> Output:
    from checker.reports.output import Output

    # Where a fixed text is asked for, standard output is that text and nothing else.
    is_text = options.fix and options.stdin_filename is not None
    stream = sys.stderr if is_text else sys.stdout
    return Output(stream, color=options.color, quiet=options.quiet)


def _fails(fail_on: str, report: Report) -> bool:
    if fail_on == "never":
        return False
    from checker.base.findings import Severity

    least = Severity[fail_on.upper()]
    return any(finding.severity >= least for finding in report.findings)


def config(words: list[str]) -> int:
    """Show what a check would be done with, and where each value is from."""
    parser = check_parser("config", "Show what a check would be done with, and why.")
    options = parser.parse_args(words)
    from checker.reports.configuration import write_configuration

    output = _output(options)
    write_configuration(_settings(options), output)
    return CLEAN


def init(words: list[str]) -> int:
    """Write what is missing, after showing it; 1 where it was only shown."""
    parser = command_parser(
        "init",
        "Write what is missing: requirements.txt, Procfile, runtime.txt. It is shown first; on a "
        "terminal you are asked. Exit code 0: nothing is missing, or it is written; 1: it was "
        "only shown.",
    )
    parser.add_argument("paths", metavar="PATH", nargs="*", help="a root (default: .)")
    parser.add_argument("--target", metavar="NAME", help="the platform's edition")
    parser.add_argument("--yes", "-y", action="store_true", help="write without asking")
    parser.add_argument("--diff", action="store_true", help="only show it, as `git apply` takes it")
    options = parser.parse_args(words)
    if options.yes and options.diff:
        raise UsageError("--yes writes, --diff only shows: one of them")
    from checker.init.command import initialise

    asked = check_options(options.paths)
    asked.target = options.target
    done = initialise(_settings(asked), yes=options.yes, diff=options.diff)
    return CLEAN if done else FOUND


def rules(words: list[str]) -> int:
    """List the rules."""
    parser = command_parser("rules", "List the rules.")
    parser.add_argument("--format", default="table", metavar="NAME", help="table or json")
    add_color(parser)
    options = parser.parse_args(words)
    from checker.reports import catalogue
    from checker.reports.output import Output
    from checker.rules.codes import RULES

    output = Output(sys.stdout, color=options.color)
    if options.format == "json":
        catalogue.write_rules_json(RULES, output)
    elif options.format == "table":
        catalogue.write_rules(RULES, output)
    else:
        raise unknown("format", options.format, ["table", "json"])
    return CLEAN


def explain(words: list[str]) -> int:
    """Show the pages of rules."""
    parser = command_parser("explain", "Show the page of a rule.")
    parser.add_argument("rule", metavar="CODE", nargs="+", help="a code, its prefix, or a name")
    add_color(parser)
    options = parser.parse_args(words)
    from checker.reports import catalogue
    from checker.reports.output import Output
    from checker.rules.codes import RULES
    from checker.rules.selection import matching

    rules = RULES
    output = Output(sys.stdout, color=options.color)
    for word in options.rule:
        found = matching(rules, [word])
        if not found:
            names = [*rules, *(rule.name for rule in rules.values())]
            raise unknown("rule", word, names, "pyspec-check rules")
        catalogue.write_pages(found, output)
    return CLEAN


def targets(words: list[str]) -> int:
    """Show the editions of the platform, or all of one with the clauses' coverage."""
    parser = command_parser("targets", "Show the editions of the platform.")
    parser.add_argument("name", metavar="NAME", nargs="?", help="show all of this one")
    add_color(parser)
    options = parser.parse_args(words)
    from checker.reports import catalogue
    from checker.reports.output import Output
    from checker.targets import as_of, targets

    output = Output(sys.stdout, color=options.color)
    if options.name is None:
        catalogue.write_targets(targets(), output)
        output.line(f"as of {as_of()}; `pyspec-check targets NAME` shows all of one")
    elif options.name in targets():
        from checker.reports.coverage import write_coverage

        catalogue.write_target(targets()[options.name], output)
        output.line()
        write_coverage(output)
    else:
        raise unknown("target", options.name, list(targets()))
    return CLEAN


def lsp(words: list[str]) -> int:
    """Serve an editor on standard input and output until it ends the server.

    Raises:
        UsageError: where the library that speaks the protocol is not installed.
    """
    parser = command_parser(
        "lsp",
        "The language server: an editor starts it and speaks with it on standard input and output.",
    )
    parser.add_argument(
        "--stdio", action="store_true", help="standard input and output; there is no other way"
    )
    hidden = "==SUPPRESS=="  # argparse's own word for it
    parser.add_argument("--clientProcessId", help=hidden)  # some clients say it to every server
    parser.parse_args(words)
    try:
        import pygls.lsp.server  # noqa: F401  gate: an extra that need not be there
    except ImportError as error:
        raise UsageError(_NO_PYGLS) from error
    from checker.editor.lsp.serve import serve

    return serve()


def plan(words: list[str]) -> int:
    """Show what the platform will do with each root; the exit code is 0 whatever it is."""
    parser = check_parser("plan", "Show what the platform will do with each root, and why.")
    options = parser.parse_args(words)
    if options.format not in ("full", "json"):
        raise unknown("format of a plan", options.format, ["full", "json"])
    from checker.project.project import Project

    output = _output(options)
    found = [
        (settings.prefix, Project(settings.tree, target))
        for settings in _settings(options)
        for target in settings.targets
    ]
    if options.format == "json":
        from checker.platform import plan as decisions
        from checker.reports.formats.json_report import dumped
        from checker.reports.plan import plan_document

        output.line(dumped(plan_document(decisions.plan(project) for _, project in found)))
    else:
        from checker.reports.plan import write_plan

        write_plan(found, output)
    for prefix, problem in dict.fromkeys((p, project.tree.git_problem()) for p, project in found):
        if problem:
            tell(f"pyspec-check: warning: {visible(prefix or '.')}: {problem}")
    return CLEAN
