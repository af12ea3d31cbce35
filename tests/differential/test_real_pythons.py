"""PY001 and PY003 against real interpreters: what they compile is read, what they refuse is not."""

from __future__ import annotations

import json
import os
import shutil
import subprocess

import pytest

from checker.python.refusal import Kind, refusal_of
from checker.python.source import parse
from checker.python.suspicion import may_refuse

SOURCES = [
    "x = 1\n", "if (n := 1): pass\n", "def f(a, /): pass\n", "x = f'{1}'\n", "x = f'{x=}'\n",
    "x: int = 1\n", "x = 1_000\n", "async def f(): await g()\n", "x = [*a, *b]\n", "f(*a, *b)\n",
    "x = {**a}\n", "a @ b\n", "match a:\n    case 1: pass\n", "match = 1\nmatch(a)\n",
    "try: pass\nexcept* A: pass\n", "def f[T](x: T): pass\n", "type X = int\n", "type = int\n",
    "x = f'{d['a']}'\n", "x = f'{\"\\n\"}'\n", "from __future__ import annotations\n",
    "@a[0]\ndef f(): pass\n", "@a.b(1)\ndef f(): pass\n", "with (a as b, c as d): pass\n",
    "with (a): pass\n", "with (a), (b): pass\n", "with (a) as b: pass\n",
    "with (a, b): pass\n", "with (a as b): pass\n", "with (a) as (b): pass\n",
    "async def f():\n    async with (a) as b: pass\n",
    "def f(*, a): pass\n", "a, *b = c\n", "raise A from None\n",
    "class A(metaclass=B): pass\n", "def f():\n    yield from a\n", "def f():\n    return *a, b\n",
    "f(async=True)\n", "async = 1\n", "print 'a'\n", "print('a')\n", "print('a', end='')\n",
    "print\n",
    "print >>f, 'a'\n", "try: pass\nexcept A, e: pass\n", "try: pass\nexcept (A, B), e: pass\n",
    "raise A, 'b'\n", "exec 'a'\n", "exec('a')\n", "x = 0755\n", "x = 00\n", "x = 10L\n",
    "x = `a`\n",
    "if a <> b: pass\n", "x = ur'a'\n", "x = u'a'\n", "if a:\n\tb = 1\n        c = 2\n",
    "<<<<<<< HEAD\nx = 1\n", "max((a for a in b), 1)\n", "f(a for a in b, 1)\n",
    "x = a if b else\n",
    "def f():\n    x = 1\n    global x\n", "def f((a, b)): pass\n", "lambda (a, b): a\n", "a[*b]\n",
    "def f(*a: *B): pass\n", "async def f():\n    return [x async for x in y]\n", "nonlocal = 1\n",
    "# -*- coding: latin-1 -*-\nx = 'a'\n", "x = t'{a}'\n", "for x in *a, b: pass\n", "x = ...\n",
]  # fmt: skip
SLIPS = ("x = a if b else\n", "def f():\n    x = 1\n    global x\n", "f(a for a in b, 1)\n")
"""What no version is known for: the first look is not for them."""
PROGRAM = r"""
import json, sys, warnings
warnings.simplefilter("ignore")
def takes(source):
    try:
        compile(source, "source.py", "exec", 0, 1)
    except SyntaxError:
        return False
    return True
print(json.dumps([list(sys.version_info[:2]), [takes(str(s)) for s in json.load(sys.stdin)]]))
"""


def verdicts(python: str) -> tuple[tuple[int, int], list[bool]] | None:
    """What an interpreter says of each source; None where it is not on this machine."""
    command = os.environ.get("TEST_PYTHON_" + python.replace(".", "_")) or f"python{python}"
    if shutil.which(command) is None:
        return None
    done = subprocess.run(
        [command, "-c", PROGRAM], input=json.dumps(SOURCES), capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    if done.returncode:
        return None  # a launcher without the version behind it
    version, taken = json.loads(done.stdout)
    return (version[0], version[1]), taken


@pytest.mark.parametrize("python", ["2.7", *(f"3.{minor}" for minor in range(4, 15))])
def test_agrees_with_the_interpreter(python: str) -> None:
    answer = verdicts(python)
    if answer is None:
        pytest.skip(f"no Python {python} here: put it on PATH, or name it in TEST_PYTHON_X_Y")
    version, taken = answer
    assert ".".join(map(str, version)) == python
    wrong, missed = [], []
    for source, takes in zip(SOURCES, taken, strict=True):
        data = source.encode()
        refusal = refusal_of(data, version, parse(data, version))
        certain = refusal is not None and refusal.certain and refusal.kind is not Kind.UNREADABLE
        if certain and takes:
            wrong.append((source, refusal))
        if refusal is None and not takes:
            missed.append(source)
        if certain and not takes and source not in SLIPS:
            assert may_refuse(source, version), f"the first look lets it pass: {source!r}"
    assert not wrong
    assert len(missed) <= 2, missed  # what is not told apart is silence, and stays rare
