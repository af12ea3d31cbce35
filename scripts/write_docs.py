"""Write what the registry knows into the documents, or check that it stands there.

`python -m scripts.write_docs` writes the rule table of README.md, `docs/rules.md` (every rule's
page), `docs/rainbond` and `docs/platforms` (a page for each target), the map in CONTRIBUTING.md,
what the examples of `docs/faq.md` print, the completions and the manual page,
`docs/pyspec-check.schema.json`, `docs/report.svg` and `docs/comparison.svg` (pictures of real
runs) and, with `scripts.write_data`, the package's data as Python; `--check`
only compares, and ends with 1 where one of them is not current.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.text import Text

from checker import HOMEPAGE
from checker.config.schema import json_schema
from checker.rules.codes import FAMILIES, RULES, Rule
from checker.rules.page import markdown_page, summary_of
from checker.targets import citation, targets
from scripts import platform_pages, version_pages
from scripts.doc_examples import with_outputs
from scripts.layers import drawing
from scripts.write_completion import files as completion_files
from scripts.write_data import compiled_modules

TOP = Path(__file__).parent.parent
README = TOP / "README.md"
CONTRIBUTING = TOP / "CONTRIBUTING.md"
FAQ = TOP / "docs" / "faq.md"
PICTURED = {
    "report": ["examples/broken", "--select", "PROC008,RUN002,DJ001"],
    "comparison": [
        "examples/django",
        "--target",
        "rainbond-5,rainbond-6,rainbond-6-cnb",
        "--format",
        "comparison",
    ],
}
"""The arguments of the pictured runs, by the picture's name."""
COLUMNS = 92
FAMILY_TITLES = {
    "REQ": "requirements.txt",
    "PROC": "Procfile",
    "RUN": "runtime.txt",
    "CMD": "The web command",
    "PY": "The source and the Python that runs it",
    "IMP": "What the start imports",
    "DJ": "Django's static files",
    "GIT": "The repository",
    "PLT": "What single platforms refuse",
    "INT": "The tool itself",
}


def main() -> int:
    """Write or check all documents."""
    compiled = compiled_modules()
    if "--check" not in sys.argv[1:] and _write(compiled):
        # What is made from the data is made by a process that has read the new data.
        return subprocess.run([sys.executable, "-m", "scripts.write_docs"], check=False).returncode
    wanted = {
        README: between_markers(README.read_text("utf-8"), "rules", rule_table()),
        CONTRIBUTING: between_markers(CONTRIBUTING.read_text("utf-8"), "map", drawing()),
        TOP / "docs" / "rules.md": rule_pages(),
        TOP / "docs" / "pyspec-check.schema.json": schema(),
        FAQ: with_outputs(FAQ.read_text("utf-8")),
        **{TOP / "docs" / f"{name}.svg": picture(name) for name in PICTURED},
    }
    made = {**version_pages.pages(), **platform_pages.pages()}
    wanted.update({TOP / "docs" / path: text for path, text in made.items()})
    wanted.update(compiled)
    wanted.update(completion_files())
    if "--check" in sys.argv[1:]:
        stale = _stale(wanted)
        for path in stale:
            print(f"{path.relative_to(TOP)} is not current: run python -m scripts.write_docs")
        return 1 if stale else 0
    _write(wanted)
    return 0


def _stale(wanted: dict[Path, str]) -> list[Path]:
    return [p for p, text in wanted.items() if not p.exists() or p.read_text("utf-8") != text]


def _write(wanted: dict[Path, str]) -> bool:
    """Write what is not current; whether anything was."""
    stale = _stale(wanted)
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(wanted[path], "utf-8")
        print(f"wrote {path.relative_to(TOP)}")
    return bool(stale)


def between_markers(text: str, name: str, body: str) -> str:
    """The text with what stands between `<!-- name -->` and `<!-- /name -->` replaced."""
    pattern = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
    found = pattern.search(text)
    if found is None:
        raise SystemExit(f"a document has no markers called {name}")
    return text[: found.end(1)] + body + text[found.start(2) :]


def by_family() -> dict[str, list[Rule]]:
    """The rules of each family, in the registry's order."""
    rules = RULES.values()
    return {family: [rule for rule in rules if rule.family == family] for family in FAMILIES}


def rule_table() -> str:
    """The rules as Markdown tables, one a family."""
    lines: list[str] = []
    for family, rules in by_family().items():
        lines += [f"\n**{FAMILY_TITLES.get(family, family)}**\n"]
        lines += [
            "| code | name | severity | fix | what is wrong |",
            "| --- | --- | --- | --- | --- |",
        ]
        for rule in rules:
            fix = rule.fix.label if rule.fix is not None else ""
            link = f"[{rule.code}](docs/rules.md#{rule.code.lower()})"
            summary = summary_of(rule.code).replace("|", "\\|")
            lines.append(f"| {link} | {rule.name} | {rule.severity.label} | {fix} | {summary} |")
    return "\n".join(lines).lstrip("\n") + "\n"


def rule_pages() -> str:
    """Every rule's page."""
    lines = [
        "# The rules",
        "",
        "`pyspec-check explain CODE` shows a rule's page in the terminal.",
        "The severity is that for the default target.",
    ]
    for family, rules in by_family().items():
        lines += ["", f"## {FAMILY_TITLES.get(family, family)}"]
        for rule in rules:
            lines += ["", f'<a id="{rule.code.lower()}"></a>', f"### {rule.code} {rule.name}", ""]
            fix = f", with a fix ({rule.fix.label})" if rule.fix is not None else ""
            lines += [f"*{rule.severity.label}{fix}*"]
            lines += markdown_page(rule)
            lines += ["", "**Rests on:**", ""]
            lines += [f"- `{cited}`: {citation(cited)}" for cited in rule.cites]
    return "\n".join(lines) + "\n"


def schema() -> str:
    """The JSON Schema of the configuration."""
    found = json_schema(targets(), list(RULES.values()), HOMEPAGE)
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


def picture(name: str) -> str:
    """A real run's coloured report as an SVG."""
    environment = {**os.environ, "COLUMNS": str(COLUMNS), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "checker", *PICTURED[name], "--color", "always"]
    done = subprocess.run(
        command, cwd=TOP, env=environment, capture_output=True, check=False, encoding="utf-8"
    )
    if done.returncode != 1:
        raise SystemExit(f"the pictured run ended with {done.returncode}: {done.stderr}")
    console = Console(record=True, width=COLUMNS, file=StringIO(), color_system="standard")
    typed = f"$ pyspec-check {' '.join(PICTURED[name])}\n\n"
    console.print(Text.from_ansi(typed + done.stdout.rstrip()))
    svg = console.export_svg(title="pyspec-check", unique_id=name)
    # No font is fetched from anywhere: the viewer's own monospace does.
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)


if __name__ == "__main__":
    raise SystemExit(main())
