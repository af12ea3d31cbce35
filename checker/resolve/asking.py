"""Asking about a project: the way in for everybody else, and what becomes of an answer."""

from __future__ import annotations

import json
from hashlib import sha256

from checker import __version__
from checker.project.resolution import Resolution
from checker.resolve.failed import UvError
from checker.resolve.inputs import inputs_of
from checker.resolve.judging import judged
from checker.resolve.kept import resolution_of
from checker.resolve.pips import is_legacy, pip_of
from checker.resolve.workplace import Workplace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from checker.project.project import Project
    from checker.resolve.inputs import Inputs

DAY = 86_400
"""Seconds for which an answer is kept."""


class Asking:
    """Asks the package index about projects; one for a whole run.

    Args:
        index: the address of the index to ask instead of the platform's; empty: the platform's.
        refresh: whether kept answers do not count.
        progress: is told what is asked now, and an empty text when that is over.
    """

    def __init__(
        self, index: str = "", refresh: bool = False, progress: Callable[[str], None] | None = None
    ) -> None:
        self._index = index
        self._refresh = refresh
        self._progress = progress
        self._workplace: Workplace | None = None
        self._known: dict[str, dict[str, Any]] = {}
        self.problems: dict[str, None] = {}
        """Why the index gave no answer, in words, each once: lines for standard error."""

    def __call__(self, project: Project) -> Resolution:
        """What the index says that the build of a project would install."""
        inputs = inputs_of(project, self._index)
        if isinstance(inputs, Resolution):
            return inputs
        if isinstance(inputs, str):
            return Resolution(None, because=inputs, complete=False)
        try:
            answer = self._answer(project, inputs)
        except (UvError, OSError) as error:
            self.problems.setdefault(str(error))
            return Resolution(None, because=str(error), complete=False, left_out=inputs.left_out)
        found = resolution_of(answer, inputs)
        hashes, files = answer.get("hashes", {}), answer.get("files", {})
        return judged(found, inputs, pip_of(project), hashes, files)

    def _answer(self, project: Project, inputs: Inputs) -> dict[str, Any]:
        """The answer as JSON has it: kept, or asked for now.

        Raises:
            UvError: if there is none.
            OSError: if nothing can be written.
        """
        lines = [[text for text, _ in inputs.lines], [text for text, _ in inputs.constraints]]
        shown = [__version__, *lines, inputs.options, inputs.python, inputs.platform,
                 is_legacy(inputs.python, pip_of(project)), inputs.prerelease, inputs.wheels_first,
                 inputs.yanked, inputs.hashed, inputs.closed, inputs.ahead, list(pip_of(project)),
                 inputs.tool, inputs.addresses, inputs.builds,
                 [[name, sha256(data).hexdigest()] for name, data in inputs.files]]  # fmt: skip
        key = sha256(json.dumps(shown).encode()).hexdigest()
        if key in self._known:
            return self._known[key]
        workplace = self._workplace = self._workplace or Workplace()
        kept = None if self._refresh else workplace.get(key, DAY)
        if kept is not None:
            try:
                found: dict[str, Any] = json.loads(kept)
                if found["end"]:
                    resolution_of(found, inputs)
                    self._known[key] = found
                    return found
            except (ValueError, TypeError, LookupError, AttributeError):
                pass  # it is damaged
        from checker.resolve.answers import asked  # noqa: PLC0415  gate: most answers are kept

        if self._progress is not None:
            self._progress(f"asking the package index what {project.target.name} would install …")
        try:
            answer = asked(project, inputs, workplace, pip_of(project))
        finally:
            if self._progress is not None:
                self._progress("")
        self._known[key] = answer
        workplace.put(key, json.dumps(answer).encode())
        return answer

    def close(self) -> None:
        """Remove what is not to be kept."""
        if self._workplace is not None:
            self._workplace.close()
