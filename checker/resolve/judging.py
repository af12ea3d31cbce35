"""What the build's pip makes of what uv says, where the two differ."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.messages import say
from checker.project.resolution import Cause, Resolution, Trouble
from checker.resolve.lines import wheel_name
from checker.resolve.pips import FILTERED, MANYLINUX, TILDES, UNPINNED, is_legacy
from checker.resolve.tags import takes
from checker.resolve.wanting import wanting
from checker.resolve.words import names_prerelease

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.parsers.requirements import Requirement
    from checker.resolve.inputs import Inputs


_DIGITS = {"sha384": 96, "sha512": 128}
"""The hexadecimal digits of the hashes that the index need not give."""


def judged(
    found: Resolution,
    inputs: Inputs,
    pip: tuple[int, ...],
    hashes: dict[str, list[str]],
    files: dict[str, list[list[str]]],
) -> Resolution:
    """The same as the build's pip would have it, where that differs from uv."""
    if inputs.tool:
        return _of_lock(found, inputs, files)
    troubles = [*found.troubles]
    texts = {each.name: each.version for each in found.distributions}
    for requirement in (each for _, each in inputs.lines):
        exact = [each.version for each in requirement.specifiers if each.operator == "==="]
        chosen = texts.get(requirement.normalised)
        if exact and chosen is not None and exact[0].lower() != chosen.lower():
            troubles.append(
                Trouble(Cause.NO_RELEASE, (requirement,), requirement.normalised, instead=chosen)
            )
    if pip < FILTERED:
        troubles += _early(texts, [each for _, each in inputs.lines])
    installs = found.installs
    digested, uncompared = _at_addresses(found, inputs, hashes)
    troubles += digested
    if installs and uncompared:
        found = found._replace(because="what lies at an address with a hash is not compared")
        installs = None
    if installs and pip < TILDES and not is_legacy(inputs.python, pip) and _tildes(inputs):
        found = found._replace(because="whether its pip takes `~=` in two spellings is not known")
        installs = None
    if installs is not False:
        hashing = _hashing(found, inputs, hashes, pip)
        troubles += [each for each in hashing if each.certain]
        installs = installs if all(each.certain for each in hashing) else None
    bare = _unpinned(found, inputs, pip) if installs is not False and not troubles else None
    if bare is not None:
        return bare
    if is_legacy(inputs.python, pip):
        return _legacy(found._replace(installs=installs), troubles, pip)
    if not troubles:
        return found._replace(installs=installs)
    return found._replace(
        installs=False, troubles=tuple(troubles), distributions=(), complete=False
    )


def _of_lock(found: Resolution, inputs: Inputs, files: dict[str, list[list[str]]]) -> Resolution:
    """What a lock file's tool makes of the index: hashes count, if there are some."""
    troubles = [*inputs.troubles, *found.troubles]
    lines = {line.normalised: line for _, line in inputs.lines}
    distributions, doubtful = [], ""
    for each in found.distributions:
        line, listed = lines.get(each.name), files.get(each.name, [])
        if line is None or not line.hashes:
            distributions.append(each)
            continue
        fitting = [name for name, digest in listed if f"sha256:{digest}" in line.hashes]
        if fitting:
            built = not any(name.endswith(".whl") for name in fitting)
            distributions.append(each._replace(source=built))
        elif not all(digest for _, digest in listed) or _is_other(line):
            doubtful = doubtful or each.name
        else:
            cause = Cause.WRONG_HASH
            troubles.append(Trouble(cause, (line,), each.name, instead=each.version))
    if troubles:
        return found._replace(
            installs=False, troubles=tuple(troubles), distributions=(), complete=False
        )
    if doubtful and found.installs:
        because = say("the hashes of {name} cannot be compared", name=doubtful)
        return found._replace(installs=None, because=because)
    return found._replace(distributions=tuple(distributions))


def _is_other(line: Requirement) -> bool:
    """Whether a line has hashes that an index does not list."""
    return not all(each.startswith("sha256:") for each in line.hashes)


def _early(chosen: dict[str, str], lines: list[Requirement]) -> list[Trouble]:
    """The requirements with a bound that names no pre-release, where there are only such."""
    troubles = []
    for requirement in lines:
        version = chosen.get(requirement.normalised, "")
        bounds = [each.operator + each.version for each in requirement.specifiers]
        named = any(names_prerelease(bound) for bound in bounds)
        if bounds and not named and names_prerelease(f"=={version}"):
            name = requirement.normalised
            troubles.append(Trouble(Cause.NO_RELEASE, (requirement,), name, instead=version))
    return troubles


def _legacy(found: Resolution, troubles: list[Trouble], pip: tuple[int, ...]) -> Resolution:
    """What is certain of what such a pip does."""
    if troubles and not any(each.certain for each in troubles):
        because = "which wheels of Python 2 fit is not known"
        return found._replace(installs=None, troubles=(), distributions=(), because=because)
    if troubles:
        return found._replace(
            installs=False, troubles=tuple(troubles), distributions=(), complete=False
        )
    if pip < MANYLINUX:
        because = "its pip does not know the wheels of today"
        return found._replace(installs=None, because=because, complete=False)
    return found


def _tildes(inputs: Inputs) -> bool:
    """Whether two lines bound a name by `~=` with versions that differ in zeros at their end."""
    from packaging.utils import canonicalize_version  # noqa: PLC0415  gate: for `~=` and old pips

    found: dict[tuple[str, str], str] = {}
    return any(
        found.setdefault((line.normalised, canonicalize_version(each.version)), each.version)
        != each.version
        for _, line in (*inputs.lines, *inputs.constraints)
        for each in line.specifiers
        if each.operator == "~="
    )


def _unpinned(found: Resolution, inputs: Inputs, pip: tuple[int, ...]) -> Resolution | None:
    """What an older pip makes of hashes for what the first line of a name does not pin."""
    if not inputs.hashed or pip >= UNPINNED:
        return None
    legacy = is_legacy(inputs.python, pip)
    lines = [*(inputs.constraints if legacy else ()), *inputs.lines]
    first = {each.normalised: each for _, each in reversed(lines)}
    for each in found.distributions:
        line = first.get(each.name)
        if line is not None and (line.url or _is_pin(line)):
            continue
        if line is None:
            because = "whether its pip takes hashes for what no line pins is not known"
            return found._replace(installs=None, because=because, complete=False)
        template = "with hashes, its pip requires `==` in each requirement, unlike `{text}`"
        return Resolution(False, because=say(template, text=line.text))
    return None


def _is_pin(line: Requirement) -> bool:
    """Whether pip takes a line for a pin: `==1.15.*` is one to it."""
    return len(line.specifiers) == 1 and line.specifiers[0].operator in ("==", "===")


def _hashing(
    found: Resolution, inputs: Inputs, hashes: dict[str, list[str]], pip: tuple[int, ...]
) -> list[Trouble]:
    """What is wrong with hashes, if pip asks for one on each; uncertain ones may be nothing."""
    if not inputs.hashed:
        return []
    given: dict[str, set[str]] = {}
    legacy = is_legacy(inputs.python, pip)
    constrained = {each.normalised for _, each in inputs.constraints if legacy}
    lines = [each for each in inputs.lines if each[1].normalised not in constrained]
    for _, written in (*lines, *inputs.constraints):
        given.setdefault(written.normalised, set()).update(written.hashes)
    by_name = {each.normalised: each for _, each in reversed(inputs.lines)}
    troubles = []
    for each in found.distributions:
        line = by_name.get(each.name) or wanting(each.name, found.distributions, inputs)
        allowed = given.get(each.name, set()) | _of_address(line)
        files = hashes.get(each.name, [])
        if not legacy and pip < UNPINNED and each.name in by_name:
            allowed = allowed if line.hashes or line.url else set()  # a constraint's do not count
        if not allowed:
            troubles.append(Trouble(Cause.NO_HASH, (line,), each.name, instead=each.version))
        elif not allowed.isdisjoint(f"sha256:{digest}" for digest in files):
            continue
        else:
            certain = all(files) and all(_compares(one) for one in allowed)
            certain = certain and line.pin is not None
            troubles.append(
                Trouble(Cause.WRONG_HASH, (line,), each.name, instead=each.version, certain=certain)
            )
    return troubles


def _compares(digest: str) -> bool:
    """Whether a hash is one of those that uv gives, or too short or too long to be any."""
    algorithm, _, digits = digest.partition(":")
    return algorithm == "sha256" or len(digits) != _DIGITS.get(algorithm, len(digits))


def _at_addresses(
    found: Resolution, inputs: Inputs, hashes: dict[str, list[str]]
) -> tuple[list[Trouble], bool]:
    """The addresses with another hash than what lies there, and whether some is not compared."""
    troubles, uncompared = [], False
    chosen = {each.name: each.version for each in found.distributions}
    for line in (each for _, each in inputs.lines if each.url):
        given, has = _of_address(line), hashes.get(line.normalised, [])
        digest = re.search(r"[#&](?:md5|sha1|sha224|sha384|sha512)=", line.url)
        if line.normalised not in chosen or not (given or digest):
            continue
        if not given or not all(has):
            uncompared = True
        elif given.isdisjoint(f"sha256:{each}" for each in has):
            version = chosen[line.normalised]
            cause, name = Cause.WRONG_HASH, line.normalised
            troubles.append(Trouble(cause, (line,), name, instead=version))
    return troubles, uncompared


def _of_address(requirement: Requirement) -> set[str]:
    """The hash at the end of an address."""
    found = re.search(r"[#&]sha256=([0-9A-Fa-f]*)", requirement.url)
    return {f"sha256:{found[1].lower()}"} if found is not None else set()


def other_wheels(inputs: Inputs) -> list[Trouble]:
    """The wheels at addresses and in the root that the Python or the system does not take."""
    troubles = []
    for _, each in inputs.lines:
        file = wheel_name(each)
        if file and takes(file, inputs.python, inputs.libc) is False:
            troubles.append(Trouble(Cause.NO_FILE, (each,), each.normalised))
    return troubles
