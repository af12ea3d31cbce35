"""What bin/pre_compile and bin/post_compile do to the build, as far as it can be followed (H11).

A hook runs as a program in the root. Plain commands on files of the root are followed; with any
other command nothing is known of what the build finds afterwards.
"""

from __future__ import annotations

from checker.base.messages import say
from checker.base.records import NamedTuple
from checker.files.overlay import OverlayTree
from checker.platform.files import content, is_regular
from checker.project.query import query

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.files.tree import Tree
    from checker.project.project import Project

BEFORE, AFTER = "bin/pre_compile", "bin/post_compile"
_FOLDERS = (b"/bin/", b"/sbin/", b"/usr/", b"/opt/", b"/app/", b"/tmp/")
"""Where an interpreter of a hook may lie."""
_SHELLS = frozenset((b"sh", b"bash", b"dash"))


class Hook(NamedTuple):
    """What a hook comes to."""

    changes: tuple[tuple[str, bytes | None], ...] = ()
    """The files that it writes, or removes (None)."""
    problem: str = ""
    """Why the build ends at it: a clause; empty if it does not."""
    is_known: bool = True
    """False if something in it cannot be followed."""


@query
def pre_compile(project: Project) -> Hook | None:
    """What runs before everything else; None if nothing does."""
    return _hook(project, BEFORE, project.tree)


@query
def post_compile(project: Project) -> Hook | None:
    """What runs at the end; None if nothing does."""
    return _hook(project, AFTER, built_tree(project))


def built_tree(project: Project) -> Tree:
    """The files as the build finds them: after bin/pre_compile, as far as that is known."""
    hook = pre_compile(project)
    if hook is None or not hook.changes:
        return project.tree
    tree = OverlayTree(project.tree, dict(hook.changes))
    tree.budget = project.tree.budget
    return tree


def _hook(project: Project, path: str, tree: Tree) -> Hook | None:
    if not project.target.options.get("hooks") or not is_regular(tree, path):
        return None
    data = content(tree, path) or b""
    first, _, rest = data.partition(b"\n")
    if not first.startswith(b"#!"):
        rest, words = data, [b"bash"]
    elif first.endswith(b"\r"):
        return Hook(problem=say("the first line of {path} ends in CR LF", path=path))
    else:
        words = first[2:].split()
        if words and not words[0].startswith(_FOLDERS):
            message = "{path} names an interpreter that the platform does not have"
            return Hook(problem=say(message, path=path))
    names = [word.rpartition(b"/")[2] for word in words]
    shell = names[-1] if names[:1] == [b"env"] or len(names) == 1 else b""
    if shell not in _SHELLS:
        return Hook(is_known=False)
    from checker.platform.heroku.hook_steps import follow  # noqa: PLC0415  gate: roots with a hook

    found = follow(rest, tree, is_bash=shell == b"bash")
    if found is None:
        return Hook(is_known=False)
    changes, status = found
    problem = say("{path} exits with {status}", path=path, status=str(status)) if status else ""
    return Hook(tuple(changes.items()), problem)
