"""Whether the plan knows which names the own modules have, and which conditions are true."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from checker.files.tree import DirectoryTree
from checker.project.project import Project
from checker.reachable.verdict import start_imports
from checker.targets import targets

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "requirements.txt": "Flask==3.0.3\ngunicorn==22.0.0\nsetuptools==75.0\n",
    "Procfile": "web: gunicorn app:app --bind 0.0.0.0:$PORT\n",
    "shop/__init__.py": "",
    "shop/tools.py": "",
}
APP = "from flask import Flask\napp = Flask(__name__)\n"
TAKES = "from pack import thing\n"


def verdict(tmp_path: Path, files: dict[str, str]) -> tuple[bool | None, str]:
    """Of a project with these files besides; `app.py` goes before the application."""
    for name, text in {**FILES, **files, "app.py": files.get("app.py", "") + APP}.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    target = targets()["rainbond-6-cnb"]._replace(python_default="3.12")
    found = start_imports(Project(DirectoryTree(str(tmp_path)), target))
    return found.succeeds, found.because


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from .inner import thing as other\n", False),
        ("from .inner import other as thing\n", True),
        ("from .inner import (\n    other,  # thing\n    thing as more,\n)\n", False),
        ("from .inner import (\n    other,\n    thing,\n)\n", True),
        ("thing = 1\ndel thing\n", False),
        ("thing = 1\ndel thing\nthing = 2\n", True),
        ("thing: int\n", False),
        ("thing: int = 1\n", True),
        ("__all__ = ['thing']\n", False),
        ('"""\nthing = 1\n"""\n', False),
        ('"""Of a thing."""\nother = thing = 1\n', True),
        ("other, thing = 1, 2\n", True),
        ("try:\n    import gone\n    thing = 1\nexcept ImportError:\n    other = 1\n", None),
        ("try:\n    import gone as thing\nexcept ImportError:\n    thing = None\n", True),
        ("try:\n    import os as thing\nexcept ImportError:\n    raise\n", True),
        ("import os\nif os.environ.get('X'):\n    thing = 1\n", None),
        ("import os\nif os.environ.get('X'):\n    thing = 1\nelse:\n    thing = 2\n", True),
        ("with open(__file__) as thing:\n    pass\n", True),
        ("for thing in [1]:\n    pass\n", True),
        ("if (thing := 1):\n    pass\n", True),
        ("def make():\n    global thing\n    thing = 1\nmake()\n", True),
        ("def __getattr__(name):\n    return 1\n", None),
        ("class thing:\n    pass\n", True),
        ("from .inner import *\n", True),
    ],
)
def test_name_of_an_own_module(tmp_path: Path, text: str, expected: bool | None) -> None:
    files = {"app.py": TAKES, "pack/__init__.py": text, "pack/inner.py": "thing = other = 1\n"}
    succeeds, because = verdict(tmp_path, files)
    assert succeeds is expected, because


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("__all__ = ['thing']\n", False),
        ("__all__ = ['inner']\n", True),
        ("__all__ = ('thing',)\nthing = 1\n", True),
        ("__all__ = [\n    'thing',\n]\nfrom .inner import thing\n", True),
        ("__all__ = ['thing']\n__all__ += []\n", True),
    ],
)
def test_star(tmp_path: Path, text: str, expected: bool) -> None:
    files = {"app.py": "from pack import *\n", "pack/__init__.py": text,
             "pack/inner.py": "thing = 1\n"}  # fmt: skip
    succeeds, because = verdict(tmp_path, files)
    assert succeeds is expected, because


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("sys.version_info >= (3, 4)", False),
        ("sys.version_info < (3, 4)", True),
        ("sys.version_info > (3, 12)", False),
        ("sys.version_info[:2] > (3, 12)", True),
        ("sys.version_info[:2] == (3, 12)", False),
        ("sys.version_info >= (3, 12, 4)", True),
        ("sys.version_info.major >= 3", False),
        ("sys.version_info[0] == 2", True),
        ("sys.version_info.major == 3 and sys.version_info.minor < 11", True),
        ("sys.platform.startswith('linux')", False),
        ("sys.platform == 'win32'", True),
        ("sys.platform in ('win32', 'cygwin')", True),
        ("os.name == 'nt'", True),
        ("os.name != 'nt'", False),
        ("platform.system() == 'Windows'", True),
        ("os.environ.get('X')", None),
    ],
)
def test_version_and_system(tmp_path: Path, condition: str, expected: bool | None) -> None:
    text = f"import os\nimport platform\nimport sys\nif {condition}:\n    import gone\n"
    succeeds, because = verdict(tmp_path, {"app.py": text})
    assert succeeds is expected, because


CLASS = "class A:\n    def {}\n        import gone\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("def deco(f):\n    import gone\n    return f\n@deco\ndef g():\n    pass\n", False),
        ("def deco(f):\n    def g():\n        import gone\n    return g\n"
         "@deco\ndef g():\n    pass\n", True),
        ("def f(x=__import__('gone')):\n    pass\n", False),
        ("def f(x=lambda: __import__('gone')):\n    pass\n", True),
        (CLASS.format("__init__(self):") + "A()\n", False),
        (CLASS.format("__init__(self):"), True),
        (CLASS.format("f(self):") + "A().f()\n", False),
        (CLASS.format("f(self):") + "a = A()\na.f()\n", False),
        (CLASS.format("f(self):") + "A()\n", True),
        (CLASS.format("f(self):") + "class B:\n    def f(self):\n        pass\nB().f()\n", True),
        (CLASS.format("f():") + "A.f()\n", False),
        (CLASS.format("__init__(self):") + "a = lambda: A()\n", True),
        (CLASS.format("__init__(self):") + '"""\nA() is made later\n"""\n', True),
        ("X = [__import__(name) for name in ('os', 'gone')]\n", False),
        ("X = [__import__(name) for name in ('os', 'json')]\n", True),
        ("import importlib\nimportlib.import_module('.tools', 'shop')\n", True),
        ("import importlib\nimportlib.import_module('.none', 'shop')\n", False),
        ("import importlib\nN = 'none'\nimportlib.import_module(f'shop.{N}')\n", False),
        ("import importlib\nfor n in ('none',):\n    importlib.import_module('shop.' + n)\n", None),
        ("import importlib, os\nimportlib.import_module(os.environ['X'])\n", None),
        ("import importlib\ndef f(name):\n    return importlib.import_module(name)\n", True),
        ("def f(a='gone.A'):\n    app.config.from_object(a)\nf('shop.A')\n", None),
        ("try:\n    import os\nexcept ImportError:\n    pass\nelse:\n    import gone\n", None),
        ("try:\n    import os\nexcept ImportError:\n    import gone\n", True),
        ("try:\n    import gone\nexcept ImportError:\n    import gone_too\n", None),
        ("try:\n    import gone\nexcept ImportError:\n    import json as gone\n", True),
        ("try:\n    import gone\nexcept ImportError:\n    pass\nelse:\n    import gone.x\n", True),
        ("try:\n    import tomllib\nexcept ImportError:\n    import tomli as tomllib\n", True),
        ("try:\n    import imp\nexcept ImportError:\n    import gone\n", None),
        ("try:\n    import gone\nexcept ImportError:\n    try:\n        import gone_too\n"
         "    except ImportError:\n        pass\n", True),
        ("from os import nothing_such\n", False),
        ("from os import path, environ\nimport os.path\n", True),
        ("import os.nothing\n", False),
        ("import xml.etree.ElementTree\nimport concurrent.futures.thread\n", True),
        ("from __future__ import braces_and_more\n", False),
        ("from __future__ import annotations\n", True),
    ],
)  # fmt: skip
def test_what_runs_on_import(tmp_path: Path, text: str, expected: bool | None) -> None:
    succeeds, because = verdict(tmp_path, {"app.py": text})
    assert succeeds is expected, because


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from shop import tools\nX = tools.gone\n", False),
        ("from shop import tools\nprint(tools.gone)\n", False),
        ("from shop import tools as t\nX = t.__name__\n", True),
        ("from shop import tools\ndef f():\n    return tools.gone\n", True),
        ("from shop import tools\ntry:\n    X = tools.gone\n"
         "except AttributeError:\n    X = 1\n", True),
        ("from shop import tools\ntools.made = 1\nX = tools.made\n", True),
        ("from shop import tools\nX = getattr(tools, 'gone', None)\n", True),
        ("import shop\nimport shop.tools\nX = shop.tools\n", True),
        ("import space\nspace.one\n", None),
        ("import space\nX = space.gone\n", False),
    ],
)  # fmt: skip
def test_attribute(tmp_path: Path, text: str, expected: bool | None) -> None:
    succeeds, because = verdict(tmp_path, {"app.py": text, "space/one.py": ""})
    if expected is not None:
        assert succeeds is expected, because
