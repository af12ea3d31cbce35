"""Which release of a server program has which option, and which values it takes.

The tables (`options/*.toml`) have it from the `--help` of real releases, and from the parsers of
the newest ones.
"""

from __future__ import annotations

from checker.base import regex as re
from checker.base.caching import cache
from checker.data import compiled_data
from checker.data.releases import below

PORTS = frozenset({"--port", "-p", "--server.port"})
"""Options that take the number of a port."""
_REFUSE_LARGE_PORTS = frozenset({"uvicorn", "daphne", "granian", "fastapi-run"})
"""Flask and waitress listen on the number's last 16 bits instead."""
_INTEGER = re.compile(r"\s*[+-]?\d+(?:_\d+)*\s*")
_DIGITS = 18


@cache
def _named(text: str) -> dict[str, str]:
    """`--reload=19.0 …` as a dictionary."""
    return {name: release for name, _, release in (w.rpartition("=") for w in text.split())}


def varies(program: str, option: str) -> bool:
    """Whether an option is not in all releases of a program that were read."""
    found = compiled_data(program).get("releases")
    if found is None:
        return False
    return option in _named(found["first"]) or option in _named(found["last"])


def has_choices(program: str, option: str) -> bool:
    """Whether the values of an option are known, for some releases."""
    return option in compiled_data(program).get("releases", {}).get("choices", {})


def has_option(program: str, option: str, release: str) -> bool | None:
    """Whether a release of a program has an option.

    Args:
        program: names the table: `gunicorn`, `flask-run`.
        option: as it is typed, whole: `--worker-class`, `-k`.
        release: a plain version of the distribution that brings the program.

    Returns:
        None if that is not known: the release is older than all that were read or no plain
        version, no help lists the option, or the program has no such table. A release that is
        newer than all that were read is taken to have what the newest of them has.
    """
    found = compiled_data(program)
    read = found.get("releases")
    if read is None or below(release, read["oldest"]) is not False:
        return None
    first, last = _named(read["first"]), _named(read["last"])
    known = {name for key in ("values", "flags", "optional") for name in found[key].split()}
    if option not in known and option not in first and option not in last:
        return False
    if last.get(option) == "?":
        return None
    if option in first and below(release, first[option]):
        return False
    return not (option in last and below(last[option], release))


def has_value(program: str, option: str, value: str, release: str) -> bool | None:
    """Whether an option takes a value in a release; None if that is not known, as above."""
    read = compiled_data(program).get("releases", {})
    listed = read.get("choices", {}).get(option)
    if listed is None:
        return None
    oldest, newest, *words = listed.split()
    late = below(newest, release)
    if below(release, oldest) is not False or (late and newest != read["newest"]):
        return None
    at = newest if late else release
    for word in words:
        name, _, span = word.rpartition("=")
        if name == value:
            first, _, last = span.partition(":")
            return not (first and below(at, first)) and not (last and below(last, at))
    return False


@cache
def _kinds(program: str, key: str) -> dict[str, str]:
    words = compiled_data(program).get(key, "").split()
    return {name: kind for name, _, kind in (word.partition("=") for word in words)}


def setting_kind(program: str, setting: str) -> str:
    """What a setting of the program's configuration file takes: `pos_int`, `string`; or empty."""
    return _kinds(program, "settings").get(setting, "")


def refused_number(program: str, option: str, text: str | None) -> str:
    """What is wrong with an option's value: `int`, `float`, `low`, `high`; empty if nothing is.

    Args:
        program: names the table: `gunicorn`.
        option: as it is typed, whole.
        text: the value, as the program gets it; None if it has none, or it is not known.
    """
    if text is None:
        return ""
    kind, _, limits = _kinds(program, "types").get(option, "").partition(":")
    if kind == "float":
        return "" if _is_float(text) else "float"
    if kind != "int":
        return ""
    if not _INTEGER.fullmatch(text) or len(text) > _DIGITS:
        return "" if len(text) > _DIGITS else "int"
    number = int(text)
    low, _, high = limits.partition(":")
    if (low and number < int(low)) or (option in PORTS and number < 0):
        return "low"
    if (high and number > int(high)) or (
        option in PORTS and number > 65535 and program in _REFUSE_LARGE_PORTS
    ):
        return "high"
    return ""


def refused_workers(program: str, text: str) -> bool:
    """Whether WEB_CONCURRENCY stops a server: those that read it make a number of it."""
    return program in ("gunicorn", "uvicorn") and not _INTEGER.fullmatch(text)


def _is_float(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
