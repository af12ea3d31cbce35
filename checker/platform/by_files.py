"""Detection by names in the root: the first platform's builder that knows one of them wins."""

from __future__ import annotations

from checker.base.findings import Location
from checker.base.messages import say
from checker.platform.files import exists, is_held
from checker.platform.values import Recognised

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.project.project import Project

PYTHON = "Python"


def recognise_by_files(
    project: Project,
    names: tuple[str, ...],
    before: tuple[tuple[str, str], ...] = (),
    after: tuple[tuple[str, str], ...] = (),
) -> Recognised:
    """What a platform builds that looks for names in the root, files or folders, in this case.

    Args:
        project: the root.
        names: what makes it a Python project, in the order in which it is looked for.
        before: languages that are asked before Python, each with a name that decides.
        after: languages that are asked if nothing else was found.
    """
    tree = project.tree
    by = tuple(name for name in names if exists(tree, name) and is_held(project, name))
    found = [each for each in before if exists(tree, each[1]) and is_held(project, each[1])]
    if by:
        found.append((PYTHON, by[0]))
    if not found:
        found = [each for each in after if exists(tree, each[1]) and is_held(project, each[1])]
    language, path = found[0] if found else (None, "")
    if language is None:
        because = "no file in the root tells the platform that this is Python"
    elif language == PYTHON or not by:
        because = say("{path} is in the root", path=path)
    else:
        because = say(
            "{path} makes it {language}, which comes before Python", path=path, language=language
        )
    places = tuple(Location(each) for _, each in found) or (Location("requirements.txt"),)
    shadow = path if by and language != PYTHON else None
    languages = tuple(dict.fromkeys(each for each, _ in found))
    return Recognised(language, languages, by, shadow, "", tuple(found), because, places)
