"""The reader: one pass over the text, a method for each thing that can stand somewhere."""

from __future__ import annotations

from checker.base import regex as re
from checker.parsers.shell.values import Assignment, Command, Part, PartKind, Script, Word

NESTING = 16
"""Levels of `${A:-${B:-…}}` that are looked into; what is deeper counts as unknown."""

NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_PARAMETER = re.compile(r"[A-Za-z_][A-Za-z0-9_]*|[0-9]+|[@*#](?=[}:])")
_PLAIN = re.compile(r"[^\s\\'\"$`;&|<>()]+")
_IN_QUOTES = re.compile(r"[^\\\"$`]+")
_IN_BRACES = re.compile(r"[^\\'\"$`}]+")
_OUTSIDE = ("/dev/", "/tmp/", "/proc/", "/run/", "/var/")  # noqa: S108
"""Where a file can be written that no program of the repository reads as its own."""
_REDIRECTION = re.compile(r"\d*(?:&>>?|<<?<?-?|>>|<>|<&|>&|>\||[<>])")
_OPERATOR = re.compile(r"(:?[-=+?])")
RESERVED = frozenset(
    {"if", "then", "else", "elif", "fi", "for", "while", "until", "do", "done", "case", "esac"}
    | {"function", "select", "{", "}", "coproc", "[["}
)
_SPECIAL = frozenset("?#@*!$-0123456789")


class StopError(Exception):
    """The rest of the text is not read."""

    def __init__(self, problem: str, at: int) -> None:
        super().__init__(problem)
        self.problem = problem
        self.at = at


class Reader:
    """Reads one text; `places` maps its offsets where it was put together from parts."""

    def __init__(self, text: str, offset: int, places: list[int] | None = None) -> None:
        self.text = text
        self.offset = offset
        self.places = places
        self.at = 0
        self.wrote = False
        """Whether a redirection to a file was passed since the last command began."""
        self.read = False
        """The same of one from a file."""

    def place(self, at: int) -> int:
        """An offset in this text as one in the document."""
        if self.places is None:
            return at + self.offset
        return self.places[min(at, len(self.places) - 1)]

    def ending(self, at: int) -> int:
        """The end of a range in this text as one in the document."""
        if self.places is None or at == 0:
            return self.place(at)
        return self.place(at - 1) + 1

    def script(self) -> Script:
        commands: list[Command] = []
        before = ""
        try:
            while self.at < len(self.text):
                command = self.command(before)
                if command.words or command.assignments:
                    commands.append(command)
                    before = command.after
                elif command.after in ("&&", "||", "|", "&"):
                    at = self.at - len(command.after)
                    raise StopError(f"nothing before `{command.after}`", at)
        except StopError as stop:
            return Script(tuple(commands), stop.problem, self.place(stop.at))
        return Script(tuple(commands))

    def command(self, before: str) -> Command:
        """The next simple command and the operator behind it."""
        self.blanks()
        start = end = self.at
        assignments: list[Assignment] = []
        words: list[Word] = []
        negated = self.wrote = self.read = False
        while True:
            self.blanks()
            operator = self.operator()
            if operator is not None:
                break
            if self.redirection():
                end = self.at
                continue
            word_at = self.at
            name = None if words else NAME.match(self.text, self.at)
            if name is not None and self.text[name.end() : name.end() + 1] == "=":
                self.at = name.end() + 1
                value = self.assigned()
                assignments.append(
                    Assignment(name[0], value, self.place(word_at), self.ending(self.at))
                )
            else:
                word = self.word()
                self.at = max(self.at, word_at + 1)
                if not words and word.raw in RESERVED:
                    raise StopError(f"`{word.raw}`", word_at)
                if word.raw == "!" and not words:
                    negated = not negated
                else:
                    words.append(word)
            end = self.at
        at = self.at
        after = self.pass_operator(operator)
        return Command(
            tuple(assignments),
            tuple(words),
            before,
            after,
            self.place(start),
            self.ending(end),
            self.place(at),
            negated,
            self.wrote,
            self.read,
        )

    def assigned(self) -> Word:
        """The word behind `NAME=`."""
        if self.text[self.at : self.at + 1] == "(":
            raise StopError("an array", self.at)
        return self.word()

    def pass_operator(self, operator: str) -> str:
        """Go behind an operator; what it counts as."""
        self.at += len(operator)
        return {"\n": ";", "|&": "|"}.get(operator, operator)

    def blanks(self) -> None:
        """Skip blanks, continued lines and a comment."""
        text = self.text
        while self.at < len(text):
            char = text[self.at]
            if char == "#":
                line_end = text.find("\n", self.at)
                self.at = len(text) if line_end < 0 else line_end
            elif char == "\\" and text[self.at + 1 : self.at + 2] == "\n":
                self.at += 2
            elif char in " \t\r\v\f":
                self.at += 1
            else:
                return

    def operator(self) -> str | None:
        """The operator that stands here; empty at the end, None where a word stands."""
        here = self.text[self.at : self.at + 2]
        if not here:
            return ""
        if here in ("&&", "||", "|&"):
            return here
        if here[0] in "()":
            raise StopError(f"`{here[0]}`", self.at)
        if here == ";;":
            raise StopError("`;;`", self.at)
        if here[0] in ";|\n" or (here[0] == "&" and here != "&>"):
            return here[0]
        return None

    def redirection(self) -> bool:
        """Skip a redirection with its target; False where none stands here."""
        found = _REDIRECTION.match(self.text, self.at)
        if found is None:
            return False
        if found[0].lstrip("0123456789").startswith("<<"):
            return self.here_document(found)
        if self.text[found.end() : found.end() + 1] == "(":
            raise StopError("a process substitution", self.at)
        self.at = found.end()
        self.blanks()
        if self.at < len(self.text) and self.text[self.at] not in ";&|\n":
            self.read = self.read or "<" in found[0]
            target = self.word().raw
            if ">" in found[0] and not target.startswith(_OUTSIDE) and not found[0].endswith("&"):
                self.wrote = True
        return True

    def here_document(self, found: re.Match[str]) -> bool:  # noqa: ARG002
        """What `<<` begins."""
        raise StopError("a here-document", self.at)

    def word(self) -> Word:
        """The word that stands here, up to an unquoted blank or operator."""
        start, text = self.at, self.text
        parts: list[Part] = []
        if text.startswith("~", start) and text[start + 1 : start + 2] in ("", "/", " ", "\n"):
            self.at += 1
            parts.append(self.part(PartKind.VARIABLE, start, name="HOME"))
        while self.at < len(text):
            char = text[self.at]
            if char in " \t\r\v\f\n;&|<>()":
                break
            if char == "'":
                self.single_quoted(parts)
            elif char == '"':
                self.double_quoted(parts)
            elif char == "\\":
                self.escaped(parts)
            elif char in "$`":
                parts.append(self.expansion(0, quoted=False))
            else:
                self.plain(parts, _PLAIN, quoted=False)
        return Word(self.place(start), self.ending(self.at), text[start : self.at], tuple(parts))

    def plain(self, parts: list[Part], pattern: re.Pattern[str], quoted: bool) -> None:
        start = self.at
        found = pattern.match(self.text, start)
        self.at = found.end() if found else start + 1
        text = self.text[start : self.at]
        parts.append(self.part(PartKind.LITERAL, start, text=text, quoted=quoted))

    def part(
        self,
        kind: PartKind,
        start: int,
        *,
        text: str | None = None,
        name: str = "",
        operator: str = "",
        default: tuple[Part, ...] = (),
        quoted: bool = False,
        single: bool = False,
    ) -> Part:
        """A part that stands between `start` and here."""
        return Part(
            kind,
            self.text[start : self.at] if text is None else text,
            self.place(start),
            self.ending(self.at),
            name,
            operator,
            default,
            quoted,
            single,
        )

    def single_quoted(self, parts: list[Part]) -> None:
        opening = self.at
        closing = self.text.find("'", opening + 1)
        if closing < 0:
            raise StopError("a quote that is never closed", opening)
        self.at = closing
        parts.append(self.part(PartKind.LITERAL, opening + 1, quoted=True, single=True))
        self.at = closing + 1

    def double_quoted(self, parts: list[Part]) -> None:
        opening = self.at
        self.at += 1
        if self.text[self.at : self.at + 1] == '"':
            parts.append(self.part(PartKind.LITERAL, self.at, quoted=True))
        while True:
            char = self.text[self.at : self.at + 1]
            if not char:
                raise StopError("a quote that is never closed", opening)
            if char == '"':
                self.at += 1
                return
            if char in "$`":
                parts.append(self.expansion(0, quoted=True))
            elif char == "\\" and self.text[self.at + 1 : self.at + 2] in ("$", "`", '"', "\\"):
                self.escaped(parts)
            elif char == "\\" and self.text[self.at + 1 : self.at + 2] == "\n":
                self.at += 2
            else:
                self.plain(parts, _IN_QUOTES, quoted=True)

    def escaped(self, parts: list[Part]) -> None:
        r"""A backslash and what it escapes; `\` at the line's end joins the lines."""
        char = self.text[self.at + 1 : self.at + 2]
        self.at += 2 if char else 1
        if char != "\n":
            start = self.at - 1
            parts.append(self.part(PartKind.LITERAL, start, quoted=True, single=True))

    def expansion(self, depth: int, quoted: bool) -> Part:
        """What starts with `$` or a backquote."""
        start, text = self.at, self.text
        following = text[start + 1 : start + 2]
        if text[start] == "`":
            self.at = self.closing(start + 1, "`")
        elif following == "(":
            self.at = self.matching(start + 1, "(", ")")
        elif following == "{":
            return self.braced(depth, quoted)
        elif found := NAME.match(text, start + 1):
            self.at = found.end()
            return self.part(PartKind.VARIABLE, start, name=found[0], quoted=quoted)
        elif following and following in _SPECIAL:
            self.at = start + 2
            return self.part(PartKind.VARIABLE, start, name=following, quoted=quoted)
        else:  # a dollar that expands nothing; `$'…'` and `$"…"` are read as their quotes
            self.at = start + 1
            ansi = not quoted and following in ("'", '"') and bool(following)
            return self.part(PartKind.LITERAL, start, text="" if ansi else "$", quoted=quoted)
        return self.part(PartKind.UNKNOWN, start, quoted=quoted)

    def braced(self, depth: int, quoted: bool) -> Part:
        """`${…}`."""
        start = self.at
        name = _PARAMETER.match(self.text, start + 2)
        if name is not None and self.text[name.end() : name.end() + 1] == "}":
            self.at = name.end() + 1
            return self.part(PartKind.VARIABLE, start, name=name[0], quoted=quoted)
        operator = name and _OPERATOR.match(self.text, name.end())
        if name is None or operator is None or depth >= NESTING:
            self.at = self.matching(start + 1, "{", "}")
            return self.part(PartKind.UNKNOWN, start, quoted=quoted)
        self.at = operator.end()
        inner: list[Part] = []
        while True:
            char = self.text[self.at : self.at + 1]
            if not char:
                raise StopError("a `${` that is never closed", start)
            if char == "}":
                self.at += 1
                break
            if char == "'" and not quoted:
                self.single_quoted(inner)
            elif char == '"' and not quoted:
                self.double_quoted(inner)
            elif char == "\\":
                self.escaped(inner)
            elif char in "$`":
                inner.append(self.expansion(depth + 1, quoted))
            else:
                self.plain(inner, _IN_BRACES, quoted)
        return self.part(
            PartKind.VARIABLE,
            start,
            name=name[0],
            operator=operator[1],
            default=tuple(inner),
            quoted=quoted,
        )

    def closing(self, at: int, quote: str) -> int:
        """Behind the next `quote` that no backslash escapes."""
        while at < len(self.text):
            if self.text[at] == quote:
                return at + 1
            at += 2 if self.text[at] == "\\" else 1
        raise StopError(f"a `{quote}` that is never closed", self.at)

    def matching(self, at: int, opening: str, closing: str) -> int:
        """Behind the bracket that closes the one at `at`; quotes are skipped."""
        depth = 0
        while at < len(self.text):
            char = self.text[at]
            if char == "\\":
                at += 1
            elif char == "'":
                at = self.text.find("'", at + 1)
                if at < 0:
                    break
            elif char == '"':
                at = self.closing(at + 1, '"') - 1
            elif char == opening:
                depth += 1
            elif char == closing:
                depth -= 1
                if depth == 0:
                    return at + 1
            at += 1
        raise StopError(f"a `{opening}` that is never closed", self.at)
