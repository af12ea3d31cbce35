"""Add to `checker/data/options/*.toml` what kind of value each option takes: a number, a range.

`python -m scripts.read_option_types` asks the parsers of the programs that are installed (they are
the extra `servers`): click's and argparse's own types, waitress' casts, and gunicorn's validators,
which its configuration file has to pass, too. `tests.differential.server_options` compares them
with what older releases do.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib.metadata import entry_points

from scripts.read_options import OPTIONS, SOURCES, Source

ASK = r"""
import importlib, json, sys
module, _, names = sys.argv.pop(1).partition(":")
sys.argv = [sys.argv[1], *sys.argv[2:]]
found, settings = {}, {}

def number(kind, low=None, high=None, low_open=False):
    if low is not None and low_open:
        low += 1
    show = lambda each: "" if each is None else str(int(each))
    return kind + (":%s:%s" % (show(low), show(high)) if (low, high) != (None, None) else "")

try:
    import click
    shown = click.Command.format_help
    def format_help(self, context, formatter):
        for each in self.get_params(context):
            if getattr(each, "is_flag", False) or getattr(each, "count", False):
                continue
            kind = each.type
            text = ""
            if isinstance(kind, (click.IntRange, click.FloatRange)):
                text = number(kind.name.split()[0], kind.min, kind.max, kind.min_open)
            elif kind is click.INT or kind is click.FLOAT:
                text = kind.name
            for name in (*each.opts, *each.secondary_opts) if text else ():
                if name.startswith("-"):
                    found[name] = text.replace("integer", "int")
        return shown(self, context, formatter)
    click.Command.format_help = format_help
except ImportError:
    pass

import argparse
printed = argparse.ArgumentParser.format_help
def format_all(self):
    for action in self._actions:
        if action.type in (int, float):
            for name in action.option_strings:
                found[name] = action.type.__name__
    return printed(self)
argparse.ArgumentParser.format_help = format_all

if module.startswith("gunicorn"):
    from gunicorn.config import KNOWN_SETTINGS
    for each in KNOWN_SETTINGS:
        validator = getattr(each, "validator", None)
        kind = getattr(getattr(validator, "__func__", validator), "__name__", "")
        settings[each.name] = kind.replace("validate_", "")
if module.startswith("waitress"):
    from waitress.adjustments import Adjustments
    for name, cast in Adjustments._params:
        if cast is int:
            found["--" + name.replace("_", "-")] = "int"
run = importlib.import_module(module)
for part in names.split("."):
    run = getattr(run, part)
try:
    run()
except SystemExit:
    pass
keep = dict(found)
if module.startswith("gunicorn"):
    from gunicorn.config import KNOWN_SETTINGS
    for each in KNOWN_SETTINGS:
        for name in each.cli or ():
            if settings[each.name] == "pos_int" and keep.get(name) == "int":
                keep[name] = "int:0:"
print("\n@@" + json.dumps([keep, settings]))
"""
MARK = (
    "\n# Made by scripts/read_option_types.py: options that take a number, and the range of it.\n"
)
STARTS = {"django-admin": "django.core.management:execute_from_command_line"}
"""What is started if the distribution installs no script of that name."""


def types_of(source: Source) -> tuple[dict[str, str], dict[str, str]]:
    """The kinds of an installed program's options, and those of its settings."""
    scripts = {each.name: each.value for each in entry_points(group="console_scripts")}
    start = scripts.get(source.help[0]) or STARTS.get(source.help[0], "")
    if not start or source.syntax == "getopt_long":
        return {}, {}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", ASK, start.partition("[")[0].strip(), *source.help],
        capture_output=True, text=True, check=False, timeout=120, errors="replace",
        stdin=subprocess.DEVNULL,
    )  # fmt: skip
    _, marked, last = done.stdout.rpartition("\n@@")
    found: list[dict[str, str]] = json.loads(last) if marked else [{}, {}]
    return found[0], found[1]


def without_types(text: str) -> str:
    """A data file without what this script adds."""
    return re.sub(re.escape(MARK) + r"types = .*\n(?:settings = .*\n)?", "", text)


def main() -> None:
    """Ask each program, and add to its table."""
    for source in SOURCES:
        types, settings = types_of(source)
        if not types:
            continue
        path = OPTIONS / f"{source.program}.toml"
        text = without_types(path.read_text("utf-8"))
        listed = " ".join(f"{name}={kind}" for name, kind in sorted(types.items()))
        added = f'{MARK}types = "{listed}"\n'
        if settings:
            words = " ".join(f"{name}={kind}" for name, kind in sorted(settings.items()) if kind)
            added += f'settings = "{words}"\n'
        head, releases, rest = text.partition("\n# Made by scripts/read_option_releases.py")
        path.write_text(head.rstrip("\n") + "\n" + added + releases + rest, "utf-8")
        print(f"{source.program}: {len(types)} options, {len(settings)} settings")


if __name__ == "__main__":
    main()
