"""Work on many sources, divided among processes where the machine has them.

No process of ours may import anything of the checked repository, which is often the working
folder. `multiprocessing` starts its children with that folder first on their module path wherever
it does not fork. So the children here are started by hand, isolated (`-I`: no working folder, no
`PYTHON…` variable; `-S`: no `site`), in another folder, and speak a format of the interpreter
itself: `marshal`, which is no file that could be shadowed.
"""

from __future__ import annotations

import marshal
import os
import sys
from contextlib import suppress
from importlib import import_module

from checker.base.typed import TypeVar

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from subprocess import Popen
    from typing import IO, Any

PROCESSES = 4
"""At the most: those who share the machine want to work too."""

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

_HOME = os.path.abspath(__file__).removesuffix(os.sep.join(["", *__name__.split(".")]) + ".py")
"""The folder that holds the package."""

_CHILD = (
    "import marshal, sys; "
    "folders, name = marshal.load(sys.stdin.buffer); "
    "sys.path += folders; "  # behind the standard library
    "from importlib import import_module; "
    "import_module(name).serve(sys.stdin.buffer, sys.stdout.buffer)"
)


def each_in_processes(
    function: Callable[[_Item], _Result],
    items: Sequence[_Item],
    chunk: int = 16,
    needs: Sequence[str] = (),
) -> list[_Result]:
    """`function` of each item, in their order; without processes where none can be had.

    Args:
        function: of a module's top level; what it takes and gives are bytes, strings, numbers,
            None and tuples of these.
        items: what it is called with.
        chunk: items from which on a process is worth its start.
        needs: folders of modules outside of the standard library and of this package.
    """
    processes = min(PROCESSES, os.cpu_count() or 1)
    if processes < 2 or len(items) <= chunk or not _can_start():
        return [function(item) for item in items]
    shares = [list(items[number::processes]) for number in range(processes)]
    folders = [path for path in (*needs, _HOME) if os.path.isabs(path)]
    children: list[Popen[bytes] | None] = []
    try:
        children += [_start() for _ in shares[1:]]
        told = [
            _tell(child, folders, (function.__module__, function.__name__, share))
            for child, share in zip(children, shares[1:], strict=True)
        ]
        done = [[function(item) for item in shares[0]]]
        for child, share, started in zip(children, shares[1:], told, strict=True):
            answers = _answers(child, len(share)) if started else None
            done.append([function(item) for item in share] if answers is None else answers)
    finally:
        for child in children:
            _end(child)
    return [done[number % processes][number // processes] for number in range(len(items))]


def _can_start() -> bool:
    """Whether this is a Python on disk that runs other programs, and not part of another one."""
    python = sys.executable or ""
    return os.path.isabs(python) and not getattr(sys, "frozen", False)


def _start() -> Popen[bytes] | None:
    """A child; None where none can be had."""
    import subprocess  # noqa: PLC0415  gate: for many files

    try:
        return subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", _CHILD],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=os.path.dirname(sys.executable),
        )
    except (OSError, ValueError):  # a sandbox, an embedded interpreter
        return None


def _tell(child: Popen[bytes] | None, folders: list[str], work: tuple[str, str, list[Any]]) -> bool:
    """Give a child its work; whether it could be given."""
    if child is None or child.stdin is None:
        return False
    try:
        with child.stdin as stream:
            marshal.dump((folders, __name__), stream)
            marshal.dump(work, stream)
    except (OSError, ValueError):
        return False
    return True


def _answers(child: Popen[bytes] | None, number: int) -> list[Any] | None:
    """What a child found; None where it has failed."""
    if child is None or child.stdout is None:
        return None
    try:
        answers = marshal.load(child.stdout)  # noqa: S302  from our own child
    except (OSError, ValueError, EOFError, TypeError):
        return None
    return answers if isinstance(answers, list) and len(answers) == number else None


def _end(child: Popen[bytes] | None) -> None:
    if child is None:
        return
    child.kill()
    for stream in (child.stdin, child.stdout):
        if stream is not None:
            with suppress(OSError):
                stream.close()
    child.wait()


def serve(reading: IO[bytes], writing: IO[bytes]) -> None:
    """What a child does: read its share, work, give the answers back."""
    module, name, share = marshal.load(reading)  # noqa: S302  from our own parent
    function = getattr(import_module(module), name)
    marshal.dump([function(item) for item in share], writing)
    writing.flush()
