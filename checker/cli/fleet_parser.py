"""The options of `pyspec-check fleet` and of each of its commands."""

from __future__ import annotations

from checker.base.messages import fill
from checker.cli.check_parser import add_choice, add_outcome, add_target
from checker.cli.parser import add_looks, add_number, command_parser

TYPE_CHECKING = False
if TYPE_CHECKING:
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
    parser.by_meaning = parser.by_meaning | {"--jobs": "use `--workers N`"}
    add = parser.add_argument
    add(
        "--store",
        metavar="FILE",
        default=STORE,
        help=fill("the database (default: {file})", file=STORE),
    )
    add_looks(parser)
    if command == "run":
        _run_options(parser)
        return parser
    if command == "query":
        add("sql", metavar="SQL", help="one statement; the database is opened for reading only")
    else:
        add_number(parser, "--run", "default: the newest run")
    if command in ("top", "unknown"):
        add("--target", metavar="NAME", help="needed where the run had several")
    if command == "breaks":
        for name, where in (("--from", "old"), ("--to", "new")):
            add(name, dest=where, metavar="TARGET", required=True, help="a target of the run")
        add("--rules", action="store_true", help="the rules that break them, instead of the roots")
    if command == "diff":
        add_number(parser, "--old", "default: the run before")
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
    add_target(parser)
    add_choice(parser)
    add_outcome(parser)
    add("--no-plans", action="store_true", help="store no plans: a smaller file, a faster run")
    add_number(parser, "--workers", "processes (default: one for each core)")
    add("--scheduler", metavar="ADDRESS", help="use the Dask cluster at tcp://HOST:PORT")
    add_number(parser, "--limit", "the first N repositories")
    add_number(parser, "--sample", "N of them at random")
    add_number(parser, "--seed", "of the sample")
    add("--parquet", metavar="FOLDER", help="write the tables as Parquet files too")
    add("--note", metavar="TEXT", help="a note for the run")
    add("--quiet", "-q", action="store_true", help="print no summary")
