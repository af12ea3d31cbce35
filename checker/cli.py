"""The command line: arguments, sub-commands, exit codes; no logic.

Exit codes are a contract: 0 nothing at or above `--fail-on`, 1 findings, 2 usage, 3 a bug.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from checker.errors import UsageError, closest, unknown
from checker.text import visible

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from checker.engine import Report
    from checker.reports.output import Output
    from checker.settings import Settings
    from checker.tree import Tree

CLEAN, FOUND, USAGE, BUG = 0, 1, 2, 3

_OVERVIEW = """\
usage: pyspec-check [check] [PATH ...] [options]
       pyspec-check COMMAND [--help]

Says before the push what the platform will do with a Python repository, and what will break.
It reads requirements.txt, Procfile, runtime.txt and Django's settings; it runs nothing.

commands:
  check [PATH ...]   check each root (the default; the default PATH is .)
  rules              list the rules
  explain CODE       a rule's page: what, why, an example, what to write instead
  targets [NAME]     the editions of the platform that a repository can be checked against
  init [PATH ...]    write what is missing, after showing it
  config [PATH ...]  what a check would be done with, and where each value is from

`pyspec-check check --help` shows the options of a check.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; raises nothing but `SystemExit`."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # names and texts may hold what the terminal can't show
            stream.reconfigure(errors="backslashreplace")
    try:
        code = _run(words)
        sys.stdout.flush()
    except UsageError as error:
        near = error.missing_path and closest(error.missing_path, list(COMMANDS))
        hint = f"; did you mean the command `{near}`?" if near else ""
        sys.stderr.write(f"pyspec-check: {error}{hint}\n")
        return USAGE
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader (`head`, a pager) has gone: what it read is all that it wanted.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLEAN
    except Exception as error:  # the last resort: a bug must not look like a finding
        return _bug(error)
    return code


def _bug(error: Exception) -> int:
    if os.environ.get("PYSPEC_CHECK_TRACEBACK"):
        import traceback

        traceback.print_exc()
    sys.stderr.write(
        f"pyspec-check: this is a bug: {type(error).__name__}: {visible(str(error), 200)}\n"
        "set PYSPEC_CHECK_TRACEBACK=1 to see where, and report it\n"
    )
    return BUG


def _run(words: list[str]) -> int:
    command = words[0] if words else "check"
    if command in COMMANDS:
        return COMMANDS[command](words[1:])
    if command in ("-h", "--help", "help"):
        sys.stdout.write(_OVERVIEW)
        return CLEAN
    if command in ("-V", "--version"):
        from checker import __version__

        sys.stdout.write(f"pyspec-check {__version__}\n")
        return CLEAN
    return _check(words)


def _check(words: list[str]) -> int:
    options = _check_parser().parse_args(words)
    from checker.reports.formats import destinations, must_exist, write, write_files
    from checker.settings import warn_of_unknown

    must_exist(options.format)
    files = destinations(options.output)
    warn_of_unknown(options.ignore)
    output = _output(options)
    settings = _settings(options)
    if options.write_baseline:
        from checker.baseline import write_baselines

        write_baselines(settings, options.all)
        return CLEAN
    if options.fix or options.diff or options.unsafe_fixes:
        from checker.fixing import checked_and_fixed

        reports = checked_and_fixed(settings, options)
    else:
        reports = [(found.prefix, found.check(options.all)) for found in settings]
    statistics = options.statistics and options.format in ("full", "concise")
    if not options.diff:
        write("statistics" if statistics else options.format, reports, output)
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


def _settings(options: argparse.Namespace) -> list[Settings]:
    """What each root is checked with."""
    from checker.roots import Root, holder_of, roots_of
    from checker.settings import settings_of
    from checker.tree import OverlayTree

    if options.stdin_filename is None:
        return [
            found
            for root in roots_of(options.paths or ["."])
            for found in settings_of(options, root, _tree(options, root.path))
        ]
    name = options.stdin_filename
    root = Root(options.paths[0] if options.paths else holder_of(name))
    path = os.path.relpath(os.path.realpath(name), os.path.realpath(root.path))
    if path.startswith(os.pardir):
        raise UsageError(f"--stdin-filename `{visible(name)}` is not below `{visible(root.path)}`")
    data = sys.stdin.buffer.read()
    tree = OverlayTree(_tree(options, root.path), {path.replace(os.sep, "/"): data})
    return list(settings_of(options, root, tree, single=True))


def _tree(options: argparse.Namespace, root: str) -> Tree:
    """The files of a root: those on disk, of the index or of a revision."""
    if options.staged or options.rev is not None:
        from checker.git_tree import at_revision, staged

        return staged(root) if options.staged else at_revision(root, options.rev)
    from checker.tree import DirectoryTree

    return DirectoryTree(root)


def _output(options: argparse.Namespace) -> Output:
    from checker.reports.output import Output

    return Output(sys.stdout, color=options.color, quiet=options.quiet)


def _fails(fail_on: str, report: Report) -> bool:
    if fail_on == "never":
        return False
    from checker.model import Severity

    least = Severity[fail_on.upper()]
    return any(finding.severity >= least for finding in report.findings)


def _config(words: list[str]) -> int:
    parser = _check_parser("config", "Show what a check would be done with, and why.")
    options = parser.parse_args(words)
    from checker.reports.configuration import write_configuration

    output = _output(options)
    write_configuration(_settings(options), output)
    return CLEAN


def _init(words: list[str]) -> int:
    parser = _parser("init", "Write what is missing: requirements.txt, Procfile, runtime.txt.")
    parser.add_argument("paths", metavar="PATH", nargs="*", help="a root (default: .)")
    parser.add_argument("--target", metavar="NAME", help="the platform's edition")
    parser.add_argument("--yes", "-y", action="store_true", help="write without asking")
    options = parser.parse_args(words)
    from checker.fixing import write_missing

    asked = _check_parser().parse_args(options.paths)
    asked.target = options.target
    write_missing(_settings(asked), yes=options.yes)
    return CLEAN


def _rules(words: list[str]) -> int:
    parser = _parser("rules", "List the rules.")
    parser.add_argument("--format", default="table", metavar="NAME", help="table or json")
    _add_color(parser)
    options = parser.parse_args(words)
    from checker.reports import catalogue
    from checker.reports.output import Output
    from checker.rules import load_rules

    output = Output(sys.stdout, color=options.color)
    if options.format == "json":
        catalogue.write_rules_json(load_rules(), output)
    elif options.format == "table":
        catalogue.write_rules(load_rules(), output)
    else:
        raise unknown("format", options.format, ["table", "json"])
    return CLEAN


def _explain(words: list[str]) -> int:
    parser = _parser("explain", "Show the page of a rule.")
    parser.add_argument("rule", metavar="CODE", nargs="+", help="a code, its prefix, or a name")
    _add_color(parser)
    options = parser.parse_args(words)
    from checker.engine import matching
    from checker.reports import catalogue
    from checker.reports.output import Output
    from checker.rules import load_rules

    rules = load_rules()
    output = Output(sys.stdout, color=options.color)
    for word in options.rule:
        found = matching(rules, [word])
        if not found:
            raise unknown("rule", word, [*rules, *(rule.name for rule in rules.values())])
        catalogue.write_pages(found, output)
    return CLEAN


def _targets(words: list[str]) -> int:
    parser = _parser("targets", "Show the editions of the platform.")
    parser.add_argument("name", metavar="NAME", nargs="?", help="show all of this one")
    _add_color(parser)
    options = parser.parse_args(words)
    from checker.reports import catalogue
    from checker.reports.output import Output
    from checker.targets import targets

    output = Output(sys.stdout, color=options.color)
    if options.name is None:
        catalogue.write_targets(targets(), output)
    elif options.name in targets():
        catalogue.write_target(targets()[options.name], output)
    else:
        raise unknown("target", options.name, list(targets()))
    return CLEAN


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "check": _check,
    "rules": _rules,
    "explain": _explain,
    "targets": _targets,
    "config": _config,
    "init": _init,
}


def _parser(command: str, description: str) -> argparse.ArgumentParser:
    import argparse

    class Parser(argparse.ArgumentParser):
        """argparse with one-line errors and a did-you-mean for options."""

        def error(self, message: str) -> None:  # type: ignore[override]
            prefix = "unrecognized arguments: "
            if message.startswith(prefix):
                word = message[len(prefix) :].split(maxsplit=1)[0]
                near = closest(word, list(self._option_string_actions))
                hint = f"did you mean `{near}`?" if near else f"see `{self.prog} --help`"
                raise UsageError(f"unknown option `{visible(word, 80)}`; {hint}")
            raise UsageError(visible(message, 300))

    class Formatter(argparse.HelpFormatter):
        """argparse's own asks `shutil` for the width, whose import costs more than the rest."""

        def __init__(self, prog: str) -> None:
            from checker.reports.output import width_of

            super().__init__(prog, max_help_position=26, width=width_of(sys.stdout) - 2)

    return Parser(
        prog=f"pyspec-check {command}",
        description=description,
        allow_abbrev=False,
        formatter_class=Formatter,
    )


def _add_color(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        default="auto",
        help="colours; auto: on a terminal, NO_COLOR and FORCE_COLOR respected",
    )


def _check_parser(
    command: str = "check", says: str = "Check each root against an edition of the platform."
) -> argparse.ArgumentParser:
    from checker.config_schema import FAIL_ON
    from checker.targets import default_target

    parser = _parser(command, says)
    add = parser.add_argument
    add("paths", metavar="PATH", nargs="*", help="a root, or a file: the root that holds it")
    add(
        "--target",
        metavar="NAME",
        help=f"the platform's edition (default: {default_target()}; "
        "`pyspec-check targets` lists them)",
    )
    add(
        "--format",
        metavar="NAME",
        default="full",
        help="full (default), concise, json, jsonl, sarif, github, gitlab, azure, junit, "
        "checkstyle, rdjson or markdown",
    )
    add(
        "--output",
        metavar="FORMAT:PATH",
        action="append",
        default=[],
        help="write a report in this format to this file too; repeatable",
    )
    add(
        "--select",
        metavar="CODE",
        action="append",
        default=[],
        help="only rules with this code, prefix or name; repeatable, or with commas",
    )
    add("--ignore", metavar="CODE", action="append", default=[], help="not these rules")
    add(
        "--fail-on",
        choices=FAIL_ON,
        help="the least severity that makes the exit code 1 (default: error)",
    )
    add("--all", action="store_true", help="show uncertain findings too")
    add(
        "--stdin-filename",
        metavar="PATH",
        help="take this file's text from standard input (an editor's unsaved buffer)",
    )
    add("--fix", action="store_true", help="apply the safe fixes, then report what remains")
    add("--unsafe-fixes", action="store_true", help="with --fix or --diff: the unsafe ones too")
    add("--diff", action="store_true", help="show what --fix would do, as `git apply` takes it")
    add("--write-baseline", action="store_true", help="take what is found now as known")
    source = parser.add_mutually_exclusive_group()
    source.add_argument(
        "--staged", action="store_true", help="check what git will commit, not the files on disk"
    )
    source.add_argument(
        "--rev", metavar="REV", help="check what git holds at REV; in a bare repository too"
    )
    add("--statistics", action="store_true", help="a count for each rule instead of findings")
    add("--quiet", "-q", action="store_true", help="findings only; nothing for a clean run")
    add("--version", "-V", action="version", version=_version(), help="show the version")
    _add_color(parser)
    return parser


def _version() -> str:
    from checker import __version__

    return f"pyspec-check {__version__}"
