"""The file system as the build sees it: the repository below the root, and what is not known."""

from __future__ import annotations

import posixpath

from checker.base import regex as re
from checker.files.values import Kind
from checker.python.interpreter.limits import PATH
from checker.python.interpreter.values import ABOVE, ROOT, FileText, Unknown, root_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from checker.files.tree import Tree

_USUAL = frozenset({"/", "/bin", "/dev", "/etc", "/home", "/lib", "/opt", "/proc", "/root", "/sbin",
    "/sys", "/usr", "/var",
    "/tmp",  # noqa: S108
    "/usr/bin", "/usr/lib", "/usr/local", "/usr/share",
    "/var/log", "/etc/passwd", "/etc/hosts", "/mnt", "/media", "/run", "/srv", "/boot",
})  # fmt: skip
"""Paths that every Linux system has."""
_TOP = frozenset(
    "app bin boot build builder buildpack buildpacks cache cnb code data dev env etc export home "
    "host init layers lib lib32 lib64 libx32 lost+found media mnt opt output platform proc repo "
    "root run sbin secrets snap source src srv storage sys tmp usr var volume volumes workdir "
    "workspace www".split()
)
"""What may stand in the root folder of a builder's image, and of a container that it runs in."""


class Files:
    """What exists, what was made during the run, and what cannot be known."""

    def __init__(self, tree: Tree, charge: Callable[[int], None] = lambda cost: None) -> None:
        self.tree = tree
        self.charge = charge
        self.made: dict[str, str] = {}
        """Absolute paths that the program made (`directory` or `file`) or removed (`gone`)."""

    def absolute(self, path: str, cwd: str) -> str:
        """`os.path.abspath`."""
        return posixpath.normpath(posixpath.join(cwd, path))

    def inside(self, path: str) -> str | None:
        """A normal absolute path as a path of the tree; None where it is outside the root."""
        if path == ROOT:
            return ""
        return path[len(ROOT) + 1 :] if path.startswith(ROOT + "/") else None

    def kind(self, path: str, cwd: str) -> str | Unknown:
        """`file`, `directory`, `missing`, or unknown; links are followed."""
        if "\0" in path:
            return "missing"
        if len(path) > PATH:
            return Unknown("a path that is too long")
        absolute = self.absolute(path, cwd)
        parts = absolute.count("/")
        self.charge(parts * parts >> 4)  # Each part may be a link, and is asked for.
        if absolute in self.made:
            made = self.made[absolute]
            return "missing" if made == "gone" else made
        inner = self.inside(absolute)
        if inner is None:
            if absolute == "/dev/null":
                return "special"
            if absolute in _USUAL:
                return "file" if absolute in ("/etc/passwd", "/etc/hosts") else "directory"
            if absolute.startswith("/Users/") or re.match(r"/home/[^/]+/", absolute):
                return "missing"  # A developer's own folder is not where the platform builds.
            if absolute == f"/{ABOVE}":
                return "directory"
            if absolute.split("/")[1] not in _TOP and not root_in(absolute):
                return "missing"
            return Unknown(f"whether {absolute} exists where the platform builds")
        resolved = self.tree.resolve(inner) if inner else ""
        if resolved is None:
            link = self._link_on(inner)
            if link:
                return Unknown(f"where the link {link} leads")
            if self.tree.unseen(inner):
                return Unknown(f"whether the submodule contains {inner}")
            return "missing"
        kind = self.tree.kind(resolved)
        if kind is Kind.DIRECTORY:
            return "directory"
        return "file" if kind is Kind.FILE else "special"

    def _link_on(self, inner: str) -> str:
        """The first link on the way to `inner` that leaves the root; empty where there is none."""
        parts = inner.split("/")
        for at in range(1, len(parts) + 1):
            here = "/".join(parts[:at])
            if self.tree.kind(here) is Kind.LINK:
                target = self.tree.link_target(here)
                if self.tree.resolve(here) is None and not self._dangling(here, target):
                    return here
        return ""

    def _dangling(self, link: str, target: str) -> bool:
        """Whether a link's target is within the root, so that it is known to be missing."""
        if not target or target.startswith("/"):
            return False
        folder = link.rpartition("/")[0]
        return not posixpath.normpath(posixpath.join(folder, target)).startswith("..")

    def text(self, path: str, cwd: str) -> bytes | Unknown:
        """The bytes of a file that `kind` called one."""
        absolute = self.absolute(path, cwd)
        inner = self.inside(absolute)
        if inner is None or absolute in self.made:
            return Unknown(f"what {absolute} contains where the platform builds")
        content = self.tree.read(inner)
        if content.problem or content.size > len(content.data):
            return Unknown(f"{inner} is not read")
        return content.data

    def names(self, path: str, cwd: str) -> list[str] | Unknown:
        """The entries of a directory that `kind` called one, sorted."""
        inner = self.inside(self.absolute(path, cwd))
        if inner is None or self.made:
            return Unknown(f"what the folder {path} contains where the platform builds")
        resolved = self.tree.resolve(inner) if inner else ""
        if resolved is None or self.tree.unseen(resolved):
            return Unknown(f"what the folder {path} contains")
        return [name for name in self.tree.entries(resolved) if name != ".git"]

    def make(self, path: str, cwd: str, kind: str) -> None:
        """Note that the program makes or removes something, with the folders above it."""
        if len(path) > PATH:
            return
        absolute = self.absolute(path, cwd)
        self.made[absolute] = kind
        parent = posixpath.dirname(absolute)
        while kind == "directory" and parent not in ("/", ROOT) and parent not in self.made:
            if self.kind(parent, cwd) == "directory":
                break
            self.made[parent] = "directory"
            parent = posixpath.dirname(parent)


def file_text(data: bytes, path: str, encoding: str = "utf-8") -> FileText:
    """The text of a file, with where it was read."""
    text = FileText(data.decode(encoding).replace("\r\n", "\n"))
    text.path = path
    return text
