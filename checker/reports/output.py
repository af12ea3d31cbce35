"""Where reports go: a text stream, with or without colours, of a known width."""

from __future__ import annotations

import os
import sys
from io import StringIO

from checker.base import regex as re
from checker.base.caching import cached_property
from checker.base.messages import ENGLISH, Language
from checker.base.text import escape_ci_commands
from checker.reports.view import View

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TextIO

    from rich.console import Console, RenderableType

    from checker.reports.styled import Text

_LINES = {"─": "-", "│": "|"}
"""What our lines are drawn with: two columns wide each, or none, where text is not Unicode."""
_SIGNS = {"→": "->", "…": "...", "–": "-"}
"""What our own words use that a stream for ASCII cannot show; those for Chinese can."""
_DEFAULT_WIDTH = 80
_PROGRAMS = frozenset({"iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "Tabby", "rio"})
_TERMS = frozenset({"xterm-kitty", "xterm-ghostty", "alacritty", "foot", "contour"})
_VTE = 5002
"""The first release of VTE (GNOME Terminal and others) whose hyperlinks work: 0.50.2."""
_LINK_NUMBER = re.compile(r"\x1b\]8;id=[^;]*;")
"""How rich begins a link: with a random number, so that no two runs would print the same."""
_LEAST_WIDTH = 40


class Output:
    """A stream and how to write on it.

    Args:
        stream: where text goes.
        color: `auto` (a terminal, unless `NO_COLOR`; or `FORCE_COLOR`), `always` or `never`.
        quiet: findings only.
        view: how a report for people is arranged.
        language: what a person is told in.
    """

    def __init__(
        self,
        stream: TextIO,
        color: str = "auto",
        quiet: bool = False,
        view: View | None = None,
        language: Language = ENGLISH,
    ) -> None:
        self.stream = stream
        self.quiet = quiet
        self.view = view or View()
        self.language = language
        self._color = color

    def say(self, template: str, /, **fields: object) -> str:
        """Our own words in the reader's language, filled with what can be printed already."""
        return self.language.say(template, **fields)

    def line(self, text: str = "") -> None:
        """Write one line that no build server takes for a command.

        Where only ASCII can be shown, it has ASCII's signs for ours.
        """
        self.command(escape_ci_commands(text))

    def command(self, text: str) -> None:
        """Write one line that may be a command: all of it is the caller's."""
        self.stream.write((text if self.unicode else text.translate(self._simpler)) + "\n")

    def aside(self, text: str) -> None:
        """Tell a person what programs that read the standard output must not see."""
        if self.stream is sys.stdout:
            Output(sys.stderr).line(text)

    @property
    def unicode(self) -> bool:
        """Whether the stream can carry lines and dots that are not ASCII."""
        return "utf" in (self.stream.encoding or "utf-8").lower()

    @cached_property
    def _simpler(self) -> dict[int, str]:
        """What stands for our signs in a stream that is not Unicode."""
        try:
            "".join(_SIGNS).encode(self.stream.encoding or "ascii")
        except (UnicodeEncodeError, LookupError):
            return str.maketrans(_LINES | _SIGNS)
        return str.maketrans(_LINES)

    @cached_property
    def colored(self) -> bool:
        """Whether to colour: what the user asked for, else the environment, else a terminal."""
        if self._color != "auto":
            return self._color == "always"
        if os.environ.get("NO_COLOR"):
            return False
        if os.environ.get("FORCE_COLOR", "") not in ("", "0", "false"):
            return True
        return self.stream.isatty() and os.environ.get("TERM") not in ("dumb", "unknown")

    @cached_property
    def links(self) -> bool:
        """Whether to write hyperlinks (OSC 8): into a coloured terminal that shows them.

        `FORCE_HYPERLINK` overrides it, `0` for none; a pipe or a build server gets none.
        """
        if not self.colored:
            return False
        forced = os.environ.get("FORCE_HYPERLINK", "")
        if forced:
            return forced not in ("0", "false")
        return self.stream.isatty() and not os.environ.get("CI") and has_links(os.environ)

    @cached_property
    def width(self) -> int:
        """Columns of the stream."""
        return width_of(self.stream)

    @cached_property
    def console(self) -> Console:
        """Rich's console, which interprets no markup and no emoji codes and highlights nothing.

        What comes from a repository stays text. It writes to a buffer that `show` empties.
        """
        from rich.console import Console  # noqa: PLC0415  gate: a clean run draws nothing

        return Console(
            file=StringIO(),
            width=self.width,
            color_system="standard" if self.colored else None,
            force_terminal=self.colored,
            no_color=not self.colored,
            legacy_windows=False,
            markup=False,
            emoji=False,
            highlight=False,
        )

    def show(self, what: Text | RenderableType, wrap: bool = True, width: int = 0) -> None:
        """Print text, or what rich draws, without blanks at the lines' ends.

        Args:
            what: our own styled text, or a tree, a table or a padded text of rich.
            wrap: whether lines that are too long are broken.
            width: columns to use rather than those of the stream.
        """
        from checker.reports.styled import Text, folded  # noqa: PLC0415  gate: a clean run draws none

        width = width or self.width
        if isinstance(what, Text):
            for line in folded(what, width) if wrap else what.lines():
                self.line(line.shown(self.colored).rstrip())
        else:
            self._draw(what, wrap, width)

    def _draw(self, renderable: RenderableType, wrap: bool, width: int) -> None:
        self.console.width = width
        buffer = self.console.file
        buffer.seek(0)
        buffer.truncate()
        self.console.print(
            renderable,
            crop=False,
            no_wrap=not wrap,
            overflow=None if wrap else "ignore",
        )
        buffer.seek(0)
        for line in _LINK_NUMBER.sub("\x1b]8;;", buffer.read()).splitlines():
            self.line(line.rstrip())


def has_links(environment: Mapping[str, str]) -> bool:
    """Whether the terminal that an environment describes shows hyperlinks.

    Terminals that cannot would print the address or skip it, so only those that are known count;
    within tmux or screen nothing is known of the terminal around it.
    """
    term = environment.get("TERM", "")
    if term.startswith(("screen", "tmux")) or environment.get("TMUX"):
        return False
    if environment.get("TERM_PROGRAM") in _PROGRAMS or term in _TERMS:
        return True
    vte = environment.get("VTE_VERSION", "")
    if vte.isdigit():
        return int(vte) >= _VTE
    return any(environment.get(name) for name in ("WT_SESSION", "KONSOLE_VERSION", "DOMTERM"))


def width_of(stream: TextIO) -> int:
    """Columns of a stream: `COLUMNS`, else the terminal's, else 80."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdigit() and int(columns) > 0:
        return max(_LEAST_WIDTH, int(columns))
    try:
        width = os.get_terminal_size(stream.fileno()).columns
    except (OSError, ValueError):
        width = 0
    return max(_LEAST_WIDTH, width) if width else _DEFAULT_WIDTH
