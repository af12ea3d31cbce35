"""Check settings files that ask for much: `python -m scripts.hostile_settings [--scale 1]`.

Makes a small Django project for each kind of value, operation and place below, sized a little past
the limits of `checker.python.interpreter.limits` (`--scale` multiplies them), and checks each in a
process of its own that may take a gigabyte of address space. Nothing that is made is run by Python.
Prints the slowest and the largest checks, and ends with 1 where one crashed, took longer than
`--seconds`, or more than `--megabytes` above what a check of plain settings takes.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import itertools
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path
from typing import NamedTuple

from checker.cli.main import main as check
from checker.python.interpreter import limits

MANAGE = """import os, sys
if __name__ == '__main__':
    os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'site_.settings')
    from django.core.management import execute_from_command_line
    execute_from_command_line(sys.argv)
"""
HEAD = """import ast, base64, collections, configparser, copy, datetime, enum, fnmatch, functools
import glob, itertools, json, math, os, re, shlex, string, sys, textwrap, urllib.parse
from pathlib import Path
BASE_DIR = Path(__file__).resolve().parent.parent
SECRET_KEY = 'x'
INSTALLED_APPS = ['django.contrib.staticfiles']
STATIC_URL = '/static/'
STATIC_ROOT = BASE_DIR / 'static'
"""


def values(scale: float) -> dict[str, str]:
    """Lines that set `v`, by the kind of the value."""
    text, items = int(limits.TEXT * scale), int(limits.ITEMS * scale)
    doublings = int(limits.STRUCTURE * scale).bit_length()
    depth, bits = int(limits.DEPTH * 1.2 * scale), int(limits.INTEGER_BITS * scale)
    names = int(limits.ORDER * 0.6 * scale)
    return {
        "text": f"v = 'ab' * {text // 2}",
        "near-text": f"v = 'a' * {text - 1}",
        "letters": f"v = 'é' * {text // 4}",
        "lines": f"v = 'a\\n' * {text // 4}",
        "spaces": f"v = 'a' + ' ' * {text // 4} + 'b'",
        "digits": f"v = '1' * {int(limits.DIGITS * scale) + 1}",
        "bytes": f"v = b'ab' * {text // 2}",
        "path-text": f"v = 'a/' * {int(limits.PATH * scale) // 2 + 1}",
        "path": f"v = Path('a/' * {int(limits.PATH * scale) // 2 - 1})",
        "range": f"v = range({items + 1})",
        "wide-range": f"v = range({items - 1})",
        "list": f"v = list(range({items // 4}))",
        "texts": f"v = ['a' * {text // 100}] * {items // 40}",
        "numbers": f"v = {{i * (2 ** 61 - 1) for i in range({items // 10})}}",
        "mapping": f"v = {{str(i): i for i in range({items // 10})}}",
        "numbered": f"v = {{i * (2 ** 61 - 1): i for i in range({items // 10})}}",
        "tuples": f"v = ()\nfor i in range({doublings}):\n    v = (v, v)",
        "lists": f"v = []\nfor i in range({doublings}):\n    v = [v, v]",
        "mappings": f"v = {{}}\nfor i in range({doublings}):\n    v = {{'a': v, 'b': v}}",
        "text-parts": f"v = 'a' * {text // 10}\nfor i in range({doublings // 2}):\n    v = [v, v]",
        "deep": f"v = ()\nfor i in range({depth}):\n    v = (v,)",
        "deep-mapping": f"v = {{}}\nfor i in range({depth}):\n    v = {{'a': v}}",
        "number": f"v = 2 ** {bits - 2}",
        "decimal": f"v = 10 ** {bits // 4}",
        "float": "v = 1e300",
        "iterator": f"v = iter([str(i) for i in range({items // 10})])",
        "generator": f"def g():\n    for i in range({items // 10}):\n        yield i\nv = g()",
        "counter": f"v = collections.Counter({{'a': {items + 1}, 'b': {items + 1}}})",
        "deque": f"v = collections.deque([[1] * 100] * {items // 100})",
        "class": "class A: pass\n"
        + "".join(f"class A{n}({f'A{n - 1}' if n else 'A'}): pass\n" for n in range(names))
        + f"v = A{names - 1}()",
        "wide-class": "".join(f"class B{n}: pass\n" for n in range(names))
        + f"class C({', '.join(f'B{n}' for n in range(names))}): pass\nv = C()",
        "enumeration": "class E(enum.Enum):\n"
        + "".join(f"    m{n} = {n}\n" for n in range(names * 5))
        + f"v = E({names * 5 - 1})",
        "parts": "v = f'" + "{1}{2!r}{3:>4}" * (items // 40) + "'",
        "conditions": "v = " + " or ".join(["''"] * (items // 40)) + " or 'x'",
        "calls": "def f(*a, **k):\n    return a\nv = f(" + ", ".join(["1"] * (items // 20)) + ")",
        "pairs": f"v = [('a', 1), ('b', 2)] * {items // 10}",
        "instance": "class O:\n    def __repr__(self):\n        return 'x' * 10000\n"
        f"v = [O() for i in range({items // 100})]",
    }


OPERATIONS = (
    *("v == v2", "v < v2", "v != [v2]", "v in [v2, v]", "'b' in v", "1.5 in v", "7 in v"),
    *("hash(v)", "{v: 1}", "{v}", "{1: v}[1]", "len(v)", "bool(v)", "id(v)", "v is v2"),
    *("str(v)", "repr(v)", "ascii(v)", "'%s' % (v,)", "'%r%r%r' % (v, v, v)", "'%9999d' % v"),
    *("'%(a)s' % {'a': v}", "'%*d' % (9999, 1)", "f'{v}'", "f'{v!r:>9999}'", "f'{v!r}{v!r}{v!r}'"),
    *("'{:9999}{:9999}'.format(v, v)", "'{0[0]}{0}'.format(v)", "('{:9999}' * 99).format(*v)"),
    *("'{:{}}'.format(1, 9999)", "'{a}'.format_map({'a': v})", "format(v, '>9999')"),
    *("json.dumps(v)", "json.dumps(v, indent=9)", "json.loads(v)", "json.loads('[' + v + ']')"),
    *("json.dumps([v] * 99)", "ast.literal_eval(v)", "ast.literal_eval(str(v))", "eval(v)"),
    *("exec(v)", "exec('x = 1\\n' * 999)", "eval('1+' * 400 + '1')", "sorted(v)", "max(v)"),
    *("sorted(v, key=repr)", "sorted([v, v2])", "min(v, v2)", "sum(v)", "sum([v, v2], [])"),
    *("any(v)", "all(v)", "list(v)", "tuple(v)", "set(v)", "frozenset(v)", "dict(v)", "iter(v)"),
    *("dict.fromkeys(v)", "dict.fromkeys(range(99999), v)", "bytes(v)", "bytearray(v)"),
    *("collections.deque(v)", "collections.Counter(v)", "collections.OrderedDict(v)"),
    *("collections.Counter(v).most_common(3)", "list(v.elements())", "collections.deque(v) * 99"),
    *("collections.namedtuple('N', v)", "collections.defaultdict(list, v)", "enumerate(v)"),
    *("list(zip(v, v))", "list(map(str, v))", "list(filter(None, v))", "list(reversed(v))"),
    *(
        "[*v, *v]",
        "{**v, **v}",
        "(lambda *a, **k: a)(*v)",
        "(lambda **k: k)(**v)",
        "[x for x in v]",
    ),
    *("{x: x for x in v}", "{x for x in v}", "a, *b = v", "v * 3", "v * 99999", "v + v", "v + [1]"),
    *("v - v2", "v | v2", "v & v2", "v ** 2", "2 ** v", "v ** v", "v << 4095", "v >> 1", "v // 3"),
    *("v % 7", "-v", "~v", "abs(v)", "round(v, -999)", "round(v, -99999)", "round(1.5, v)"),
    *("pow(v, v, 7)", "divmod(v, 3)", "int(v)", "float(v)", "complex(v)", "int(str(v))", "hex(v)"),
    *("int.from_bytes(v, 'big')", "v.to_bytes(9999, 'big')", "math.sqrt(v)", "math.floor(v)"),
    *("v.ljust(999999)", "v.center(99999)", "v.zfill(99999)", "v.expandtabs(9999)", "v.title()"),
    *("('\\t' * 9999).expandtabs(9999)", "v.replace('a', v)", "v.replace('', 'xxxx')", "v.upper()"),
    *("v.join([v, v])", "v.join(v)", "''.join(v)", "','.join([str(x) for x in v])", "v.swapcase()"),
    *("v.translate({97: v})", "v.translate({97: 'x' * 999})", "str.maketrans(v, v)", "v.lower()"),
    *(
        "v.encode('idna')",
        "v.encode('punycode')",
        "v.encode()",
        "v.decode('utf-7')",
        "v.casefold()",
    ),
    *("v.encode('utf-16')", "bytes(v, 'idna')", "v.split()", "v.split('a')", "v.rsplit('a', 3)"),
    *("v.splitlines()", "v.partition('b')", "v.rfind('b' + 'a' * 9999)", "v.find('b' * 999)"),
    *("v.count('a')", "v.index('z')", "v.strip('ab')", "v.startswith(v)", "v.endswith(('a', v))"),
    *("v.count(v2)", "v.index(v2)", "v.remove(v2)", "v.extend(v)", "v.insert(0, v)", "v.append(v)"),
    *("v.sort()", "v.reverse()", "v.pop(0)", "v.copy()", "v.update(v)", "v.union(v)", "v.items()"),
    *(
        "v.get(v2)",
        "v.setdefault(v2, v)",
        "v.pop('a', 1)",
        "v.rotate(99)",
        "v[::2]",
        "v[0]",
        "v[-1]",
    ),
    *("v[v2]", "v[1:-1]", "v[0:0] = v", "v[0] = v", "del v[0]", "del v[::2]", "v.isdigit()"),
    *("re.match('(a*)*b', v)", "re.match('(a*)*b', 'a' * 300)", "re.search('a.*b.*c', v)"),
    *("re.search('(a|aa)+$', 'a' * 300 + 'b')", "re.search('(a?){20}a{20}', 'a' * 30)"),
    *("re.sub('a', 'b' * 999, v)", "re.sub('a|b', r'\\g<0>' * 99, 'a' * 999)", "re.split('a', v)"),
    *("re.findall('a*?b?', v)", "re.findall('[a-z]+ *', 'a ' * 999)", "re.match(v, v)"),
    *("re.compile('(?:a{99}){99}').match('a' * 999)", "re.fullmatch(r'\\s*\\s*\\s*x', ' ' * 999)"),
    *("re.match('((a+)+)+b', 'a' * 99)", "re.search('(x+x+)+y', 'x' * 99)", "re.escape(v)"),
    *("Path(v)", "Path(v).parents[3]", "list(Path(v).parents)", "Path(v) / v", "Path(v).exists()"),
    *(
        "v.parents",
        "list(v.parents)",
        "v / 'a'",
        "v.joinpath(v, v)",
        "v.relative_to(v)",
        "v.suffix",
    ),
    *("Path(v).match('*a*a*a*a*b')", "v.with_name('x')", "list(Path('.').glob(v))", "v.parts"),
    *("os.path.join(v, v)", "os.path.normpath(v)", "os.path.exists(v)", "os.path.isdir('x/' + v)"),
    *("os.path.expandvars('$HOME' * 999)", "os.path.expandvars(v)", "os.path.relpath(v, 'b')"),
    *("os.path.commonprefix([v, v])", "os.path.abspath(v)", "glob.glob(v)", "os.makedirs(v)"),
    *("glob.glob('*a*a*a*a*a*b/' * 9)", "glob.glob('**/' * 9, recursive=True)", "open(v)"),
    *("open(v, 'w')", "os.listdir(v)", "os.environ[v]", "os.environ.get(v)", "os.getenv('A', v)"),
    *("os.environ.setdefault('A', v)", "os.environ.update({'A': v})", "sys.path.extend(v)"),
    *(
        "sys.path.insert(0, v)",
        "__import__(v)",
        "__import__('a.' * 99 + 'b')",
        "getattr(v, 'a' * 999)",
    ),
    *(
        "copy.deepcopy(v)",
        "copy.copy(v)",
        "itertools.product(v, v)",
        "list(itertools.chain(*[v] * 9))",
    ),
    *("list(itertools.product(*[[1, 2]] * 12))", "functools.reduce(lambda a, b: a + b, [v, v, v])"),
    *("base64.b64encode(v)", "base64.b64decode(v)", "urllib.parse.quote(v)", "shlex.split(v)"),
    *("urllib.parse.urlparse(v)", "urllib.parse.urlparse('http://a:b/').port", "shlex.quote(v)"),
    *(
        "urllib.parse.urlencode(v)",
        "urllib.parse.unquote('%41' * 999)",
        "urllib.parse.urljoin(v, v)",
    ),
    *(
        "textwrap.dedent(v)",
        "fnmatch.fnmatchcase(v, '*a*a*a*b')",
        "fnmatch.fnmatchcase('a' * 99, v)",
    ),
    *(
        "datetime.date.fromisoformat(v)",
        "datetime.date.fromisoformat('no')",
        "datetime.timedelta(v)",
    ),
    *("datetime.datetime.strptime(v, '%d ' * 99)", "datetime.date(1, 1, 1).strftime('%9999Y' * 9)"),
    *(
        "f'{datetime.date(1, 1, 1):%9999Y}'",
        "datetime.datetime.strptime('1', '%d')",
    ),
    *("configparser.ConfigParser().read_string(v)", "type('X', (object,), {'a': v})().a"),
    *(
        "type('X', v, {})",
        "isinstance(v, (int,) * 99)",
        "super(v)",
        "vars(v)",
        "dir(v)",
        "globals()",
    ),
    *(
        "int('9' * 9999)",
        "'9' * 999 + str(v)",
        "chr(v)",
        "ord(v)",
        "bin(v)",
        "sys.exit(v)",
        "next(v)",
    ),
    *("print(v)", "callable(v)", "math.ceil(v)", "string.ascii_letters * 9999", "v.a.b.c", "v()"),
    *("sorted()", "max()", "len()", "getattr(v)", "[].pop()", "{}.popitem()", "iter()", "open()"),
    *("UnicodeDecodeError(v)", "ValueError(v)", "KeyError(v)", "set().add(v)", "del (1, 2)[0]"),
    *("range(10 ** 30)", "len(range(10 ** 30))", "5 in range(10 ** 30)", "'a' in range(10 ** 9)"),
    *("dict.fromkeys(range(10 ** 9))", "set(range(10 ** 9))", "max(range(10 ** 9))"),
    *("range(10 ** 9)[5]", "list(range(10 ** 9))", "collections.Counter(range(10 ** 9))"),
)
"""Statements and expressions over `v` and its equal `v2`."""
PLACES = {
    "once": "{value}\nv2 = v\n{kept}",
    "twice": "{value}\nw = v\n{value}\nv2 = w\n{kept}",
    "loop": "{value}\nv2 = v\nkept = []\nfor _ in range({rounds}):\n"
    "    try:\n        {statement}\n    except Exception as error:\n        x = error\n"
    "    kept.append(x)\nX = kept",
    "function": "{value}\nv2 = v\ndef f(n):\n    {statement}\n"
    "    return x if n < 1 else [x, f(n - 1)]\nX = f(30)",
    "raised": "{value}\nv2 = v\n{statement}\nraise ValueError(x, v)",
    "setting": "{value}\nv2 = v\n{statement}\nINSTALLED_APPS = x\nSTATICFILES_DIRS = x\n"
    "DATABASES = {{'default': x}}\nSTATIC_URL = x\nTEMPLATES = [x]",
    "growing": "{value}\nv2 = v\nfor _ in range({rounds}):\n    {statement}\n    v = x",
}
"""What stands in the settings around the operation."""


def sources(scale: float) -> dict[str, str]:
    """Settings that are large or crooked as code."""
    signs, items = int(limits.SIGNS * scale), int(limits.ITEMS * scale)
    calls = int(limits.CALL_DEPTH * 1.2 * scale)
    levels = 100  # below what the reader of the syntax takes for too deep
    many = range(items // 40)
    return {
        "dense": "X = [" + "1," * (signs // 2) + "]",
        "dense-mapping": "X = {" + "1:1," * (signs // 4) + "}",
        "statements": "x = 1\n" * (items * 2),
        "functions": "".join(f"def f{n}(): return f{n - 1}()\n" for n in range(1, items // 10)),
        "nested-functions": "def f0(): return 1\n"
        + "".join(f"def f{n}(): return f{n - 1}()\n" for n in range(1, calls))
        + f"X = f{calls - 1}()",
        "recursion": "def f(n):\n    return f(n + 1)\nX = f(0)",
        "mutual": "def f(n):\n    try:\n        return g(n)\n    finally:\n        g(n)\n"
        "def g(n):\n    return f(n)\nX = f(0)",
        "finally": "def f(n):\n    try:\n        f(n + 1)\n    finally:\n"
        "        for i in range(999):\n            x = i\nf(0)",
        "brackets": f"X = {'[' * levels}{']' * levels}",
        "parentheses": f"X = {'(' * levels}1{')' * levels}",
        "sum": "X = " + " + ".join(["1"] * (items // 40)),
        "attributes": "X = os" + ".a" * (items // 40),
        "subscripts": "X = os" + "[0]" * (items // 40),
        "compared": "X = " + " < ".join(map(str, many)),
        "lambdas": "X = " + "lambda: " * levels + "1",
        "branches": "if 0: pass\n" + "".join(f"elif {n} == 0: x = {n}\n" for n in many),
        "tests": "".join(f"if os.path.exists('/opt/{n}'): X{n} = {n}\n" for n in range(40)),
        "loops": "for a in range(999):\n for b in range(999):\n  for c in range(999):\n   X = a",
        "forever": "x = 0\nwhile True:\n    x += 1",
        "comprehension": "X = [a for a in range(999) for b in range(999) for c in range(999)]",
        "decorators": "def d(f): return f\n" + "@d\n" * (items // 40) + "def f(): pass",
        "parameters": f"def f({', '.join(f'a{n}=0' for n in many)}): pass\nX = f()",
        "imports": "".join(
            f"try:\n    import missing{n}\nexcept ImportError:\n    pass\n" for n in many
        ),
        "names": "".join(f"A{n} = B{n} = C{n} = {{'a': [1]}}\n" for n in many) + "X = dir()",
        "text": f"X = '{'a' * int(limits.TEXT * scale)}'\nY = X + X\nZ = X * 2",
        "number": f"X = 0x{'f' * int(limits.INTEGER_BITS * scale)}\nY = str(X)",
        "globals": "for i in range(9999):\n    globals()['A%d' % i] = [i] * 9",
        "star": "from site_.other import *\n" * (items // 40),
        "templates": "TEMPLATES = [{'BACKEND': 'a', 'DIRS': [BASE_DIR] * 999}] * 999",
        "apps": f"INSTALLED_APPS = ['django.contrib.a%d' % i for i in range({items // 4})]",
        "own-apps": f"INSTALLED_APPS = ['site_'] * {items // 4}",
        "folders": f"STATICFILES_DIRS = [str(BASE_DIR / str(i)) for i in range({items // 4})]",
        "logging": "LOGGING = {'version': 1, 'handlers': {str(i): {'class': 'logging.NullHandler'} "
        f"for i in range({items // 4})}}}}",
        "files": "p = configparser.ConfigParser()\np.read('a.ini')\n"
        "X = p.items('a')\nY = json.load(open('a.json'))\nZ = open('a.json').readlines()",
        "read-often": "for i in range(999):\n    X = open('a.json').read()\n    Y = json.loads(X)",
        "styles": "STATICFILES_DIRS = [BASE_DIR / 'styles']\nSTATICFILES_STORAGE = "
        "'django.contrib.staticfiles.storage.ManifestStaticFilesStorage'",
    }


def files(scale: float) -> dict[str, str]:
    """What stands beside the settings."""
    size = int(limits.TEXT * scale)
    return {
        "site_/other.py": "".join(f"N{n} = {n}\n" for n in range(999)),
        "a.ini": "[a]\n" + "".join(f"v{n} = %(v{n + 1})s%(v{n + 1})s\n" for n in range(20)),
        "a.json": "[" + ", ".join(["[1, 2, {}]"] * (size // 12)) + "]",
        "styles/a.css": "a{b:url(" * (size // 9),
        "styles/b.css": '@import "' * (size // 9),
        "styles/c.css": "/*# sourceMappingURL=" + "\t" * (size // 40) + "x\n",
        "styles/d.css": "a{b:url(e.css)}\n" * (size // 40),
        "styles/e.css": "a{b:url(" + " " * (size // 40) + "x",
    }


SOURCE = "source"
"""The place of what is large or crooked as code."""


def cases() -> list[tuple[str, str, str]]:
    """Each place with each operation and each kind of value."""
    return list(itertools.product(PLACES, OPERATIONS, values(1)))


def settings_of(case: tuple[str, str, str], scale: float) -> str:
    """The settings of one case."""
    place, operation, kind = case
    if place == SOURCE:
        return f"{HEAD}{sources(scale)[kind]}\n"
    simple = not operation.startswith(("del ", "a, *b")) and " = " not in operation[:12]
    statement = f"x = {operation}" if simple else f"{operation}; x = v"
    lines = PLACES[place].format(
        value=values(scale)[kind],
        statement=statement,
        kept=f"{statement}\nX = x",
        rounds=int(400 * scale),
    )
    return f"{HEAD}{lines}\n"


class Cost(NamedTuple):
    """What one check took."""

    name: str
    seconds: float
    megabytes: float
    end: str
    """Empty, or how it ended instead of by itself."""


def checked(root: Path, seconds: float) -> tuple[float, float, str]:
    """The seconds of CPU and the megabytes of one check in its own process, and how it ended."""
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        _run(root, seconds)
    _, status, usage = os.wait4(child, 0)
    ended = ""
    if os.WIFSIGNALED(status):
        ended = f"signal {os.WTERMSIG(status)}"
    elif os.WEXITSTATUS(status) not in (0, 1):
        ended = f"exit code {os.WEXITSTATUS(status)}"
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, ended


def _run(root: Path, seconds: float) -> None:
    """Check, in the child; ends the process."""
    resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds * 3) + 1, int(seconds * 3) + 2))
    signal.alarm(int(seconds * 30))
    code = 70
    out = io.StringIO()
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            code = check([str(root), "--target", "rainbond-5", "--format", "concise", "--all"])
        if "INT001" in out.getvalue() or "the tool failed" in out.getvalue():
            code = 71
        code = 0 if code in (0, 1) else code
    except BaseException:
        traceback.print_exc()
    if code:
        print(out.getvalue()[-3000:], file=sys.stderr)
    sys.stderr.flush()
    os._exit(code)


def main() -> int:
    """Make the projects, check each, print what they took."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--scale", type=float, default=1.0, help="times the limits (default 1)")
    parser.add_argument("--number", type=int, default=2000, help="projects (default 2000)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=3.0)
    parser.add_argument("--megabytes", type=float, default=300.0)
    parser.add_argument("--only", default="", help="a part of the names of the cases")
    chosen = parser.parse_args()
    found = [case for case in cases() if chosen.only in "/".join(case)]
    random.Random(chosen.seed).shuffle(found)
    found = [(SOURCE, "", kind) for kind in sources(1) if chosen.only in kind] + found
    costs: list[Cost] = []
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "site_").mkdir()
        (root / "manage.py").write_text(MANAGE)
        (root / "site_/__init__.py").write_text("")
        (root / "requirements.txt").write_text("django==3.2.25\n")
        (root / "runtime.txt").write_text("python-3.9.16\n")
        (root / "Procfile").write_text("web: gunicorn site_.wsgi\n")
        subprocess.run(["git", "init", "-q"], cwd=root, check=True)
        (root / "styles").mkdir()
        for name, text in files(chosen.scale).items():
            (root / name).write_text(text)
        settings = root / "site_/settings.py"
        settings.write_text(HEAD)
        subprocess.run(["git", "add", "."], cwd=root, check=True)
        with contextlib.redirect_stdout(io.StringIO()):
            check([str(root), "--target", "rainbond-5"])  # what is imported once
        _, base, _ = checked(root, chosen.seconds)
        for number, case in enumerate(found[: chosen.number], 1):
            name = "/".join(case)
            settings.write_text(settings_of(case, chosen.scale))
            seconds, megabytes, end = checked(root, chosen.seconds)
            costs.append(Cost(name, seconds, megabytes - base, end))
            bad = end or seconds > chosen.seconds or megabytes - base > chosen.megabytes
            if bad:
                print(f"{seconds:6.2f} s {megabytes - base:7.1f} MB {end:12} {name}", flush=True)
            if number % 500 == 0:
                print(f"{number} checked", file=sys.stderr)
    slowest = sorted(costs, key=lambda cost: -cost.seconds)[:5]
    largest = sorted(costs, key=lambda cost: -cost.megabytes)[:5]
    for cost in (*slowest, *largest):
        print(f"{cost.seconds:6.2f} s {cost.megabytes:7.1f} MB {cost.end:12} {cost.name}")
    failed = [
        cost for cost in costs
        if cost.end or cost.seconds > chosen.seconds or cost.megabytes > chosen.megabytes
    ]  # fmt: skip
    print(f"{len(costs)} checked with Python {sys.version.split()[0]}, base {base:.0f} MB: "
          f"slowest {slowest[0].seconds:.2f} s, largest {largest[0].megabytes:.0f} MB more, "
          f"{len(failed)} past a limit or ended")  # fmt: skip
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
