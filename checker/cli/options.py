"""What a command on roots is asked for; a line without options needs no parser."""

from __future__ import annotations

from checker.config.overrides import Overrides

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

NO_OPTIONS: dict[str, object] = {
    "target": (), "format": "full", "output": (), "select": (), "ignore": (), "fail_on": None,
    "language": None, "timeout": None, "all": False, "stdin_filename": None, "fix": False,
    "unsafe_fixes": False, "diff": False, "write_baseline": False, "staged": False, "rev": None,
    "statistics": False, "quiet": False, "verbose": False, "exit_zero": False, "config": None,
    "isolated": False, "no_ignores": False, "color": "auto", "group_by": "file", "max_findings": 0,
    "resolve": None, "refresh": False, "index_url": "",
}  # fmt: skip
"""What `check` is asked for where no option is given; a test holds it beside the parser's."""


_SWITCHES = {
    "--quiet": "quiet", "-q": "quiet", "--all": "all", "--exit-zero": "exit_zero",
    "--no-ignores": "no_ignores", "--staged": "staged", "--statistics": "statistics",
    "--resolve": "resolve",
}  # fmt: skip
_WITH_VALUE = {
    "--format": ("format", ()),
    "--language": ("language", ()),
    "--target": ("target", ()),
    "--color": ("color", ("auto", "always", "never")),
    "--fail-on": ("fail_on", ("error", "warning", "info", "never")),
}
"""Options that many runs have, each with its name and the values that it may have, if listed: none
of them excludes another. A test compares what they come to with the parser's answer."""


class Options:
    """What a command line asks for: an attribute for each option."""

    def __init__(self, asked: dict[str, object]) -> None:
        self.__dict__.update(NO_OPTIONS)
        self.__dict__.update(asked)


def check_options(words: list[str]) -> argparse.Namespace:
    """The options of `check`; for those that most runs have, argparse is not even imported.

    Raises:
        UsageError: for a mistake in them.
    """
    options = usual_options(words)
    if options is None:
        from checker.cli.check_parser import check_parser  # noqa: PLC0415  gate: it needs argparse

        return check_parser().parse_args(words)
    return options  # type: ignore[return-value]


def usual_options(words: list[str]) -> Options | None:
    """The options if each is a usual one, written right; None if the parser must look."""
    asked: dict[str, object] = {}
    paths: list[str] = []
    ended = at = 0
    while at < len(words):
        word = words[at]
        at += 1
        if not word.startswith("-"):
            if ended:
                return None  # paths on both sides of an option
            paths.append(word)
            continue
        ended = len(paths)
        name, given, value = word.partition("=")
        if word in _SWITCHES:
            asked[_SWITCHES[word]] = True
        elif name in _WITH_VALUE:
            if not given:
                value = words[at] if at < len(words) else ""
                at += 1
            option, values = _WITH_VALUE[name]
            if not value or value.startswith("-") or (values and value not in values):
                return None
            before = asked.get(option, NO_OPTIONS[option])
            asked[option] = [*before, value] if isinstance(before, (list, tuple)) else value
        else:
            return None
    return Options({"paths": paths, **asked})


def completed(options: argparse.Namespace) -> argparse.Namespace:
    """The options of another command, with those of `check` that it does not have as not given."""
    return Options(vars(options))  # type: ignore[return-value]


def overrides_of(options: argparse.Namespace) -> Overrides:
    """What a command line asks for beside any configuration."""
    return Overrides(
        target=",".join(options.target),
        select=tuple(options.select),
        ignore=tuple(options.ignore),
        fail_on=options.fail_on or "",
        language=options.language or "",
        timeout=options.timeout,
        all=options.all,
        config=options.config,
        isolated=options.isolated,
        resolve=options.resolve,
        no_ignores=options.no_ignores,
    )
