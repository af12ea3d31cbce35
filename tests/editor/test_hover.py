"""Hover: what is said of a place, that it is safe to show, and that any place may be asked for."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from checker import HOMEPAGE
from checker.editor.hover.dispatch import hover
from checker.editor.hover.markdown import LONGEST, code
from checker.editor.session.procfile_at import option_help
from checker.files.tree import MemoryTree
from checker.rules.page import summary_of
from checker.start.options import table
from checker.targets import targets
from tests.checking import check
from tests.editor.looking import FLASK, django, hover_at, looked_at, said_at
from tests.test_hostile import TREES

SETTINGS = "mysite/settings.py"


def test_a_finding_shows_its_rule_s_page() -> None:
    said, about = said_at(FLASK, "runtime.txt", "|python-3.6")
    assert said.startswith("**RUN002** runtime-bad-format (error, `rainbond-5`)\n\n")
    assert summary_of("RUN002") in said
    assert "Use instead:\n\n```text\n" in said
    assert f"[All about RUN002]({HOMEPAGE}/blob/main/docs/rules.md#run002)" in said
    assert about == "python-3.6"


def test_the_smallest_place_comes_first_and_wide_findings_are_short() -> None:
    report, offset = looked_at(
        django("STATIC_ROOT = 'x'\n"),
        "Procfile",
        "web: gunicorn mysite.wsgi --workers| 2\n",
        "rainbond-6-cnb",
    )
    wide = next(found for found in report.findings if found.code == "DJ018")
    assert wide.at.start <= offset <= wide.at.end
    found = hover(report.project, report, "Procfile", offset)
    assert found is not None
    assert found.markdown.startswith("**`--workers`, `-w`** of gunicorn")
    assert found.end - found.start == len("--workers 2")
    assert summary_of("DJ018") in found.markdown
    assert found.markdown.count("Use instead:") == 0


@pytest.mark.parametrize(
    ("marked", "target", "wanted"),
    [
        ("w|eb: gunicorn app:app\n", "rainbond-5", "The one process that the platform starts"),
        ("web|: gunicorn app:app\n", "rainbond-6-cnb", "in `/workspace`"),
        ("web: a\nw|eb: b\n", "rainbond-5", "the last one counts"),
        ("|Web: gunicorn app:app\n", "rainbond-5", "Not `web`"),
        ("|Web: gunicorn app:app\n", "rainbond-6-cnb", "The one process"),
        ("web: x\n|release: y\n", "rainbond-5", "Never run: the platform has no release phase."),
        ("web: x\nclock|: y\n", "rainbond-6", "Never started: only `web` is."),
        ("web: x\nworker|: y\n", "rainbond-6-cnb", "Never started: only `web` is."),
        ("worker|: y\n", "rainbond-6-cnb", "Started, because there is no `web`"),
        ("worker|: y\n", "rainbond-5", "Never started"),
        ("web|: gunicorn app:app #x\n", "rainbond-5", "Started is `gunicorn app:app`."),
        ("web|: a: b\n", "rainbond-5", "this line fails the build"),
    ],
)
def test_process_types(marked: str, target: str, wanted: str) -> None:
    said, about = said_at(FLASK, "Procfile", marked, target)
    assert wanted in said
    assert about in marked.replace("|", "")


@pytest.mark.parametrize(
    ("marked", "target", "about", "wanted"),
    [
        (
            "web: gunicorn app:app -|w4\n",
            "rainbond-5",
            "-w4",
            "**`--workers`, `-w`** of gunicorn\n\nHow many processes serve requests.",
        ),
        (
            "web: gunicorn app:app --log-file| -\n",
            "rainbond-5",
            "--log-file -",
            "`-` is standard error, which the platform collects",
        ),
        (
            "web: gunicorn -b |127.0.0.1:80 app:app\n",
            "rainbond-5",
            "127.0.0.1:80",  # CMD004's place, which is smaller
            "Listens on `127.0.0.1`, which only the container itself reaches, port `80`.",
        ),
        (
            "web: gunicorn -b| 0.0.0.0:$PORT app:app\n",
            "rainbond-5",
            "-b 0.0.0.0:$PORT",
            "Listens on `0.0.0.0`, the port that the platform gives.\n\n"
            "`$PORT` is the component's port: the platform sets it at the start.",
        ),
        (
            "web: gunicorn -b| 0.0.0.0:$PORT app:app\n",
            "rainbond-6",
            "-b 0.0.0.0:$PORT",
            "Listens on `0.0.0.0`, port `5000`.\n\n`$PORT` is always `5000` on this target, "
            "whatever port the component has; the component's port is in `$_PORT`.",
        ),
        (
            "web: gunicorn -b| 0.0.0.0:$PORT app:app\n",
            "rainbond-6-cnb",
            "-b 0.0.0.0:$PORT",
            "No port comes out of it: the server does not start.\n\n`$PORT` is unset on "
            "this target, so it expands to an empty string; the component's port is in `$_PORT`.",
        ),
        (
            "web: gunicorn -b 0.0.0.0:${PORT:-$_PO|RT} app:app\n",
            "rainbond-6-cnb",
            "$_PORT",
            "`$_PORT` is the component's port: the platform sets it at the start.",
        ),
        (
            "web: gunicorn -w $WORK|ERS app:app\n",
            "rainbond-5",
            "$WORKERS",
            "`$WORKERS` is nothing that the platform sets by itself",
        ),
        (
            "web: WORKERS=3 gunicorn -w $WORK|ERS app:app\n",
            "rainbond-5",
            "$WORKERS",
            "The shell expands `$WORKERS` before it sets `WORKERS` for this command: its value "
            "here is the earlier one.",
        ),
        (
            "web: PORT=80 gunicorn -b :$PO|RT app:app\n",
            "rainbond-6",
            "$PORT",
            "The shell expands `$PORT` before it sets `PORT` for this command: its value here is "
            "`5000`.",
        ),
        (
            "web: WORKERS=3 sh -c 'gunicorn -w $WORK|ERS app:app'\n",
            "rainbond-5",
            "$WORKERS",
            "`$WORKERS` is `3` here.",
        ),
        (
            "web: export WORKERS=3 && gunicorn -w ${WORK|ERS} app:app\n",
            "rainbond-5",
            "${WORKERS}",
            "`$WORKERS` is `3` here.",
        ),
        (
            "web: N=2; WORKERS=$N; gunicorn -w $WORK|ERS app:app\n",
            "rainbond-5",
            "$WORKERS",
            "`$WORKERS` is `2` here.",
        ),
        (
            "web: WORKERS=a$N; gunicorn -w $WORK|ERS app:app\n",
            "rainbond-5",
            "$WORKERS",
            "`$WORKERS` is unknown here.",
        ),
        (
            'web: WORKERS=; gunicorn -w "$WORK|ERS" app:app\n',
            "rainbond-5",
            "$WORKERS",
            "`$WORKERS` is an empty string here.",
        ),
        (
            "web: WORKERS=3; gunicorn -n '$WORK|ERS' app:app\n",
            "rainbond-5",
            "-n '$WORKERS'",
            "**`--name`, `-n`** of gunicorn",
        ),
        (
            "web: guni|corn app:app\n",
            "rainbond-6-cnb",
            "gunicorn",
            "Installed by `gunicorn==20.1.0` in `requirements.txt`.",
        ),
        (
            "web: cd x && python -m flask run --ho|st 0.0.0.0\n",
            "rainbond-5",
            "--host 0.0.0.0",
            "**`--host`, `-h`** of flask run",
        ),
        (
            "web: x\nworker: celery -A app worker -|l info\n",
            "rainbond-5",
            "-l info",
            "of celery worker",
        ),
        (
            "web: sh -c 'gunicorn app:app -|w 2'\n",
            "rainbond-5",
            "-w 2",
            "**`--workers`, `-w`** of gunicorn",
        ),
    ],
)
def test_options_and_variables(marked: str, target: str, about: str, wanted: str) -> None:
    found, what = said_at(FLASK, "Procfile", marked, target)
    assert wanted in found
    assert what == about


def test_a_port_that_the_rainbondfile_sets() -> None:
    files = {**FLASK, "rainbondfile": 'envs:\n  PORT: "8000"\n'}
    said, _ = said_at(files, "Procfile", "web: gunicorn -b :$PO|RT app:app\n", "rainbond-6-cnb")
    assert said.startswith("`$PORT` is what the rainbondfile sets")


@pytest.mark.parametrize(
    "marked",
    [
        "web: gunicorn app|:app\n",
        "# com|ment\n",
        "web: x |\n",
        "web: gunicorn app:app\n|",
        "we|b x",
    ],
)
def test_nothing_where_nothing_is_known(marked: str) -> None:
    found = hover_at(FLASK, "Procfile", marked)
    assert found is None or "**`" not in found.markdown


@pytest.mark.parametrize(
    ("marked", "target", "lines"),
    [
        (
            "python-3.6|.6\n",
            "rainbond-5",
            [
                "**Python 3.6.6** on `rainbond-5`",
                "Supported and recommended.",
                "Python 3.6 has had no security fixes since 2021-12-23.",
                "- `rainbond-6`: installs 3.6.15",
                "- `rainbond-6-cnb`: does not read runtime.txt",
            ],
        ),
        (
            "python-3.6.10|\n",
            "rainbond-5",
            ["Supported. Recommended: `python-2.7.17` and `python-3.6.6`."],
        ),
        (
            "|python-3.9.16",
            "rainbond-5",
            [
                "Not supported: the build fails. Nearest, and recommended: `python-3.6.6`.",
                "- `rainbond-6`: supported",
            ],
        ),
        (
            "|python-3.4.10",
            "rainbond-5",
            [
                "Not supported: the build fails. Nearest: `python-3.4.9`; "
                "recommended: `python-3.6.6`.",
            ],
        ),
        (
            "python-3.9|.16\n",
            "rainbond-6",
            [
                "Silently replaced by 3.6.15: the file contains more than the bare version, and a "
                "newline counts.",
                "- `rainbond-5`: the build fails",
            ],
        ),
        (
            "python-3.1|0.1",
            "rainbond-6",
            ["Silently replaced by 3.6.15: it is not in the table of versions."],
        ),
        (
            "3.6|.6",
            "rainbond-5",
            ["Supported, but the file has to say `python-3.6.6` alone."],
        ),
        (
            "python-3.12|.1\n",
            "rainbond-6-cnb",
            [
                "This target does not read runtime.txt: Python 3.14 is installed unless another is "
                "chosen in the console.",
                "Python 3.12 gets security fixes until 2028-10.",
            ],
        ),
    ],
)
def test_versions(marked: str, target: str, lines: list[str]) -> None:
    said, _ = said_at(FLASK, "runtime.txt", marked, target)
    for line in lines:
        assert line in said.splitlines()


def test_no_version_is_made_up() -> None:
    assert "**Python" not in said_at(FLASK, "runtime.txt", "lat|est\n")[0]
    assert hover_at(FLASK, "runtime.txt", "python-3.6.6\n|") is None


@pytest.mark.parametrize(
    ("marked", "runtime", "wanted"),
    [
        (
            "Djan|go==4.2.7\n",
            "python-3.6.6",
            "`4.2.7` needs Python 3.8 or later: pip finds no such release, and the build fails. "
            "Releases before `4.0` support Python 3.6.",
        ),
        (
            "Django==2.2.28|\n",
            "python-3.6.6",
            "`2.2.28` needs Python 3.5 or later. Releases before `4.0` support Python 3.6.",
        ),
        ("|Django>=4.0,<5\n", "python-3.6.6", "`4.0` needs Python 3.8 or later: pip finds"),
        ("certi|fi\n", "python-3.6.10", "Releases before `2025.6.15` support Python 3.6."),
        ("fast|api\n", "python-2.7.17", "No release supports Python 2.7."),
    ],
)
def test_requirements(marked: str, runtime: str, wanted: str) -> None:
    said, _ = said_at({**FLASK, "runtime.txt": runtime}, "requirements.txt", marked)
    assert wanted in said


def test_a_requirement_that_no_table_knows_shows_nothing_of_its_own() -> None:
    said, _ = said_at(FLASK, "requirements.txt", "our-own|-thing==1.0\n")
    assert "on Python" not in said


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        ("STATIC_RO|OT = os.path.join(BASE_DIR, 'out')\n", "`'{root}/out'`, where `{root}` is"),
        ("DEB|UG = not False\n", "Value: `True`"),
        ("X|YZ = os.environ.get('NOT_SET')\n", "Value: `None`"),
        (
            "import local\nX|Y = local.X\n",
            "Not known: `ModuleNotFoundError: No module named 'local'`.",
        ),
        ("XY|Z = open('/etc/x').read()\n", "Not known: "),
        ("SECRET|_KEY = 'very secret'\n", "Value: `'…'`"),
        ("DATA|BASES = {'default': {'PASSWORD': 'p', 'NAME': 'n'}}\n", "'PASSWORD': '…', 'NAME'"),
    ],
)
def test_settings(marked: str, wanted: str) -> None:
    project = django("")
    said, _ = said_at(project, SETTINGS, project[SETTINGS] + "import os\n" + marked)
    assert wanted in said


def test_a_setting_says_where_it_comes_from() -> None:
    base = django("")[SETTINGS] + "STATIC_ROOT = 'x'\n"
    files = django("", **{"mysite/base.py": base})
    said, about = said_at(
        files, SETTINGS, "from mysite.base import *\nif not STATIC_R|OOT:\n    pass\n"
    )
    assert about == "STATIC_ROOT"
    assert f"From `mysite/base.py`, line {base.count(chr(10))}." in said
    assert "Settings module `mysite.settings`, read through `manage.py` → " in said
    assert "`mysite/settings.py` → `mysite/base.py`" in said


def test_names_elsewhere_are_none_of_its_business() -> None:
    files = django("DEBUG = True\n", **{"other.py": "DEBUG = False\n"})
    assert hover_at(files, "other.py", "DEB|UG = False\n") is None
    assert hover_at(FLASK, "app.py", "DEB|UG = False\n") is None
    project = django("")
    assert hover_at(project, SETTINGS, project[SETTINGS] + "debug = os.pa|th\n") is None


HOSTILE = "`` ](http://x) <b>&amp; ![](y) **z** \u202e\u200b\x1b[0m ```\\n# h"


@pytest.mark.parametrize(
    ("files", "path", "marked"),
    [
        (django(""), SETTINGS, django("")[SETTINGS] + f"XY|Z = {HOSTILE!r}\n"),
        (django(""), SETTINGS, django("")[SETTINGS] + f"XY|Z = {{{HOSTILE!r}: 1}}\n"),
        (FLASK, "Procfile", f"web: A='{HOSTILE}' gunicorn -w $|A app:app\n"),
        (FLASK, "Procfile", f"we|b: gunicorn app:app {HOSTILE} #\n"),
        (FLASK, "Procfile", "web: gunicorn -b| '`](x)<i>:80' app:app\n"),
        (FLASK, "requirements.txt", "Django|==4.2.7`](http://x)\n"),
        (FLASK, "runtime.txt", "python-3.6.6|`<b>](x)\n"),
    ],
)
def test_what_the_repository_holds_is_never_markup(
    files: dict[str, str], path: str, marked: str
) -> None:
    found = hover_at(files, path, marked)
    assert found is not None
    only_ours(found.markdown)


def only_ours(markdown: str) -> None:
    """Nothing but our own headings and links; nothing that does not show."""
    assert all(char.isprintable() or char == "\n" for char in markdown)
    for token in MarkdownIt("commonmark").parse(markdown):
        assert token.type not in ("html_block", "heading_open", "hr")
        for inner in token.children or ():
            assert inner.type not in ("html_inline", "image")
            if inner.type == "link_open":
                assert str(inner.attrs["href"]).startswith(HOMEPAGE)


@given(st.text(max_size=60), st.integers(1, 50))
def test_code_is_one_code_span_whatever_it_holds(text: str, limit: int) -> None:
    (block,) = [t for t in MarkdownIt("commonmark").parse(f"a {code(text, limit)} b") if t.children]
    inline = [(token.type, token.content) for token in block.children or ()]
    if text:
        assert [kind for kind, _ in inline] == ["text", "code_inline", "text"]
        assert len(inline[1][1]) <= limit + 2


def test_each_text_is_about_an_option_that_there_is() -> None:
    for program, said in option_help().items():
        known = table(program)
        for name, text in said.items():
            assert name in known.values | known.flags | known.optional, (program, name)
            assert text.endswith((".", "`."))
            assert "please" not in text.lower()


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TREES, st.sampled_from(sorted(targets())), st.lists(st.integers(-3, 300), max_size=12))
def test_any_place_of_any_tree(files: dict[str, bytes], target: str, offsets: list[int]) -> None:
    report = check(MemoryTree(files), targets()[target], uncertain=True)
    for path in (*files, "nowhere", ""):
        document = report.project.document(path)
        for offset in offsets:
            found = hover(report.project, report, path, offset)
            if found is not None:
                assert len(found.markdown) <= LONGEST + 3_000
                end = len(document.text) if document is not None else 0
                assert 0 <= found.start <= found.end <= end
                only_ours(found.markdown)
