"""`pyspec-check lsp`: start the language server."""

from __future__ import annotations

from checker.base.errors import UsageError
from checker.cli.options import command_parser

_MISSING = "the language server needs pygls: pip install 'pyspec-check[lsp]'"


def lsp(words: list[str]) -> int:
    """Serve an editor on standard input and output until it ends the server.

    Raises:
        UsageError: where the library that speaks the protocol is not installed.
    """
    from argparse import SUPPRESS

    parser = command_parser(
        "lsp",
        "The language server: an editor starts it and speaks with it on standard input and output.",
    )
    parser.add_argument(
        "--stdio", action="store_true", help="standard input and output; there is no other way"
    )
    parser.add_argument("--clientProcessId", help=SUPPRESS)  # some clients say it to every server
    parser.parse_args(words)
    try:
        import pygls.lsp.server  # noqa: F401
    except ImportError as error:
        raise UsageError(_MISSING) from error
    from checker.editor.lsp.server import serve

    return serve()
