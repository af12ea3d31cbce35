"""What a line is that pip refuses: what people often write instead of a requirement, by kind.

A requirements file is often the output of some command, a note, or a file of another tool.
`kind_of` says which, from the line's text alone; the tables hold the words for each kind.
"""

from __future__ import annotations

from checker.base import regex as re
from checker.base.records import NamedTuple
from checker.base.text import code_point
from checker.parsers.characters import ODD, SPACES, is_invisible
from checker.parsers.requirements.scanner import scan

_NAME = r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?"
_VERSION = r"v?[0-9][0-9A-Za-z.!+*-]*"
_OPERATORS = {"≥": ">=", "≤": "<=", "≠": "!="}

FOUND = {
    "character": "`{text}` contains {character}",
    "invisible": "`{text}` contains {character}, which is invisible",
    "conflict": "`{text}` is a git conflict marker",
    "toml": "`{text}` is a line of a Pipfile or a pyproject.toml",
    "json": "`{text}` is JSON",
    "yaml": "`{text}` is a line of a YAML file",
    "html": "`{text}` is a line of a web page",
    "markdown": "`{text}` is Markdown",
    "output": "`{text}` is the output of a command",
    "comment": "`{text}` is not a comment: only `#` starts one",
    "pip list": "`{text}` is a line of the table that `pip list` prints",
    "conda list": "`{text}` is a line that `conda list` prints",
    "space": "`{text}` has only a space between the name and the version",
    "pip install": "`{text}` is a command",
    "command": "`{text}` is a command",
    "single": "`{text}` uses `=` instead of `==`",
    "no version": "`{text}` has an operator without a version",
    "comma": "`{text}` ends with a comma",
    "quotes": "`{text}` is in quotes",
    "turned": "`{text}` has its operator the wrong way round",
    "operator": "`{text}` has a mistyped operator",
    "star": "`{text}` has only `*` for a version",
    "caret": "`{text}` uses `{operator}`, which is not an operator of pip",
    "wildcard": "`{text}` combines a range with a wildcard",
    "marker": "`{text}` has a marker whose version is not in quotes",
    "glued": "`{text}` is two requirements without a line break between them",
    "prose": "`{text}` is prose",
    "several": "`{text}` is {number} requirements on one line",
}
"""What one line is, by kind."""
SEVERAL = {
    "character": "{count} lines contain {character}, starting with `{text}`",
    "invisible": "{count} lines contain {character}, which is invisible, starting with `{text}`",
    "conflict": "{count} lines are git conflict markers, starting with `{text}`",
    "toml": "{count} lines are those of a Pipfile or a pyproject.toml, starting with `{text}`",
    "json": "{count} lines are JSON, starting with `{text}`",
    "yaml": "{count} lines are those of a YAML file, starting with `{text}`",
    "html": "{count} lines are those of a web page, starting with `{text}`",
    "markdown": "{count} lines are Markdown, starting with `{text}`",
    "output": "{count} lines are the output of a command, starting with `{text}`",
    "comment": "{count} lines are meant as comments but do not start with `#`, first `{text}`",
    "pip list": "{count} lines are the table that `pip list` prints, starting with `{text}`",
    "conda list": "{count} lines are what `conda list` prints, starting with `{text}`",
    "space": "{count} lines have only a space before the version, starting with `{text}`",
    "pip install": "{count} lines are commands, starting with `{text}`",
    "command": "{count} lines are commands, starting with `{text}`",
    "single": "{count} lines use `=` instead of `==`, starting with `{text}`",
    "no version": "{count} lines have an operator without a version, starting with `{text}`",
    "comma": "{count} lines end with a comma, starting with `{text}`",
    "quotes": "{count} lines are in quotes, starting with `{text}`",
    "turned": "{count} lines have their operator the wrong way round, starting with `{text}`",
    "operator": "{count} lines have a mistyped operator, starting with `{text}`",
    "star": "{count} lines have only `*` for a version, starting with `{text}`",
    "caret": "{count} lines use `{operator}`, which pip does not know, starting with `{text}`",
    "wildcard": "{count} lines combine a range with a wildcard, starting with `{text}`",
    "marker": "{count} lines have a marker without quotes, starting with `{text}`",
    "glued": "{count} lines are two requirements each, starting with `{text}`",
    "prose": "{count} lines are prose, starting with `{text}`",
    "several": "{count} lines contain several requirements each, starting with `{text}`",
}
"""The same for many lines."""
HELP = {
    "write": "write `{meant}`",
    "retype": "type the line again in plain ASCII",
    "one side": "keep the lines of one side and delete the markers",
    "one per line": "write one requirement per line, `name==version`",
    "download": "download the raw file again, or write one requirement per line",
    "delete": "delete the line",
    "freeze": "write what `pip freeze` prints: `pip freeze > requirements.txt`",
    "list": "write what pip sees there: `pip list --format=freeze > requirements.txt`",
    "installed": "write only what is installed, one requirement per line",
    "lines of their own": "write {meant}, each on a line of its own",
    "version": "write `{name}==` and the version, or only `{name}`",
    "pin": "write `name==version`",
    "caret": "write `{name}=={version}` or `{name}>={version}`",
    "comment out": "delete the line, or put `# ` before it",
}
"""What to type instead."""


class NotRequirement(NamedTuple):
    """What a refused line is."""

    kind: str
    """A key of `FOUND`."""
    help: str
    """A key of `HELP`."""
    repaired: str | None = None
    """The text that was meant, lines separated by newlines; empty where the line has to go."""
    at: tuple[int, int] | None = None
    """The part of the line that is wrong, as indices of its text."""
    safe: bool = False
    """Nothing else can have been meant."""
    fields: tuple[tuple[str, str], ...] = ()
    """What the texts of the kind and of the help name."""


_LONGEST = 300
"""Characters of a line that is looked at: the patterns are not linear in blanks."""
_OUTPUT = (
    "WARNING:", "DEPRECATION:", "ERROR:", "[notice]", "Collecting ", "Looking in ", "Downloading ",
    "Using cached ", "Requirement already satisfied", "Installing collected", "Successfully ",
    "You are using pip", "You should consider", "Note: you may need", "Could not find",
    "Traceback (most recent", "Usage:", "error:", "fatal:", "Cloning into", "Defaulting to user",
)  # fmt: skip
_COMMANDS = (
    "git", "python", "python3", "py", "sudo", "apt", "apt-get", "brew", "conda", "mamba", "npm",
    "yarn", "cd", "source", "export", "heroku", "virtualenv", "mkdir", "touch", "echo", "poetry",
    "pipenv", "uv", "docker", "wget", "curl", "pip", "pip2", "pip3", "easy_install", "rm", "cp",
)  # fmt: skip
_LINES: tuple[tuple[str, str, str], ...] = (
    (r"(?:<{7}|={7}|>{7}|\|{7})(?: .*)?", "conflict", "one side"),
    (r"\[(?:tool\.|project|packages|dev-packages|build-system|requires|\[).*",
     "toml", "one per line"),
    (rf"(?:{_NAME}|dependencies|requires) = (?:[\"'{{\[].*)", "toml", "one per line"),
    (r"[{}\]]+,?|\[|\"[^\"]*\"\s*:.*", "json", "one per line"),
    (r"(?:name|channels|dependencies|prefix|services|version|env|language|install):(?: .*)?",
     "yaml", "one per line"),
    (r"<(?:!DOCTYPE|/?[a-zA-Z]+\b).*|404: Not Found", "html", "download"),
    (r"```.*", "markdown", "delete"),
)  # fmt: skip


def kind_of(text: str) -> NotRequirement | None:
    """What a line that pip refuses is; None where it is none of the usual, or too long for one."""
    if len(text) > _LONGEST:
        return None
    return (
        _characters(text)
        or _known_line(text)
        or _table_row(text)
        or _command(text)
        or _typing_mistake(text)
        or _several(text)
    )


def _characters(text: str) -> NotRequirement | None:
    """Characters that do not show, or look like others."""
    if text.isascii():
        return None
    odd = ODD | _OPERATORS
    index = next((i for i, c in enumerate(text) if c in odd or is_invisible(c)), -1)
    if index < 0:
        return None
    char = text[index]
    hidden = is_invisible(char)
    repaired = "".join(odd.get(c, "" if is_invisible(c) else c) for c in text).strip()
    certain = scan(repaired) is not None
    return NotRequirement(
        "invisible" if hidden else "character",
        "write" if certain else "retype",
        repaired if certain else None,
        (index, index + 1),
        certain and hidden and char not in SPACES,
        (("character", code_point(char)), ("meant", repaired)),
    )


def _known_line(text: str) -> NotRequirement | None:
    for pattern, kind, help in _LINES:
        if re.fullmatch(pattern, text, re.DOTALL):
            return NotRequirement(kind, help)
    if text.startswith(_OUTPUT):
        return NotRequirement("output", "delete", "")
    if text.startswith(("//", "/*", "*/", "<!--", ";")):
        meant = f"# {text.lstrip('/*;<!- ')}"
        return NotRequirement("comment", "write", meant, fields=(("meant", meant),))
    return None


def _table_row(text: str) -> NotRequirement | None:
    """A line of `pip list` or `conda list`."""
    if re.fullmatch(r"Package\s+Version(?:\s+(?:Editable project )?Location|\s+\w+)*", text) or (
        re.fullmatch(r"-{3,}(?: +-{3,})*", text)
    ):
        return NotRequirement("pip list", "freeze", "")
    exported = re.fullmatch(rf"([\w.-]+)=({_VERSION})=([\w.]+)", text)
    if exported:
        return NotRequirement("conda list", "list")
    row = re.fullmatch(rf"([\w.-]+)\s+(\(?{_VERSION}\)?)((?:\s+\S+)*)", text)
    if row is None:
        return None
    name, version, rest = row[1], row[2].strip("()"), row[3].split()
    if rest and re.fullmatch(r"(?:py\S*_\d+|h[0-9a-f]{5,}_\d+|\d+|main|pypi_0|\S+_\d+)", rest[0]):
        return NotRequirement("conda list", "list")
    if rest and not rest[0].startswith(("/", "http", "C:")):
        return None
    wide = bool(re.search(r"\s{2,}", text)) or row[2].startswith("(")
    repaired = f"{name}=={version}"
    if scan(repaired) is None:
        return None
    if wide or rest:
        return NotRequirement("pip list", "freeze", repaired)
    return NotRequirement("space", "write", repaired, fields=(("meant", repaired),))


def _command(text: str) -> NotRequirement | None:
    """A line typed at a prompt."""
    typed = re.sub(r"^(?:\([\w.-]+\)\s*)?(?:\S*[$%>#!]\s*)?", "", text)
    words = typed.split()
    if not words:
        return None
    pip = re.match(r"(?:sudo\s+)?(?:(?:python|py)[\d.]*\s+-m\s+)?pip[\d.]*\s+install\b", typed)
    if pip:
        wanted = typed[pip.end() :].split()
        plain = [word for word in wanted if scan(word) is not None]
        if not plain or plain != wanted:
            return NotRequirement("pip install", "installed")
        shown = ", ".join(f"`{word}`" for word in plain[:3])
        lines = "\n".join(plain)
        return NotRequirement(
            "pip install", "lines of their own", lines, fields=(("meant", shown),)
        )
    if words[0] in _COMMANDS and len(words) > 1:
        return NotRequirement("command", "delete", "")
    return None


def _typing_mistake(text: str) -> NotRequirement | None:
    """One requirement with one thing wrong."""
    extras = r"(?:\[[\w,. -]*\])?"
    single = re.fullmatch(rf"({_NAME}\s*{extras})\s*=\s*({_VERSION})(\s*;.*)?", text)
    if single:
        return _mistake("single", f"{single[1].rstrip()}=={single[2]}{single[3] or ''}")
    empty = re.fullmatch(rf"({_NAME}{extras})\s*(?:===?|[<>~!]=|[<>=])", text)
    if empty:
        return NotRequirement("no version", "version", fields=(("name", empty[1]),))
    if text.endswith(",") and scan(text.rstrip(", ")) is not None:
        return _mistake("comma", text.rstrip(", "), safe=True)
    in_quotes = re.fullmatch(r"""(["'])(.*)\1?["']?,?""", text)
    if in_quotes and scan(in_quotes[2].strip("\"', ")) is not None:
        return _mistake("quotes", in_quotes[2].strip("\"', "))
    turned = re.sub(r"(?<![<>=!~])=\s*([<>])(?!=)", r"\1=", text)
    if turned != text and scan(turned) is not None:
        return _mistake("turned", turned)
    doubled = re.sub(r"([<>=])\s+=", r"\1=", re.sub(r"={4,}|=\s+=|==\s*=(?!=)\s*", "==", text))
    if doubled != text and scan(doubled) is not None:
        return _mistake("operator", doubled)
    if re.fullmatch(rf"{_NAME}{extras}\s*=?=?\s*\*", text):
        return _mistake("star", text.rstrip("*= "))
    caret = re.fullmatch(rf"({_NAME}{extras})\s*([\^~:])\s*({_VERSION})", text)
    if caret:
        fields = (("name", caret[1]), ("operator", caret[2]), ("version", caret[3]))
        return NotRequirement("caret", "caret", fields=fields)
    whole = re.sub(r"((?:[<>~]=|[<>])\s*[0-9][0-9.]*?)\.\*", r"\1", text)
    if whole != text and scan(whole) is not None:
        return _mistake("wildcard", whole)
    quoted_version = re.sub(
        r"(python_(?:full_)?version\s*(?:[<>=!~]=|[<>])\s*)([0-9][0-9.]*)", r'\1"\2"', text
    )
    if quoted_version != text and scan(quoted_version) is not None:
        return _mistake("marker", quoted_version, safe=True)
    glued = re.match(rf"{_NAME}==[0-9.]+[A-Za-z_][\w.-]*==", text)
    if glued and " " not in text:
        return NotRequirement("glued", "one per line")
    return None


def _mistake(kind: str, repaired: str, safe: bool = False) -> NotRequirement:
    if scan(repaired) is None:
        return NotRequirement(kind, "pin", safe=safe)
    return NotRequirement(kind, "write", repaired, safe=safe, fields=(("meant", repaired),))


def _several(text: str) -> NotRequirement | None:
    """Several requirements on one line."""
    parts = [part for part in re.split(r"[\s,]+", text) if part]
    if len(parts) < 2 or len(parts) > 200 or any(scan(part) is None for part in parts):
        return None
    commas = text.count(",") >= len(parts) - 1
    plain = sum(bool(re.search(r"[=<>~]", part)) for part in parts)
    if not commas and not plain and len(parts) > 3:
        return NotRequirement("prose", "comment out", f"# {text}")
    number = (("number", str(len(parts))),)
    return NotRequirement("several", "one per line", "\n".join(parts), fields=number)
