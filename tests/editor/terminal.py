"""A terminal without a window, in which an editor runs as a person would use it: tmux."""

from __future__ import annotations

import contextlib
import os
import shlex
import subprocess
import time
from typing import TYPE_CHECKING

from tests.editor.pages import program

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PATIENCE = 60.0
"""Seconds after which what was waited for will not come."""


class Terminal:
    """A running program, what it shows, and its keys."""

    def __init__(self, tmux: str, socket: Path) -> None:
        self._command = [tmux, "-S", str(socket)]

    def run(self, *words: str) -> str:
        """What tmux answers to one of its commands."""
        done = subprocess.run(
            [*self._command, *words], capture_output=True, text=True, timeout=20, check=False
        )
        return done.stdout

    def shown(self) -> str:
        """The screen, without empty lines."""
        return "\n".join(
            line.rstrip() for line in self.run("capture-pane", "-p").splitlines() if line.strip()
        )

    def press(self, *keys: str) -> None:
        """Press keys, as tmux calls them."""
        self.run("send-keys", *keys)

    def until(self, is_so: Callable[[str], bool]) -> str:
        """The screen, when it shows something; it fails if that does not come."""
        end = time.monotonic() + PATIENCE
        while not is_so(shown := self.shown()):
            assert time.monotonic() < end, shown
            time.sleep(0.1)
        return shown


@contextlib.contextmanager
def terminal(
    command: list[str], folder: Path, environment: dict[str, str], socket: Path
) -> Iterator[Terminal]:
    """A program in a terminal of 140 columns, which ends with the block."""
    tmux = program("tmux")
    variables = {**environment, "TERM": "xterm-256color", "TMUX": "", "SHELL": "/bin/sh"}
    line = shlex.join(command)
    made = Terminal(tmux, socket)
    subprocess.run(
        [tmux, "-S", str(socket), "-f", os.devnull, "new-session", "-d", "-x", "140", "-y", "40",
         "-c", str(folder), line],
        env=variables, check=True, timeout=20,
    )  # fmt: skip
    try:
        yield made
    finally:
        made.run("kill-server")
