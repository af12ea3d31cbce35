from __future__ import annotations

import types

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.python.names.bindings import Binds
from checker.python.names.bindings_of import names_of, quickly_bound

STATEMENTS = (
    "app = 1", "app: int = 1", "app: int", "(app, b) = 1, 2", "[app, *b] = 1, 2", "b = app = 1",
    "def app(): pass", "class app: pass", "import os as app", "from os import path as app",
    "import os.path", "for app in [1]: pass", "if (app := 1): pass", "b = [app := i for i in [1]]",
    "b = [app for app in [1]]", "b = lambda: (app := 1)", "with open('/dev/null') as app: pass",
    "try:\n    1 / 0\nexcept ZeroDivisionError as app:\n    pass", "if True:\n    app = 1",
    "if False:\n    app = 1", "if __name__ == '__main__':\n    app = 1",
    "if '__main__' == __name__:\n    app = 1\nelse:\n    b = 1", "def b():\n    app = 1",
    "class b:\n    app = 1", "app = 1\ndel app", "'''\napp = 1\n'''", "b = {}\nb['app'] = 1",
    "b = type('', (), {})()\nb.app = 1", "match {'x': 1}:\n    case {'x': app}: pass",
    "match [1]:\n    case [*app]: pass", "globals()['app'] = 1",
    "def b():\n    global app\n    app = 1\nb()",
    "exec('app = 1')", "from os.path import *", "def __getattr__(name): return 1", "",
    "while True:\n    app = 1\n    break", "try:\n    pass\nfinally:\n    app = 1",
    "b = 1",
)  # fmt: skip


@pytest.mark.parametrize("source", STATEMENTS)
def test_binds_as_python_does(source: str) -> None:
    try:
        code = compile(source, "m", "exec")
    except SyntaxError:
        pytest.skip("not of this Python's syntax")
    module = types.ModuleType("m")
    exec(code, module.__dict__)
    names = names_of(source)
    assert names is not None
    verdict = names.binds("app")
    if verdict is Binds.YES and "del" not in source and "except" not in source:
        assert hasattr(module, "app")
    if verdict is Binds.NO:
        assert not hasattr(module, "app")
    if quickly_bound(source, "app"):
        assert verdict is Binds.YES


def test_what_is_told_of_a_binding() -> None:
    names = names_of(
        "if x:\n    a = 1\nb, c = 1, 2\nd = 3\nd = 4\nif __name__ == '__main__':\n    e = 5\n"
    )
    assert names is not None
    assert names.last("a") is None
    assert names.last("b") is None
    binding = names.last("d")
    assert binding is not None
    assert binding.line == 5
    assert names.main_only == {"e": 7}
    assert names.last("none") is None


def test_what_cannot_be_parsed() -> None:
    assert names_of("print 'x'\n") is None
    assert names_of("\0") is None
    assert names_of("\udc80") is None
    assert names_of("(" * 5000) is None
    assert names_of("x = " + "-" * 100_000 + "1") is None


@given(st.text(max_size=60))
def test_total(text: str) -> None:
    names_of(text)
    quickly_bound(text, "app")
    quickly_bound("app = 1", text)
