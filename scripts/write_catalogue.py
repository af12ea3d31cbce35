"""Write the catalogues of other languages anew: `write_catalogue`; `--check` says what is missing.

What has to be translated is found in the code (`catalogue_texts`). A translation that is there
stays; a new text gets an empty one, which a person fills in; a text that is gone goes. Of a text
that was only reworded, the old translation is kept as `fuzzy`: look at it, and remove the mark.
"""

from __future__ import annotations

import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from checker.base.messages import LANGUAGES
from scripts.catalogue_checks import mistakes
from scripts.catalogue_texts import texts

FOLDER = Path(__file__).parent.parent / "checker" / "languages"


def main() -> int:
    """Write each language's catalogue, or with `--check` say what is wrong in it."""
    wrong = 0
    for code in LANGUAGES:
        path = FOLDER / code / "messages.po"
        if code == "en":
            continue
        if "--check" not in sys.argv[1:]:
            _write(path, code)
        found = mistakes(code)
        wrong += len(found)
        print("\n".join(found), end="\n" if found else "")
    return 1 if wrong else 0


def _write(path: Path, code: str) -> None:
    template = Catalog(project="pyspec-check")
    for text, files in texts().items():
        template.add(text, locations=[(f"checker/{name}", 0) for name in files])
    with path.open("rb") as file:
        catalogue = read_po(file, locale=code)
    catalogue.update(template, update_header_comment=False)
    catalogue.obsolete.clear()
    with path.open("wb") as file:
        write_po(
            file, catalogue, width=0, include_lineno=False, omit_header=True, ignore_obsolete=True
        )
    body = path.read_text("utf-8")
    path.write_text(_HEAD.format(code="zh_CN" if code == "zh" else code) + body, "utf-8")


_HEAD = """\
# How a sentence is added: CONTRIBUTING.md, "Add or change a sentence".
msgid ""
msgstr ""
"Language: {code}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

"""


if __name__ == "__main__":
    raise SystemExit(main())
