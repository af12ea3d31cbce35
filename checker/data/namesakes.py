"""Distributions whose module is called like that of another one, which is the one that is meant.

As of 2026-11-29: each was fetched in its newest release, and its module read. Who requires it gets
a module without what the code imports.
"""

from __future__ import annotations

from checker.base.caching import cache
from checker.base.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection


class Namesake(NamedTuple):
    """A distribution with a module of a name that is known for another's."""

    distribution: str
    """The one with the other module; normalised, as it is called like the module."""
    meant: str
    """The one that people mean; normalised."""
    names: frozenset[str]
    """What only the module of the latter has; empty: the former has nothing at all."""


def _of(distribution: str, meant: str, names: str = "") -> Namesake:
    return Namesake(distribution, meant, frozenset(names.split()))


_BY_MODULE = {
    "telegram": _of("telegram", "python-telegram-bot"),
    "docx": _of("docx", "python-docx"),
    "decouple": _of("decouple", "python-decouple",
                    "config Config RepositoryEnv RepositoryIni AutoConfig Csv Choices "
                    "UndefinedValueError"),
    "jwt": _of("jwt", "pyjwt",
               "encode decode ExpiredSignatureError InvalidTokenError InvalidSignatureError "
               "DecodeError PyJWTError PyJWKClient algorithms get_unverified_header"),
    "serial": _of("serial", "pyserial", "Serial SerialException tools serialutil"),
    "github": _of("github", "pygithub", "Github Auth GithubException InputGitAuthor"),
    "socketio": _of("socketio", "python-socketio",
                    "Server AsyncServer WSGIApp ASGIApp AsyncClient Namespace AsyncNamespace "
                    "RedisManager AsyncRedisManager"),
    "bson": _of("bson", "pymongo",
                "son json_util decimal128 binary regex code dbref timestamp int64 raw_bson SON"),
    "jose": _of("jose", "python-jose", "jwt jws jwk JWTError ExpiredSignatureError exceptions"),
    "Crypto": _of("crypto", "pycryptodome"),
}  # fmt: skip


_BRING = {
    "python-socketio": frozenset({"flask-socketio", "fastapi-socketio"}),
    "pymongo": frozenset({"flask-pymongo", "mongoengine", "flask-mongoengine", "motor", "beanie",
                          "djongo"}),
    "pyjwt": frozenset({"flask-jwt-extended", "djangorestframework-simplejwt"}),
    "python-decouple": frozenset(), "python-docx": frozenset({"docxtpl"}),
}  # fmt: skip
"""What brings the distribution that is meant along."""


@cache
def namesakes() -> frozenset[str]:
    """The distributions that are called like another one's module."""
    return frozenset(each.distribution for each in _BY_MODULE.values())


def overwritten(distribution: str, required: Collection[str]) -> str:
    """The distribution of whose module a requirement installs another one; empty if none."""
    for each in _BY_MODULE.values():
        if each.distribution == distribution and each.names:
            both = {each.meant, *_BRING.get(each.meant, ())}
            return each.meant if both.intersection(required) else ""
    return ""


def namesake_for(module: str, names: Collection[str], required: Collection[str]) -> Namesake | None:
    """The required distribution that has another module than the one that is imported.

    Args:
        module: dotted.
        names: what is taken from it.
        required: the normalised names of the requirements.
    """
    top, _, below = module.partition(".")
    found = _BY_MODULE.get(top)
    if found is None or found.distribution not in required or found.meant in required:
        return None
    if not (below or names):
        return None
    if found.names and not found.names.intersection([below.partition(".")[0], *names]):
        return None
    return found
