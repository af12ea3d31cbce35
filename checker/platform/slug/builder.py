"""The slug builder of Rainbond: the classic buildpack (F16–F19, F24, F25, F41–F48)."""

from __future__ import annotations

from checker.base.messages import appended, fill
from checker.platform.environment import State
from checker.platform.rainbond.builder import RainbondBuilder
from checker.platform.slug.procfile import start
from checker.platform.slug.procfile_lines import Reader
from checker.platform.values import Setting

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.platform.values import Recognised, Start
    from checker.project.project import Project
    from checker.targets import Target

INDEX = "https://mirrors.aliyun.com/pypi/simple/"
"""The index of the builder as it is now (F34), where the edition's text names no other."""


class Builder(RainbondBuilder):
    """See `checker.platform.builder.Builder`."""

    home = "/app"
    has_port = True
    guesses_beside_others = True
    installs_the_root = True

    def __init__(self, target: Target) -> None:
        super().__init__(target)
        self.procfile = Reader(target)
        self._sets_port = target.port_variable == "PORT"
        self.port_expression = "$PORT" if self._sets_port else "${_PORT:-5000}"

    def start(self, project: Project, recognised: Recognised, manager: str) -> Start:  # noqa: ARG002
        """The Procfile as it is rewritten and loaded, or a generated one."""
        return start(project, self.procfile.rewrites)

    def variables(self) -> dict[str, str | State]:
        """Up to 5.17 PORT is the component's port; later the image sets it to 5000 (F48)."""
        port: dict[str, str | State] = {"PORT": "5000", "_PORT": State.PRESENT}
        if self._sets_port:
            port = {"PORT": State.PRESENT, "_PORT": State.ABSENT}
        log = "--access-logfile -"
        return {"HOME": self.home, "PYTHONPATH": self.home, "GUNICORN_CMD_ARGS": log, **port}

    def port(self) -> Setting:
        """The component's lowest port (F47, F48)."""
        because = self.target.port_row or "the lowest port of the component"
        if not self._sets_port:
            because = appended(because, "; the image also sets PORT=5000")
        return Setting(self.target.port_variable, because)

    def package_index(self) -> Setting:
        """The edition's index, else the builder's."""
        because = fill(
            "unless {pip_index_variable} names another",
            pip_index_variable=self.target.pip_index_variable or "PIP_INDEX_URL",
        )
        return Setting(self.target.pip_index_default or INDEX, because)
