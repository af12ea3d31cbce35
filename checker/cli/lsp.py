"""`pyspec-check lsp`: serve an editor."""

from __future__ import annotations

from argparse import SUPPRESS

from checker.base.errors import UsageError
from checker.cli.parser import command_parser

_NO_PYGLS = "the language server needs pygls: pip install 'pyspec-check[lsp]'"


def main(words: list[str]) -> int:
    """Serve an editor on standard input and output until it ends the server.

    Raises:
        UsageError: where the library that speaks the protocol is not installed.
    """
    parser = command_parser(
        "lsp",
        "Start the language server. Editors do this, and talk to it on standard input and output.",
    )
    parser.add_argument(
        "--stdio", action="store_true", help="use standard input and output (the only transport)"
    )
    parser.add_argument("--clientProcessId", help=SUPPRESS)  # some clients say it to every server
    parser.parse_args(words)
    try:
        import pygls.lsp.server  # noqa: F401, PLC0415  gate: an extra that need not be there
    except ImportError as error:
        raise UsageError(_NO_PYGLS) from error
    from checker.editor.lsp.serve import serve  # noqa: PLC0415  gate: it needs pygls

    return serve()
