"""The module that a file's name stands for."""

from __future__ import annotations

from checker.start.processes import join

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.start.servers.reading import Reading
    from checker.start.servers.service import Application


def from_file(reading: Reading, application: Application) -> tuple[Application | None, str | None]:
    """The module that a file's name stands for, and the folder in which it is looked for.

    granian and flask go up from the file as long as there is an `__init__.py`.
    """
    path = join(reading.process.directory, application.module, reading.environment.home)
    if not path:
        return None, None
    folder = path.removesuffix(".py").removesuffix("/__init__")
    names: list[str] = []
    while True:
        folder, _, name = folder.rpartition("/")
        names.insert(0, name)
        if not folder or reading.read(f"{folder}/__init__.py") is None:
            break
    if not all(name.isidentifier() for name in names):
        return None, None
    return application._replace(module=".".join(names)), folder
