"""What a line is that pip refuses: the usual impostors, by name, with what was meant.

A requirements file is often the output of some command, a note, or a file of another tool.
`name_of` says which, from the line's text alone.
"""

from __future__ import annotations

import re

from checker.base.records import NamedTuple
from checker.parsers.characters import ODD, SPACES, is_invisible
from checker.parsers.requirements.scanner import scan

_NAME = r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?"
_VERSION = r"v?[0-9][0-9A-Za-z.!+*-]*"
_OPERATORS = {"≥": ">=", "≤": "<=", "≠": "!="}


class Impostor(NamedTuple):
    """What a refused line is."""

    kind: str
    """Lines of one kind that follow each other are one block."""
    what: str
    """For the message: `{text}` is …"""
    help: str
    """What to type instead."""
    repaired: str | None = None
    """The text that was meant, lines parted by newlines; empty where the line has to go."""
    at: tuple[int, int] | None = None
    """The part of the line that is wrong, as indices of its text."""
    safe: bool = False
    """Nothing else can have been meant."""
    table: bool = False
    """The kind of a table: its lines are one block wherever they stand in the file."""


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
_LINES: tuple[tuple[str, str, str, str], ...] = (
    (r"(?:<{7}|={7}|>{7}|\|{7})(?: .*)?", "conflict", "a marker of a git merge conflict",
     "keep the lines of one side and delete the markers"),
    (r"\[(?:tool\.|project|packages|dev-packages|build-system|requires|\[).*",
     "toml", "a table of a Pipfile or a pyproject.toml",
     "write one requirement a line, `name==version`"),
    (rf"(?:{_NAME}|dependencies|requires) = (?:[\"'{{\[].*)", "toml",
     "a line of a Pipfile or a pyproject.toml", "write one requirement a line, `name==version`"),
    (r"[{}\]]+,?|\[|\"[^\"]*\"\s*:.*", "json", "a line of JSON",
     "write one requirement a line, `name==version`"),
    (r"(?:name|channels|dependencies|prefix|services|version|env|language|install):(?: .*)?",
     "yaml", "a line of a YAML file", "write one requirement a line, `name==version`"),
    (r"<(?:!DOCTYPE|/?[a-zA-Z]+\b).*|404: Not Found", "html", "a line of a web page",
     "download the raw file again, or write one requirement a line"),
    (r"```.*", "markdown", "a mark of Markdown", "delete it"),
)  # fmt: skip


def name_of(text: str) -> Impostor | None:
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


def _characters(text: str) -> Impostor | None:
    """Characters that do not show, or look like others."""
    if text.isascii():
        return None
    odd = ODD | _OPERATORS
    index = next((i for i, c in enumerate(text) if c in odd or is_invisible(c)), -1)
    if index < 0:
        return None
    char = text[index]
    from checker.base.text import code_point

    hidden = is_invisible(char)
    repaired = "".join(odd.get(c, "" if is_invisible(c) else c) for c in text).strip()
    certain = scan(repaired) is not None
    return Impostor(
        f"character {ord(char):x}",
        f"a line with {code_point(char)}" + (", which does not show," if hidden else ""),
        f"write `{repaired}`" if certain else "type the line anew in plain ASCII",
        repaired if certain else None,
        (index, index + 1),
        safe=certain and hidden and char not in SPACES,
    )


def _known_line(text: str) -> Impostor | None:
    for pattern, kind, what, advice in _LINES:
        if re.fullmatch(pattern, text, re.DOTALL):
            return Impostor(kind, what, advice, table=kind == "conflict")
    if text.startswith(_OUTPUT):
        return Impostor("output", "output of a command, no requirement", "delete the line", "")
    if text.startswith(("//", "/*", "*/", "<!--", ";")):
        return Impostor(
            "comment", "no comment: only `#` starts one", f"write `# {text.lstrip('/*;<!- ')}`",
            f"# {text.lstrip('/*;<!- ')}",
        )  # fmt: skip
    return None


def _table_row(text: str) -> Impostor | None:
    """A line of `pip list` or `conda list`."""
    if re.fullmatch(r"Package\s+Version(?:\s+(?:Editable project )?Location|\s+\w+)*", text) or (
        re.fullmatch(r"-{3,}(?: +-{3,})*", text)
    ):
        return _pip_list("")
    exported = re.fullmatch(rf"([\w.-]+)=({_VERSION})=([\w.]+)", text)
    if exported:
        return _conda()
    row = re.fullmatch(rf"([\w.-]+)\s+(\(?{_VERSION}\)?)((?:\s+\S+)*)", text)
    if row is None:
        return None
    name, version, rest = row[1], row[2].strip("()"), row[3].split()
    if rest and re.fullmatch(r"(?:py\S*_\d+|h[0-9a-f]{5,}_\d+|\d+|main|pypi_0|\S+_\d+)", rest[0]):
        return _conda()
    if rest and not rest[0].startswith(("/", "http", "C:")):
        return None
    wide = bool(re.search(r"\s{2,}", text)) or row[2].startswith("(")
    repaired = f"{name}=={version}"
    if scan(repaired) is None:
        return None
    if wide or rest:
        return _pip_list(repaired)
    return Impostor(
        "space",
        "a name and a version with only a space between them",
        f"write `{repaired}`",
        repaired,
    )


def _pip_list(repaired: str) -> Impostor:
    return Impostor(
        "pip list",
        "a line of the table that `pip list` prints",
        "write what `pip freeze` prints: `pip freeze > requirements.txt`",
        repaired,
        table=True,
    )


def _conda() -> Impostor:
    return Impostor(
        "conda list",
        "a line of what `conda list` prints",
        "write what pip sees there: `pip list --format=freeze > requirements.txt`",
        table=True,
    )


def _command(text: str) -> Impostor | None:
    """A line typed at a prompt."""
    typed = re.sub(r"^(?:\([\w.-]+\)\s*)?(?:\S*[$%>#!]\s*)?", "", text)
    words = typed.split()
    if not words:
        return None
    pip = re.match(r"(?:sudo\s+)?(?:(?:python|py)[\d.]*\s+-m\s+)?pip[\d.]*\s+install\b", typed)
    if pip:
        wanted = typed[pip.end() :].split()
        plain = [word for word in wanted if scan(word) is not None]
        certain = bool(plain) and plain == wanted
        return Impostor(
            "pip install",
            "a command, no requirement",
            "write only what is installed, one a line" if not certain else
            "write " + ", ".join(f"`{word}`" for word in plain[:3]) + " on a line of its own each",
            "\n".join(plain) if certain else None,
        )  # fmt: skip
    if words[0] in _COMMANDS and len(words) > 1:
        return Impostor("command", "a command, no requirement", "delete the line", "")
    return None


def _typing_mistake(text: str) -> Impostor | None:
    """One requirement with one thing wrong."""
    extras = r"(?:\[[\w,. -]*\])?"
    single = re.fullmatch(rf"({_NAME}\s*{extras})\s*=\s*({_VERSION})(\s*;.*)?", text)
    if single:
        marker = single[3] or ""
        return _mistake(
            "a requirement with a single `=`", f"{single[1].rstrip()}=={single[2]}{marker}"
        )
    empty = re.fullmatch(rf"({_NAME}{extras})\s*(?:===?|[<>~!]=|[<>=])", text)
    if empty:
        return Impostor(
            "no version", "an operator without a version", f"write `{empty[1]}==` and the version, "
            f"or only `{empty[1]}`",
        )  # fmt: skip
    if text.endswith(",") and scan(text.rstrip(", ")) is not None:
        return _mistake("a requirement with a comma after it", text.rstrip(", "), safe=True)
    in_quotes = re.fullmatch(r"""(["'])(.*)\1?["']?,?""", text)
    if in_quotes and scan(in_quotes[2].strip("\"', ")) is not None:
        return _mistake("a requirement in quotes", in_quotes[2].strip("\"', "))
    turned = re.sub(r"(?<![<>=!~])=\s*([<>])(?!=)", r"\1=", text)
    if turned != text and scan(turned) is not None:
        return _mistake("a turned operator", turned)
    doubled = re.sub(r"([<>=])\s+=", r"\1=", re.sub(r"={4,}|=\s+=|==\s*=(?!=)\s*", "==", text))
    if doubled != text and scan(doubled) is not None:
        return _mistake("a mistyped operator", doubled)
    if re.fullmatch(rf"{_NAME}{extras}\s*=?=?\s*\*", text):
        name = text.rstrip("*= ")
        return _mistake("a version that is only `*`", name)
    caret = re.fullmatch(rf"({_NAME}{extras})\s*([\^~:])\s*({_VERSION})", text)
    if caret:
        return Impostor(
            "caret", f"a version after `{caret[2]}`, which other tools write",
            f"write `{caret[1]}=={caret[3]}` or `{caret[1]}>={caret[3]}`",
        )  # fmt: skip
    whole = re.sub(r"((?:[<>~]=|[<>])\s*[0-9][0-9.]*?)\.\*", r"\1", text)
    if whole != text and scan(whole) is not None:
        return _mistake("a range with a wildcard", whole)
    quoted_version = re.sub(
        r"(python_(?:full_)?version\s*(?:[<>=!~]=|[<>])\s*)([0-9][0-9.]*)", r'\1"\2"', text
    )
    if quoted_version != text and scan(quoted_version) is not None:
        return _mistake("a marker whose version is not in quotes", quoted_version, safe=True)
    glued = re.match(rf"{_NAME}==[0-9.]+[A-Za-z_][\w.-]*==", text)
    if glued and " " not in text:
        return Impostor(
            "glued", "two requirements without a line end between them",
            "write one requirement a line",
        )  # fmt: skip
    return None


def _mistake(what: str, repaired: str, safe: bool = False) -> Impostor:
    certain = scan(repaired) is not None
    return Impostor(
        what,
        what,
        f"write `{repaired}`" if certain else "write `name==version`",
        repaired if certain else None,
        safe=safe,
    )


def _several(text: str) -> Impostor | None:
    """Several requirements on one line."""
    parts = [part for part in re.split(r"[\s,]+", text) if part]
    if len(parts) < 2 or len(parts) > 200 or any(scan(part) is None for part in parts):
        return None
    commas = text.count(",") >= len(parts) - 1
    plain = sum(bool(re.search(r"[=<>~]", part)) for part in parts)
    if not commas and not plain and len(parts) > 3:
        return Impostor(
            "prose", "prose, no requirement", "delete the line, or put `# ` before it", f"# {text}"
        )
    return Impostor(
        "several", f"{len(parts)} requirements on one line", "write one requirement a line",
        "\n".join(parts),
    )  # fmt: skip
