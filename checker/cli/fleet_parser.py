"""The options of `pyspec-check fleet` and of each of its commands."""

from __future__ import annotations

from checker.base.errors import UsageError
from checker.base.text import printable
from checker.cli.check_parser import add_choice
from checker.cli.parser import add_color, command_parser
from checker.targets import default_target

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from checker.cli.parser import Parser

STORE = "fleet.duckdb"
COMMANDS = {
    "run": "Check every repository of a list into a database.",
    "top": "The rules that most repositories break.",
    "breaks": "What one target accepts and another does not, the least work first.",
    "unknown": "The roots whose outcome is not known, and why.",
    "failed": "The repositories that were not checked, and why.",
    "diff": "The findings that only one of two runs has.",
    "query": "Ask the database: tables runs, repositories, roots, findings, warnings.",
    "report": "Write one page for a browser, which needs no network.",
}
"""Each command, and what it says of itself."""


def fleet_parser(command: str) -> Parser:
    """The parser of one command."""
    parser = command_parser(f"fleet {command}", COMMANDS[command])
    add = parser.add_argument
    add("--store", metavar="FILE", default=STORE, help=f"the database (default: {STORE})")
    add_color(parser)
    if command == "run":
        _run_options(parser)
        return parser
    if command == "query":
        add("sql", metavar="SQL", help="one statement; the database is opened for reading only")
    else:
        add("--run", metavar="N", type=_count("--run"), default=0, help="default: the newest run")
    if command in ("top", "unknown"):
        add("--target", metavar="NAME", help="needed where the run had several")
    if command == "breaks":
        for name, where in (("--from", "old"), ("--to", "new")):
            add(name, dest=where, metavar="TARGET", required=True, help="a target of the run")
    if command == "diff":
        add("--old", metavar="N", type=_count("--old"), default=0, help="default: the run before")
        add("--against", metavar="FILE", help="the database that holds the older run")
    if command == "report":
        add("file", metavar="FILE", help="where the page is written")
    else:
        add("--format", default="table", help="table (default), csv or jsonl")
    return parser


def _run_options(parser: Parser) -> None:
    add = parser.add_argument
    add(
        "list",
        metavar="LIST",
        help="a file with `PATH-OR-URL [REV] [?dir=FOLDER]` a line, CSV or JSON lines, "
        "or a folder that contains repositories",
    )
    add(
        "--target",
        metavar="NAME",
        action="append",
        default=[],
        help=f"the platforms, separated by commas, `all`, or `auto` for the one that the files of "
        f"each repository show (default: {default_target()})",
    )
    chosen = parser.add_mutually_exclusive_group()
    chosen.add_argument("--config", metavar="PATH", help="use this configuration everywhere")
    chosen.add_argument("--isolated", action="store_true", help="ignore their configurations")
    add_choice(parser)
    add("--all", action="store_true", help="keep uncertain findings too")
    add("--no-plans", action="store_true", help="store no plans: a smaller file, a faster run")
    add(
        "--workers",
        metavar="N",
        type=_count("--workers"),
        default=0,
        help="processes (default: one for each core)",
    )
    add("--scheduler", metavar="ADDRESS", help="use the Dask cluster at tcp://HOST:PORT")
    add("--limit", metavar="N", type=_count("--limit"), default=0, help="the first N repositories")
    add("--sample", metavar="N", type=_count("--sample"), default=0, help="N of them at random")
    add("--seed", metavar="N", type=_count("--seed"), default=0, help="of the sample")
    add("--parquet", metavar="FOLDER", help="write the tables as Parquet files too")
    add("--note", metavar="TEXT", help="a note for the run")
    add("--exit-zero", action="store_true", help="exit with 0 whatever is found")
    add("--quiet", "-q", action="store_true", help="print no summary")


def _count(option: str) -> Callable[[str], int]:
    def read(word: str) -> int:
        if not word.isascii() or not word.isdigit() or len(word) > 9 or int(word) == 0:
            raise UsageError(f"{option}: `{printable(word, 40)}` is not a whole number from 1 on")
        return int(word)

    return read
