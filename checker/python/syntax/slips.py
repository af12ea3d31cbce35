"""Slips of the pen in a source file, which no Python reads, seen by a look at its text."""

from __future__ import annotations

from checker.base import regex as re

_LONGEST = 60_000
"""Characters of the longest text in which slips are looked for."""
_KEYWORD = frozenset((
    *("and", "as", "assert", "async", "await", "case", "class", "def", "del", "elif", "else"),
    *("except", "exec", "for", "from", "global", "if", "import", "in", "is", "lambda", "lazy"),
    *("match", "nonlocal", "not", "or", "print", "raise", "return", "type", "while", "with"),
    *("yield", "finally", "try"),
))  # fmt: skip
_AFTER = frozenset((
    "and", "or", "not", "in", "is", "if", "else", "for", "as", "import", "from", "async",
))  # fmt: skip
"""What may follow an operand."""
_COMPOUND = frozenset((
    *("if", "elif", "else", "for", "while", "try", "except", "finally", "with", "def", "class"),
    "async",
))  # fmt: skip
_OUTSIDE = frozenset(("return", "yield", "await", "nonlocal", "break", "continue"))
_TELLING = _COMPOUND | _OUTSIDE
_TOKENS = re.compile(
    r"(?<!\w)\w{0,2}(?:\"\"\"(?:[^\\\"]|\\.|\"(?!\"\"))*\"\"\"|'''(?:[^\\']|\\.|'(?!''))*'''"
    r"|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*')|#[^\n]*|\\\r?\n",
    re.DOTALL,
)
"""Strings, comments and continued lines."""
_GROUP = re.compile(r"\([^()\[\]{}]*\)|\[[^()\[\]{}]*\]|\{[^()\[\]{}]*\}")
_PAIR = re.compile(r"(?<!\w)(\w+)[ \t]+(?=(\w+|\x01))")
_AFTER_GROUP = re.compile(r"[\x01\x02][ \t]*(\w+)")
_PARAMETERS = re.compile(r"def[ \t]+\w+[ \t]*\(([^()\n:]*)")


def slips(text: str) -> bool:
    """Whether a text seems to have a mistake that no Python reads; misses few, errs towards yes."""
    if len(text) > _LONGEST:
        return False
    code = _TOKENS.sub(lambda found: {"#": "", "\\": " "}.get(found[0][0], "\x01"), "\n" + text)
    code = code.replace("\r", "")
    if "'" in code or '"' in code or _is_odd(code):
        return True
    for found in _PARAMETERS.finditer(code):
        names = re.findall(r"(?:^|,)[ \t*]*(\w+)", found[1])
        if len(names) != len(set(names)):
            return True
    for _ in range(100):
        within, code = code, _GROUP.sub("\x02", code)
        if code == within:
            break
    if re.search(r"[()\[\]{}]", code) or _are_side_by_side(_AFTER_GROUP, code) or "::" in code:
        return True
    return _is_misplaced(code) or ("await" in code and _awaits_outside(code))


def _is_odd(code: str) -> bool:
    """Signs that no Python has, and operands side by side on one line."""
    if any(sign in code for sign in ("&&", "||", "?", "$", "===", "= =")):
        return True
    if re.search(r"!(?!=)|(?<!\.)\.\.(?!\.)|,[ \t]*,", code):
        return True
    for found in _PAIR.finditer(code):
        if found[1] not in _KEYWORD and found[2] not in _AFTER:
            return True
    return _are_side_by_side(_AFTER_GROUP, code)


def _are_side_by_side(pattern: re.Pattern[str], code: str) -> bool:
    return any(found[1] not in _AFTER for found in pattern.finditer(code))


def _is_misplaced(code: str) -> bool:
    """Whether a line ends, begins or is indented as it cannot be, with the lines around it."""
    levels, level, opens = [0], 0, False
    for line in code.expandtabs(8).split("\n"):
        bare = line.strip()
        if not bare:
            continue
        indent = line.index(bare[0])
        if opens != (indent > level):
            return True
        if indent != level:
            if opens:
                levels.append(indent)
            while indent < levels[-1]:
                levels.pop()
            level = levels[-1]
            if indent != level:
                return True
        opens = bare[-1] == ":"
        if not opens and _is_cut(bare):
            return True
        first = bare.partition(" ")[0].rstrip(":")
        if first in _TELLING and (
            first == "nonlocal"
            or (first in _OUTSIDE and not indent)
            or (first in _COMPOUND and ":" not in bare)
        ):
            return True
    return opens


def _is_cut(line: str) -> bool:
    """Whether a logical line lacks its right side, or has a block behind another one."""
    last = line[-1]
    if last in "=+-/%<>&|^@~*." and (
        (last == "*" and not line.endswith("import *"))
        or (last == "." and not line[-2:-1].isdigit() and not line.endswith("..."))
        or last not in "*."
    ):
        return True
    if line.startswith(("import", "from")) and (last == "," or line.endswith("import")):
        return True
    if ":" not in line:
        return False
    words = line.partition(":")[2].split(None, 1)
    return len(words) > 1 and words[0] in _COMPOUND


def _awaits_outside(code: str) -> bool:
    """Whether `await` stands in a function that is not `async`, or in none."""
    around: list[tuple[int, bool]] = []
    for found in re.finditer(r"\n([ \t]*)(async[ \t]+def|def|[^\n]*\bawait)\b", code):
        indent = len(found[1])
        while around and around[-1][0] >= indent:
            around.pop()
        if found[2] == "def" or (found[2].startswith("async") and "await" not in found[2]):
            around.append((indent, found[2] != "def"))
        elif not around or not around[-1][1]:
            return True
    return False
