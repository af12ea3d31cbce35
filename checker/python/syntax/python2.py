"""Python 2 source, respelt so that a syntax tree can be had; lines stay where they are.

The respelling is light: the statements and literals that real files of that time hold. What is
still refused after it would have been refused by Python 2 too, or is said to be unreadable.
"""

from __future__ import annotations

from checker.base import regex as re
from checker.python.syntax.host import Parsed, host_parse
from checker.python.syntax.required_version import too_new

_STRING = re.compile(
    r"""[uUbBrR]{0,3}(?:'''(?:\\.|[^\\])*?'''|\"\"\"(?:\\.|[^\\])*?\"\"\"
    |'(?:\\.|[^\\'\n])*'|"(?:\\.|[^\\"\n])*")|\#[^\n]*""",
    re.DOTALL | re.VERBOSE,
)
_PRINT = re.compile(r"^([ \t]*(?:[^\n#]*?[:;][ \t]*)?)print\b(?![ \t]*[=.(\[,])(.*)$", re.MULTILINE)
_PRINT_PAREN = re.compile(r"^([ \t]*)print[ \t]+(\(.*\)[ \t]*[,%].*)$", re.MULTILINE)
_EXCEPT = re.compile(
    r"^([ \t]*except[ \t]+(?:\([^()\n]*\)|[\w.]+))[ \t]*,[ \t]*(\w+)[ \t]*:", re.MULTILINE
)
_RAISE = re.compile(r"^([ \t]*raise[ \t]+[\w.]+)[ \t]*,[ \t]*([^\n,]+)(,[^\n]*)?$", re.MULTILINE)
_EXEC_IN = re.compile(r"^([ \t]*)exec[ \t]+(.+?)[ \t]+in[ \t]+([^\n]+?)[ \t]*$", re.MULTILINE)
_EXEC = re.compile(r"^([ \t]*)exec[ \t]+(?!\()([^\n]+?)[ \t]*$", re.MULTILINE)
_OCTAL = re.compile(r"(?<![\w.])0([0-7]+)(?![\w.])")
_LONG = re.compile(r"(?<![\w.])(0[xX][0-9a-fA-F]+|\d+)[lL]\b")


_STATEMENT = "Missing parentheses in call to "
"""What is said of a `print` or `exec` statement, by the parser alone."""


def parse_python2(data: bytes, refusal: str = "") -> Parsed:
    """Read a source file as Python 2.7 would; `refusal` is what 3.6 says, if known."""
    straight = Parsed()
    if _STATEMENT not in refusal and not re.search(
        rb"^[ \t\f]*print[ \t\f]*>>", data, re.MULTILINE
    ):
        straight = host_parse(data, (3, 6))
    if straight.tree is not None:
        newer = too_new(straight.tree, data, (2, 7))
        if newer is None:
            return straight
        return Parsed(error="invalid syntax", line=newer[0], column=newer[1])
    respelt = respell(data)
    parsed = host_parse(respelt)
    if parsed.tree is not None:
        newer = too_new(parsed.tree, respelt, (2, 7))
        if newer is None:
            return parsed
        return Parsed(error="invalid syntax", line=newer[0], column=newer[1])
    if parsed.unreadable:
        return parsed
    lines = data.decode("utf-8", "replace").splitlines()
    line = lines[parsed.line - 1] if parsed.line <= len(lines) else ""
    if "parenthesized" in parsed.error or parsed.error.startswith("import * only"):
        return Parsed(unreadable="this Python 2 syntax is not read", line=parsed.line)
    if re.search(r"`|<>|\bprint\b|\bexec\b|\bur['\"]", line):
        return Parsed(unreadable="this Python 2 syntax is not read", line=parsed.line)
    return parsed


def respell(data: bytes) -> bytes:
    """The source in the spelling of Python 3, each statement on its line."""
    text = data.decode("utf-8-sig", "surrogateescape")
    held: list[str] = []

    def hold(found: re.Match[str]) -> str:
        if found.group().startswith("#"):
            return ""
        held.append(found.group())
        return f"\ue0f8{len(held) - 1}\ue0f9"

    # Strings are put aside and comments left out, so that only code is respelt.
    text = "\n".join(_tabs(line) for line in _STRING.sub(hold, text).split("\n"))
    text = _EXCEPT.sub(r"\1 as \2:", text)
    text = _RAISE.sub(r"\1(\2)", text)
    text = _EXEC_IN.sub(r"\1exec(\2, \3)", text)
    text = _EXEC.sub(r"\1exec(\2)", text)
    text = _PRINT.sub(_print, text)
    text = _PRINT_PAREN.sub(r"\1print(\2)", text)
    text = _OCTAL.sub(r"0o\1", text)
    text = _LONG.sub(r"\1", text)
    text = text.replace("<>", "!=")
    text = re.sub(r"`([^`\n]+)`", r"repr(\1)", text)

    def release(found: re.Match[str]) -> str:
        string = held[int(found.group(1))]
        return re.sub(r"^[uU][rR]", "r", string)

    text = re.sub("\ue0f8(\\d+)\ue0f9", release, text)
    return text.encode("utf-8", "surrogateescape")


def _tabs(line: str) -> str:
    """The line with its indentation in blanks: a tab reaches to the next multiple of eight."""
    body = line.lstrip(" \t")
    return line[: len(line) - len(body)].expandtabs(8) + body


def _print(found: re.Match[str]) -> str:
    before, rest = found.group(1), found.group(2).strip()
    if rest.startswith(">>"):
        rest = rest[2:].partition(",")[2].strip()
    return f"{before}print({rest.rstrip(',')})"
