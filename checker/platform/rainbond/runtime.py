"""The Python version that is declared, and the one that runs (F27–F33)."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.findings import Location
from checker.base.messages import appended, fill, say, say_whole
from checker.platform.files import content, exists, is_regular
from checker.platform.python_releases import default_words, listed_in
from checker.platform.rainbond.console import as_the_builder_gets_it
from checker.platform.rainbond.rainbondfile import NAME as RAINBONDFILE
from checker.platform.rainbond.rainbondfile import build_variable
from checker.platform.values import PythonVersion, Reading

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.platform.values import Recognised
    from checker.project.project import Project
    from checker.targets import Target

PREFIX = "python-"
NAME = "runtime.txt"
_HERE = (Location(NAME),)


def python_version(project: Project, recognised: Recognised) -> PythonVersion:
    """Decide as the target does."""
    target = project.target
    if target.runtime_txt == "ignored":
        return _chosen_in_the_console(project, recognised)
    data = content(project.tree, NAME) if exists(project.tree, NAME) else None
    # What is not built as Python is judged as it would be if it were.
    alone = recognised.is_python_alone or not recognised.is_python
    custom = build_variable(project, target.custom_runtimes) if target.custom_runtimes else None
    if custom:
        return _named(project, _first_word(custom), custom.strip(), Reading.FIRST_WORD)
    passed = as_the_builder_gets_it(project, NAME) if target.runtime_txt == "read" else None
    if passed is not None and passed.text and (alone or not passed.from_file):
        return _named(project, _first_word(passed.text), passed.text, Reading.FIRST_WORD)
    if data is None:
        return PythonVersion(
            "", "", target.python_default, _default(target), _HERE,
            log=f"Detection Python default runtime {PREFIX}{target.python_default}",
        )  # fmt: skip
    if target.runtime_txt == "looked-up-untrimmed" and alone:
        return _looked_up(project, data)
    return _named(project, _text(data).strip(), _text(data).strip(), Reading.STRIPPED)


def _default(target: Target) -> str:
    """Why the default runs, and which versions of the target have another."""
    if target.versions or target.other_default:
        return say_whole("no runtime.txt: {words}", words=default_words(target))
    return "no runtime.txt: the builder's default"


def _first_word(text: str) -> str:
    """What the builder's shell writes into runtime.txt: it splits the value, and uses `echo`."""
    words = [word for word in re.split("[ \t\n]+", text) if word]
    name = words[0] if words else ""
    if name == "*":
        return "bin"  # the first name in `/`, where the shell stands
    return "" if re.fullmatch("-[neE]+", name) else name


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def _looked_up(project: Project, data: bytes) -> PythonVersion:
    """From 6.0 on: the whole content, untrimmed, must equal a row of the table (F28)."""
    target, raw = project.target, _text(data)
    declared = raw.strip()
    if raw.startswith(PREFIX) and raw[len(PREFIX) :] in target.python_supported:
        version = raw[len(PREFIX) :]
        return PythonVersion(
            declared, "runtime.txt", version, "runtime.txt equals a row of the version table",
            _HERE, f"Detection Python runtime {raw}", Reading.LOOKED_UP,
        )  # fmt: skip
    if declared.startswith(PREFIX) and declared[len(PREFIX) :] in target.python_supported:
        why = "runtime.txt has more than the bare version (a line end counts)"
    else:
        why = "runtime.txt equals no row of the version table"
    return PythonVersion(
        declared, "runtime.txt", target.python_when_unknown,
        fill("{why}: silently replaced by the table's default", why=why),
        _HERE, f"Detection Python runtime {PREFIX}{target.python_when_unknown}",
        Reading.LOOKED_UP,
    )  # fmt: skip


_LISTED = ", which the specification lists; of the versions' own lists, {names} has it"
_LISTED_BY_NONE = ", which the specification lists; of the versions' own lists, none has it"


def _named(project: Project, name: str, declared: str, reading: Reading) -> PythonVersion:
    """The builder asks its mirror for exactly this name (F30)."""
    target = project.target
    version = name[len(PREFIX) :] if name.startswith(PREFIX) else ""
    variables = filter(None, ("RUNTIMES", target.custom_runtimes))
    said = any(build_variable(project, variable) is not None for variable in variables)
    where = RAINBONDFILE if said else NAME
    at = (Location(where),)
    if version and version in target.python_supported:
        why = say("{where} says {name}", where=where, name=name)
        if target.versions:
            having = listed_in(version, target)
            why = appended(why, say(_LISTED, names=having) if having else _LISTED_BY_NONE)
        if reading is Reading.STRIPPED:
            why = appended(why, "; beside other languages the builder reads the file itself")
        return PythonVersion(
            declared, where, version, why, at, f"Using supported version {name}", reading
        )
    if target.python_refused_from and _is_refused(name, target.python_refused_from):
        why = say("the builder refuses {name}: the build fails", name=name)
        log = target.python_refused_message
        return PythonVersion(declared, where, None, why, at, log, reading, fails=True)
    shown = say(target.python_unknown_message, name=name)
    if target.unknown_version == "mirror decides" and re.fullmatch(r"\d+\.\d+\.\d+", version):
        why = say(
            "{name} is not in the builder's own list; it is unknown whether its mirror has it",
            name=name,
        )
        return PythonVersion(declared, where, None, why, at, shown, reading)
    of = fill("the {where}", where=where) if where == RAINBONDFILE else where
    if not name:
        why = say("{where} names no version: the build fails", where=where)
    elif name != declared:
        why = say(
            "the shell splits the text of {where} and passes on only {name}, so the build fails",
            where=of,
            name=name,
        )
    else:
        why = say("the builder has no {name}: the build fails", name=name)
    return PythonVersion(declared, where, None, why, at, shown, reading, fails=True)


def _is_refused(name: str, refused_from: str) -> bool:
    """`expr` compares as text, without the last two characters, what follows a hyphen (RH10)."""
    parts = name.split("-")
    version = parts[1] if len(parts) > 1 else name
    if version and not version.strip("*"):
        return True  # the shell puts names of files there, and the test fails
    return (version[:-2] if len(version) > 1 else version) >= refused_from


def _chosen_in_the_console(project: Project, recognised: Recognised) -> PythonVersion:
    """Cloud native build: no file of the repository counts (F33)."""
    default = project.target.python_default
    for name in ("runtime.txt", ".python-version"):
        data = content(project.tree, name) if is_regular(project.tree, name) else None
        if data is not None:
            declared, declared_in = _text(data).strip(), name
            break
    else:
        declared, declared_in = "", ""
    reading = Reading.IGNORED if declared_in else Reading.ABSENT
    if "Node.js" in recognised.languages and not recognised.override:
        return PythonVersion(
            declared, declared_in, None,
            "package.json is read too, and Node.js's version is then taken for Python's",
            (Location("package.json"),), reading=reading,
        )  # fmt: skip
    because = "chosen in the console; otherwise the newest"
    if declared_in:
        because = appended(because, fill("; {path} is ignored", path=declared_in))
    at = (Location(declared_in),) if declared_in else ()
    return PythonVersion(declared, declared_in, default, because, at, reading=reading)
