"""The Python version that is declared, and the one that runs (F27–F33)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.base.findings import Location
from checker.base.messages import say
from checker.platform.files import content, exists, is_regular
from checker.platform.values import PythonVersion, Reading

if TYPE_CHECKING:
    from checker.platform.values import Recognised
    from checker.project.project import Project

PREFIX = "python-"
_HERE = (Location("runtime.txt"),)


def python_version(project: Project, recognised: Recognised) -> PythonVersion:
    """Decide as the target does."""
    target = project.target
    if target.runtime_txt == "ignored":
        return _chosen_in_the_console(project, recognised)
    data = content(project.tree, "runtime.txt") if exists(project.tree, "runtime.txt") else None
    if data is None:
        return PythonVersion(
            "", "", target.python_default, "no runtime.txt: the builder's default", _HERE,
            log=f"Detection Python default runtime {PREFIX}{target.python_default}",
        )  # fmt: skip
    # What is not built as Python is judged as it would be if it were.
    alone = recognised.is_python_alone or not recognised.is_python
    if target.runtime_txt == "looked-up-untrimmed" and alone:
        return _looked_up(project, data)
    return _read(project, data, alone)


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
        why + ": silently replaced by the table's default",
        _HERE, f"Detection Python runtime {PREFIX}{target.python_when_unknown}",
        Reading.LOOKED_UP,
    )  # fmt: skip


def _read(project: Project, data: bytes, alone: bool) -> PythonVersion:
    """The declared name is what the mirror is asked for (F30).

    Detection passes the content on in a variable that the builder's shell then splits at blanks:
    of `python-3.6.6 # comment` the first word remains. Where other languages beside Python switch
    that analysis off (F13), or the content is blank, the builder strips the file itself.
    """
    target = project.target
    declared = _text(data).strip()
    words = [word for word in re.split("[ \t\n]+", declared) if word]
    passed_on = target.runtime_txt == "read" and alone and bool(words)
    reading = Reading.FIRST_WORD if passed_on else Reading.STRIPPED
    name = words[0] if passed_on else declared
    version = name[len(PREFIX) :] if name.startswith(PREFIX) else ""
    if version and version in target.python_supported:
        why = say("runtime.txt says {name}", name=name)
        if not alone:
            why += "; beside other languages the builder reads the file itself"
        return PythonVersion(
            declared, "runtime.txt", version, why, _HERE, f"Using supported version {name}", reading
        )
    shown = say("You are using {name}, which is unsupported.", name=name)
    if not name:
        why = "runtime.txt is blank: the build fails"
    elif name != declared:
        why = say("of runtime.txt the shell passes on {name}: the build fails", name=name)
    else:
        why = say("the builder has no {name}: the build fails", name=name)
    return PythonVersion(
        declared, "runtime.txt", None, why, _HERE, shown, reading,
    )  # fmt: skip


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
        because += f"; {declared_in} is ignored"
    at = (Location(declared_in),) if declared_in else ()
    return PythonVersion(declared, declared_in, default, because, at, reading=reading)
