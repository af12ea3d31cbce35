"""Whole scripts: the reader of simple commands, with compound commands around them.

`if`, `for`, `while`, `until`, `case`, `{ … }`, `( … )` and functions are read; the words of
`[[ … ]]` and `(( … ))` are one command; the bodies of here-documents are skipped. What a shell
would refuse, or what is nested deeper than `DEPTH`, ends the reading, as in the simple reader.
"""

from __future__ import annotations

from checker.base import regex as re
from checker.base.typed import TypeVar
from checker.parsers.shell.here_documents import BashReader
from checker.parsers.shell.reader import NAME, RESERVED, StopError
from checker.parsers.shell.values import Branch, Command, Compound, Part, PartKind, Program, Word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    Item = Command | Compound

_T = TypeVar("_T")
DEPTH = 24
"""Levels of compound commands that are looked into."""

_WORD = re.compile(r"(?:[a-z]+|[{}!]|\[\[)(?=[\s;&|<>()]|$)")
_CLOSING = frozenset({"then", "else", "elif", "fi", "do", "done", "esac", "}"})
_FUNCTION = re.compile(r"([A-Za-z_][\w.:-]*)[ \t]*\([ \t]*\)\s*")
_KEYWORD_FUNCTION = re.compile(r"function[ \t]+([^\s(){};&|<>]+)[ \t]*(?:\([ \t]*\))?\s*")
_SPACES = " \t\r\v\f\n"


class Grammar(BashReader):
    """Reads one script; see `Reader` for its arguments."""

    def __init__(self, text: str, offset: int, places: list[int] | None = None) -> None:
        super().__init__(text, offset, places)
        self.depth = 0
        self._open: list[str] = []
        """What ends the lists that are being read: `)`, `;;`."""

    def program(self) -> Program:
        """The whole text."""
        items: list[Item] = []
        try:
            self.read_list(items, frozenset())
            if self.at < len(self.text):
                raise StopError(f"`{self.text[self.at]}`", self.at)
        except StopError as stop:
            return Program(tuple(items), stop.problem, self.place(stop.at), tuple(self.bash_only))
        return Program(tuple(items), bash_only=tuple(self.bash_only))

    def read_list(self, items: list[Item], ends: frozenset[str]) -> None:
        """Commands up to the end, or up to one of the words that end the list."""
        before = ""
        while True:
            self.spaces()
            if self.at >= len(self.text):
                return
            if self.text[self.at] == ")" and "(" in self._open:
                return
            if self.text.startswith(";;", self.at) or self.text.startswith(";&", self.at):
                if "case" in self._open:
                    return
                raise StopError("`;;`", self.at)
            reserved = _WORD.match(self.text, self.at)
            if reserved is not None and reserved[0] in ends:
                return
            item = self.item(before)
            if isinstance(item, Command) and not item.words and not item.assignments:
                if item.after in ("&&", "||", "|", "&"):
                    raise StopError(f"nothing before `{item.after}`", self.at - len(item.after))
                continue
            items.append(item)
            before = item.after

    def spaces(self) -> None:
        """Skip blanks, comments and the ends of lines."""
        while True:
            self.blanks()
            if self.text[self.at : self.at + 1] != "\n":
                return
            self.pass_operator("\n")

    def item(self, before: str) -> Item:
        """The simple or compound command that stands here."""
        start, negated = self.at, False
        while self.text[self.at : self.at + 1] == "!" and self.text[self.at + 1 : self.at + 2] in (
            " ",
            "\t",
        ):
            negated = not negated
            self.at += 1
            self.blanks()
        found = self.compound(before, start, negated)
        if found is not None:
            return found
        command = self.command(before)
        return command._replace(negated=command.negated != negated)

    def compound(self, before: str, start: int, negated: bool) -> Item | None:
        """The compound command that stands here; None for a simple one."""
        text = self.text
        function = _FUNCTION.match(text, self.at) or _KEYWORD_FUNCTION.match(text, self.at)
        if function is not None and function[1] not in RESERVED:
            if function[0].startswith("function"):
                self.bash_only.append((self.place(self.at), f"function {function[1]}"))
            self.at = function.end()
            body = self.nested(lambda: self.item(""))
            return self.ended(
                Compound("function", (Branch((), (body,)),), before, "", start, 0, 0, function[1]),
                body.after,
                body.after_at,
            )
        word = _WORD.match(text, self.at)
        if text.startswith("((", self.at):
            return self.arithmetic(before, start, negated)
        if text.startswith("(", self.at):
            kind = "("
            self.at += 1
        elif word is None or word[0] not in RESERVED:
            return None
        else:
            kind = word[0]
            if kind == "[[":
                return self.double_brackets(before, start, negated)
            self.at = word.end()
        readers: dict[str, Callable[[], tuple[tuple[Branch, ...], str, tuple[Word, ...]]]] = {
            "if": self.branches,
            "while": self.loop,
            "until": self.loop,
            "for": self.for_loop,
            "select": self.for_loop,
            "case": self.case,
            "{": lambda: self.group("}"),
            "(": lambda: self.group(")"),
        }
        if kind not in readers:
            raise StopError(f"`{kind}`", start)
        branches, name, words = self.nested(readers[kind])
        end = self.at
        operator = self.tail()
        at = self.at
        after = self.pass_operator(operator)
        kind = "for" if kind == "select" else kind
        return Compound(
            kind, branches, before, after, self.place(start), self.ending(end), self.place(at),
            name, words, negated,
        )  # fmt: skip

    def ended(self, found: Compound, after: str, after_at: int) -> Compound:
        """A function ends where its body does."""
        return found._replace(
            start=self.place(found.start), end=after_at, after=after, after_at=after_at
        )

    def nested(self, read: Callable[[], _T]) -> _T:
        """What `read` gives, one level deeper."""
        if self.depth >= DEPTH:
            raise StopError("deeper nesting", self.at)
        self.depth += 1
        try:
            return read()
        finally:
            self.depth -= 1

    def keyword(self, *words: str) -> str:
        """The reserved word that has to stand here."""
        self.spaces()
        found = _WORD.match(self.text, self.at)
        if found is None or found[0] not in words:
            raise StopError(f"no `{words[-1]}`", self.at)
        self.at = found.end()
        return found[0]

    def items(self, *ends: str) -> tuple[Item, ...]:
        """The commands up to one of these words."""
        found: list[Item] = []
        outer, self._open = self._open, []
        try:
            self.read_list(found, frozenset(ends))
        finally:
            self._open = outer
        return tuple(found)

    def branches(self) -> tuple[tuple[Branch, ...], str, tuple[Word, ...]]:
        """What stands behind `if`."""
        found: list[Branch] = []
        word = "if"
        while word != "fi":
            test: tuple[Item, ...] = ()
            if word != "else":
                test = self.items("then")
                self.keyword("then")
            body = self.items("elif", "else", "fi")
            found.append(Branch(test, body))
            word = self.keyword("fi") if word == "else" else self.keyword("elif", "else", "fi")
        return tuple(found), "", ()

    def loop(self) -> tuple[tuple[Branch, ...], str, tuple[Word, ...]]:
        """What stands behind `while` and `until`."""
        test = self.items("do")
        return (Branch(test, self.body()),), "", ()

    def body(self) -> tuple[Item, ...]:
        """`do … done`."""
        self.keyword("do")
        found = self.items("done")
        self.keyword("done")
        return found

    def for_loop(self) -> tuple[tuple[Branch, ...], str, tuple[Word, ...]]:
        """What stands behind `for`."""
        self.blanks()
        words: list[Word] = []
        name = NAME.match(self.text, self.at)
        if name is None:
            if not self.text.startswith("((", self.at):
                raise StopError("a `for` without a name", self.at)
            self.at = self.matching(self.at, "(", ")")
        else:
            self.at = name.end()
            self.spaces()
            if re.compile(r"in(?=\s|;)").match(self.text, self.at):
                self.at += 2
                while True:
                    self.blanks()
                    if self.at >= len(self.text) or self.text[self.at] in ";\n":
                        break
                    if self.text[self.at] in "&|<>()":
                        raise StopError(f"`{self.text[self.at]}`", self.at)
                    words.append(self.word())
        self.spaces()
        if self.text[self.at : self.at + 1] == ";":
            self.at += 1
        return (Branch((), self.body()),), "" if name is None else name[0], tuple(words)

    def case(self) -> tuple[tuple[Branch, ...], str, tuple[Word, ...]]:
        """What stands behind `case`."""
        self.blanks()
        subject = self.word()
        self.keyword("in")
        found: list[Branch] = []
        while True:
            self.spaces()
            word = _WORD.match(self.text, self.at)
            if word is not None and word[0] == "esac":
                self.at = word.end()
                return tuple(found), "", (subject,)
            if self.at >= len(self.text):
                raise StopError("no `esac`", self.at)
            patterns = self.patterns()
            body: list[Item] = []
            outer, self._open = self._open, ["case"]
            self.read_list(body, frozenset({"esac"}))
            self._open = outer
            if self.text.startswith(";;", self.at):
                self.at += 3 if self.text.startswith(";;&", self.at) else 2
            elif self.text.startswith(";&", self.at):
                self.at += 2
            found.append(Branch((), tuple(body), patterns))

    def patterns(self) -> tuple[Word, ...]:
        """`(a|b)` before the commands of a case."""
        if self.text[self.at] == "(":
            self.at += 1
        found: list[Word] = []
        while True:
            self.blanks()
            at = self.at
            found.append(self.word())
            self.blanks()
            following = self.text[self.at : self.at + 1]
            if following == ")" and found[-1].raw:
                self.at += 1
                return tuple(found)
            if following != "|" or self.at == at:
                raise StopError("a pattern without `)`", self.at)
            self.at += 1

    def group(self, closing: str) -> tuple[tuple[Branch, ...], str, tuple[Word, ...]]:
        """What stands behind `{` and `(`."""
        found: list[Item] = []
        outer, self._open = self._open, ["("] if closing == ")" else []
        try:
            self.read_list(found, frozenset({closing}))
        finally:
            self._open = outer
        if self.text[self.at : self.at + 1] != closing:
            raise StopError(f"no `{closing}`", self.at)
        self.at += 1
        return (Branch((), tuple(found)),), "", ()

    def double_brackets(self, before: str, start: int, negated: bool) -> Command:
        """`[[ … ]]` as one command whose words are everything up to `]]`."""
        words: list[Word] = []
        while True:
            while self.text[self.at : self.at + 1] and self.text[self.at] in _SPACES:
                self.at += 1
            at = self.at
            if at >= len(self.text):
                raise StopError("a `[[` that is never closed", start)
            if self.text[at] in ";&|<>()":
                double = self.text[at : at + 2] in ("&&", "||")
                self.at += 2 if double else 1
                words.append(self.literal(at))
                continue
            word = self.word()
            words.append(word)
            if word.raw == "]]":
                return self.simple(words, before, start, negated)

    def arithmetic(self, before: str, start: int, negated: bool) -> Command:
        """`(( … ))` as one command of one word."""
        self.at = self.matching(self.at, "(", ")")
        return self.simple([self.literal(start)], before, start, negated)

    def literal(self, start: int) -> Word:
        """What stands between `start` and here, as a word."""
        text, at, end = self.text[start : self.at], self.place(start), self.ending(self.at)
        return Word(at, end, text, (Part(PartKind.LITERAL, text, at, end),))

    def simple(self, words: list[Word], before: str, start: int, negated: bool) -> Command:
        """A command of these words, with what stands behind it."""
        end = self.at
        operator = self.tail()
        at = self.at
        after = self.pass_operator(operator)
        return Command(
            (), tuple(words), before, after, self.place(start), self.ending(end), self.place(at),
            negated,
        )  # fmt: skip

    def tail(self) -> str:
        """The operator behind a compound command, its redirections skipped."""
        while True:
            self.blanks()
            operator = self.operator()
            if operator is not None:
                return operator
            word = _WORD.match(self.text, self.at)
            if word is not None and word[0] in _CLOSING:
                return ""  # `{ a; } fi`
            if not self.redirection():
                raise StopError("a word behind a compound command", self.at)

    def operator(self) -> str | None:
        """As the reader's; what ends a list is none."""
        here = self.text[self.at : self.at + 2]
        if here[:1] == ")" and "(" in self._open:
            return ""
        if here in (";;", ";&") and "case" in self._open:
            return ""
        return super().operator()
