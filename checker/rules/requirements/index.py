"""Options that replace the package index of the platform."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.findings import Finding, Location, Severity
from checker.base.messages import say
from checker.rules.registry import rule
from checker.rules.requirements.shared import masked, readable_files

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.project.project import Project


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
                                "`{option} {url}` uses http and its host is not trusted → pip "
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
                            "`{option}` overrides the platform's index → {variable} has no effect",
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
