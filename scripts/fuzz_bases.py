# ruff: noqa: E501
"""Files as people write them, and pieces that break them: what `scripts.fuzz` starts from."""

from __future__ import annotations

BASES: dict[str, list[str]] = {
    "Procfile": [
        "web: gunicorn -b 0.0.0.0:$PORT app:app\n",
        "web: python manage.py runserver 0.0.0.0:${PORT:-5000}\nworker: celery -A site worker\n",
        "release: python manage.py migrate\r\nweb: cd src && exec uvicorn main:app --port $PORT\r\n",
        "web: bash -c \"export A='x'; gunicorn site.wsgi --bind :$PORT --workers 2 2>&1\"\n",
        "# a comment\nweb: &a |\n  python app.py\nclock: *a\n? b\n: [1, 0x1F, 1_0.5, ~, 2020-01-01]\n",
        "web: waitress-serve --listen=*:$PORT app:app\nweb: env -u A B=c nohup python -m flask run -p 1 &",
        'web: >-\n  uwsgi --ini uwsgi.ini\n"a\\u0041": !!str x\n',
    ],
    "runtime.txt": [
        "python-3.6.6\n",
        "python-3.11.x",
        "Python 3.9\n",
        "pypy-7.3.9 # pinned\n\n",
        "3.8",
    ],
    ".python-version": ["3.11\n", "3.11.6\nmyenv\n"],
    "requirements.txt": [
        "Django==1.9.4\ngunicorn\n# note\nrequests[security]>=2.0,<3 ; python_version < '3'\n",
        "-r base.txt\n--index-url https://u:p@example.org/simple\n-e git+https://x.org/a.git@b#egg=c&x=y\n",
        "flask \\\n  ==2.0 --hash=sha256:aa --global-option='x y'\n./wheels/a-1.0-py3-none-any.whl\n",
        "name @ https://example.org/a.zip#sha256=bb ; sys_platform == 'win32'\n-c c.txt\n--pre\n",
        "a==1.0.*\nb~=2.1rc1\nc===x\nd!=1,>=0.0.0\n${TOKEN}\n-f ./w --no-binary :all:\nfile:///tmp/x\n",
    ],
    "uwsgi.ini": [
        "[uwsgi]\nhttp = :$(PORT)\nmodule = app:app\nmaster = true\n; c\n\tindented = 1\n"
    ],
    "setup.cfg": [
        "[options]\ninstall_requires =\n    django>=2\n    flask ; python_version<'3'\n[a]\nb: c\n"
    ],
    ".gitmodules": ['[submodule "a\\"b"]\n\tpath = lib/a\n\turl = https://example.org/a.git # c\n'],
    "Pipfile": [
        "[[source]]\nurl = 'https://x.org'\n[packages]\ndjango = '*'\nb = {version = '>=1', extras = ['c']}\n"
        "d = {git = 'https://x.org/d.git', ref = 'e'}\n[requires]\npython_version = '3.9'\n"
    ],
    "Pipfile.lock": ['{"_meta": {"requires": {}}, "default": {"django": {"version": "==2.2"}}}\n'],
    "pyproject.toml": [
        "[project]\nname = 'a'\ndependencies = ['django>=2', \"flask ; python_version<'3'\"]\n"
        "[tool.poetry.dependencies]\npython = '^3.9'\nb = {version = '^1.2', optional = true}\n"
        'x = """\na\\u0041"""\n"q\\\\".r = 1979-05-27T07:32:00Z\nn = [0x1f, 1e5, nan, {a = 1}]\n'
    ],
    "setup.py": [
        "from setuptools import setup\nR = ['django>=2']\nsetup(name='a', install_requires=R)\n"
    ],
    "app.py": [
        "import os, sys\nfrom flask import Flask\napp = Flask(__name__)\n@app.route('/')\ndef f(): return 'x'\n"
        "if __name__ == '__main__':\n    app.run(host='0.0.0.0', port=int(os.environ.get('PORT', 5000)))\n",
        "from __future__ import print_function\ntry:\n    import urllib2\nexcept ImportError:\n    import urllib\n"
        "class A(object):\n    def f(self, *, a: int = 1) -> None: print(f'{a!r:>{3}}', (yield))\n",
        "import asyncio\nasync def main():\n    async with a as b, c: await d\n    x = [i async for i in y if (z := i)]\n"
        "match x:\n    case [1, *a] | {'b': c, **d} if a: pass\n    case A(b=1) as e: pass\n",
        "print 'a', `b`, 0777, 10L, ur'x'\nexec 'a' in b\ntry: raise A, 'b'\nexcept (A, B), e: pass\n",
        "import os,# x\n  sys\nx = '''# pyspec: ignore[CMD001]\n''' # pyspec: ignore[PY001, REQ] why\n",
        "type A[T: int = str] = list[T]\ndef f[**P](a, /, b): return lambda: t'{a}'\ntry: pass\nexcept* (A, B): pass\n",
        "import celery\napp = celery.Celery('a')\nglobals()['b'] = 1\nfor c in d: pass\nelse: del c\n",
    ],
    "manage.py": [
        "import os, sys\nif __name__ == '__main__':\n    os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'site_.settings')\n"
        "    from django.core.management import execute_from_command_line\n    execute_from_command_line(sys.argv)\n"
    ],
    "site_/settings.py": [
        "import os\nfrom pathlib import Path\nBASE_DIR = Path(__file__).resolve().parent.parent\nSECRET_KEY = 'x'\n"
        "INSTALLED_APPS = ['django.contrib.staticfiles', 'app_']\nSTATIC_URL = '/static/'\n"
        "STATICFILES_DIRS = [os.path.join(BASE_DIR, 'static')]\nSTATIC_ROOT = BASE_DIR / 'staticfiles'\n",
        "from .base import *\nDEBUG = os.environ.get('D', '') == '1'\nSTATIC_ROOT = '%s/a' % 'b'\n",
    ],
    "gunicorn.conf.py": [
        "import os\nbind = '0.0.0.0:' + os.environ['PORT']\nworkers = 2 * 3 + 1\n"
    ],
    "pyspec-check.toml": [
        "target = 'rainbond-6'\nignore = ['REQ']\n[severity]\nPROC = 'info'\n[per-file-ignores]\n'a*' = ['CMD']\n"
    ],
}
"""By the name that a file has in a repository."""

PIECES = [
    "\n", "\r", "\r\n", "\t", " ", "  ", "\0", "\x0c", "\x1b[0m", "\ufeff", "\u2028", "\u00a0", "\ud83d",
    "é", "ﬁ", "–", "’", ":", ": ", "#", " #", ",", ";", "=", "==", "===", "~=", "\\", "\\\n", "'", '"', "'''",
    '"""', "`", "$", "${", "$(", "$((", "}", ")", "(", "[", "]", "{", "[[", "]]", "<<E", ">&", "|", "||", "&",
    "&&", "!", "!!", "*", "**", "*a", "&a ", "? ", "- ", "-", "--", "-r ", "-e ", "-c ", "@", "@ ", "%", "^",
    "~", "~/", "/", "./", "../", "//", "0", "00", "0x", "0o7", "1_0", "9" * 40, "-1", "1e999", ".inf", "nan",
    "é" * 3, "web: ", "web", "sh -c ", "bash -lc '", "env ", "cd a && ", "python ", "python -m ", "export A=",
    "A=$A$A ", "exec ", "gunicorn ", "--bind ", "--port=", "$PORT", "${PORT:-${A:-", "import ", "from . import ",
    "from a import *", "lambda: ", "not ", "if ", "elif a: pass\n", "else: ", "for a in b ", "async ", "await ",
    "yield ", "def f(): ", "class A: ", "match a:\n", "case _: ", "f'{", "f'{a!r:{b}}'", "rb'", ":=", "->", "...",
    "print ", "exec ", "<>", "0777", "try:\n", "except*", "finally:\n", "with a: ", "global a", "nonlocal a",
    "# pyspec: ignore", "# pyspec: ignore[", "# -*- coding: latin-1 -*-\n", "# coding: utf-7\n", "---\n", "...\n",
    "|\n  ", ">\n ", "!!python/object:", "<<: *a\n", "{a: b, ", "[a, ", "%YAML 1.1\n", "[section]\n", "[[a]]\n",
    "a.b = 1\n", "python_version", "extra == 'a'", "; ", "==1.0", ">=1,<2", "#egg=", "&egg=", "git+ssh://",
    "https://u:p@h:99999/", "file://", "--hash=sha256:", "[a,b]", "pyspec", "COM1", "a/" * 30, "a" * 300,
]  # fmt: skip
"""What is put in somewhere."""
