"""How a file's bytes are decoded, and where its lines end, against real interpreters."""

from __future__ import annotations

import base64

import pytest

from checker.python.syntax.parse import parse
from tests.differential.interpreters import VERSIONS, ask, version

BOM = b"\xef\xbb\xbf"
NAMES = (b"utf-8", b"utf8", b"UTF-8", b"utf_8", b"latin-1", b"utf-8-sig", b"ascii", b"nosuch",
         b"utf-8-unix", b"iso-8859-15", b"Latin-1-unix", b"cp1252", b"us-ascii",
         b"koi8-r")  # fmt: skip
FILES = [
    *(b"# -*- coding: " + name + b" -*-\nx = 1\n" for name in NAMES),
    *(BOM + b"# coding: " + name + b"\nx = 1\n" for name in NAMES),
    *(b"# vim: set fileencoding=" + name + b" :\nx = '\xc3\xa4'\n" for name in NAMES),
    b"\n\n# coding: nosuch\n", b"x = 1\n# coding: nosuch\n", b"\f# coding: nosuch\n",
    b"\n# coding: nosuch\n", b"#!/usr/bin/python\n# coding: nosuch\n", b"#coding : nosuch\n",
    b"# coding: latin-1\nx = '\xe4'\n", b"x = '\xe4'\n", b"x = '\xc3\xa4'\n", b"# \xe4\n",
    BOM + b"x = '\xc3\xa4'\n", b"x = '''\n# coding: nosuch\n'''\n", b"'''# coding: nosuch'''\n",
    b"x = 1\r\r\ny = 1_0\r", b"x = 1\ry = (1,\r2)\r", b"\f x = 1\n", b"if 1:\n\tx\n        y\n",
    b"if 1:\n        x\n\ty\n", b"if 1:\n    x\n\f    y\n", b"x = 1\x1a\n", b"\xff\xfex\0=\0001\0",
    b"# coding: ascii\nx = '\xc3\xa4'\n", b"", b"\n", BOM, b"#", b"\\\n", b"x = 1;", b"\t\n",
]  # fmt: skip
PROGRAM = r"""
import base64, json, os, sys, tempfile, warnings
warnings.simplefilter("ignore")
sys.dont_write_bytecode = True
folder = tempfile.mkdtemp()
def takes(data):
    path = os.path.join(folder, "module_.py")
    with open(path, "wb") as file:
        file.write(data)
    try:
        if sys.version_info[0] == 2:
            import imp
            imp.load_source("module_", path)
        else:
            from importlib.machinery import SourceFileLoader
            SourceFileLoader("module_", path).get_code("module_")
    except (SyntaxError, ValueError):
        return False
    except Exception:
        pass
    return True
answers = [takes(base64.b64decode(text)) for text in json.load(sys.stdin)]
os.remove(os.path.join(folder, "module_.py"))
os.rmdir(folder)
sys.stdout.write(json.dumps(answers))
"""


@pytest.mark.parametrize("python", VERSIONS)
def test_agrees_with_the_interpreter(python: str) -> None:
    answers = ask(python, PROGRAM, [base64.b64encode(data).decode() for data in FILES])
    differ = []
    for data, takes in zip(FILES, answers, strict=True):
        parsed = parse(data, version(python))
        if not parsed.unreadable and bool(parsed.error) is takes:
            differ.append((data, parsed.error))
    assert not differ
