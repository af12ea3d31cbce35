"""The completions of bash, zsh and fish, and the manual page, made from the parsers.

They are files of the package, so that neither making nor reading them is part of any start.
"""

# ruff: noqa: E501  whole lines of shell and roff

from __future__ import annotations

import re
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

from checker import __version__
from checker.base.messages import ENGLISH
from checker.reports.formats import FORMATS
from checker.targets import as_of
from scripts.command_line import FILES, Command, Option, commands, said_in
from scripts.page_language import page_languages, said

if TYPE_CHECKING:
    from checker.base.messages import Language

TOP = Path(__file__).parent.parent
FOLDER = TOP / "checker" / "data" / "completion"
MANUALS = {
    "en": TOP / "man" / "pyspec-check.1",
    "zh": TOP / "man" / "zh_CN" / "pyspec-check.1",
}
LISTS = ("--target", "--select", "--ignore")
"""Options whose value may be several words with commas."""


VERSION = "show the version"
NAME = "see before a push what a platform will do with a Python repository"
DESCRIPTION = (
    "Reports what a source-to-deploy platform such as Rainbond, Heroku or Dokku will do with a Python "
    "repository, and what will break. It reads requirements.txt, Procfile, runtime.txt, the imports and "
    "Django's settings, offline, and never runs the code that it checks."
)
OPTIONS = "OPTIONS OF {command}"
EXITS = (
    ("0", "no finding at or above --fail-on"),
    ("1", "findings"),
    ("2", "a wrong option or configuration"),
    ("3", "a bug in the tool"),
)
FILES_USED = (
    (
        "pyspec-check.toml",
        "The configuration, or the table [tool.pyspec-check] of pyproject.toml; the nearest one is used.",
    ),
    (
        ".pyspec-check-baseline.json",
        "The findings of `--write-baseline`, which are not reported again.",
    ),
)
VARIABLES = (
    (("NO_COLOR", "FORCE_COLOR"), "Whether reports have colours."),
    (("PYSPEC_CHECK_LANGUAGE",), "The language: `en` or `zh`; the locale counts below it."),
    (("PYSPEC_CHECK_NO_CACHE",), "If set, nothing is kept between runs."),
    (("PYSPEC_CHECK_TRACEBACK",), "If set, a bug shows its traceback."),
)


def files() -> dict[Path, str]:
    """Each file with its text."""
    english = commands()
    found = {FOLDER / "bash.txt": bash(english)}  # it shows no explanations
    for language in page_languages():
        spoken = said_in(english, language)
        ending = "txt" if language.code == "en" else f"{language.code}.txt"
        found[FOLDER / f"zsh.{ending}"] = zsh(spoken, said(language, VERSION))
        found[FOLDER / f"fish.{ending}"] = fish(spoken, said(language, VERSION))
        found[MANUALS[language.code]] = manual(spoken, language)
    return found


def _top(found: list[Command]) -> list[Command]:
    return [command for command in found if " " not in command.name]


def _inner(found: list[Command]) -> list[Command]:
    return [command for command in found if command.name.startswith("fleet ")]


def bash(found: list[Command]) -> str:
    """The completion for bash 4.2 and newer, without the package bash-completion."""
    top = " ".join(command.name for command in _top(found))
    inner = " ".join(command.name.partition(" ")[2] for command in _inner(found))
    lines = [
        "# bash completion of pyspec-check; written by scripts.write_completion",
        "_pyspec_check() {",
        "  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} command=check",
        "  local before= last words=",
        "  if [[ $cur == = || $cur == : ]]; then before=$cur cur=; prev=${COMP_WORDS[COMP_CWORD-1]}",
        "  elif [[ $prev == = || $prev == : ]]; then before=$prev prev=${COMP_WORDS[COMP_CWORD-2]}; fi",
        "  COMPREPLY=()",
        f"  if (( COMP_CWORD > 1 )) && [[ ' {top} ' == *\" ${{COMP_WORDS[1]}} \"* ]]; then",
        "    command=${COMP_WORDS[1]}",
        "  fi",
        f"  if [[ $command == fleet ]] && (( COMP_CWORD > 2 )) && [[ ' {inner} ' == *\" ${{COMP_WORDS[2]}} \"* ]]; then",
        '    command="fleet ${COMP_WORDS[2]}"',
        "  fi",
        "  if [[ $before == : ]]; then compopt -o default; return; fi",
        "  case $command,$prev in",
    ]
    for command in found:
        for option in command.options:
            if not option.takes:
                continue
            pattern = "|".join(f"'{command.name}',{name}" for name in option.names)
            if option.names[0] == "--output":
                words = " ".join(f"{name}:" for name in (*FORMATS, "patch"))
                action = (
                    f'compopt -o nospace; COMPREPLY=($(compgen -W "{words}" -- "$cur")); return'
                )
            elif option.values:
                action = f'words="{" ".join(option.values)}"'
            elif option.kind == FILES:
                action = "compopt -o default; return"
            else:
                action = "return"
            lines.append(f"    {pattern}) {action} ;;")
    lists = "|".join(LISTS)
    lines += [
        "  esac",
        "  if [[ -n $words ]]; then",
        f"    case $prev in {lists})",
        "      last=${cur##*,}",
        '      if [[ $cur == *,* ]]; then before="${cur%,*},"; else before=; fi',
        "      compopt -o nospace",
        '      COMPREPLY=($(compgen -P "$before" -W "$words" -- "$last")); return ;;',
        "    esac",
        '    COMPREPLY=($(compgen -W "$words" -- "$cur")); return',
        "  fi",
        "  if [[ $cur == -* ]]; then",
        "    case $command in",
    ]
    for command in found:
        names = " ".join(name for option in command.options for name in option.names)
        if names:
            lines.append(f"      '{command.name}') words=\"{names}\" ;;")
    lines += [
        "    esac",
        '    (( COMP_CWORD == 1 )) && words="$words --version"',
        '    COMPREPLY=($(compgen -W "$words" -- "$cur")); return',
        "  fi",
        "  case $command in",
        f'    fleet) COMPREPLY=($(compgen -W "{inner}" -- "$cur")); return ;;',
    ]
    for command in found:
        if command.values and command.name != "fleet":
            words = " ".join(command.values)
            lines.append(
                f'    \'{command.name}\') COMPREPLY=($(compgen -W "{words}" -- "$cur")); return ;;'
            )
    lines += [
        "  esac",
        f'  (( COMP_CWORD == 1 )) && COMPREPLY=($(compgen -W "{top}" -- "$cur"))',
        "  compopt -o default",
        "}",
        "complete -F _pyspec_check pyspec-check",
    ]
    return "\n".join(lines) + "\n"


def zsh(found: list[Command], version: str = VERSION) -> str:
    """The completion for zsh, as a function of `fpath`; `version` is what --version does."""
    lines = [
        "#compdef pyspec-check",
        "# zsh completion of pyspec-check; written by scripts.write_completion",
        "_pyspec_check() {",
        "  local command=check",
        "  local -a commands inner",
        "  commands=(",
        *(f"    {_quoted(f'{command.name}:{command.help}')}" for command in _top(found)),
        "  )",
        "  inner=(",
        *(
            f"    {_quoted(command.name.partition(' ')[2] + ':' + command.help)}"
            for command in _inner(found)
        ),
        "  )",
        "  if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then",
        "    _describe -t commands command commands",
        "    _files",
        "    return",
        "  fi",
        "  if [[ -n ${(M)commands:#$words[2]:*} ]]; then",
        "    command=$words[2]; shift words; (( CURRENT-- ))",
        "  fi",
        "  if [[ $command == fleet ]]; then",
        "    if (( CURRENT == 2 )); then _describe -t commands command inner; return; fi",
        '    command="fleet $words[2]"; shift words; (( CURRENT-- ))',
        "  fi",
        "  case $command in",
    ]
    for command in found:
        if command.name == "fleet":
            continue
        lines.append(f"    {_quoted(command.name)})")
        lines.append("      _arguments -s -S \\")
        for option in command.options:
            lines += [f"        {_quoted(spec)} \\" for spec in _zsh_specs(option)]
        if command.name == "check":
            lines.append(f"        '(- *)--version[{version}]' \\")
        if command.values:
            lines.append(
                f"        {_quoted('*:' + command.arguments + ':(' + ' '.join(command.values) + ')')} ;;"
            )
        elif command.arguments:
            lines.append(f"        '*:{command.arguments}:_files' ;;")
        else:
            lines[-1] = lines[-1].removesuffix(" \\") + " ;;"
    lines += ["  esac", "}", '_pyspec_check "$@"']
    return "\n".join(lines) + "\n"


def _zsh_specs(option: Option) -> list[str]:
    says = re.sub(r"([\[\]:])", r"\\\1", option.help)
    value = ""
    if option.takes:
        if option.names[0] == "--output":
            formats = " ".join(f"{name}\\:" for name in (*FORMATS, "patch"))
            action = f'{{compadd -S "" -- {formats}}}'
        elif option.names[0] in LISTS:
            action = f"_values -s , value {' '.join(option.values)}" if option.values else ""
        elif option.values:
            action = f"({' '.join(option.values)})"
        else:
            action = "_files" if option.kind == FILES else ""
        value = f":{option.metavar.replace(':', '-')}:{action}"
    star = "*" if option.several else ""
    return [
        f"{star}{name}{'=' if option.takes and name.startswith('--') else ''}[{says}]{value}"
        for name in option.names
    ]


def fish(found: list[Command], version: str = VERSION) -> str:
    """The completion for fish 3 and newer; `version` is what --version does."""
    top = " ".join(command.name for command in _top(found))
    inner = " ".join(command.name.partition(" ")[2] for command in _inner(found))
    lines = [
        "# fish completion of pyspec-check; written by scripts.write_completion",
        "function __pyspec_check_command",
        "    set -l words (commandline -opc)",
        "    set -e words[1]",
        f'    if contains -- "$words[1]" {top}',
        '        if test "$words[1]" = fleet',
        f'            and contains -- "$words[2]" {inner}',
        '            echo "fleet $words[2]"',
        "        else",
        "            echo $words[1]",
        "        end",
        "    else",
        "        echo check",
        "    end",
        "end",
        "function __pyspec_check_first",
        "    test (count (commandline -opc)) -eq 1",
        "end",
        "function __pyspec_check_list",
        "    set -l before (commandline -ct | string replace -rf '^(--?[^=]*=)?(.*,)?[^,]*$' '$2')",
        "    printf '%s\\n' $before$argv",
        "end",
    ]
    add = lines.append
    for command in _top(found):
        says = _fish(command.help)
        add(f"complete -c pyspec-check -n __pyspec_check_first -a {command.name} -d {says}")
    for command in _inner(found):
        name = command.name.partition(" ")[2]
        where = "'test (__pyspec_check_command) = fleet'"
        add(f"complete -c pyspec-check -f -n {where} -a {name} -d {_fish(command.help)}")
    add(f"complete -c pyspec-check -n __pyspec_check_first -l version -d {_fish(version)}")
    for command in found:
        where = f"""'test (__pyspec_check_command) = "{command.name}"'"""
        if command.values and command.name != "fleet":
            add(f"complete -c pyspec-check -f -n {where} -a {_fish(' '.join(command.values))}")
        for option in command.options:
            add(f"complete -c pyspec-check -n {where} {_fish_option(option)}")
    return "\n".join(lines) + "\n"


def _fish_option(option: Option) -> str:
    words = [
        f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in option.names
    ]
    if option.takes:
        if option.names[0] == "--output":
            words += ["-r", "-a", _fish(" ".join(f"{name}:" for name in (*FORMATS, "patch")))]
        elif option.names[0] in LISTS and option.values:
            words += ["-x", "-a", _fish(f"(__pyspec_check_list {' '.join(option.values)})")]
        elif option.values:
            words += ["-x", "-a", _fish(" ".join(option.values))]
        else:
            words.append("-r" if option.kind == FILES else "-x")
    return " ".join([*words, "-d", _fish(option.help)])


def _fish(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def _quoted(text: str) -> str:
    """A word of zsh as it is."""
    return "'" + text.replace("'", "'\\''") + "'"


def manual(found: list[Command], language: Language = ENGLISH) -> str:
    """The manual page, in the macros of man(7), explained in a language."""

    def told(text: str) -> str:
        return _marked(said(language, text))

    lines = [
        '.\\" written by scripts.write_completion',
        f'.TH PYSPEC\\-CHECK 1 "{as_of()}" "pyspec\\-check {__version__}" "{told("User Commands")}"',
        *([] if language is ENGLISH else [".ad l", ".nh"]),  # Chinese is not stretched
        f".SH {told('NAME')}",
        f"pyspec\\-check \\- {told(NAME)}",
        f".SH {told('SYNOPSIS')}",
        ".B pyspec\\-check",
        "[\\fBcheck\\fR] [\\fIPATH\\fR ...] [\\fIOPTIONS\\fR]",
        ".br",
        ".B pyspec\\-check",
        "\\fICOMMAND\\fR [\\fB\\-\\-help\\fR]",
        f".SH {told('DESCRIPTION')}",
        *map(_roff, textwrap.wrap(said(language, DESCRIPTION), 100, break_on_hyphens=False)),
        f".SH {told('COMMANDS')}",
    ]
    for command in found:
        words = f"\\fB{_roff(command.name)}\\fR"
        if command.arguments:
            words += f" \\fI{_roff(command.arguments)}\\fR"
        lines += [".TP", words, _roff(_sentence(command.help))]
    for command in found:
        options = [option for option in command.options if option.names[0] != "--help"]
        if not options or command.name not in ("check", "plan", "init", "fleet run"):
            continue
        name = command.name.upper() if language is ENGLISH else command.name
        lines += [f'.SH "{_marked(said(language, OPTIONS).format(command=name))}"']
        for option in options:
            names = ", ".join(f"\\fB{_roff(name)}\\fR" for name in option.names)
            value = f" \\fI{_roff(option.metavar)}\\fR" if option.takes else ""
            lines += [".TP", names + value, _roff(_sentence(option.help))]
    lines += [f".SH {told('EXIT STATUS')}"]
    for code, says in EXITS:
        lines += [".TP", f".B {code}", _roff(_sentence(said(language, says)))]
    lines += [f".SH {told('FILES')}"]
    for name, says in FILES_USED:
        lines += [".TP", f".I {_roff(name)}", told(says)]
    lines += [f".SH {told('ENVIRONMENT')}"]
    for names_of, says in VARIABLES:
        lines += [".TP", ".B " + "\\fR, \\fB".join(names_of), told(says)]
    lines += [
        f".SH {told('EXAMPLES')}",
        ".nf",
        "pyspec\\-check \\-\\-target heroku",
        "pyspec\\-check \\-\\-fix",
        "pyspec\\-check plan \\-\\-target rainbond\\-6,heroku",
        "pyspec\\-check . \\-\\-rev main \\-\\-output sarif:report.sarif",
        ".fi",
        f".SH {told('SEE ALSO')}",
        ".BR git (1),",
        "https://github.com/pyspec\\-check/pyspec\\-check",
    ]
    return "\n".join(lines) + "\n"


def _marked(text: str) -> str:
    """A text of roff in which what stands between backticks is bold."""
    return re.sub(r"`([^`]*)`", r"\\fB\1\\fR", _breakable(text.replace("-", "\\-")))


def _sentence(text: str) -> str:
    first = re.match("[a-z]*", text)
    if first is None or first[0] not in FORMATS:
        text = text[:1].upper() + text[1:]
    if text.endswith((".", "。")):
        return text
    return text + ("。" if re.search("[\u4e00-\u9fff]", text) else ".")


def _roff(text: str) -> str:
    """A text whose characters roff shows as they are."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("`", "\\(ga")
    text = _breakable(text)
    return f"\\&{text}" if text.startswith((".", "'")) else text


def _breakable(text: str) -> str:
    """Chinese that may be broken behind its signs; older releases of groff break at blanks only."""
    return re.sub("([，。；：、）])(?=[^，。；：、）])", r"\1\\:", text)
