r"""The examples of the rules' pages as folders that can be checked.

The lines of *Example* and of *Use instead* are read like this:

    # --target NAME          the target; otherwise the default one
    # PATH                   the content of a file follows
    $ ls, $ ls -l, $ git ls-files
                             paths follow, and with `-l` their modes and links
    $ COMMAND                in *Use instead* it is run in a checkout of the wrong folder
    anything else            the content of the file that the frame names

`\ufeff`, `\n` and `# 600 characters of comments` are what they say. Around an example is a *frame*,
a small folder that is right without it. `frames.toml` has the frames, and for each rule whose
example needs more than the frame of its family:

    frame, target, file      another frame, target, or file of lines without a heading
    files, absent, settings  files that are there as well, files of the frame that are not, and
                             lines for the end of the settings
    first, then              commands before and after `git add --all`
    right                    files that are there for *Use instead*
    shown                    its commands are shown, and what they do is in `right`
    needs, systems           the program that must be installed, and where it can be run
    why_not                  why the example is not run
"""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker.files.tree import DirectoryTree
from checker.rules.codes import RULES
from checker.rules.page import EXAMPLES, page_of, sections
from checker.targets import default_target, targets
from tests.checking import check

if TYPE_CHECKING:
    from checker.check.report import Report

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_PATH = re.compile(r"# (?P<path>[\w./-]*([.][\w-]+|Procfile|Pipfile|rainbondfile|bin/\w+))")
_TARGET = re.compile(r"# --target (?P<name>\S+)")
_LISTED = re.compile(
    r"(?:(?P<mode>[-l][rwx-]{9}) )?(?P<path>[^\s|]+)(?: -> (?P<link>\S+))?", re.ASCII
)
_LISTS = re.compile(r"\$ (?:ls|ls -l|git ls-files)(?: \S+)?")
_LONG = re.compile(r"# (?P<size>\d+) characters of comments")
SETTINGS = "shop/settings.py"
"""What an example has of it is added to the frame's."""
FILES = {"PROC": "Procfile", "CMD": "Procfile", "RUN": "runtime.txt", "DJ": SETTINGS}
"""The file that an example's lines belong to, by family; otherwise requirements.txt."""
AROUND = {"REQ": "plain", "INT": "plain", "DJ": "django", "PLT": "heroku"}
"""The frame, by family; otherwise `flask`."""


@dataclass
class Example:
    """The lines of one section, read."""

    target: str | None = None
    files: dict[str, str] = field(default_factory=dict)
    listed: dict[str, str] = field(default_factory=dict)
    """Paths that a listing names, with the mode, or ` -> ` and where a link leads."""
    commands: list[str] = field(default_factory=list)


def examples() -> dict[str, Any]:
    """What `frames.toml` says of each rule."""
    path = Path(__file__).parent / "frames.toml"
    return tomllib.loads(path.read_text("utf-8"))


FRAMES = examples()


def read(lines: list[str], file: str) -> Example:
    """The lines of a section.

    Args:
        lines: them.
        file: the path that lines without a heading belong to.
    """
    example = Example()
    listing, path = False, file
    for line in lines:
        if found := _TARGET.fullmatch(line):
            example.target = found["name"]
        elif found := _PATH.fullmatch(line):
            listing, path = False, found["path"]
            example.files[path] = ""
        elif line.startswith(("$ ", "PS> ")):
            listing = bool(_LISTS.fullmatch(line))
            if not listing:
                example.commands.append(line)
        elif listing:
            found = _LISTED.fullmatch(line)
            assert found, f"not a line of a listing: {line}"
            example.listed[found["path"]] = f" -> {found['link'] or ''}"
            if found["mode"] and found["mode"][0] != "l":
                example.listed[found["path"]] = found["mode"]
        elif not example.commands:
            text = _LONG.sub(lambda long: "# " + "x" * int(long["size"]), line)
            text = text.replace("\\ufeff", "\ufeff").replace("\\n", "\n")
            example.files[path] = example.files.get(path, "") + text + "\n"
    return example


def reports_of(code: str, folder: Path) -> tuple[Report, Report]:
    """The reports on a page's example, and on what the page says to write instead."""
    frame = FRAMES.get(code, {})
    family = code.rstrip("0123456789")
    file = frame.get("file") or FILES.get(family, "requirements.txt")
    body = dict(sections(page_of(code)))
    wrong, right = (read(body[heading], file) for heading in EXAMPLES)
    target = targets()[wrong.target or frame.get("target") or default_target()]
    named = frame.get("frame") or AROUND.get(family, "flask")
    around = {**FRAMES["frames"][named], **frame.get("files", {})}
    for path in frame.get("absent", ()):
        del around[path]
    if "settings" in frame:
        around[SETTINGS] += frame["settings"]
    for example in (wrong, right):
        if SETTINGS in example.files and SETTINGS in around:
            example.files[SETTINGS] = around[SETTINGS] + example.files[SETTINGS]
    _write(folder, around)
    _git(folder, "init", "--quiet")
    _lay(folder, wrong)
    for command in frame.get("first", ()):
        _run(folder, "sh", "-euc", command)
    _git(folder, "add", "--all")
    for command in frame.get("then", ()):
        _run(folder, "sh", "-euc", command)
    _commit(folder)
    first = check(DirectoryTree(str(folder)), target, _asked(code), uncertain=True)
    _write(folder, frame.get("right", {}))
    for path in set(wrong.listed) - set(right.listed) if right.listed else ():
        (folder / path).unlink()
    _lay(folder, right)
    _git(folder, "add", "--all")
    for command in () if frame.get("shown") else right.commands:
        _run(folder, "sh", "-euc", command.removeprefix("$ "))
    _commit(folder)
    return first, check(DirectoryTree(str(folder)), target, _asked(code), uncertain=True)


def _asked(code: str) -> list[Any]:
    return [rule for rule in RULES.values() if rule.code == code or rule.severity.label == "error"]


def _lay(folder: Path, example: Example) -> None:
    files: dict[str, Any] = {}
    for path, mark in example.listed.items():
        if mark.strip() == "->" or not mark.startswith(" -> "):
            files[path] = (folder / path).read_text("utf-8") if (folder / path).exists() else ""
        else:
            files[path] = {"link": mark.removeprefix(" -> ")}
    _write(folder, {**files, **example.files})


def _write(folder: Path, files: dict[str, Any]) -> None:
    for path, content in files.items():
        where = folder / path
        where.parent.mkdir(parents=True, exist_ok=True)
        where.unlink(missing_ok=True)
        if isinstance(content, dict):
            if "link" in content:
                where.symlink_to(content["link"])
            elif "utf16" in content:
                where.write_bytes(content["utf16"].encode("utf-16"))
            continue
        text = content.removesuffix("\n") if path == "runtime.txt" else content
        where.write_bytes(text.encode("utf-8"))


def _git(folder: Path, *words: str) -> None:
    _run(folder, "git", "-c", "core.autocrlf=false", *words)


def _commit(folder: Path) -> None:
    who = ("-c", "user.name=x", "-c", "user.email=x@example.com")
    _git(folder, *who, "commit", "--quiet", "--allow-empty", "--message", "x")


def _run(folder: Path, *command: str) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
