r"""The slug builder's own start command: `\w+.settings`, `Flask(__name__)`, the shell around."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.platform.slug.generate import OPTIONS, generate
from tests.platform.projects import SLUG, of, plan_of


def module(files: dict[str, str | bytes]) -> str | None:
    """What is generated between `gunicorn ` and the options."""
    procfile = generate(of(SLUG, files)).procfile
    if procfile is None:
        return None
    assert procfile.startswith(b"web: gunicorn ")
    assert procfile.endswith(OPTIONS + b"\n")
    return procfile[14 : -len(OPTIONS) - 1].decode("utf-8", "surrogateescape")


@pytest.mark.parametrize(
    ("text", "generated"),
    [
        ("'site.settings'", "site.wsgi"),
        ("'config.settings.local'", "config.wsgi"),
        ("'src.site.settings'", "site.wsgi"),
        ("'site.settings_dev'", "site.wsgi"),
        ("'site-settings'", "site.wsgi"),
        ("the settings", "the.wsgi"),
        ("from a import settings\n'a.settings'", "import.wsgi\na.wsgi"),
        ("a.settings b.settings", "a.wsgi\nb.wsgi"),
        ("xsettings.settings", ".wsgi.settings"),
        ("a.settings.settings", "a.wsgi"),
        ("a.settings_x.settings", "a.wsgi\n_x.wsgi"),
        ("a\nsettings", None),
        ("a..settings", None),
        (".settings", None),
        ("settings", None),
        ("site.SETTINGS", None),
        ("'conf.prod'", None),
        ("é.settings", None),
        (b"a\xff.settings b.settings\r\n", "b.wsgi"),
        (b"a.settings\0", None),
    ],
)
def test_the_words_of_manage_py(text: str | bytes, generated: str | None) -> None:
    assert module({"manage.py": text}) == generated


def test_the_nearest_manage_py_is_taken() -> None:
    deep = {"zz/manage.py": "z.settings", "a/b/manage.py": "b.settings"}
    assert module({**deep}) == "z.wsgi"
    assert module({**deep, "ab/manage.py": "ab.settings"}) == "ab.wsgi"
    assert module({**deep, "manage.py": "root.settings"}) == "root.wsgi"
    assert module({"Z/manage.py": "z.settings", "a/manage.py": "a.settings"}) == "z.wsgi"
    assert module({".x/manage.py": "x.settings"}) == "x.wsgi"


def test_a_manage_py_that_is_too_deep_or_has_a_blank_in_its_path_is_not_seen() -> None:
    app = {"app.py": "app = Flask(__name__)"}
    assert module({"a/b/c/manage.py": "a.settings", **app}) == "app:app "
    assert module({"my site/manage.py": "a.settings", **app}) == "app:app "
    assert module({"manage.py/x": "a.settings", **app}) == "app:app "


def test_with_manage_py_no_flask_is_looked_for() -> None:
    assert module({"manage.py": "x", "app.py": "app = Flask(__name__)"}) is None


@pytest.mark.parametrize(
    ("files", "generated"),
    [
        ({"app.py": "app = Flask(__name__)\n"}, "app:app "),
        ({"app.py": "app=Flask(__name__)\n"}, "app:app"),
        ({"app.py": "app = Flask(__name__, static_folder='x')\n"}, None),
        ({"app.py": "app = server = Flask(__name__)\n"}, "app:app "),
        ({"app.py": "app: Flask = Flask(__name__)\n"}, "app:app: Flask "),
        ({"app.py": "# a = Flask(__name__)\nb = Flask(__name__)\n"}, "app:# a \nb "),
        ({"app.py": "def f():\n    app = Flask(__name__)\n"}, "app:    app "),
        ({"app.py": "    return Flask(__name__)\n"}, "app:    return Flask(__name__)"),
        ({"app.py": "= Flask(__name__)\n"}, None),
        ({"happy.py": "app=Flask(__name__)"}, "ha.py:app"),
        ({"spy_app.py": "app=Flask(__name__)"}, "_app.py:app"),
        ({"py.py": "app=Flask(__name__)"}, "py:app"),
        ({"b.py": "b=Flask(__name__)", "a.py": "a=Flask(__name__)"}, "a:a"),
        ({"b.py": "b=Flask(__name__)", "Z.py": "z=Flask(__name__)"}, "Z:z"),
        ({"a.py": "x", "b.py": "b=Flask(__name__)"}, "b:b"),
        ({"my app.py": "app=Flask(__name__)"}, None),
        ({"my b.py": "x=Flask(__name__)", "b.py": "b=Flask(__name__)"}, "b:b"),
        ({"my app.py": "x", "my": "m=Flask(__name__)"}, "my:m"),
        ({"app.PY": "app=Flask(__name__)"}, None),
        ({"src/app.py": "app=Flask(__name__)"}, None),
        ({".h.py": "app=Flask(__name__)"}, ".h:app"),
        ({"app.py": b"app=Flask(__name__)\0"}, None),
        ({"app.py": b"\xff=Flask(__name__)"}, "app:\udcff"),
        ({}, None),
    ],
)
def test_flask(files: dict[str, str | bytes], generated: str | None) -> None:
    assert module(files) == generated


def test_several_lines_are_no_yaml_and_fail_the_build() -> None:
    files: dict[str, str | bytes] = {
        "requirements.txt": "django",
        "manage.py": "# the settings of core\n'core.settings'",
    }
    start = plan_of(SLUG, files).start
    assert (start.source, start.command, start.fails) == ("generated", None, True)
    assert start.at[0].path == "manage.py"


def test_the_double_blank_stays() -> None:
    files: dict[str, str | bytes] = {"requirements.txt": "", "app.py": "app = Flask(__name__)\n"}
    assert plan_of(SLUG, files).start.command == "gunicorn app:app " + OPTIONS.decode()


def test_nothing_is_generated() -> None:
    start = plan_of(SLUG, {"requirements.txt": ""}).start
    assert (start.source, start.command, start.fails) == ("none", None, False)
    assert start.log == "not django and flask project"


@given(st.binary(max_size=200))
def test_any_manage_py_and_any_app(data: bytes) -> None:
    generate(of(SLUG, {"manage.py": data}))
    generate(of(SLUG, {"app.py": data + b"Flask(__name__)" + data}))


@given(st.text("as.\n \u00e9_", max_size=12).map(lambda t: t.replace("s", "settings")))
def test_the_words_are_those_of_the_regular_expression(text: str) -> None:
    import re

    data = text.encode()
    words = [
        match[0].replace(re.search(rb"(?s).settings", match[0])[0], b".wsgi", 1)  # type: ignore[index]
        for match in re.finditer(rb"[A-Za-z0-9_]+.settings", data)
    ]
    found = module({"manage.py": data})
    assert found == (b"\n".join(words).decode("utf-8", "surrogateescape") or None)


def test_time_is_linear() -> None:
    module({"manage.py": b"a" * 1_000_000})
    module({"manage.py": b"settings" * 100_000})
    module({"manage.py": b"a.settings " * 100_000})
