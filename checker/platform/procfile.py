"""What can become of a line of a Procfile, whoever reads it."""

from __future__ import annotations

import enum


class Outcome(enum.Enum):
    """What becomes of one line."""

    READ = "read"
    """It gives a process, or is skipped as it should be."""
    REPAIRED = "repaired"
    """The builder's rewrite makes it what was meant."""
    IGNORED = "ignored"
    """Skipped, although it was meant for something."""
    FOLDED = "folded"
    """It becomes the end of the command above."""
    START_FAILS = "start fails"
    """The build passes, and what is then started is not what was meant."""
    BUILD_FAILS = "build fails"
