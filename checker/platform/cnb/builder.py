"""The cloud native build of Rainbond 6.7 and later (F20, F26, F33, F45, F49)."""

from __future__ import annotations

from checker.base.messages import fill
from checker.platform.cnb.procfile import Reader, start
from checker.platform.environment import State
from checker.platform.rainbond.builder import RainbondBuilder
from checker.platform.values import Setting

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.platform.values import Recognised, Start
    from checker.project.project import Project
    from checker.targets import Target


class Builder(RainbondBuilder):
    """See `checker.platform.builder.Builder`."""

    home = "/workspace"
    has_port = False
    guesses_beside_others = False
    installs_the_root = False
    port_expression = "${PORT:-${_PORT:-5000}}"

    def __init__(self, target: Target) -> None:
        super().__init__(target)
        self.procfile = Reader()

    def start(self, project: Project, recognised: Recognised, manager: str) -> Start:
        """By the Procfile's lines, or a guessed command."""
        return start(project, recognised, manager)

    def variables(self) -> dict[str, str | State]:
        """No PORT at all (F49); PYTHONPATH leads to what was installed, not to the repository."""
        return {"PORT": State.ABSENT, "_PORT": State.PRESENT, "PYTHONPATH": ""}

    def port(self) -> Setting:
        """The component's lowest port."""
        because = "the lowest port of the component; nothing sets PORT"
        return Setting(self.target.port_variable, because)

    def package_index(self) -> Setting:
        """Pip's own, where nothing names another."""
        because = fill(
            "unless {pip_index_variable} names another",
            pip_index_variable=self.target.pip_index_variable or "PIP_INDEX_URL",
        )
        return Setting(self.target.pip_index_default, because)
