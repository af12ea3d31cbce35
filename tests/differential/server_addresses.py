"""What real servers make of addresses, beside `checker.start.servers.addresses`.

    python -m tests.differential.server_addresses [SERVER …]

Starts gunicorn, hypercorn and waitress-serve once for each address, in a temporary folder with an
application of one function, and looks where the process listens. Prints every disagreement, and
the numbers of right, unknown and wrong; exits with 1 if one is wrong. Linux only (`/proc`).
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from checker.start.servers.addresses import READERS, Address
from tests.differential.server_lab import listening
from tests.start.servers.test_addresses import ADDRESSES

APPLICATION = "def app(environ, start):\n    start('200 OK', [])\n    return [b'']\n"
COMMANDS = {
    "gunicorn": ("gunicorn", "--no-control-socket", "--bind={}", "app:app"),
    "hypercorn": ("hypercorn", "--bind={}", "wsgi:app:app"),
    "waitress-serve": ("waitress-serve", "--listen={}", "app:app"),
}


def real(server: str, address: str, folder: Path) -> list[str] | None:
    """Where the program listens; None if it ends."""
    program = shutil.which(COMMANDS[server][0])
    if program is None:
        raise SystemExit(f"{server} is not installed")
    words = [program, *(word.format(address) for word in COMMANDS[server][1:])]
    process = subprocess.Popen(
        words, cwd=folder, start_new_session=True, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, env={"PATH": os.environ["PATH"]},
    )  # fmt: skip
    try:
        for _ in range(60):
            time.sleep(0.15)
            places = listening(process.pid)
            if places:
                return places
            if process.poll() is not None:
                return None
        return []
    finally:
        with contextlib.suppress(ProcessLookupError):  # it has ended, and was waited for
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def ours(server: str, address: str) -> Address:
    """What the reader says; waitress splits its value at blanks, and one wrong word is enough."""
    words = (address.split() or [""]) if server == "waitress-serve" else [address]
    found = [READERS[server](word, "8080" if "waitress" in server else "8000") for word in words]
    return next((each for each in found if each.kind == "refused"), found[0])


def verdict(said: Address, places: list[str] | None) -> str:
    """`right`, `unknown` or `wrong`."""
    if said.kind == "refused":
        return "right" if places is None else "wrong"
    if places is None:
        return "unknown"  # a name that nothing resolves, a descriptor that is not there
    if said.kind == "tcp" and said.port != "0" and said.port not in places:
        return "wrong"
    return "right"


def main(servers: list[str]) -> int:
    """Run and print."""
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as temporary:
        (Path(temporary) / "app.py").write_text(APPLICATION)
        for server in servers or list(COMMANDS):
            for address in ADDRESSES:
                said, places = ours(server, address), real(server, address, Path(temporary))
                judged = verdict(said, places)
                counts[judged] += 1
                if judged != "right":
                    print(f"{judged:8}{server} {address!r}: {said} | real: {places}")
    print(", ".join(f"{name} {counts[name]}" for name in ("right", "unknown", "wrong")))
    return 1 if counts["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
