"""The options of the commands on roots: all of `check`, and of others those that mean something."""

from __future__ import annotations

from checker.base.errors import UsageError
from checker.base.findings import FAIL_ON
from checker.base.messages import fill
from checker.base.text import printable
from checker.cli.parser import add_looks, add_number, command_parser
from checker.cli.version import version
from checker.config.overrides import LONGEST_TIMEOUT
from checker.reports.view import GROUPS
from checker.targets import default_target

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.cli.parser import Parser


def root_parser(command: str, says: str, compares: bool = True) -> Parser:
    """The parser of a command on roots: the paths, the target and the configuration.

    Args:
        command: the sub-command.
        says: what it does.
        compares: whether several targets make sense.
    """
    parser = command_parser(command, says)
    add = parser.add_argument
    add(
        "paths",
        metavar="PATH",
        nargs="*",
        help="a root; for a file, the root that contains it",
    )
    add_target(parser, compares)
    add_looks(parser)
    if command != "check":
        parser.elsewhere = tuple(
            name
            for name in check_parser()._option_string_actions
            if name not in parser._option_string_actions
        )
    return parser


def add_target(parser: Parser, compares: bool = True) -> None:
    """The platform that a root is for, and the configuration that counts.

    Args:
        parser: of a command on roots.
        compares: whether several targets make sense.
    """
    several = "; repeatable, or with commas; `all` compares all of them" if compares else ""
    parser.add_argument(
        "--target",
        metavar="NAME",
        action="append",
        default=[],
        help=fill(
            "the platform and its edition (default: {default_target}; `pyspec-check "
            "targets` lists them), or `auto` for the one that the files show{several}",
            default_target=default_target(),
            several=several,
        ),
    )
    chosen = parser.add_mutually_exclusive_group()
    chosen.add_argument(
        "--config", metavar="PATH", help="use this configuration file for every root"
    )
    chosen.add_argument("--isolated", action="store_true", help="ignore all configuration files")


def add_outcome(parser: Parser) -> None:
    """What the exit code goes by, and which findings count."""
    parser.add_argument("--exit-zero", action="store_true", help="exit with 0 whatever is found")
    parser.add_argument("--all", action="store_true", help="report uncertain findings too")


def add_source(parser: Parser) -> None:
    """Where the files of a root come from: the disk, git, or standard input for one of them."""
    parser.add_argument(
        "--stdin-filename",
        metavar="PATH",
        help="read this file's text from standard input (an editor's unsaved buffer); "
        "with --fix, print the fixed text, and the report to standard error",
    )
    source = parser.add_mutually_exclusive_group()
    source.add_argument(
        "--staged",
        action="store_true",
        help="check the files that git would commit now, not those on disk",
    )
    source.add_argument(
        "--rev",
        metavar="REV",
        help="check the files of this git revision; works in a bare repository too",
    )


def add_resolving(parser: Parser) -> None:
    """Whether the package index may be asked, and which one."""
    add = parser.add_argument
    add(
        "--resolve",
        action="store_true",
        default=None,
        help="ask the package index what the build would really install (needs uv: "
        "`pip install 'pyspec-check[resolve]'`)",
    )
    add(
        "--no-resolve",
        action="store_false",
        dest="resolve",
        default=None,
        help="don't ask the package index, even if the configuration says `resolve = true`",
    )
    add("--refresh", action="store_true", help="with --resolve: ask again, whatever is cached")
    add(
        "--index-url",
        metavar="URL",
        default="",
        help="with --resolve: ask this index instead of the platform's",
    )


def add_choice(parser: Parser) -> None:
    """What is checked, how strictly and for how long: all that a configuration can say too."""
    add = parser.add_argument
    add(
        "--select",
        metavar="CODE",
        action="append",
        default=[],
        help="run only the rules with this code, prefix or name; repeatable, or with commas",
    )
    add(
        "--ignore",
        metavar="CODE",
        action="append",
        default=[],
        help="skip the rules with this code, prefix or name",
    )
    add(
        "--no-ignores",
        action="store_true",
        help="report what comments, `ignore`, `per-file-ignores`, `exclude` and the baseline hide",
    )
    add(
        "--fail-on",
        choices=FAIL_ON,
        help="the lowest severity that makes the run exit with 1 (default: error)",
    )
    add(
        "--timeout",
        metavar="SECONDS",
        type=_seconds,
        help="the CPU time for one root (default: 10; 0: no limit); "
        "what was not checked is reported",
    )


def check_parser() -> Parser:
    """The options of `check`."""
    parser = root_parser("check", "Check each root against a platform.")
    add = parser.add_argument
    add(
        "--format",
        metavar="NAME",
        default="full",
        help="full (default), concise, json, jsonl, sarif, github, gitlab, azure, teamcity, "
        "junit, checkstyle, rdjson or markdown; `comparison` for several targets side by side",
    )
    add(
        "--output",
        metavar="FORMAT:PATH",
        action="append",
        default=[],
        help="write a report in this format to this file as well; repeatable; with --diff, "
        "`patch:PATH` writes the patch to a file",
    )
    add_choice(parser)
    add_resolving(parser)
    add_outcome(parser)
    add_source(parser)
    add("--fix", action="store_true", help="apply the safe fixes, then report what remains")
    add(
        "--unsafe-fixes", action="store_true", help="with --fix or --diff: include the unsafe fixes"
    )
    add("--diff", action="store_true", help="print the fixes as a patch for `git apply`")
    add("--write-baseline", action="store_true", help="record the current findings in the baseline")
    add(
        "--group-by",
        choices=GROUPS,
        default=GROUPS[0],
        help="group the findings of a report for people (default: file)",
    )
    add_number(
        parser,
        "--max-findings",
        "show at most N findings in a report for people, the worst first; the exit code "
        "and the other formats count all",
    )
    add("--statistics", action="store_true", help="show the number of findings per rule")
    shown = parser.add_mutually_exclusive_group()
    shown.add_argument(
        "--quiet", "-q", action="store_true", help="print findings only (no summary)"
    )
    shown.add_argument(
        "--verbose",
        "-v",
        action="store_true",
        help="print what was checked to stderr",
    )
    add("--version", "-V", action="version", version=version(), help="show the version")
    return parser


def _seconds(word: str) -> float:
    """A number of seconds that may be a limit.

    Raises:
        UsageError: where it is none.
    """
    try:
        value = float(word)
    except ValueError:
        value = -1
    if not 0 <= value <= LONGEST_TIMEOUT:
        shown = printable(word, 40)
        raise UsageError(
            fill("--timeout: `{shown}` is not a number of seconds (0: no limit)", shown=shown)
        )
    return int(value) if value.is_integer() else value
