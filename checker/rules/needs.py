"""When a rule can have something to say: questions that an ordinary clean root answers with no.

A row of `codes` names one of them in `needs`, and the rule is loaded and run only if the answer is
yes. Each is cheap, never fails on what a repository may hold, and never says no where the rule
would find something; `tests/rules/test_needs.py` compares the findings with and without them. The
functions lie in `needs.py` of the folder of their family.
"""

from __future__ import annotations

from checker.base.loading import load
from checker.platform.facts import django
from checker.platform.manage_py import has_manage_py
from checker.platform.objections import own_problems
from checker.project.query import query
from checker.rules.imports import needs as imports
from checker.rules.procfile import needs as procfile
from checker.rules.repository import needs as repository
from checker.rules.requirements import needs as requirements
from checker.rules.runtime import needs as runtime
from checker.rules.start import needs as start
from checker.start.command import start_command

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from checker.project.project import Project


def made_elsewhere(project: Project) -> bool:
    """Never: the engine, the comments or the baseline make these findings."""
    return False


def unread_files(project: Project) -> bool:
    """A file was not read, or not to its end, or git was not asked."""
    documents = project.documents.values()
    if project.unreadable or any(d is not None and not d.complete for d in documents):
        return True
    return bool(project.tree.git_problem())


def collectstatic_in_command(project: Project) -> bool:
    """The web command speaks of collectstatic."""
    start = start_command(project)
    return start is not None and any(
        each.arguments and each.arguments[0].value == "collectstatic" for each in start.processes
    )


@query
def manage_py(project: Project) -> bool:
    """There is a file called manage.py, where the platform looks or deeper."""
    return has_manage_py(project.tree) or django(project).manage_py_too_deep is not None


def _of_django(name: str) -> Callable[[Project], bool]:
    """What `checker.rules.django.needs` answers under a name, where there is a manage.py."""

    def asked(project: Project) -> bool:
        answer: bool = manage_py(project) and getattr(load("checker.rules.django.needs"), name)(
            project
        )
        return answer

    return asked


def platform_objects(project: Project) -> bool:
    """The platform's own builder finds something wrong."""
    return bool(own_problems(project))


_DJANGO = {
    "problems of Django's settings": "problems_met",
    "static folder not in git": "folder_not_in_git",
    "manage.py not taken": "manage_py_not_taken",
    "path from the top": "path_from_the_top",
    "unserved static files": "nothing_serves",
    "STATIC_ROOT in git": "static_root_in_git",
    "collected media": "media_collected",
    "static files not collected": "not_collected",
}
"""What only `checker.rules.django.needs` knows, and the names of its functions."""
NEEDS: dict[str, Callable[[Project], bool]] = {
    **{name: _of_django(function) for name, function in _DJANGO.items()},
    "made elsewhere": made_elsewhere,
    "unread files": unread_files,
    "no requirements.txt": requirements.missing,
    "requirements beyond pins": requirements.beyond_pins,
    "odd requirements": requirements.odd,
    "requirements for one system": requirements.for_one_system,
    "named requirements": requirements.named,
    "other dependency files": requirements.other_files,
    "no Procfile": procfile.missing,
    "Procfile not ASCII": procfile.not_ascii,
    "Procfile beyond web": procfile.beyond_web,
    "Procfile over 512 bytes": procfile.long,
    "no runtime.txt": runtime.missing,
    "unusual runtime.txt": runtime.unusual,
    "Python not recommended": runtime.not_recommended,
    "runtime.txt not taken": runtime.not_taken,
    "other Python version": runtime.other_version,
    "suspected sources": imports.sources_suspected,
    "doubtful imports": imports.doubtful,
    "names of packages": imports.names_of_packages,
    "manage.py": manage_py,
    "optional packages": imports.optional_packages,
    "collectstatic in the command": collectstatic_in_command,
    "git": repository.in_git,
    "needed file not in git": repository.needed_not_in_git,
    "links": repository.links,
    "Git LFS": repository.lfs,
    "virtualenv in git": repository.virtualenv_in_git,
    "submodules": repository.submodules,
    "rainbondfile": repository.rainbondfile,
    "other languages": repository.other_languages,
    "undeclared program": start.undeclared_program,
    "unresolved module": start.unresolved_module,
    "unbound application": start.unbound_application,
    "unusual address": start.unusual_address,
    "port variable": start.port_variable,
    "development server": start.development,
    "application": start.application,
    "background": start.background,
    "script": start.script,
    "runner": start.runner,
    "failing step": start.failing_step,
    "refused argument": start.refused_argument,
    "numbers of a server": start.numbers,
    "a platform objects": platform_objects,
}
"""What a row's `needs` may say."""
NOTHING_KEPT = frozenset({"made elsewhere", "unread files"})
"""They rest on nothing, or on all that is asked for until the end."""
_OF_INSTALLED = frozenset(
    {"odd requirements", "named requirements", "undeclared program", "runner", "names of packages"}
)
"""What may be otherwise for the package index: these take each requirement for installed."""


_WIDER = {"optional packages": "suspected sources", **dict.fromkeys(_DJANGO, "manage.py")}
"""What is asked instead: what is not listed may bring another Django, and optional packages."""
WITH_INDEX = {
    name: NEEDS[_WIDER.get(name, name)] if name not in _OF_INSTALLED else lambda _: True
    for name in NEEDS
}
"""The same where the package index is asked what is installed."""
