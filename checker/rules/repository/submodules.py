"""Submodules that the platform cannot clone."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.findings import Finding, Location, Severity
from checker.base.messages import say
from checker.files.tree import SUBMODULE
from checker.parsers.gitmodules import parse_gitmodules
from checker.rules.registry import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.project.project import Project


@rule("GIT006")
def submodule_needs_credentials(project: Project) -> Iterator[Finding]:
    """A submodule's address can't be cloned without a key, or not at all."""
    document = project.document(".gitmodules")
    if document is None:
        return
    tracked = project.tracked
    for module in parse_gitmodules(document):
        if tracked is not None and tracked.get(module.path) != SUBMODULE:
            continue  # nothing in git is of this submodule: it is not cloned
        at = Location(document.path, module.start, module.end)
        public = _https(module.url)
        if public:
            yield Finding(
                "GIT006",
                say(
                    "the submodule {path} is cloned over SSH from {url} → the platform needs "
                    "a key for both repositories",
                    path=module.path,
                    url=module.url,
                ),
                at,
                Severity.WARNING,
                help=say("write `url = {public}` if it is public there", public=public),
            )
        elif re.match(r"file:|/|~|[A-Za-z]:[\\/]", module.url):
            yield Finding(
                "GIT006",
                say(
                    "the submodule {path} is cloned from {url}, a path on one machine → "
                    "the platform's clone fails",
                    path=module.path,
                    url=module.url,
                ),
                at,
                Severity.ERROR,
                help="use an address that the platform can reach: `url = https://…`",
            )
        elif re.match(r"https?://[^/@]*@", module.url):
            yield Finding(
                "GIT006",
                say(
                    "the address of the submodule {path} contains credentials → everybody who "
                    "can read this repository has them, and the clone fails when they expire",
                    path=module.path,
                ),
                at,
                Severity.WARNING,
                help="remove the part before `@` from the address, and revoke the credentials",
            )


def _https(url: str) -> str:
    """The HTTPS address of the same repository for an SSH one; empty for any other address."""
    found = re.fullmatch(r"(?:git\+)?ssh://(?:[^@/]*@)?([^/:]+)(?::\d+)?/+(.+)", url)
    if found is None and "://" not in url:
        found = re.fullmatch(r"(?:[^@/:]+@)?([^@/:]{2,}):(?!\\)/*([^/].*)", url)
    return f"https://{found[1]}/{found[2]}" if found else ""
