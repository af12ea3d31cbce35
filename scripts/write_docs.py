"""Write what the registry knows into the documents, or check that it stands there.

`python -m scripts.write_docs` writes the rule table of README.md, `docs/rules.md` (every rule's
page), `docs/rainbond` and `docs/platforms` (a page for each target), the map in CONTRIBUTING.md,
what the examples of `docs/faq.md` print, the completions and the manual page,
`docs/pyspec-check.schema.json`, `docs/report.svg` and `docs/comparison.svg` (pictures of real
runs), `checker/data/reasons.txt` (what the interpreter says of values that are not known) and,
with `scripts.write_data`, the package's data as Python; `--check` only compares, and ends with 1
where one of them is not current.
"""

from __future__ import annotations

import html
import json
import os
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from checker import HOMEPAGE
from checker.base.messages import ENGLISH, Language
from checker.config.schema import json_schema
from checker.rules.codes import RULES
from checker.targets import targets
from scripts import platform_pages, site_pages, version_pages
from scripts.catalogue_texts import reasons
from scripts.doc_examples import with_outputs
from scripts.layers import drawing
from scripts.page_language import (
    PageLanguage,
    page_languages,
    page_name,
)
from scripts.rule_documents import rule_pages, rule_table
from scripts.write_completion import files as completion_files
from scripts.write_data import compiled_modules

TOP = Path(__file__).parent.parent
CONTRIBUTING = (TOP / "CONTRIBUTING.md", TOP / "CONTRIBUTING.zh-CN.md")
DOCS = TOP / "docs"
READMES = {"en": TOP / "README.md", "zh": TOP / "README.zh-CN.md"}
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
_WIDE_TEXT = re.compile(
    r'(?P<before><text [^>]*?)textLength="(?P<length>[\d.]+)"(?P<after>[^>]*)>'
    r"(?P<text>[^<]*[\u1100-\uffff][^<]*)<"
)


def main() -> int:
    """Write or check all documents."""
    compiled = compiled_modules()
    if "--check" not in sys.argv[1:] and _write(compiled):
        # What is made from the data is made by a process that has read the new data.
        return subprocess.run([sys.executable, "-m", "scripts.write_docs"], check=False).returncode
    wanted = {
        **{
            path: between_markers(path.read_text("utf-8"), "map", drawing())
            for path in CONTRIBUTING
        },
        DOCS / "pyspec-check.schema.json": schema(),
        TOP / "checker" / "data" / "reasons.txt": reason_templates(),
    }
    for language in page_languages():
        wanted.update(documents(language))
    made = {**version_pages.pages(), **platform_pages.pages()}
    wanted.update({DOCS / path: text for path, text in made.items()})
    wanted.update(compiled)
    wanted.update(completion_files())
    wrong = sentences()
    print("\n".join(wrong), end="\n" if wrong else "")
    if "--check" in sys.argv[1:]:
        stale = _stale(wanted)
        for path in stale:
            print(f"{path.relative_to(TOP)} is not current: run python -m scripts.write_docs")
        return 1 if stale else 0
    _write(wanted)
    return 0


def documents(language: Language) -> dict[Path, str]:
    """The documents of a language that are made, or have a part that is, but for the targets'."""
    readme, faq = READMES[language.code], DOCS / page_name("faq.md", language)
    found = {
        readme: between_markers(readme.read_text("utf-8"), "rules", rule_table(language)),
        DOCS / page_name("rules.md", language): rule_pages(language),
        faq: with_outputs(faq.read_text("utf-8"), language.code),
    }
    ending = "" if language is ENGLISH else f".{language.code}"
    found.update({DOCS / f"{name}{ending}.svg": picture(name, language) for name in PICTURED})
    return found


def reason_templates() -> str:
    """Those reasons of the interpreter's that have fields, a line each."""
    return "".join(f"{text}\n" for text in reasons() if "{" in text)


def sentences() -> list[str]:
    """What the made pages say and no catalogue translates, or the reverse."""
    site_pages.pages()
    completion_files()
    found = []
    for language in page_languages():
        if isinstance(language, PageLanguage):
            path = f"scripts/pages.{language.code}.po"
            found += [f"{path}: missing, translate: {text!r}" for text in language.missing]
            stale = [text for text in language.entries if text not in language.used]
            found += [f"{path}: no page says this any more, remove it: {text!r}" for text in stale]
    return found


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


def schema() -> str:
    """The JSON Schema of the configuration."""
    found = json_schema(targets(), list(RULES.values()), HOMEPAGE)
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


def picture(name: str, language: Language = ENGLISH) -> str:
    """A real run's coloured report as an SVG."""
    environment = {
        **os.environ,
        "COLUMNS": str(COLUMNS),
        "PYTHONIOENCODING": "utf-8",
        "PYSPEC_CHECK_LANGUAGE": language.code,
    }
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
    return with_lengths(re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL))


def with_lengths(svg: str) -> str:
    """A picture of rich's whose wide characters get the two cells that they take.

    Its texts begin in the right cell, but their lengths are those of as many narrow characters.
    """

    def lengthened(found: re.Match[str]) -> str:
        text = html.unescape(found["text"])
        length = float(found["length"]) * cell_len(text) / len(text)
        return f'{found["before"]}textLength="{length:g}"{found["after"]}>{found["text"]}<'

    return _WIDE_TEXT.sub(lengthened, svg)


if __name__ == "__main__":
    raise SystemExit(main())
