"""The lines of requirements.txt that pip refuses, or takes for something else."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.findings import Applicability, Edit, Finding, Fix, Fold, Location, Severity
from checker.base.messages import say, say_several, say_then
from checker.parsers.requirements import ALL_PIPS
from checker.parsers.requirements.scanner import scan
from checker.rules.registry import rule
from checker.rules.requirements.constraints import wrong_constraints
from checker.rules.requirements.hashes import missing_hashes
from checker.rules.requirements.not_distributions import no_distribution
from checker.rules.requirements.not_requirements import (
    FOUND,
    HELP,
    SEVERAL,
    NotRequirement,
    kind_of,
)
from checker.rules.requirements.repairs import repaired_wholly
from checker.rules.requirements.shared import (
    UBUNTU,
    is_scp,
    pips_in_words,
    quoted,
    readable_files,
    severity_for,
    with_index,
    without_line,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.parsers.requirements import Entry, Refusal, RequirementsFile
    from checker.project.project import Project

THEN = {
    "all": "pip refuses the file and the build fails",
    "some": "{pips} refuses the file and the build fails",
    None: "pip refuses the file unless the build's variables make it a requirement",
}
"""What follows from a refused line, by the pips that refuse it; None if variables decide."""
REFUSED = {
    "egg": "`{text}` is an address whose `#egg=` is more than a name",
    "nameless": "`{text}` is an editable address without a name",
    "constraint": "`{text}` is editable, which pip does not allow in a constraints file",
    "editable": "`{text}` is neither a folder nor a repository that `-e` can install",
    "options": "`{text}` has options that pip refuses ({reason})",
    "other": "`{text}` is not a requirement ({reason})",
}
"""What pip says of a line that is none of the usual mistakes."""
REFUSED_SEVERAL = {
    "egg": "{count} addresses have an `#egg=` that is more than a name, starting with `{text}`",
    "nameless": "{count} editable addresses have no name, starting with `{text}`",
    "constraint": "{count} lines of a constraints file are editable, starting with `{text}`",
    "editable": "{count} `-e` lines name nothing that can be installed, starting with `{text}`",
    "options": "{count} lines have options that pip refuses, starting with `{text}`",
    "other": "{count} lines are not requirements, starting with `{text}`",
}
ADVICE = {
    "egg": "write `name[extra] @ git+https://…` without `-e`, or end the address with `#egg=name`",
    "options": "write an option that pip accepts in a requirements file, or delete the line",
    "other": "write `name==version`, or put `# ` before the line",
}
NO_COMMA = "`{text}` has no comma before `{clause}` → {pip} ignores that clause"
DROPPED = "`{text}` is behind an option, so pip drops it without a word"
ALONE = "`{text}` belongs to one requirement, but its line has none → pip ignores it"
_OF_ONE = ("--hash", "--global-option", "--install-option", "--config-settings")
CUT = "only the first {count} lines were read"
DASH = "`{text}` starts with a dash → pip reads it as options, finds none and installs nothing"


@rule("REQ002")
def invalid_line(project: Project) -> Iterator[Finding]:
    """A line of requirements.txt is not a requirement, and pip refuses the whole file."""
    return with_index(project, "REQ002", _found(project))


def _found(project: Project) -> Iterator[Finding]:
    for file in readable_files(project):
        yield from _invalid_lines(project, file)
        yield from wrong_constraints(file)
    yield from missing_hashes(project)


def _invalid_lines(project: Project, file: RequirementsFile) -> Iterator[Finding]:
    for entry in file.entries:
        yield from _dropped(file, entry)
        refusal = entry.refusal
        if refusal is None:
            if entry.requirement is None and not entry.options:
                yield _ignored(file, entry)
            elif entry.requirement is None:
                yield from _alone(file, entry)
            elif entry.requirement is not None:
                yield from no_distribution(project, file, entry, entry.requirement)
        elif not _is_for_another_rule(entry):
            severity = severity_for(refusal.pips, project)
            if severity is None:
                yield from _misread(file, entry, project)
                yield from _alone(file, entry) if entry.requirement is None else ()
            else:
                pips = pips_in_words(refusal.pips, project)
                yield _refused(file, entry, refusal, severity, pips)
    if file.document.complete and not file.complete:
        yield Finding(
            "REQ002",
            say(CUT, count=len(file.entries)),
            Location(file.path, *file.entries[-1].span),
            Severity.WARNING,
            certain=False,
            help="write one requirement for each distribution",
        )


def _is_for_another_rule(entry: Entry) -> bool:
    """NUL is REQ003's, a Windows path REQ004's, Ubuntu's REQ007's, an ssh address REQ009's."""
    return "\0" in entry.text or bool(
        re.match(UBUNTU, entry.text)
        or re.match(r"(?:-e\s*|--editable[ =]\s*)?[\"']?(?:.*\s@\s*)?[A-Za-z]:[\\/]", entry.text)
        or is_scp(re.sub(r"^(?:-e|--editable)[ =]?\s*", "", entry.text))
    )


def _then(refusal: Refusal) -> str | None:
    """What follows from a refusal: a key of `THEN`."""
    if not refusal.certain:
        return None
    return "all" if refusal.pips == ALL_PIPS else "some"


def _refused(
    file: RequirementsFile, entry: Entry, refusal: Refusal, severity: Severity, pips: str
) -> Finding:
    """The finding on one line."""
    then = _then(refusal)
    is_not = kind_of(entry.text) if refusal.certain else None
    if is_not is None:
        return _unusual(file, entry, refusal, severity, pips)
    is_not = repaired_wholly(is_not)
    fields = {**dict(is_not.fields), "text": quoted(entry.text), "pips": pips}
    start, end = entry.span
    if is_not.at and end - start == len(entry.text):
        start, end = start + is_not.at[0], start + is_not.at[1]
    return Finding(
        "REQ002",
        say_then(FOUND[is_not.kind], THEN[then], **fields),
        Location(file.path, start, end),
        severity,
        help=quoted(say(HELP[is_not.help], **fields), 110),
        fix=_fix(file, entry, is_not),
        fold=Fold(f"{is_not.kind} {then}", say_several(SEVERAL[is_not.kind], THEN[then], **fields)),
    )


def _unusual(
    file: RequirementsFile, entry: Entry, refusal: Refusal, severity: Severity, pips: str
) -> Finding:
    """A line that is none of the usual mistakes, in pip's words."""
    then = _then(refusal)
    text, reason, kind = quoted(entry.text), refusal.message, "other"
    if "egg fragment is invalid" in reason:
        kind = "egg"
    elif reason.startswith("Could not detect requirement name"):
        kind = "nameless"
    elif reason.startswith("Editable requirements"):
        kind = "constraint"
    elif "valid editable requirement" in reason:
        kind = "editable"
    elif "option" in reason or "--hash" in reason or "--config-settings" in reason:
        kind = "options"
    else:
        _, quote, tail = reason.rpartition("': ")
        reason = tail if quote else reason
    advice = "options" if "option" in refusal.message else "other"
    if "egg" in refusal.message or refusal.message.startswith("Could not detect"):
        advice = "egg"
    return Finding(
        "REQ002",
        say_then(REFUSED[kind], THEN[then], text=text, reason=quoted(reason, 90), pips=pips),
        Location(file.path, *entry.span),
        severity,
        certain=refusal.certain,
        help=ADVICE[advice],
        fold=Fold(
            f"{kind} {then}", say_several(REFUSED_SEVERAL[kind], THEN[then], text=text, pips=pips)
        ),
    )


def _fix(file: RequirementsFile, entry: Entry, is_not: NotRequirement) -> Fix | None:
    """Write what was meant, or take the line out."""
    document = file.document
    if is_not.repaired is None or document.text[slice(*entry.span)] != entry.text:
        return None  # it is not known, or the line goes over continuations or has options
    edit = Edit(file.path, *entry.span, is_not.repaired)
    if not is_not.repaired:
        edit = without_line(document, entry)
    applicability = Applicability.SAFE if is_not.safe else Applicability.UNSAFE
    return Fix("write it as pip reads it", applicability, (edit,))


def _dropped(file: RequirementsFile, entry: Entry) -> Iterator[Finding]:
    """The words behind an option; behind a requirement they are what is wrong with its options."""
    if entry.requirement is None and entry.refusal is None and entry.options:
        for span in entry.dropped:
            text = file.document.text[slice(*span)]
            yield Finding(
                "REQ002",
                say(DROPPED, text=quoted(text)),
                Location(entry.path, *span),
                Severity.WARNING,
                help="write the requirement on a line of its own",
            )


def _alone(file: RequirementsFile, entry: Entry) -> Iterator[Finding]:
    """Options of one requirement, on a line without any."""
    if entry.options and all(option.name in _OF_ONE for option in entry.options):
        option = entry.options[0]
        shown = file.document.text[slice(*option.span)]
        yield Finding(
            "REQ002",
            say(ALONE, text=quoted(shown)),
            Location(entry.path, *option.span),
            Severity.WARNING,
            help=say("write it behind the requirement: `name==version {text}`", text=quoted(shown)),
        )


def _misread(file: RequirementsFile, entry: Entry, project: Project) -> Iterator[Finding]:
    """Clauses without a comma, which an old pip takes for one that every release satisfies."""
    found = re.search(r"[<>!=]=?[ \t]*[\w.*+-]+?([<>!]=?|==)[\w.*+-]+", entry.text)
    whole = file.document.text[slice(*entry.span)] == entry.text  # over no continuation
    if found is not None and whole and ";" not in entry.text[: found.end()]:
        start = entry.span.start + found.start(1)
        yield Finding(
            "REQ002",
            say(
                NO_COMMA,
                text=quoted(entry.text),
                clause=entry.text[found.start(1) : found.end()],
                pip=pips_in_words(ALL_PIPS, project),
            ),
            Location(file.path, start, start),
            Severity.WARNING,
            help="put a comma between the clauses",
            fix=Fix("add the comma", Applicability.UNSAFE, (Edit(file.path, start, start, ","),)),
        )


def _ignored(file: RequirementsFile, entry: Entry) -> Finding:
    words = entry.text.lstrip("- ")
    fix = None
    if words:
        meant = repaired_wholly(NotRequirement("dash", "write", words))
        words = meant.repaired or words
        fix = _fix(file, entry, meant) if scan(words) is not None else None
    return Finding(
        "REQ002",
        say(DASH, text=quoted(entry.text)),
        Location(entry.path, *entry.span),
        Severity.WARNING,
        help=say("write `{words}`", words=quoted(words)) if words else "delete the line",
        fix=fix,
    )
