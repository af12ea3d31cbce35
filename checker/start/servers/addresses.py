"""How each server reads an address: `HOST:PORT` has as many grammars as there are servers.

Each reader gives what the program does with one value of its option (`gunicorn -b`, `hypercorn -b`,
`waitress-serve --listen`): where it listens, or why it ends. The readers were compared with the
real programs (gunicorn 26, hypercorn 0.18, waitress 3): `tests/differential/server_addresses.py`.
"""

from __future__ import annotations

from checker.base import regex as re
from checker.base.records import NamedTuple
from checker.start.environment import UNKNOWN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

NO_PORT = "no-port"
"""Nothing follows the colon."""
BAD_PORT = "bad-port"
"""What follows the colon is not a number."""
PORT_RANGE = "port-range"
"""The number is not between 0 and 65535."""
NUMBER_AS_HOST = "number-as-host"
"""There is a number alone: the server takes it for a host."""
BAD_HOST = "bad-host"
"""No computer can have this name, or the server does not know this form."""
NO_ADDRESS = "no-address"
"""The server needs a host before the colon, or a value at all."""

LOOPBACK = frozenset({"localhost", "::1", "ip6-localhost"})
_NAME = re.compile(r"\w([\w.-]*\w)?\.?")
"""A name of the name service; letters beyond ASCII are encoded before it is asked."""
_NUMBER = re.compile(r"0[xX][0-9a-fA-F]+|[0-9]+")


class Address(NamedTuple):
    """What a server makes of one value."""

    host: str = ""
    """Empty if the server listens on all addresses without a host."""
    port: str = ""
    """Decimal digits, or with `UNKNOWN` what is not known; empty for what is not TCP."""
    kind: str = "tcp"
    """`tcp`; `socket` for a Unix socket or a file descriptor; `unknown`; `refused`."""
    reason: str = ""
    """One of the constants of this module, for what is refused."""
    part: str = ""
    """The part that is wrong: the port, or the host."""


def refused(reason: str, part: str) -> Address:
    """An address with which the server does not start."""
    return Address(kind="refused", reason=reason, part=part)


def is_loopback(host: str) -> bool:
    """Whether only the container itself can reach the host."""
    return host.lower() in LOOPBACK or host.startswith("127.")


def impossible_host(host: str) -> str:
    """Why nothing can listen on `host`; empty if something may.

    A name that could be in a network's name service is never called impossible.
    """
    if UNKNOWN in host or not host:
        return ""
    if ":" in host:
        return "" if _is_ipv6(host.partition("%")[0]) else BAD_HOST
    parts = host.rstrip(".").split(".")
    if _NUMBER.fullmatch(parts[-1]):
        return _impossible_number(parts)
    return "" if _NAME.fullmatch(host) else BAD_HOST


def impossible_alone(server: str, host: str) -> str:
    """Why a server that takes host and port apart cannot listen on `host`; empty if it may.

    granian takes addresses only, and no names: not even `localhost`.
    """
    if UNKNOWN in host:
        return ""
    if not host:
        return NO_ADDRESS if server == "granian" else ""
    if server == "granian":
        numbers = re.fullmatch(r"(?:(?:0|[1-9]\d{0,2})\.){3}(?:0|[1-9]\d{0,2})", host)
        plain = numbers and not impossible_host(host)
        return "" if plain or (":" in host and "%" in host) or _is_ipv6(host) else BAD_HOST
    if host == "*":
        return BAD_HOST if server == "daphne" else ""
    if host.startswith("[") and server in ("daphne", "waitress-serve"):
        host = host.strip("[]")
    return impossible_host(host)


def _is_ipv6(text: str) -> bool:
    """Whether the text is an IPv6 address: up to eight groups, one `::`, IPv4 at the end."""
    head, gap, tail = text.partition("::")
    groups = [group for part in (head, tail) if part for group in part.split(":")]
    if groups and "." in groups[-1]:
        if not re.fullmatch(r"\d{1,3}(\.\d{1,3}){3}", groups[-1]):
            return False
        groups[-1:] = ["0", "0"]
    if not all(re.fullmatch(r"[0-9a-fA-F]{1,4}", group) for group in groups):
        return False
    return len(groups) < 8 if gap else len(groups) == 8


def _impossible_number(parts: list[str]) -> str:
    """The same for what the C library reads as an IPv4 address: one to four numbers."""
    if len(parts) > 4 or not all(_NUMBER.fullmatch(part) for part in parts):
        return BAD_HOST
    try:
        numbers = [_number(part) for part in parts]
    except ValueError:  # an octal number with an 8 or 9
        return BAD_HOST
    if any(number > 255 for number in numbers[:-1]) or numbers[-1] >= 256 ** (5 - len(parts)):
        return BAD_HOST
    # A number below 2**24 alone is an address of the network 0.0.0.0/8, which no interface has.
    return NUMBER_AS_HOST if len(parts) == 1 and 0 < numbers[0] < 1 << 24 else ""


def _number(part: str) -> int:
    """One number of an IPv4 address: hexadecimal, octal or decimal; a huge one for a long one."""
    if len(part) > 12:
        return 1 << 40
    if part[:2] in ("0x", "0X"):
        return int(part, 16)
    return int(part, 8 if part.startswith("0") and part != "0" else 10)


def gunicorn(text: str, default: str = "8000") -> Address:
    """One value of gunicorn's `--bind`."""
    text = text.strip()
    if text.startswith(("unix:", "fd://")):
        return Address(text, kind="socket")
    text = text.removeprefix("tcp://")
    if text.startswith(UNKNOWN):
        return Address(text, kind="unknown")
    if not text:
        return Address("0.0.0.0", default)  # noqa: S104
    host, port = text, default
    if text.startswith("[") and "]" in text:
        host, _, rest = text[1:].partition("]")
        port = rest[1:] if rest.startswith(":") else default
    elif ":" in text:
        host, port = text.split(":")[:2]
    return _with_port(host, port)


def hypercorn(text: str, default: str = "8000") -> Address:
    """One value of hypercorn's `--bind`, `--insecure-bind` or `--quic-bind`."""
    if text.startswith(("unix:", "fd://")):
        return Address(text, kind="socket")
    bare = text.replace("[", "").replace("]", "")
    host, colon, port = bare.rpartition(":")
    if not colon or not (UNKNOWN in port or _is_python_number(port)):
        if bare.endswith(":") and ":" not in bare[:-1]:
            return refused(NO_PORT, bare)
        if colon and "[" not in text and ":" not in host:
            return refused(BAD_PORT, port)
        host, port = bare, default
    return _with_port(host, port)


def waitress(text: str, default: str = "8080") -> Address:
    """One word of waitress' `--listen`: it splits the value at blanks.

    A port that is missing or over 65535 is not refused: the program then listens on another one.
    """
    if UNKNOWN in text and not text.startswith(UNKNOWN) and ":" not in text:
        return Address(text, kind="unknown")
    if not text:
        return refused(NO_ADDRESS, text)
    host, colon, port = text.rpartition(":")
    if not colon or "]" in port:
        host, port = text, default
    host = host.strip("[").rstrip("]") if "[" in host and "]" in host else host
    if not host:
        return refused(NO_ADDRESS, text)
    if UNKNOWN in port or UNKNOWN in host:
        return Address(host, port, "tcp" if UNKNOWN not in host else "unknown")
    if not re.fullmatch(r"\+?[0-9]*", port):
        return refused(BAD_PORT, port)
    reason = "" if host == "*" else impossible_host(host)
    if reason:
        return refused(reason, host)
    number = int(port.lstrip("+")[:12] or "0") & 0xFFFF
    return Address(host, str(number))


READERS: dict[str, Callable[[str, str], Address]] = {
    "gunicorn": gunicorn,
    "hypercorn": hypercorn,
    "waitress-serve": waitress,
}
"""The readers by the server's name; what is not here has options for host and port alone."""

APART = frozenset({"uvicorn", "daphne", "granian", "flask", "fastapi", "waitress-serve"})
"""Servers that take host and port in two options, and of which it was tried."""


def _is_python_number(text: str) -> bool:
    """Whether Python's `int()` takes the text."""
    return re.fullmatch(r"\s*[+-]?\d+(_\d+)*\s*", text) is not None


def _with_port(host: str, port: str) -> Address:
    """Host and port as a server that calls `int()` and binds reads them."""
    if UNKNOWN in port:
        return Address(host, port, "unknown" if UNKNOWN in host else "tcp")
    if not _is_python_number(port):
        return refused(BAD_PORT if port.strip() else NO_PORT, port or host)
    digits = port.strip().replace("_", "").lstrip("+")
    if digits.startswith("-") or len(digits.lstrip("0")) > 5 or int(digits) > 65535:
        return refused(PORT_RANGE, port)
    reason = impossible_host(host)
    if reason:
        return refused(reason, host)
    return Address(host, str(int(digits)), "unknown" if UNKNOWN in host else "tcp")
