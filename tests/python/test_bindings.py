"""What `names_of` says of a name beside a real import of the same text: wrong = 0."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

from checker.python.names.bindings import Binds
from checker.python.names.bindings_of import names_of, quickly_bound

if TYPE_CHECKING:
    from pathlib import Path

BINDINGS = (
    "app = make()", "app: object = make()", "app: object", "app = other = make()",
    "other = app = make()", "(app, other) = make(), 1", "[other, app] = 1, make()",
    "app, *other = [make(), 1]", "other, *app = [1, make()]", "(other, (app, third)) = 1, (2, 3)",
    "app = 1\napp += 1", "def app(): pass", "async def app(): pass", "class app: pass",
    "import os as app", "import os.path as app", "from os import path as app", "import os.path",
    "from os import path", "for app in [make()]: pass", "for other, app in [(1, make())]: pass",
    "print((app := make()))", "if (app := make()): pass", "while (app := make()) is None: pass",
    "other = [app := each for each in [1]]", "other = [app for app in [1]]",
    "other = {app: 1 for app in [1]}", "other = lambda: (app := make())",
    "other = (lambda: [app := 1 for _ in [1]])()", "def other(x=(app := 1)): pass",
    "class other(object, metaclass=(app := type)): pass", "@(app := make)\ndef other(): pass",
    "with open('/dev/null') as app: pass", "with open('/dev/null') as other, other as app: pass",
    "with open('/dev/null') as box['x']: pass", "match [1, 2]:\n    case [other, app]: pass",
    "match [1, 2]:\n    case [1, *app]: pass", "match {'a': 1}:\n    case {'a': 1, **app}: pass",
    "match 3:\n    case int() as app: pass", "match 3:\n    case 1 | 2: pass\n    case app: pass",
    "globals()['app'] = make()", "globals()['other'] = make()", "globals().update(app=1)",
    "globals().update({'app': 1})", "globals().update(other=1)", "globals().setdefault('app', 1)",
    "other = globals()\nother['app'] = 1", "vars()['app'] = 1", "locals()['app'] = 1",
    "for name in ('app', 'x'): globals()[name] = 1", "globals().__setitem__('app', 1)",
    "globals().get('app')", "print('app' in globals())", "'%(box)s' % globals()",
    "setattr(sys.modules[__name__], 'app', 1)", "setattr(sys.modules[__name__], 'other', 1)",
    "setattr(box, 'app', 1)", "sys.modules[__name__].app = 1", "sys.modules[__name__].other = 1",
    "me = sys.modules[__name__]\nme.app = 1", "sys.modules[__name__].__dict__['app'] = 1",
    "vars(sys.modules[__name__])['app'] = 1", "getattr(sys.modules[__name__], 'app', None)",
    "sys.modules[__name__].__dict__.update(app=1)",
    "print(sys.modules.get('x'), 'x' in sys.modules)", "sys.modules['elsewhere'] = sys",
    "import importlib\nimportlib.import_module(__name__).app = 1",
    "def __getattr__(name): return 1", "class other:\n    def __getattr__(self, name): return 1",
    "class other:\n    app = 1", "class other:\n    global app\n    app = 1",
    "def other():\n    app = 1", "def other():\n    global app\n    app = 1",
    "def other():\n    global app\n    app = 1\nother()",
    "def other():\n    global app\n    app = 1\ndef third(): other()\nthird()",
    "def other():\n    global app\n    app = 1\nif __name__ == '__main__':\n    other()",
    "def other():\n    global app\n    app = 1\nthird = [other]\nthird[0]()",
    "def other():\n    global third\n    third = 1\nother()",
    "def other():\n    global app\n    print('x')\nother()",
    "def other():\n    global app\n    def app(): pass\nother()",
    "def other():\n    global app\n    import os as app\nother()",
    "def other():\n    globals()['app'] = 1\nother()", "def other():\n    globals()['app'] = 1",
    "@make\ndef other():\n    global app\n    app = 1",
    "class other:\n    def __init__(self):\n        global app\n        app = 1\nother()",
    "class other:\n    def start(self):\n        global app\n        app = 1\nother().start()",
    "def other():\n    def inner():\n        global app\n        app = 1\n    inner()\nother()",
    "exec('app = 1')", "def other(): exec('app = 1')\nother()",
    "def other(): exec('app = 1', globals())\nother()", "eval('1')", "from os.path import *",
    "try:\n    app = make()\nexcept Exception:\n    raise",
    "try:\n    1 / 0\nexcept Exception as app:\n    pass",
    "try:\n    1 / 0\nexcept Exception:\n    app = 1", "try:\n    pass\nelse:\n    app = 1",
    "try:\n    pass\nfinally:\n    app = 1",
    "try:\n    import nothing_here\nexcept ImportError:\n    app = None",
    "app = 1\ntry:\n    1 / 0\nexcept Exception as app:\n    pass", "if True:\n    app = 1",
    "if False:\n    app = 1", "if 0:\n    app = 1\nelse:\n    other = 1",
    "if 1:\n    pass\nelse:\n    app = 1", "if __name__ == '__main__':\n    app = 1",
    "if not __name__ == '__main__':\n    app = 1", "if __name__ != '__main__':\n    app = 1",
    "if __name__ == '__main__' and make():\n    app = 1",
    "if __name__ == '__main__' or make():\n    app = 1",
    "if sys.version_info > (3,):\n    app = 1",
    "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    app = 1",
    "from typing import TYPE_CHECKING\nif not TYPE_CHECKING:\n    app = 1",
    "while False:\n    app = 1", "while False:\n    pass\nelse:\n    app = 1",
    "for other in []:\n    pass\nelse:\n    app = 1", "for other in [1]:\n    app = 1",
    "while True:\n    app = 1\n    break", "with open('/dev/null'):\n    app = make()",
    "app = 1\ndel app", "app = 1\ndel (app, make)", "app = 1\ndel app\napp = 2",
    "app = 1\nif make():\n    del app", "app = 1\nif __name__ == '__main__':\n    del app",
    "app = 1\ntry:\n    del app\nfinally:\n    pass",
    "app = 1\nwith open('/dev/null'):\n    del app", "app = 1\ndel globals()['app']",
    "app = 1\nglobals().pop('app')", "app = 1\ndelattr(sys.modules[__name__], 'app')",
    "app = 1\ndel sys.modules[__name__].app",
    "app = 1\ndef other():\n    global app\n    del app\nother()", "app = 1\ndel box['app']",
    "for app in [1]: pass\ndel app", "'''\napp = 1\n'''", "box['app'] = 1", "x = 'app = 1'",
    "# app = 1", "", "lambda app: app", "def other(app): return app", "type app = int",
    "print(app := 1, sep='')",
    "class other:\n    class inner:\n        global app\n        app = 1",
    "class other:\n    print([globals().update(app=1)])", "f'{(app := 1)}'", "assert (app := 1)",
    "app = make(); del app", "if make():\n    app = 1\n    del app",
)  # fmt: skip
WRAPPERS = (
    "{0}", "if make():\n{1}", "try:\n{1}\nexcept ImportError:\n    pass", "{0}\nother = 1",
    "with open('/dev/null'):\n{1}", "for each in [1]:\n{1}", "if __name__ == '__main__':\n{1}",
    "def outer():\n{1}", "class outer:\n{1}", "try:\n    pass\nfinally:\n{1}",
)  # fmt: skip
PRELUDE = "import sys\nbox = {'a': 1, 'app': 2}\ndef make(*given): return box\n"

REAL = """
import importlib, io, json, sys
sys.path.insert(0, sys.argv[1])
sys.dont_write_bytecode = True
found = []
for name in json.load(sys.stdin):
    out, sys.stdout = sys.stdout, io.StringIO()
    try:
        found.append(hasattr(importlib.import_module(name), "app"))
    except BaseException:
        found.append(None)
    sys.stdout = out
print(json.dumps(found))
"""


def sources() -> list[str]:
    found = []
    for binding in BINDINGS:
        indented = "\n".join("    " + line for line in binding.splitlines()) or "    pass"
        if not binding.strip() or binding.startswith("#"):
            indented = "    pass"
        found += [PRELUDE + each.format(binding, indented) + "\n" for each in WRAPPERS]
    return found


def test_binds_as_a_real_import_does(tmp_path: Path) -> None:
    texts = sources()
    for number, text in enumerate(texts):
        (tmp_path / f"case_{number}.py").write_text(text)
    done = subprocess.run(
        [sys.executable, "-I", "-W", "ignore", "-c", REAL, str(tmp_path)],
        input=json.dumps([f"case_{number}" for number in range(len(texts))]),
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    wrong, silent, open_, judged = [], [], [], 0
    for text, real in zip(texts, json.loads(done.stdout), strict=True):
        names = names_of(text)
        if names is None or real is None:
            continue  # not of this Python's syntax, or the import itself fails
        judged += 1
        verdict = names.binds("app")
        if verdict is Binds.NO and real:
            wrong.append(text)
        if quickly_bound(text, "app") and not real:
            wrong.append("quickly: " + text)
        if verdict is Binds.YES and not real:
            silent.append(text)
        if verdict is Binds.MAYBE:
            open_.append(text)
    print(f"{judged} modules, {len(silent)} silent, {len(open_)} open")
    assert not wrong, "\n---\n".join(wrong)
    assert judged > 1000
    assert len(silent) <= 0.02 * judged, "\n---\n".join(silent)
    assert len(open_) <= 0.15 * judged, "\n---\n".join(open_)
