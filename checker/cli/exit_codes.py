"""The exit codes, a contract."""

CLEAN = 0
"""Nothing at or above `--fail-on`."""
FOUND = 1
"""Findings; for `init`: it was only shown."""
USAGE = 2
"""A mistake of the user."""
BUG = 3
"""A bug of the tool, or a rule that failed."""
INTERRUPTED = 130
"""Ended by Ctrl-C."""
