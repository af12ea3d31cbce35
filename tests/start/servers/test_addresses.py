"""What each server makes of an address, as the real programs answered."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.start.environment import UNKNOWN
from checker.start.servers.addresses import READERS, impossible_host

ADDRESSES = {
    "5000": "- - -",
    ":5000": "5000 5000 -",
    "0.0.0.0:5000": "5000 5000 5000",
    "0.0.0.0:": "- - 0",
    "0.0.0.0": "8000 8000 8080",
    "127.0.0.1:5000": "5000 5000 5000",
    "localhost:5000": "5000 5000 5000",
    "*:5000": "- - 5000",
    "*": "- - 8080",
    "0.0.0.0:5000/": "- - -",
    "http://0.0.0.0:5000": "- - -",
    "https://0.0.0.0:5000": "- - -",
    "tcp://0.0.0.0:5000": "5000 - -",
    "tcp://:5000": "5000 - -",
    "tcp:0.0.0.0:5000": "- - -",
    "[::]:5000": "5000 5000 5000",
    "[::]": "8000 8000 8080",
    "::5000": "- - -",
    ":::5000": "- 5000 5000",
    "[::1]:5000": "5000 5000 5000",
    "0.0.0.0:65536": "- - 0",
    "0.0.0.0:99999": "- - 34463",
    "0.0.0.0:0": "0 0 0",
    "0.0.0.0:-1": "- - -",
    "0.0.0.0:+5000": "5000 5000 5000",
    "0.0.0.0: 5000": "5000 5000 -",
    " 0.0.0.0:5000": "5000 - 5000",
    "0.0.0.0:5000 ": "5000 5000 5000",
    "0.0.0.0:05000": "5000 5000 5000",
    "0.0.0.0:5_000": "5000 5000 -",
    "0.0.0.0:5000,": "- - -",
    "0.0.0.0:5000,0.0.0.0:5001": "- - -",
    "0.0.0.0:5000:5001": "5000 - -",
    "0.0.0.0:abc": "- - -",
    "0.0.0.0:$PORT": "- - -",
    "0:5000": "5000 5000 5000",
    "0": "8000 8000 8080",
    "nosuchhost.invalid:5000": "- - -",
    "256.0.0.1:5000": "- - -",
    "unix:/tmp/x/s.sock": "unix unix -",
    "unix://tmp/x/s.sock": "- unix -",
    "/tmp/x/s.sock": "- - -",
    "./s.sock": "- - -",
    "fd://3": "- - -",
    "fd:3": "- - -",
    "": "8000 8000 -",
    "0.0.0.0:\uff15\uff10\uff10\uff10": "5000 5000 -",
    "0.0.0.0 :5000": "- - -",
    "0.0.0.0;5000": "- - -",
    "0.0.0.0 5000": "- - -",
    "0.0.0.0/5000": "- - -",
    "//0.0.0.0:5000": "- - -",
    "0.0.0.0:5000/path": "- - -",
    "0.0.0.0:0x1388": "- - -",
    "127.1:5000": "5000 5000 5000",
    "0.0.0.0:5000#x": "- - -",
    "user@0.0.0.0:5000": "- - -",
    "tcp://5000": "- - -",
    "unix:": "unix unix -",
    "TCP://0.0.0.0:5000": "- - -",
    "localhost": "8000 8000 8080",
    "localhost:": "- - 0",
    "abstract:@x": "- - -",
}
"""Where gunicorn 26, hypercorn 0.18 and waitress 3 listen (port), `unix`, or `-` if it ends."""
UNKNOWABLE = ("nosuchhost.invalid", "fd:", "fd://", "unix:")
"""What depends on a name service, on descriptors or on folders."""


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(("index", "server"), list(enumerate(READERS)))
def test_like_the_real_program(address: str, index: int, server: str) -> None:
    real = ADDRESSES[address].split()[index]
    words = (address.split() or [""]) if server == "waitress-serve" else [address]
    default = "8080" if server == "waitress-serve" else "8000"
    found = [READERS[server](word, default) for word in words]
    said = next((each for each in found if each.kind == "refused"), found[0])
    if address.startswith(UNKNOWABLE):
        assert said.kind != "refused" or real == "-"
    elif real == "-":
        assert said.kind == "refused"
    else:
        assert (said.kind, said.port) == (("socket", "") if real == "unix" else ("tcp", real))


@pytest.mark.parametrize("server", READERS)
def test_an_unknown_part_is_not_refused(server: str) -> None:
    for address in (UNKNOWN, f"0.0.0.0:{UNKNOWN}", f"{UNKNOWN}:5000", f"{UNKNOWN}:{UNKNOWN}"):
        assert READERS[server](address, "8000").kind in ("tcp", "unknown")
    assert READERS[server](f"0.0.0.0:{UNKNOWN}", "8000").port == UNKNOWN


@given(st.text(max_size=30))
def test_any_text_is_read(text: str) -> None:
    for server, reader in READERS.items():
        found = reader(text, "8000")
        assert found.kind in ("tcp", "socket", "unknown", "refused"), server
        assert (found.kind == "refused") == bool(found.reason)
        assert found.kind != "tcp" or UNKNOWN in found.port or 0 <= int(found.port) <= 65535


@given(st.from_regex(r"[a-z][a-z0-9-]{0,20}(\.[a-z0-9-]{0,20}){0,3}", fullmatch=True))
def test_a_name_is_not_impossible(name: str) -> None:
    if not name.endswith(("-", ".")) and not name.rpartition(".")[2].isdigit() and ".." not in name:
        assert impossible_host(name) == ""
