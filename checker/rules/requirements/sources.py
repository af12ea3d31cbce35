"""Rules about where requirements come from: repositories, indexes, credentials."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.base.findings import Applicability, Edit, Finding, Fix, Location, Severity
from checker.base.messages import say
from checker.rules.registry import rule
from checker.rules.requirements.shared import SCP, applies, is_scp, masked, quoted, readable_files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.base.spans import Span
    from checker.parsers.requirements import Entry, RequirementsFile
    from checker.project.project import Project


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
    found = (
        re.match(SCP, re.sub(r"^[\w.-]+\s*@\s*(?=git\+)", "", text)) if "://" not in text else None
    )
    if found is None:
        return
    https = f"git+https://{found['host']}/{found['path'].lstrip('/')}"
    yield Finding(
        "REQ009",
        say(
            "`{text}` is an address as git writes it → pip does not read it and the build fails",
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
                "`{url}` is cloned over ssh → the build has no key and ends with `Host key "
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
    if re.match(r"git(?:\+git)?://github\.com/", url):
        https = re.sub(r"^git(?:\+git)?://", "git+https://", url)
        yield Finding(
            "REQ009",
            say("`{url}` uses git:// → GitHub no longer answers it, the build fails", url=shown),
            at,
            Severity.ERROR,
            help=say(
                "write `git+https://` in the place of `{git}`", git=url.partition("github")[0]
            ),
            fix=Fix("clone over https", Applicability.UNSAFE, (Edit(file.path, *span, https),))
            if file.document.text[slice(*span)] == url
            else None,
        )
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
        say(
            "`{url}` names {what} → each build takes what stands there at that time",
            url=shown,
            what=f"the branch {revision}" if revision else "no commit",
        ),
        at,
        Severity.INFO,
        help="put `@` and a commit or a tag after the address",
    )


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
                say("pip does not replace `{name}` → it is sent as it stands", name=secret),
                at,
                Severity.WARNING,
                help=say("write `${{{name}}}`", name=secret.strip("${}%").upper()),
            )
            continue
        yield Finding(
            "REQ010",
            say(
                "the address of {host} holds a {kind} → everybody who reads the repository or the "
                "build's log has it",
                host=found[2],
                kind="password" if colon else "token",
            ),
            at,
            Severity.WARNING,
            help="withdraw it, write `${PIP_TOKEN}` in its place and set PIP_TOKEN as a build "
            "variable",
        )


def _is_token(user: str) -> bool:
    """Whether a user without a password is a token, as some hosts take them."""
    if user.lower() in _PLACEHOLDER_USERS:
        return False
    known = re.match(r"(?:gh[a-z]_|github_pat_|glpat-|pypi-|AKIA)", user)
    return bool(known) or (len(user) >= 20 and bool(re.search(r"\d", user)))


@rule("REQ012")
def index_override(project: Project) -> Iterator[Finding]:
    """An option in requirements.txt replaces the package index that the platform sets."""
    if project.requirements is None:
        return
    trusted = {
        option.value.partition(":")[0]
        for entry in project.requirements.entries
        for option in entry.options
        if option.name == "--trusted-host"
    }
    variable = project.target.pip_index_variable or "PIP_INDEX_URL"
    for file in readable_files(project):
        for entry in file.entries:
            if entry.requirement is not None or entry.refusal is not None:
                continue  # pip ignores the option beside a requirement
            for option in entry.options:
                at = Location(file.path, *option.span)
                host = re.match(r"http://(?:[^/@]*@)?([\w.-]+)", option.value)
                if option.name in ("--index-url", "--extra-index-url") and host:
                    local = host[1] in ("localhost", "127.0.0.1")
                    if host[1] not in trusted and not local:
                        yield Finding(
                            "REQ012",
                            say(
                                "`{option} {url}` is http and its host is not trusted → pip "
                                "ignores this index",
                                option=option.name,
                                url=masked(option.value),
                            ),
                            at,
                            Severity.WARNING,
                            help=say(
                                "write https://, or add a line `--trusted-host {host}`",
                                host=host[1],
                            ),
                        )
                        continue
                if option.name in ("--index-url", "--no-index"):
                    yield Finding(
                        "REQ012",
                        say(
                            "`{option}` in the file wins over the platform's index → {variable} "
                            "has no effect",
                            option=f"{option.name} {masked(option.value)}".strip(),
                            variable=variable,
                        ),
                        at,
                        Severity.INFO,
                        help=say(
                            "delete the option and set {variable} on the platform",
                            variable=variable,
                        ),
                    )
