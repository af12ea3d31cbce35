"""What the simple reader stops at and bash does not: here-documents, here-strings, arrays."""

from __future__ import annotations

from checker.parsers.shell.reader import Reader, StopError
from checker.parsers.shell.values import PartKind, Word

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re


class BashReader(Reader):
    """Reads simple commands with all that bash takes in them; see `Reader` for its arguments."""

    def __init__(self, text: str, offset: int, places: list[int] | None = None) -> None:
        super().__init__(text, offset, places)
        self._here: list[tuple[str, bool]] = []
        """Here-documents whose bodies begin at the next line: delimiter, and whether tabs go."""
        self.bash_only: list[tuple[int, str]] = []
        """Where something stands that POSIX shells refuse."""

    def assigned(self) -> Word:
        """The word behind `NAME=`; an array is one that is not known."""
        if self.text[self.at : self.at + 1] != "(":
            return self.word()
        start = self.at
        self.bash_only.append((self.place(start), "("))
        self.at = self.matching(start, "(", ")")
        part = self.part(PartKind.UNKNOWN, start)
        return Word(self.place(start), self.ending(self.at), part.text, (part,))

    def here_document(self, found: re.Match[str]) -> bool:
        """Note a here-document, whose body begins at the next line; skip a here-string."""
        self.at = found.end()
        self.read = True
        if found[0].endswith("<<<"):
            self.blanks()
            self.word()
            return True
        self.blanks()
        word = self.word()
        if word.value is None:
            raise StopError("a here-document", found.start())
        self._here.append((word.value, found[0].endswith("-")))
        return True

    def pass_operator(self, operator: str) -> str:
        """Go behind an operator; at the end of a line, behind the here-documents too."""
        after = super().pass_operator(operator)
        if operator == "\n" and self._here:
            for delimiter, tabs in self._here:
                self.skip_here_document(delimiter, tabs)
            self._here.clear()
        return after

    def skip_here_document(self, delimiter: str, tabs: bool) -> None:
        """Go behind the line that is the delimiter, or to the end."""
        while self.at < len(self.text):
            end = self.text.find("\n", self.at)
            end = len(self.text) if end < 0 else end
            line = self.text[self.at : end]
            self.at = min(end + 1, len(self.text))
            if (line.lstrip("\t") if tabs else line).rstrip("\r") == delimiter:
                return
