"""What to type so that a server listens where the platform sends requests."""

from __future__ import annotations

from checker.base.messages import say
from checker.platform.builder import builder_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.project.project import Project
    from checker.start.servers.service import Bind, Service

WRITE = "write `{option}`"
WRITE_OR_SET = "write `{option}`, or set the component's port"
IN_FILE = "write `host = 0.0.0.0` and `port = %(http_port)s` in {file}, and `{option}`"
IN_FILE_OR_SET = (
    "write `host = 0.0.0.0` and `port = %(http_port)s` in {file}, and `{option}`, or set the "
    "component's port"
)
PSERVE = "pserve "
"""How the option of a server begins whose address is in a file."""


def bind_help(project: Project, service: Service, bind: Bind, or_port: bool = False) -> str:
    """What to do to bind everything, where the address is given now.

    Args:
        project: the project.
        service: the server.
        bind: its address.
        or_port: whether the component's port may be set instead.
    """
    option = bind_option(project, service, bind)
    if not option.startswith(PSERVE):
        return say(WRITE_OR_SET if or_port else WRITE, option=option)
    file = option[len(PSERVE) :].rpartition(" http_port=")[0]
    return say(IN_FILE_OR_SET if or_port else IN_FILE, file=file, option=option)


def bind_option(project: Project, service: Service, bind: Bind) -> str:
    """What to type to bind everything, where the address is given now."""
    name = project.target.port_variable
    if bind.file.endswith(".py"):
        return f'bind = "0.0.0.0:" + os.environ.get("{name}", "5000")'
    if bind.file and service.name == "uwsgi":
        return f"http = 0.0.0.0:$({name})"
    return service.host_option.format(port=builder_of(project.target).port_expression)
