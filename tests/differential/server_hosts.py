"""What real servers make of `--host`, beside the verdicts of CMD010.

    python -m tests.differential.server_hosts WORK [SERVER[==RELEASE] …]

For the servers whose address is two options, and for hosts in every writing; see
`server_addresses` for those that take both in one. Prints every disagreement, and the numbers of
right, unknown, missed and wrong; exits with 1 if one is wrong.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.differential.server_lab import chosen, free_port, install, start, together
from tests.differential.server_options import TARGETS, Case, files_of, write
from tests.differential.server_verdicts import Counts, said_of

if TYPE_CHECKING:
    from collections.abc import Callable

HOSTS = (
    "0.0.0.0", "127.0.0.1", "localhost", "0.0.0.0:5000", "http://0.0.0.0", "*", "", "[::]", "::",
    "::1", "[::1]", "0", "5000", ":5000", "256.0.0.1", "0.0.0.0/", " 0.0.0.0", "0.0.0.0 ", "0.0.0",
    "1.2.3.4.5", "a b", "nosuchhost.invalid", "host_name", "-", "127.1", "0x7f000001", "::ffff:0:0",
    "fe80::1%lo", "tcp://0.0.0.0", "unix:/tmp/none.sock", "0.0.0.0,127.0.0.1", "2001:db8::1",
)  # fmt: skip
OPTIONS = {
    "uvicorn": ("--host", "--port"), "daphne": ("-b", "-p"), "granian": ("--host", "--port"),
    "flask": ("--host", "--port"), "fastapi": ("--host", "--port"),
    "waitress-serve": ("--host", "--port"),
}  # fmt: skip


def _words(server: str, host: str, port: int) -> list[str]:
    before, after = TARGETS[server]
    first, second = OPTIONS[server]
    if first.startswith("--"):
        return [*before, f"{first}={host}", f"{second}={port}", *after]
    return [*before, first, host, second, str(port), *after]


def real(server: str, host: str, installed: Path) -> str:
    """`works` or `fails`."""
    with tempfile.TemporaryDirectory() as temporary:
        write(Path(temporary), Case(()))
        words = _words(server, host, free_port())
        did = start(
            server, installed, words, Path(temporary), environment={"FLASK_APP": "site1"}
        )  # fmt: skip
    return "works" if did.places else "fails"


def ours(server: str, host: str, release: str) -> str:
    """`works`, `fails`, or `unknown`."""
    return said_of(server, release, _words(server, host, 5000), files_of(Case(())))


def main(words: list[str]) -> int:
    """Run and print."""
    work, *names = words
    counts = Counts()
    for server, release in chosen(names or list(OPTIONS)):
        installed = install(Path(work).resolve(), server, release)

        def task(host: str, server: str = server, installed: Path = installed) -> Callable[[], str]:
            return lambda: real(server, host, installed)

        for host, did in zip(HOSTS, together([task(host) for host in HOSTS]), strict=True):
            counts.add(f"{server} {release}: {host!r}:", ours(server, host, release), did)
        counts.close(f"{server} {release}: {len(HOSTS)} hosts")
    return counts.end()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
