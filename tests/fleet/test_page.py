"""The report of a fleet, as text and in a real browser without a network."""

from __future__ import annotations

import base64
import gzip
import html
import itertools
import json
import os
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("pygit2")
pytest.importorskip("duckdb")
pytest.importorskip("vl_convert")

from checker.config.overrides import Overrides
from checker.fleet import page_moves
from checker.fleet.addresses import Address
from checker.fleet.job import checked
from checker.fleet.order import Order
from checker.fleet.packing import Packing
from checker.fleet.page import page
from checker.fleet.store import Store
from tests.fleet.making import BAD, KINDS, bare

if TYPE_CHECKING:
    from pathlib import Path

BROWSER = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)
NASTY = "</script><b id='nasty'>&<!--"


def made(folder: Path, targets: str = "rainbond-5,rainbond-6-cnb,heroku", number: int = 12) -> Path:
    """A report of so many repositories, with names and columns that a careless page would run."""
    store = Store(str(folder / "fleet.duckdb"), write=True)
    store.begin(f'{{"target": "{targets}"}}', f"a list {NASTY}", number + 1, "")
    packing = Packing()
    for index in range(number):
        path = bare(folder / f"app{index:03}.git", KINDS[index % len(KINDS)])
        columns = f'{{"owner": "Ann {index % 3} {NASTY}"}}'
        place = Address(path.name, columns=columns)
        packing.add(checked(place, Order(Overrides(target=targets), base=str(folder))))
    packing.add(checked(Address(f"gone{NASTY}"), Order(base=str(folder))))
    store.add([packing.sent()])
    store.end()
    out = folder / "report.html"
    out.write_text(page(store, store.run), "utf-8")
    store.close()
    return out


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("page"))


def test_it_needs_no_network(report: Path) -> None:
    text = report.read_text("utf-8")
    for word in ("src=", "@import", 'href="http', "href='http", "//cdn"):
        assert word not in text
    assert text.count("url(") == text.count("url(#")
    assert "default-src 'none'" in text


def test_what_is_told_of_each_part(report: Path) -> None:
    text = report.read_text("utf-8")
    assert "12 repositories against 3 targets" in text
    for title in ("What each target does", "What a move would cost", "What breaks", "Not checked"):
        assert title in text
    assert text.count("<svg ") == 2 * 4  # broad and narrow: the targets, and the rules of each
    for words in ("need <code>--fix</code> only", "need work by hand", "Errors to fix: "):
        assert words in text
    assert text.index("What a move would cost") < text.index("What each target does")


def test_a_reader_of_screens_and_a_keyboard_get_everything(report: Path) -> None:
    text = report.read_text("utf-8")
    ids = re.findall(r"""\sid=["']([^"']+)""", text)
    assert len(ids) == len(set(ids))
    for named in re.findall(r"""aria-labelledby=["']([^"']+)""", text):
        assert named in ids
    for target in re.findall(r"""href=["']#([\w-]+)["']""", text):
        assert target in ids
    assert text.count("<th ") == text.count("<th scope=")
    assert text.count("<input") + text.count("<select") == text.count("<label")
    assert text.count("<svg ") == text.count('<svg aria-hidden="true"')
    assert '<html lang="en">' in text
    levels = [int(level) for level in re.findall(r"<h(\d)[ >]", text)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert "outline: 2px" in text
    assert "prefers-color-scheme: dark" in text
    assert "@media print" in text


def test_no_text_of_a_repository_gets_out_of_its_place(report: Path) -> None:
    text = report.read_text("utf-8")
    assert NASTY not in text
    assert text.count("</script>") == 2
    assert html.escape(NASTY) in text


def test_marks_that_turn_a_name_around_are_shown(tmp_path: Path) -> None:
    turned = "a\u202egnp.exe"
    store = Store(str(tmp_path / "s.duckdb"), write=True)
    store.begin('{"target": "heroku"}', "a list", 2, "")
    bare(tmp_path / turned, BAD)
    packing = Packing()
    for place in (turned, f"gone{turned}"):
        columns = json.dumps({"owner": turned})
        order = Order(Overrides(target="heroku"), base=str(tmp_path))
        packing.add(checked(Address(place, columns=columns), order))
    store.add([packing.sent()])
    text = page(store, store.run)
    store.close()
    packed = re.search(r'id="data"[^>]*>([^<]+)<', text)
    assert packed
    read = json.loads(gzip.decompress(base64.b64decode(packed[1])))
    whole = text + json.dumps(read, ensure_ascii=False)
    assert "\u202e" not in whole
    assert whole.count("\\u202egnp.exe") >= 4
    assert "1 repository against heroku" in text


def in_browser(path: Path, fragment: str = "") -> str:
    """The document as a browser has it after its scripts have run."""
    if BROWSER is None:
        pytest.skip("no Chromium here")
    where = [f"file://{path}{fragment}"]
    done = subprocess.run(
        [
            *(
                BROWSER,
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--virtual-time-budget=9000",
            ),
            *(f"--user-data-dir={path.parent / 'browser'}", "--dump-dom", *where),
        ],
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
        env={**os.environ, "HOME": str(path.parent)},
    )
    if done.returncode or not done.stdout:
        pytest.skip(f"Chromium does not start here: {done.stderr[-300:]}")
    return done.stdout


def test_a_browser_unpacks_and_searches_it(report: Path) -> None:
    seen = in_browser(report)
    number = re.search(r'id="number"[^>]*>([\d,]+) findings in 12 repositories<', seen)
    assert number, seen[-3000:]
    assert "Procfile:1" in seen
    assert '<b id="nasty">' not in seen
    found = in_browser(report, "#q=PROC003+app001&target=heroku")
    assert re.search(r'id="number"[^>]*>1 finding in 1 repository<', found), found[-3000:]
    assert "app001.git" in found[found.index('id="rows"') :]
    none = in_browser(report, "#q=no-such-word&target=heroku")
    assert "No finding matches." in none


def shown_moves(document: str) -> list[str]:
    moves = re.findall(r"<div class=.move.[^>]*>", document)
    return [re.findall(r"id=.(m\d-\d)", each)[0] for each in moves if "hidden" not in each]


def test_one_move_is_shown_and_an_address_chooses_it(report: Path) -> None:
    """The targets stand as they were asked for: the first move is from the first to the last."""
    assert len(shown_moves(report.read_text("utf-8"))) == 6
    assert shown_moves(in_browser(report)) == ["m0-2"]
    assert shown_moves(in_browser(report, "#m2-1")) == ["m2-1"]
    text = report.read_text("utf-8")
    assert "<h3>rainbond-5 → heroku</h3>" in text
    assert re.search(r"<div class='move' id='m0-2' tabindex='-1'><h3>rainbond-5 → heroku<", text)


def test_with_many_targets_a_move_names_the_command_instead_of_its_roots(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_moves, "_ROWS", 99)
    text = made(tmp_path, "heroku,rainbond-5", 4).read_text("utf-8")
    assert "<code>pyspec-check fleet breaks --from heroku --to rainbond-5</code>" in text
    assert text.count("data-label='because'") == 0
    monkeypatch.setattr(page_moves, "_ROWS", 100)
    folder = tmp_path / "other"
    folder.mkdir()
    text = made(folder, "heroku,rainbond-5", 4).read_text("utf-8")
    assert text.count("data-label='because'") == 1


def test_a_table_is_sorted_by_a_head_and_says_so(report: Path, tmp_path: Path) -> None:
    clicks = """<script>unpacked().then(() => setTimeout(() => {
        document.querySelector("#table th:nth-child(2) button").click();
        const head = document.querySelector("#targets ~ .wide th:nth-child(1) button");
        head.click(); head.click(); }, 500));</script>"""
    sorted_page = tmp_path / "sorted.html"
    sorted_page.write_text(report.read_text("utf-8") + clicks, "utf-8")
    seen = in_browser(sorted_page)
    assert re.search(r'id="sorted"[^>]*>sorted by target, descending<', seen)
    assert seen.count('aria-sort="ascending"') == 1
    assert seen.count('aria-sort="descending"') == 1
    targets = seen[seen.index("What each target does with them</caption>") :]
    order = re.findall(r'data-label="target">([\w-]+)<', targets)
    assert order == ["rainbond-6-cnb", "rainbond-5", "heroku"]
    codes = re.findall(r"<span>([A-Z]+\d+) ", seen[seen.index('id="rows"') :])
    assert codes == sorted(codes)
    assert codes
