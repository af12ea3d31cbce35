"""Why a value is not known, as the interpreter says it: templates of what it builds for itself.

The interpreter makes a thousand unknown values for each one that is shown, so it fills them in as
plain text; which template that was is found out here, when one is shown in another language.
`tests/languages/test_reasons.py` holds the list beside the code.
"""

from __future__ import annotations

from checker.base import regex as re
from checker.base.messages import fill

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.base.messages import Message

REASONS: tuple[str, ...] = (
    "{name} looks like a link that was checked out as a text file",
    "what the folder {name} contains where the platform builds",
    "{name} hides the standard library's module {name_1} from Django",
    "the alias *{name} names no anchor that ended before it",
    "there is a folder instead of {name} is collected to",
    "{name} is collected both as a file and as a folder",
    "an entry of STATICFILES_DIRS is not known: {because}",
    "what the submodule at {name} contains is not here",
    "the project has its own collectstatic, in {name}",
    "{name} is cleared before the files are collected",
    "there is a file where the folder {name} must be",
    "whether {name} brings static files is not known",
    "whether {name} exists where the platform builds",
    "what {name} contains where the platform builds",
    "whether a distribution brings a program {name}",
    "whether the requirements bring a module {name}",
    "the checks that {name} asks for are not known",
    "{name} takes too long to look for references",
    "a variable whose name is not known: {because}",
    "the folder of the app {name} is not known",
    "what the finder {name} finds is not known",
    "what the storage {name} does is not known",
    "whether the builder has the locale {name}",
    "where the link {name} leads is not known",
    "whether the builder has a program {name}",
    "the name of the app {name} is not known",
    "manage.py runs another command: {name}",
    "what the configuration {name} contains",
    "whether the variable is a valid {name}",
    "STATICFILES_DIRS is not known: {because}",
    "code that is not known is run: {because}",
    "whether the requirements bring {name}",
    "whether the submodule contains {name}",
    "{name} does not run Django's command",
    "INSTALLED_APPS is not known: {because}",
    "whether {name} brings {name_1} is not known",
    "whether the release of {name} has {name_1}",
    "a `${` that is never closed",
    "what {name} contains is not known",
    "whether the builder has a {name} {name_1}",
    "whether there is a library {name}",
    "STATIC_ROOT is not known: {because}",
    "manage.py adds the option {name}",
    "a `{name}` that is never closed",
    "the storage {name} has its own {name_1}",
    "what the coroutine {name} gives",
    "what the folder {name} contains",
    "whether the builder sets {name}",
    "STORAGES is not known: {because}",
    "a path of {name} is not known",
    "the tag {name} is not allowed",
    "how the class {name} is made",
    "{name} in a codec of its own",
    "the app {name} is not known",
    "the build's value of {name}",
    "where the link {name} leads",
    "whether {name} is installed",
    "the app {name} is not read",
    "what tempfile.{name} makes",
    "{name} would be collected",
    "nothing before `{name}`",
    "the tool failed: {name}",
    "{name} cannot be read: {name_1}",
    "an attribute of {name}",
    "the {name} of dynaconf",
    "what a {name} contains",
    "the member {name} of {name_1}",
    "what {name} of {name_1} gives",
    "whether it has {name}",
    "{name}() of an object",
    "the result of {name}",
    "what {name} contains",
    "a database's {name}",
    "the parts of {name}",
    "the value of {name}",
    "what a {name} gives",
    "what {name}() gives",
    "{name} is no number",
    "{name} is not UTF-8",
    "{name} of a mapping",
    "a member of {name}",
    "the path of {name}",
    "the setting {name}",
    "{name} is not read",
    "a value as {name}",
    "an item of {name}",
    "what {name} gives",
    "{name} of a value",
    "{name} of a list",
    "{name} of a text",
    "where {name} is",
    "no `{name}`",
)
"""Each with at least one field; those with more words of their own come first."""


def reason(text: str) -> Message | None:
    """What a text was filled from; None if that is none of them."""
    for template in REASONS:
        before, after = template.partition("{")[0], template.rpartition("}")[2]
        if not text.startswith(before) or not text.endswith(after):
            continue
        found = re.fullmatch(_pattern(template), text)
        if found:
            return fill(template, **found.groupdict())  # type: ignore[return-value]
    return None


def _pattern(template: str) -> str:
    """The regular expression of what a template may be filled to."""
    parts = re.split(r"\{(\w+)\}", template)
    parts[::2] = map(re.escape, parts[::2])
    parts[1::2] = [f"(?P<{name}>.+)" for name in parts[1::2]]
    return "".join(parts)
