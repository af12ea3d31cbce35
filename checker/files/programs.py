"""Where a program lies that may be started: never in what is checked.

`PATH` may hold entries that are empty, relative or inside of the checked repository (`./bin`,
`node_modules/.bin`, what direnv adds), and Windows looks in the working folder first. A repository
could then bring its own git. So the absolute path is worked out here, and only that is started.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


def find_program(name: str, avoid: Iterable[str], path: str, windows: bool = False) -> str | None:
    """The absolute path of a program; None where it is nowhere, or only where it may not be.

    Args:
        name: the program's name, without an extension.
        avoid: folders that what is started must not lie in, links followed.
        path: the value of `PATH`.
        windows: whether a program is a file that ends in `.exe`: a batch file takes its words
            apart anew, so that it is not started.
    """
    folders = [folder for folder in avoid if folder != os.path.dirname(folder)]
    for written in path.split(";" if windows else ":"):
        entry = written.strip('"') if windows else written
        if not os.path.isabs(entry):
            continue
        found = os.path.join(entry, f"{name}.exe" if windows else name)
        if not os.path.isfile(found) or not os.access(found, os.X_OK):
            continue
        places = {os.path.normpath(found), os.path.realpath(entry), os.path.realpath(found)}
        if not any(_is_in(place, folder) for place in places for folder in folders):
            return found
    return None


def _is_in(path: str, folder: str) -> bool:
    path, folder = os.path.normcase(path), os.path.normcase(folder)
    return path == folder or path.startswith(folder + os.sep)
