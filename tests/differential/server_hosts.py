"""What real servers make of `--host`, beside the verdicts of CMD010.

    python -m tests.differential.server_hosts WORK [SERVER[==RELEASE] …]

For the servers whose address is two options, and for hosts in every writing; see
`server_addresses` for those that take both in one. Prints every disagreement, and the numbers of
right, unknown, missed and wrong; exits with 1 if one is wrong.
"""

from __future__ import annotations

import shlex
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from checker.files.tree import DirectoryTree
from checker.rules.codes import RULES
from checker.targets import targets
from tests.checking import check
from tests.differential.server_lab import PROGRAMS, chosen, free_port, install, start, together
from tests.differential.server_options import TARGETS, Case, write

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
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        write(root, Case(()))
        (root / "Procfile").write_text(
            f"web: {shlex.join([server, *_words(server, host, 5000)])}\n"
        )
        (root / "requirements.txt").write_text(f"{PROGRAMS[server].distribution}=={release}\n")
        tree, target = DirectoryTree(temporary), targets()["rainbond-6-cnb"]
        report = check(tree, target, [RULES["CMD010"]], uncertain=True)
    assert not report.crashes, report.crashes[0]
    if any(finding.certain for finding in report.findings):
        return "fails"
    return "unknown" if report.findings else "works"


def main(words: list[str]) -> int:
    """Run and print."""
    work, *names = words
    total: Counter[str] = Counter()
    for server, release in chosen(names or list(OPTIONS)):
        installed = install(Path(work).resolve(), server, release)

        def task(host: str, server: str = server, installed: Path = installed) -> Callable[[], str]:
            return lambda: real(server, host, installed)

        counts: Counter[str] = Counter()
        for host, did in zip(HOSTS, together([task(host) for host in HOSTS]), strict=True):
            said = ours(server, host, release)
            judged = "right" if said == did else "missed" if said == "works" else "wrong"
            judged = "unknown" if said == "unknown" else judged
            counts[judged] += 1
            if judged != "right":
                print(f"{judged:8}{server} {release}: {host!r}: said {said}, really {did}")
        total += counts
        print(f"{server} {release}: {len(HOSTS)} hosts, {dict(counts)}", flush=True)
    print(", ".join(f"{name} {total[name]}" for name in ("right", "unknown", "missed", "wrong")))
    return 1 if total["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
