"""What expressions and statements come to, against the host's own Python where that can say it."""

from __future__ import annotations

import time

import pytest

from tests.python.evaluating import outcome, value

LIKE_PYTHON = [
    "X = [a * 2 for a in range(4) if a % 2]",
    "X = {k: v for k, v in zip('ab', (1, 2))}",
    "X = sorted({'b', 'a'})",
    "a, *b = [1, 2, 3]\nX = [a, b]",
    "X = '%s-%05d' % ('a', 42)",
    "X = '{0}/{name!r:>5}'.format('a', name='b')",
    "n = 3\nX = f'{n:03d}{n!s}{\"q\"}'",
    "X = 'a,b'.split(',') + list('cd')",
    "X = dict(a=1, **{'b': 2})",
    "def f(a, b=2, *c, d=4, **e):\n    return [a, b, list(c), d, e]\nX = f(1, 5, 6, d=7, z=8)",
    "def g():\n    yield 1\n    yield from [2, 3]\nX = list(g())",
    "def outer():\n    n = 0\n    def inner():\n        nonlocal n\n        n += 1\n"
    "        return n\n"
    "    inner()\n    return inner()\nX = outer()",
    "class A:\n    b = 1\n    def __init__(self, c):\n        self.c = c\n    @property\n"
    "    def d(self):\n        return self.b + self.c\nX = A(4).d",
    "class A:\n    def __init__(self, c):\n        self.c = c\n    @property\n    def c(self):\n"
    "        return self._c\n    @c.setter\n    def c(self, c):\n        self._c = c * 2\n"
    "    @c.deleter\n    def c(self):\n        pass\nX = A(4).c",
    "class A:\n    def get(self):\n        return self._c\n    def set(self, c):\n"
    "        self._c = c * 2\n    c = property(get, set)\na = A()\na.c = 3\nX = a.c",
    "from functools import cached_property\nclass A:\n    @cached_property\n    def c(self):\n"
    "        return [1]\na = A()\na.c.append(2)\nb = A()\nb.c = 5\nX = [a.c, b.c]",
    "class A:\n    def f(self):\n        return 'a'\nclass B(A):\n    def f(self):\n"
    "        return super().f() + 'b'\nX = B().f()",
    "try:\n    {}['k']\nexcept (ValueError, KeyError) as e:\n    X = str(e)\nelse:\n    X = 0",
    "X = 0\nfor i in range(10):\n    if i == 3:\n        continue\n    if i > 5:\n        break\n"
    "    X += i\nelse:\n    X = -1",
    "X = 1\nwhile X < 100:\n    X *= 3",
    "X = [1, 2, 3][::-1][:2]",
    "if (n := 5) > 3:\n    X = n",
    "import functools\nX = functools.reduce(lambda a, b: a + b, [1, 2, 3])",
    "from collections import OrderedDict\nX = list(OrderedDict([('b', 1), ('a', 2)]))",
    "import json\nX = json.loads('{\"a\": [1, null]}')",
    "X = any(c.isdigit() for c in 'ab1') and all([1, 'a'])",
    "X = max(3, 1, 2) + min([4, 5]) + sum([1, 2])",
    "match ['a', 2]:\n    case ['a', n] if n > 1:\n        X = n\n    case _:\n        X = None",
    "exec('X = 2 ** 5')",
    "globals()['X'] = eval('1 + 1')",
    "X = [1]\nY = X\nY += (2,)",
    "X = not None or 'a'",
    "X = 1 < 2 < 3 != 4",
    "from enum import Enum\nclass E(Enum):\n    A = 'a'\nX = E.A.value + E('a').name",
    "X = 'a' 'b'.upper().replace('B', 'c')",
    "x = [3, 1, 2]\nx.sort(key=lambda v: -v)\nX = x",
    "X = {'a': 1}.get('b', {'c': 2})['c']",
    "from pathlib import PurePosixPath as P\nX = str(P('/a') / 'b' / '../c')",
    "def f(n):\n    return 1 if n < 2 else n * f(n - 1)\nX = f(10)",
    "X = list(map(str, filter(None, [0, 1, 2])))",
    "with_ = 1\nX = [with_ if y else 0 for y in (0, 1)]",
    "del_ = {'a': 1, 'b': 2}\ndel del_['a']\nX = del_",
]


@pytest.mark.parametrize("source", LIKE_PYTHON)
def test_comes_to_what_python_says(source: str) -> None:
    names: dict[str, object] = {}
    exec(source, names)
    found = value(source)
    assert found.state == "known", found.because
    assert found.value == names["X"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("X = BASE_DIR", "{root}"),
        ("X = os.path.join(BASE_DIR, 'a', '..', 'b')", "{root}/a/../b"),
        ("from pathlib import Path\nX = Path(__file__).resolve().parents[1] / 's'", "{root}/s"),
        ("from pathlib import Path\nX = Path(__file__).parent.joinpath('a', 'b').as_posix()",
         "{root}/site_/a/b"),
        ("X = os.path.abspath('rel')", "{root}/rel"),
        ("X = os.environ.get('NOPE', 'default')", "default"),
        ("X = os.path.exists(BASE_DIR + '/manage.py')", True),
        ("X = open(os.path.join(BASE_DIR, 'manage.py')).read()[:6]", "import"),
        ("X = sorted(os.listdir(os.path.dirname(__file__)))", ["__init__.py", "settings.py"]),
    ],
)  # fmt: skip
def test_knows_the_repository(source: str, expected: object) -> None:
    assert value(source).value == expected


@pytest.mark.parametrize(
    "source",
    [
        "X = os.environ['HOME']",
        "X = os.path.basename(BASE_DIR)",
        "X = len(BASE_DIR)",
        "import random\nX = random.random()",
        "X = BASE_DIR == '/app'",
        "X = os.path.exists('/etc/some.conf')",
        "X = open('/proc/cpuinfo').read() if os.path.exists('/dev/null') else ''",
        "import requests_like\nX = 1",
        "exec(open('/opt/settings.py').read())",
        "import socket\nX = 'a' if socket.gethostname() == 'web1' else 'b'",
        "import time\nX = [t for t in time.localtime()]",
    ],
)
def test_never_guesses(source: str) -> None:
    found = outcome(source, declared=("django", "somebodys-own-package")).settings.get("X")
    assert found is None or found.state == "unknown"


def test_joins_the_branches_of_an_unknown_condition() -> None:
    source = "if os.path.exists('/opt/a'):\n    X = 1\n    Y = 1\nelse:\n    X = 2\n    Y = 1\n"
    found = outcome(source + "if os.path.exists('/opt/a'):\n    Z = 1\n")
    assert found.settings["X"].state == "unknown"
    assert (found.settings["Y"].state, found.settings["Y"].value) == ("known", 1)
    assert found.settings["Z"].state == "unknown"


def test_says_where_a_value_comes_from() -> None:
    found = outcome("from .base import *\n", {"site_/base.py": "\nX = 1\nX = [\n  2]\n"})
    place = found.settings["X"].place
    assert place is not None
    assert (place.path, place.line, place.end_line) == ("site_/base.py", 3, 4)


HOSTILE = {
    "endless loop": "while True:\n    pass",
    "endless recursion": "def f():\n    return f()\nX = f()",
    "endless generator": "def g():\n    while True:\n        yield 1\nX = list(g())",
    "huge power": "X = 10 ** 10 ** 10",
    "huge shift": "X = 1 << 10 ** 12",
    "huge text": "X = 'a' * 10 ** 12",
    "doubling text": "X = 'a'\nfor i in range(100):\n    X += X",
    "doubling list": "X = [1]\nfor i in range(100):\n    X = [X, X]\nY = X == [X]\nZ = str(X)",
    "huge range": "X = [a for a in range(10 ** 12)]",
    "huge width": "X = '%999999999d' % 1\nY = '{:999999999}'.format(1)\nZ = f'{1:999999999}'",
    "slow expression": "import re\nX = re.match('(a+)+$', 'a' * 40 + 'b')",
    "many conditions": "\n".join(
        f"if os.path.exists('/opt/{n}'):\n    X = {n}" for n in range(40)
    ),
    "itself": "from site_.settings import *\nimport site_.settings as s\nX = s.X",
    "long sum": "X = " + "+".join(["'a'"] * 3000),
    "deep brackets": "X = " + "(" * 5000 + ")" * 5000,
    "deep lists": "X = " + "[" * 100 + "]" * 100,
    "deep calls": "X = " + "str(" * 90 + "1" + ")" * 90,
    "many replacements": "X = 'aaaa'\nfor i in range(50):\n    X = X.replace('a', 'aa')",
    "code in code": "s = 'exec(s)'\nexec(s)",
    "self-holding": "X = []\nX.append(X)\nY = repr(X)\nSTATICFILES_DIRS = X",
    "nulls": "X = open('a\\0b')",
    "format attack": "X = '{0.__class__.__mro__}'.format(1)",
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_source_is_bounded(name: str) -> None:
    started = time.monotonic()
    found = outcome(HOSTILE[name])
    assert "the tool failed" not in found.because
    assert time.monotonic() - started < 20
