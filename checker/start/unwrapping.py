"""From the words of a command to the program that runs: runners and Python looked through."""

from __future__ import annotations

from checker.start.processes import PYTHON, Process
from checker.start.wrappers import (
    DROPPED,
    MODULES,
    WRAPPERS,
    env_command,
    given_variables,
    wrapped_command,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.parsers.shell import Part, Word
    from checker.platform.environment import Environment

WRAPPED = 16
"""Programs that start each other (`nohup nice …`) up to the one that is looked for."""
_SYSTEM = ("/bin/", "/sbin/", "/usr/")
"""Where the programs of an image lie: `/usr/bin/tini` is `tini`."""


def unwrap(
    words: tuple[Word, ...], environment: Environment, directory: str | None
) -> Process | None:
    """The program that really runs; None where an expansion or an unknown form decides."""
    wrappers: list[Word] = []
    while words:
        word = words[0]
        if word.value is None:
            return None
        name = word.value.rpartition("/")[2]
        if name == "env":
            inner = env_command(words[1:], environment)
            if inner is None:
                return None
            words, environment = inner
            continue
        if word.value in DROPPED:
            words = words[1:]
            continue
        wrapper = WRAPPERS.get(word.value)
        if wrapper is None and word.value.startswith(_SYSTEM):
            wrapper = WRAPPERS.get(name)
        if wrapper is not None:
            following = wrapped_command(wrapper, words[1:])
            if following is None:
                break
            if len(wrappers) >= WRAPPED:
                return None
            wrappers.append(word)
            words = following
            if wrapper.variables:
                words, environment = given_variables(words, environment)
            continue
        if PYTHON.fullmatch(name):
            found = _python(words, environment, directory, tuple(wrappers))
            module = found.word if found is not None and found.module else None
            again = None if module is None else WRAPPERS.get(module.value or "")
            if again is None or found is None or len(wrappers) >= WRAPPED:
                return found
            following = wrapped_command(again, found.arguments)
            if following is None:
                return found
            wrappers.append(found.word)
            words = following
            continue
        break
    if not words or words[0].value is None:
        return None
    program = words[0].value.rpartition("/")[2]
    return Process(program, words[0], words[1:], directory, environment, wrappers=tuple(wrappers))


def _python(
    words: tuple[Word, ...],
    environment: Environment,
    directory: str | None,
    wrappers: tuple[Word, ...],
) -> Process | None:
    """`python -m NAME …`, `python FILE …`; `python -c` and the prompt stay `python`."""
    at = 1
    while at < len(words):
        value = words[at].value
        if value is None:
            return None
        named = words[at + 1] if at + 1 < len(words) else None
        if value.startswith("-m") and (len(value) > 2 or named is not None):
            if len(value) > 2:
                named, at = words[at]._replace(parts=_behind(words[at], 2)), at - 1
            if named is None or named.value is None:
                return None
            return Process(
                MODULES.get(named.value, named.value),
                named,
                words[at + 2 :],
                directory,
                environment,
                wrappers,
                words[0],
                module=True,
            )
        if value in ("-W", "-X", "--check-hash-based-pycs"):
            at += 2
            continue
        if value == "-" or value.startswith("-c") or (not value.startswith("--") and _runs(value)):
            break
        if value.startswith("-"):
            at += 1
            continue
        return Process(
            value.rpartition("/")[2],
            words[at],
            words[at + 1 :],
            directory,
            environment,
            wrappers,
            words[0],
        )
    return Process("python", words[0], words[1:], directory, environment, wrappers)


def _runs(value: str) -> bool:
    """Whether short options in one word end with `-c`: `-uc`."""
    return value[:1] == "-" and value.endswith("c") and len(value) > 2


def _behind(word: Word, skip: int) -> tuple[Part, ...]:
    """A literal word's parts without its first characters."""
    first = word.parts[0]
    return (first._replace(text=first.text[skip:], start=first.start + skip), *word.parts[1:])
