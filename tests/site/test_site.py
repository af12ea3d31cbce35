"""The documentation site as a visitor sees it, and what checks it."""

from __future__ import annotations

import base64
import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
import yaml

from checker.reports.formats import FORMATS
from checker.rules.codes import RULES
from scripts.build_site import with_addresses, with_anchors
from scripts.check_site import problems
from scripts.doc_examples import with_outputs
from scripts.site_pages import ABOUT, pages

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.site.browser import Browser, Server

TOP = Path(__file__).parent.parent.parent
DOCS = TOP / "docs"


def test_every_page_is_in_the_navigation() -> None:
    text = (TOP / "mkdocs.yml").read_text("utf-8")
    named = set(re.findall(r"[\w./-]+\.md", yaml.dump(yaml.safe_load(text)["nav"])))
    written = {path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")}
    made = {path for path in pages() if not path.startswith("rules/")}
    assert named == {path for path in written | made if not path.endswith(".zh.md")}


def test_a_translated_page_has_the_anchors_of_the_english_one() -> None:
    english = "# One page\n\n```sh\n# no heading\n```\n\n## The `a` & b\n"
    chinese = "# 一\n\n```sh\n# no heading\n```\n\n## 二\n"
    assert with_anchors(chinese, english) == (
        "# 一 { #one-page }\n\n```sh\n# no heading\n```\n\n## 二 { #the-a-b }\n"
    )
    with pytest.raises(ValueError, match="more headings than 1"):
        with_anchors(chinese, "# One page\n")
    with pytest.raises(ValueError, match="'Two' is not translated"):
        with_anchors("# 一\n", "# One\n\n## Two\n")


def test_every_rule_has_its_page_with_cases_that_are_run() -> None:
    made = pages()
    for code in RULES:
        page = made[f"rules/{code}.md"]
        assert f"# {code} " in page
        assert f"(rules/{code}.md)" in made["rules.md"]
        assert "**Why:**" in page
    shown = [code for code in RULES if "## Reported in the tests" in made[f"rules/{code}.md"]]
    near = [code for code in RULES if "## Not reported in the tests" in made[f"rules/{code}.md"]]
    assert len(shown) > len(RULES) * 0.8, sorted(set(RULES) - set(shown))
    assert len(near) > len(RULES) * 0.8, sorted(set(RULES) - set(near))


def test_the_references_are_whole() -> None:
    made = pages()
    schema = json.loads((DOCS / "pyspec-check.schema.json").read_text("utf-8"))
    for key in schema["properties"]:
        assert f"## `{key}`" in made["configuration-reference.md"]
    assert set(FORMATS) <= {*ABOUT, "statistics", "comparison"}
    report = json.loads((DOCS / "report.schema.json").read_text("utf-8"))
    for name in report["$defs"]["finding"]["properties"]:
        assert f"| `{name}` |" in made["formats.md"], name
    for rule in RULES.values():
        if rule.fix is not None and rule.fix.label in ("safe", "unsafe"):
            assert f"(rules/{rule.code}.md)" in made["fixes.md"]


def test_examples_of_the_questions_are_run() -> None:
    text = (DOCS / "faq.md").read_text("utf-8")
    assert text.count('title="$ pyspec-check') >= 4
    stale = text.replace("IMP002 error", "IMP002 info")
    assert stale != text
    assert with_outputs(stale) == text


def test_links_out_of_the_folder_are_addresses() -> None:
    start = "https://github.com/pyspec-check/pyspec-check/blob/main"
    assert with_addresses("[a](../../editors/vscode)", "editors") == f"[a]({start}/editors/vscode)"
    assert with_addresses("[a](../README.md#use-it)", ".") == f"[a]({start}/README.md#use-it)"
    for same in ("[a](../ci.md)", "[a](ci.md)", "```\n[a](../../x)\n```", "[a](https://x.example)"):
        assert with_addresses(same, "editors") == same


@pytest.mark.parametrize(
    ("page", "wrong"),
    [
        ('<a href="b.html">', ""),
        ('<a href="b.html#there">', ""),
        ('<a href="/base/b.html#there">', ""),
        ('<a href="https://else.example/nowhere">', ""),
        ('<a id="x"></a><a href="#x">', ""),
        ('<img src="data:image/png;base64,AAAA">', ""),
        ('<link rel="canonical" href="https://else.example/">', ""),
        ('<a href="c.html">', "leads nowhere"),
        ('<a href="/base/c.html">', "leads nowhere"),
        ('<a href="b.html#elsewhere">', "no such anchor"),
        ('<a href="#y">', "no such anchor"),
        ('<a href="../outside.html">', "leads nowhere"),
        ('<img src="c.png">', "not there"),
        ('<script src="https://else.example/x.js"></script>', "loads https://else"),
        ('<script src="//else.example/x.js"></script>', "loads //else"),
        ('<link rel="stylesheet" href="https://else.example/x.css">', "loads https://else"),
        ('<link rel="preconnect" href="https://fonts.example">', "loads https://fonts"),
        ("<p style=\"background: url('https://else.example/x.png')\">", "loads https://else"),
    ],
)
def test_what_is_found_in_a_page(tmp_path: Path, page: str, wrong: str) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (tmp_path / "outside.html").write_text("")
    (site / "b.html").write_text('<p id="there">')
    (site / "a.html").write_text(page)
    found = problems(site, "/base/")
    assert bool(found) is bool(wrong), found
    assert not wrong or wrong in found[0]


def test_a_style_that_loads_a_font(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("@import 'https://fonts.example/x.css'; b { src: url(data:x) }")
    assert problems(tmp_path) == ["a.css: loads https://fonts.example/x.css"]


@pytest.mark.parametrize("width", [1280, 400])
def test_pages_fit_and_load_nothing_from_elsewhere(
    served: Server, browser: Callable[..., Browser], width: int
) -> None:
    tab = browser(width)
    for page in ("", "rules/", "rules/PROC003/", "platforms/moving/", "formats/", "faq/", "zh/"):
        tab.open(served.address + page)
        assert tab.run("document.documentElement.scrollWidth <= innerWidth"), page
        assert len(tab.run("document.querySelector('article').innerText")) > 200, page
    elsewhere = {url for url in tab.requested if not url.startswith((served.address, "data:"))}
    assert not elsewhere


def test_light_and_dark(served: Server, browser: Callable[..., Browser]) -> None:
    seen = []
    for dark in (False, True):
        tab = browser(dark=dark)
        tab.open(served.address)
        seen.append(tab.run("getComputedStyle(document.body).backgroundColor"))
    light, dark_one = (sum(map(int, re.findall(r"\d+", colour)[:3])) for colour in seen)
    assert light > 700
    assert dark_one < 200


def test_what_is_around_a_chinese_page_is_chinese_too(site: Path) -> None:
    page = (site / "zh" / "faq" / "index.html").read_text("utf-8")
    for words in ("Switch to", "Follow the system", "Permanent link", "Nothing on this site"):
        assert words not in page
    assert "切换到深色模式" in page


@pytest.mark.parametrize(
    ("words", "found"),
    [("STATIC_ROOT", "rules/DJ00"), ("静态文件", "zh/rules/DJ"), ("钩子", "zh/ci/")],
)
def test_search_finds_a_page(
    served: Server, browser: Callable[..., Browser], words: str, found: str
) -> None:
    tab = browser()
    tab.open(f"{served.address}?q={quote(words)}")
    links = "[...document.querySelectorAll('.md-search-result__link')].map(a => a.href).join(' ')"
    tab.wait(f"{links}.length > 0", 60)
    assert found in tab.run(links)


def test_the_playground_speaks_chinese(
    site: Path, served: Server, browser: Callable[..., Browser]
) -> None:
    if shutil.which("npm") is None or not (site / "playground" / "run").exists():
        pytest.skip("Pyodide comes by npm, which is not installed")
    tab = browser()
    tab.open(served.address + "zh/playground/")
    report = "document.getElementById('pg-report').innerText"
    tab.wait(f"{report}.includes('PROC003 错误')", 120)
    assert "后面没有空格" in tab.run(report)
    assert "源码构建规范" in tab.run("document.getElementById('pg-target').innerText")


def test_the_playground(site: Path, served: Server, browser: Callable[..., Browser]) -> None:
    if shutil.which("npm") is None or not (site / "playground" / "run").exists():
        pytest.skip("Pyodide comes by npm, which is not installed")
    tab = browser()
    tab.open(served.address + "playground/")
    report = "document.getElementById('pg-report').innerText"
    tab.wait(f"{report}.includes('PROC003')", 120)
    assert "RUN002" in tab.run(report)
    tab.run(
        "for (const [name, text] of Object.entries({procfile: 'web: gunicorn app:app\\n', "
        "requirements: 'flask==2.0.3\\ngunicorn==20.1.0\\n', version: 'python-3.6.6', settings: ''})) {"
        "const box = document.getElementById('pg-' + name); box.value = text;"
        "box.dispatchEvent(new Event('input')); }"
    )
    tab.wait(f"{report}.includes('Nothing to report')", 60)
    tab.run(
        "const b = document.getElementById('pg-procfile'); b.value = 'web: gunicorn app:nothing\\n';"
        "b.dispatchEvent(new Event('input'));"
    )
    tab.wait(f"{report}.includes('CMD003')", 60)
    tab.run("document.querySelector('.pg-place').click()")
    chosen = "b.value.slice(b.selectionStart, b.selectionEnd)"
    assert "nothing" in tab.run(f"(b => {chosen})(document.getElementById('pg-procfile'))")
    # Much text is neither cut from the link nor shown finding by finding.
    tab.run(
        "const r = document.getElementById('pg-requirements'); r.value = 'flask\\n'.repeat(30000);"
        "r.dispatchEvent(new Event('input')); document.getElementById('pg-share').click()"
    )
    assert tab.run("location.hash.length") > 200_000
    tab.wait("document.querySelectorAll('.pg-finding').length === 200", 120)
    # Another's link: what it does not name is empty, and a target that is gone is the default one.
    linked = base64.urlsafe_b64encode(b'{"Procfile": "web:x", "target": "gone"}').decode()
    tab.run(f"location.hash = '{linked}'")
    tab.wait(f"{report}.includes('REQ001')", 60)
    assert tab.run("document.getElementById('pg-target').value") == "rainbond-5"
    asked = {url for url in tab.requested if not url.startswith((served.address, "data:"))}
    assert not asked
    assert not [path for path in served.asked if not path.startswith("/pyspec-check/")]
