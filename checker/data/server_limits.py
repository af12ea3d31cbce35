"""Numbers that a server takes, and with which it answers no request.

Run with gunicorn 19.9.0 to 27.0.1, waitress 1.3.1 to 3.0.2, uvicorn 0.17.6 to 0.54.0 and hypercorn
0.15.0 to 0.18.0, one request after another.
"""

from __future__ import annotations

from checker.base.records import NamedTuple


class Limit(NamedTuple):
    """The smallest number with which a server answers."""

    names: tuple[str, ...]
    least: int
    effect: str
    """`silent`, `refusing` or `ending`."""
    status: str = ""
    """What it answers, where it does."""
    threads: bool = False
    """Whether gunicorn heeds it only where a worker has threads or greenlets."""


LIMITS = {
    "gunicorn": (
        Limit(("-w", "--workers"), 1, "silent"),
        Limit(("--worker-connections",), 1, "silent", threads=True),
    ),
    "waitress-serve": (
        Limit(("--threads",), 1, "silent"),
        # It counts its own two sockets as connections.
        Limit(("--connection-limit",), 3, "silent"),
        Limit(("--recv-bytes",), 1, "silent"),
    ),
    "uvicorn": (
        # It counts the connection that it is asked on, and wants to have fewer than these.
        Limit(("--limit-concurrency",), 2, "refusing", "503"),
        Limit(("--limit-max-requests",), 1, "ending"),
    ),
    "hypercorn": (
        Limit(("-w", "--workers"), 0, "silent"),
        Limit(("--read-timeout",), 1, "silent"),
    ),
}
"""By the server's name."""
