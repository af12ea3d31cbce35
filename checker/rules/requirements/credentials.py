"""Passwords and tokens in the addresses of requirements files."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.findings import Finding, Location, Severity
from checker.base.messages import say
from checker.rules.registry import rule
from checker.rules.requirements.shared import readable_files

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.parsers.requirements import Entry, RequirementsFile
    from checker.project.project import Project

CLEAR_TEXT = {
    True: "the address of {host} contains a password → everybody who can read the repository or "
    "the build's log has it",
    False: "the address of {host} contains a token → everybody who can read the repository or the "
    "build's log has it",
}
"""By whether it is a password, behind a user's name, or a token alone."""
REVOKE = {
    True: "revoke the password, write `${PIP_TOKEN}` instead and set PIP_TOKEN as a build variable",
    False: "revoke the token, write `${PIP_TOKEN}` instead and set PIP_TOKEN as a build variable",
}
_PLACEHOLDER_USERS = frozenset({"git", "hg", "svn", "user", "username", "oauth2", "__token__"})


@rule("REQ010")
def credentials(project: Project) -> Iterator[Finding]:
    """An address in requirements.txt holds a password or a token in clear text."""
    for file in readable_files(project):
        for entry in file.entries:
            if "@" in entry.text and "//" in entry.text:
                yield from _credentials(file, entry)


def _credentials(file: RequirementsFile, entry: Entry) -> Iterator[Finding]:
    text = file.document.text[slice(*entry.span)]
    for found in re.finditer(r"[a-zA-Z][\w+.-]{0,30}://([^/@\s\"']{1,300})@([^/\s\"'@]+)", text):
        user, colon, password = found[1].partition(":")
        secret = password if colon else user
        if not secret or "${" in secret:
            continue
        if not colon and not _is_token(user):
            continue
        start = entry.span.start + found.start(1) + (len(user) + 1 if colon else 0)
        at = Location(file.path, start, start + len(secret))
        if re.fullmatch(r"\$\w+|\$\{\w+\}|%\w+%", secret):
            yield Finding(
                "REQ010",
                say("pip does not expand `{name}` → it sends it unchanged", name=secret),
                at,
                Severity.WARNING,
                help=say("write `${{{name}}}`", name=secret.strip("${}%").upper()),
            )
            continue
        yield Finding(
            "REQ010",
            say(CLEAR_TEXT[bool(colon)], host=found[2]),
            at,
            Severity.WARNING,
            help=REVOKE[bool(colon)],
        )


def _is_token(user: str) -> bool:
    """Whether a user without a password is a token, as some hosts take them."""
    if user.lower() in _PLACEHOLDER_USERS:
        return False
    known = re.match(r"(?:gh[a-z]_|github_pat_|glpat-|pypi-|AKIA)", user)
    return bool(known) or (len(user) >= 20 and bool(re.search(r"\d", user)))
