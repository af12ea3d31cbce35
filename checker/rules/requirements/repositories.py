"""Requirements that are cloned from a repository."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.findings import Applicability, Edit, Finding, Fix, Location, Severity
from checker.base.messages import say
from checker.rules.registry import rule
from checker.rules.requirements.shared import SCP, applies, is_scp, quoted, readable_files

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.base.spans import Span
    from checker.parsers.requirements import Entry, RequirementsFile
    from checker.project.project import Project

BRANCH = "`{url}` names the branch {revision} → each build installs what is there at that time"
GITHUB = r"git(?:\+git)?://github\.com/"
NO_COMMIT = "`{url}` names no commit → each build installs what is there at that time"


@rule("REQ009")
def private_vcs(project: Project) -> Iterator[Finding]:
    """The build cannot clone a requirement's repository, or may not get the same twice."""
    for file in readable_files(project):
        for entry in file.entries:
            requirement = entry.requirement
            if requirement is None or is_scp(requirement.text):
                yield from _unreadable_address(file, entry)
                continue
            if "+" not in requirement.url.partition(":")[0] and not requirement.editable:
                continue
            if not requirement.url or requirement.url_span is None:
                continue
            if applies(requirement, project.target) is False:
                continue
            yield from _repository(file, requirement.url, requirement.url_span)


def _unreadable_address(file: RequirementsFile, entry: Entry) -> Iterator[Finding]:
    """An address of git's that pip refuses."""
    text = re.sub(r"^(?:-e|--editable)[ =]?\s*", "", entry.text).strip("\"'")
    refused = re.match(rf"(?:[\w.-]+(?:\[[^]]*\])?\s*@\s*)?({GITHUB}\S+)", text)
    if refused is not None:
        yield _without_git_protocol(refused[1], Location(file.path, *entry.span), None)
        return
    found = (
        re.match(SCP, re.sub(r"^[\w.-]+\s*@\s*(?=git\+)", "", text)) if "://" not in text else None
    )
    if found is None:
        return
    https = f"git+https://{found['host']}/{found['path'].lstrip('/')}"
    yield Finding(
        "REQ009",
        say(
            "`{text}` is an address in git's short form → pip cannot read it and the build fails",
            text=quoted(text),
        ),
        Location(file.path, *entry.span),
        Severity.ERROR,
        help=say("write `name @ {https}@TAG`, an address that needs no key", https=https),
    )


def _repository(file: RequirementsFile, url: str, span: Span) -> Iterator[Finding]:
    shown = quoted(url)
    at = Location(file.path, *span)
    host = re.match(r"(\w+)\+ssh://(?:[^/@]*@)?([\w.-]+)(?::(\d+))?[:/](.*)", url)
    if host:
        https = f"{host[1]}+https://{host[2]}/{host[4]}"
        fix = None
        if file.document.text[slice(*span)] == url:
            fix = Fix("clone over https", Applicability.UNSAFE, (Edit(file.path, *span, https),))
        yield Finding(
            "REQ009",
            say(
                "`{url}` is cloned over ssh → the build has no key and stops with `Host key "
                "verification failed`",
                url=shown,
            ),
            at,
            Severity.ERROR,
            help=say(
                "write `{vcs}+https://{host}/…`; for a private repository `https://${{TOKEN}}@…` "
                "and a build variable TOKEN",
                vcs=host[1],
                host=host[2],
            ),
            fix=fix,
        )
        return
    if re.match(GITHUB, url):
        https = re.sub(r"^git(?:\+git)?://", "git+https://", url)
        fix = None
        if file.document.text[slice(*span)] == url:
            fix = Fix("clone over https", Applicability.UNSAFE, (Edit(file.path, *span, https),))
        yield _without_git_protocol(url, at, fix)
        return
    if "+" not in url.partition(":")[0] and not url.startswith(("git:", "hg:", "svn:", "bzr:")):
        return
    address = url.partition("#")[0]
    path = re.sub(r"^[\w+-]+://[^/]*", "", address)
    revision = path.rpartition("@")[2] if "@" in path else ""
    if (
        "${" in revision
        or re.fullmatch(r"[0-9a-fA-F]{7,40}", revision)
        or re.search(r"\d", revision)
    ):
        return
    yield Finding(
        "REQ009",
        say(BRANCH if revision else NO_COMMIT, url=shown, revision=revision),
        at,
        Severity.INFO,
        help="put `@` and a commit or a tag after the address",
    )


def _without_git_protocol(url: str, at: Location, fix: Fix | None) -> Finding:
    """An address at GitHub that begins with `git://`."""
    return Finding(
        "REQ009",
        say(
            "`{url}` uses git:// → GitHub no longer supports it, so the build fails",
            url=quoted(url),
        ),
        at,
        Severity.ERROR,
        help=say("write `git+https://` instead of `{git}`", git=url.partition("github")[0]),
        fix=fix,
    )
