"""The second index of `resolve_cases`: rarer kinds of distributions, each a neighbour of another.

Its cases are in `resolve-kinds.txt`.
"""

from __future__ import annotations

import bz2
import gzip
import io
import tarfile
import zipfile
from typing import TYPE_CHECKING

from tests.resolve.local_index import Index

if TYPE_CHECKING:
    from collections.abc import Mapping

_SETUP = "from setuptools import setup\nsetup(name={!r}, version={!r}{})\n"
_CFG = "[metadata]\nname = {}\nversion = 1.0\n[options]\ninstall_requires =\n  six\n"
_OWN = "[build-system]\nrequires = []\nbuild-backend = 'own'\nbackend-path = ['.']\n"
_PROJECT = '[project]\nname = "{}"\nversion = "{}"\n{}\n'


def kinds() -> Index:
    """The index of all cases of `resolve-kinds.txt`."""
    index = Index()
    index.wheel("six", "1.15.0").wheel("six", "1.16.0").wheel("requests", "99.0")
    index.wheel("part", "1.0", ["six"]).wheel("part", "2.0", ["six>=1.16,<99"])
    _versions(index)
    _extras(index)
    _conflicts(index)
    _tags(index)
    _pythons(index)
    _metadata(index)
    _sources(index)
    _backends(index)
    return index


def _versions(index: Index) -> None:
    for version in ("1.0", "2.0b1", "2.0b2"):
        index.wheel("beta", version)
    index.wheel("premark", "1.0", ["beta>=2.0b1 ; python_version >= '3.8'", "beta"])
    index.wheel("premark2", "1.0", ["beta>=2.0b1 ; python_version < '3.8'", "beta"])
    index.wheel("yk", "1.0").wheel("yk", "1.5", yanked="bad").wheel("yk", "2.0", yanked="worse")
    index.wheel("wantsyk", "1.0", ["yk==2.0"]).wheel("wantsyk2", "1.0", ["yk>=1.1"])
    index.wheel("wantsyk3", "1.0", ["yk===1.5"]).wheel("wantsyk4", "1.0", ["yk==1.5,>1"])
    index.wheel("halfyk", "1.0", tag="py3-none-any", yanked="one file")
    index.source("halfyk", "1.0")
    for version in ("1.0.dev1", "1.0a1", "1.0", "1.0.post1", "1.0.post1.dev2", "1!0.5"):
        index.wheel("pv", version)
    index.wheel("pv", "1.0+abc.1").wheel("pv", "1.0+abc.2")
    index.wheel("onlydev", "1.0.dev3").wheel("onlypost", "2.0.post3")
    index.wheel("wantsdev", "1.0", ["onlydev"]).wheel("wantspost", "1.0", ["onlypost==2.0"])
    index.wheel("wantsdev2", "1.0", ["onlydev>=0.5"])
    index.wheel("wantsep", "1.0", ["pv>=1!0"]).wheel("wantslocal", "1.0", ["pv===1.0+abc.1"])
    index.wheel("cal", "2024.01.05").wheel("cal", "2024.1.10").wheel("long", "1.2.3.4.5")


def _extras(index: Index) -> None:
    index.wheel(
        "kit",
        "1.0",
        extras={
            "base": ["six"],
            "more": ["kit[base]", "part"],
            "top": ["kit[more]"],
            "wrong": ["kit[absent]"],
            "pins": ["kit[base]==2.0"],
            "old": ["six==1.15.0"],
        },
    )
    index.wheel("kit", "2.0", extras={"base": ["six"], "none": []})
    index.wheel("usekit", "1.0", ["kit[old]==1.0"]).wheel("usekit2", "1.0", ["kit[none]"])
    index.wheel("usekit3", "1.0", ["kit[absent]==1.0"])
    index.wheel("ringa", "1.0", extras={"x": ["ringb[x]"]})
    index.wheel("ringb", "1.0", extras={"x": ["ringa[x]", "six"]})
    index.wheel("Caps", "1.0", extras={"Big_One": ["six==1.15.0"]})
    index.wheel("markx", "1.0", extras={"y": ["six==9 ; python_version < '3.8'", "part"]})


def _conflicts(index: Index) -> None:
    index.wheel("lvl1", "1.0", ["lvl2>=1"]).wheel("lvl2", "1.0", ["lvl3<2"])
    index.wheel("lvl3", "1.0").wheel("lvl3", "2.0")
    index.wheel("top1", "1.0", ["lvl3>=2"]).wheel("top1", "0.5", ["lvl3"])
    index.wheel("deepa", "1.0", ["deepb==1.0"]).wheel("deepb", "1.0", ["deepc==1.0"])
    index.wheel("deepc", "1.0", ["lvl3==2.0"]).wheel("deepc", "2.0", ["lvl3==1.0"])
    index.wheel("selfreq", "1.0", ["selfreq>=2"]).wheel("selfok", "1.0", ["selfok"])
    index.wheel("diamond", "1.0", ["lvl2", "top1"]).wheel("diamond2", "1.0", ["lvl2", "top1==1.0"])
    index.wheel("vers", "3.0", ["six>=1.16"]).wheel("vers", "2.0", ["six<1.16"])
    index.wheel("vers", "1.0", ["six==9"])
    index.wheel("nodep", "1.0", ["absent-name"]).wheel("nodep2", "2.0", ["nodep"])
    index.wheel("nodep2", "1.0")
    index.wheel("dot.dep", "1.0", ["Under_Score.x>=1"]).wheel("under-score.X", "1.0")
    index.wheel("twice", "1.0", ["six>=1.15", "six<1.16"])
    index.wheel("twice2", "1.0", ["six<1.16", "six>=1.16"])
    index.wheel("fileref", "1.0", ["part @ file:///nothing/here/part-1.0-py3-none-any.whl"])


def _tags(index: Index) -> None:
    for name, tag in {
        "abi39": "cp39-abi3-manylinux2014_x86_64",
        "abi312": "cp312-abi3-manylinux_2_17_x86_64",
        "many1": "py2.py3-none-manylinux1_x86_64",
        "many10": "py2.py3-none-manylinux2010_x86_64",
        "many14": "py2.py3-none-manylinux2014_x86_64",
        "many28": "py2.py3-none-manylinux_2_28_x86_64",
        "both": "py2.py3-none-manylinux_2_5_x86_64.manylinux1_x86_64",
        "plat": "py2.py3-none-linux_x86_64",
        "musl": "py3-none-musllinux_1_2_x86_64",
        "noabi": "cp311-none-manylinux2014_x86_64",
        "cp3": "cp3-none-any",
        "py37": "py37-none-any",
        "py311": "py311-none-any",
        "multi": "cp36.cp37.cp38-abi3-manylinux1_x86_64",
        "m37": "cp37-cp37m-manylinux1_x86_64",
        "n37": "cp37-cp37-manylinux1_x86_64",
        "two27": "cp27-none-any",
        "py27": "py27-none-any",
        "py2only": "py2-none-linux_x86_64",
        "uni": "py2.py3.cp39-none-any",
        "pypy": "pp39-pypy39_pp73-manylinux2014_x86_64",
        "free": "cp313-cp313t-manylinux2014_x86_64",
        "fat": "cp310-cp310-macosx_10_9_universal2",
        "abi32": "cp32-abi3-manylinux1_x86_64",
        "anyabi": "py3-abi3-any",
        "mu27": "cp27-cp27mu-manylinux1_x86_64",
    }.items():
        index.wheel(name, "1.0", tag=tag)
    index.wheel("bn", "1.0", tag="1-py2.py3-none-any")
    index.wheel("bn", "1.0", ["six==9"], tag="2-py2.py3-none-any", apart=False)
    index.wheel("newtag", "2.0", tag="cp312-cp312-manylinux2014_x86_64")
    index.wheel("newtag", "1.0", tag="py2.py3-none-any")
    index.wheel("musl", "0.1", tag="py2.py3-none-any")
    index.wheel("srctag", "2.0", tag="cp312-cp312-manylinux2014_x86_64").source("srctag", "2.0")
    index.wheel("srctag", "1.0")
    index.wheel("both27", "1.0", tag="cp27-cp27m-manylinux1_x86_64")
    index.wheel("both27", "1.0", tag="cp27-cp27mu-manylinux1_x86_64").source("both27", "1.0")


def _pythons(index: Index) -> None:
    for name, python in {
        "q1": ">=3.8,<4.0",
        "q2": ">= 3.8 , != 3.9.*",
        "q3": ">3.8",
        "q4": ">=3.8.0rc1",
        "q5": "~=3.7",
        "q6": "<3.12",
        "q7": ">=3.11.5",
        "q8": ">=3.6.*",
        "q9": "nonsense",
        "q10": "==3.*",
        "q11": ">=2.7, !=3.0.*, !=3.1.*",
        "q12": ">=3.9,",
        "q13": "3.9",
        "q14": "<=3.10",
        "q15": "!=3.11",
        "q16": ">=3",
        "q17": ">3",
        "q18": "<3.13.0a1",
        "q19": ">=2.7.*,<3.9",
        "q20": "==3.8",
        "q21": "===3.8.18",
        "q22": "~=3.6.1",
    }.items():
        index.wheel(name, "1.0", python=python)
    index.wheel("onpage", "2.0", page=">=3.11").wheel("onpage", "1.0")
    index.wheel("inside", "2.0", python=">=3.11", page="").wheel("inside", "1.0")
    index.wheel("apage", "1.0", python=">=3.6", page=">=3.11")
    index.wheel("needsin", "1.0", ["inside"]).wheel("needson", "1.0", ["onpage>=2"])
    index.wheel("perfile", "1.0", tag="py3-none-any", python=">=3.10")
    index.wheel("perfile", "1.0", tag="py2-none-any")
    index.source("srcpy", "2.0", python=">=3.10").source("srcpy", "1.0")


def _metadata(index: Index) -> None:
    head = "Metadata-Version: 2.1\nName: {}\nVersion: {}\n{}\n\n"
    for name, more in {
        "brk1": "Requires-Dist: six (>=1.0",
        "brk2": "Requires-Dist: six>=1.*",
        "brk3": "Requires-Dist: six>=1.15.*",
        "brk4": "Requires-Dist: six>dev",
        "brk5": "Requires-Dist: six (>=1.15)",
        "brk6": "Requires-Dist: six>=1.15,",
        "brk7": "Requires-Dist: six ; python_version>'2' and",
        "brk8": "Provides-Extra: bad one!",
        "brk9": "Requires-Dist: six>=1.15;python_version>='3'",
        "brk10": "Requires-Dist: ",
        "brk11": "Requires-Python: >=3.6\nRequires-Python: >=3.11",
        "brk12": "Requires: six",
        "brk13": "Requires-Dist: six==1.15.0 ; extra == 'x'",
        "brk14": "Dynamic: Requires-Dist",
        "brk15": "Requires-Dist: six~=1",
        "brk16": "Requires-Dist: six == 1.15.0 , == 1.16.0",
    }.items():
        index.wheel(name, "1.0", told=head.format(name, "1.0", more).encode())
    index.wheel("noname", "1.0", told=b"Metadata-Version: 2.1\nVersion: 1.0\n\n")
    index.wheel("other", "1.0", told=head.format("another", "1.0", "").encode())
    index.wheel("othver", "1.0", told=head.format("othver", "2.0", "").encode())
    index.wheel("oldmeta", "1.0", told=b"Metadata-Version: 1.1\nName: oldmeta\nVersion: 1.0\n\n")
    index.wheel(
        "newmeta", "1.0", told=head.format("newmeta", "1.0", "").replace("2.1", "9.9").encode()
    )
    index.wheel(
        "latin", "1.0", told=head.format("latin", "1.0", "Author: Ren\xe9").encode("latin-1")
    )
    index.wheel(
        "broken", "2.0", told=head.format("broken", "2.0", "Requires-Dist: six (>=1").encode()
    )
    index.wheel("broken", "1.0")
    index.raw("nozip", "nozip-1.0-py2.py3-none-any.whl", b"<html>not found</html>")
    index.raw("nozip2", "nozip2-2.0-py2.py3-none-any.whl", b"").wheel("nozip2", "1.0")
    index.raw("nometa", "nometa-1.0-py2.py3-none-any.whl", _zipped({
        "nometa.py": "", "nometa-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\n"}))  # fmt: skip
    index.raw("oddver", "oddver-1.0_x-py2.py3-none-any.whl", b"").wheel("oddver", "0.5")
    index.raw("egg", "egg-1.0-py3.11.egg", b"").raw("egg", "egg-1.0.win32.exe", b"")


def _sources(index: Index) -> None:
    for end in ("zip", "tar.bz2", "tar"):
        name = "s" + end.replace(".", "")
        index.raw(name, f"{name}-1.0.{end}", packed(end, f"{name}-1.0", {
            "setup.py": _SETUP.format(name, "1.0", ", install_requires=['six']")}))  # fmt: skip
    _source(
        index,
        "setupreq",
        "1.0",
        {"setup.py": _SETUP.format("setupreq", "1.0", ", setup_requires=['six']")},
    )
    _source(
        index,
        "setupreq2",
        "1.0",
        {"setup.py": _SETUP.format("setupreq2", "1.0", ", setup_requires=['absent-name']")},
    )
    _source(
        index,
        "readme",
        "1.0",
        {"setup.py": "long = open('README.md').read()\n" + _SETUP.format("readme", "1.0", "")},
    )
    _source(
        index,
        "ownver",
        "1.0",
        {
            "ownver/__init__.py": "import six\n__version__ = '1.0'\n",
            "setup.py": "from ownver import __version__\n" + _SETUP.format("ownver", "1.0", ""),
        },
    )
    _source(
        index,
        "ownver2",
        "1.0",
        {
            "ownver2/__init__.py": "__version__ = '1.0'\n",
            "setup.py": "from ownver2 import __version__\n" + _SETUP.format("ownver2", "1.0", ""),
        },
    )
    _source(index, "nosetup", "1.0", {"nosetup.py": ""})
    _source(
        index,
        "cfg",
        "1.0",
        {
            "setup.cfg": _CFG.format("cfg"),
            "setup.py": "from setuptools import setup\nsetup()\n",
        },
    )
    _source(
        index,
        "cfgonly",
        "1.0",
        {
            "setup.cfg": _CFG.format("cfgonly"),
            "pyproject.toml": "[build-system]\nrequires = ['setuptools', 'wheel']\n",
        },
    )
    _source(
        index,
        "py3code",
        "1.0",
        {"setup.py": "print(f'hello')\n" + _SETUP.format("py3code", "1.0", "")},
    )
    _source(
        index,
        "walrus",
        "1.0",
        {"setup.py": "if (x := 1):\n    pass\n" + _SETUP.format("walrus", "1.0", "")},
    )
    _source(
        index,
        "needsdist",
        "1.0",
        {"setup.py": "from distutils.core import setup\nsetup(name='needsdist', version='1.0')\n"},
    )
    _source(
        index, "usesimp", "1.0", {"setup.py": "import imp\n" + _SETUP.format("usesimp", "1.0", "")}
    )
    _source(
        index,
        "checks",
        "1.0",
        {
            "setup.py": "import sys\nif sys.version_info < (3, 9):\n    sys.exit('too old')\n"
            + _SETUP.format("checks", "1.0", "")
        },
    )
    _source(
        index,
        "pkgres",
        "1.0",
        {"setup.py": "import pkg_resources\n" + _SETUP.format("pkgres", "1.0", "")},
    )
    _source(
        index,
        "pipreq",
        "1.0",
        {
            "setup.py": "from pip.req import parse_requirements\n"
            + _SETUP.format("pipreq", "1.0", "")
        },
    )
    _source(
        index,
        "cython",
        "1.0",
        {"setup.py": "from Cython.Build import cythonize\n" + _SETUP.format("cython", "1.0", "")},
    )
    _source(
        index, "wantsold", "1.0", {"setup.py": _SETUP.format("wantsold", "1.0", ", use_2to3=True")}
    )
    _source(
        index,
        "bounded",
        "1.0",
        {"setup.py": _SETUP.format("bounded", "1.0", ", python_requires='>=3.9'")},
    )
    _source(
        index,
        "badpkg",
        "1.0",
        {"setup.py": _SETUP.format("badpkg", "1.0", ", install_requires=['six>>1']")},
    )
    index.source("mix", "2.0", ["six"]).wheel("mix", "1.0").source("mix", "1.0")
    index.wheel("wantsmix", "1.0", ["mix"]).wheel("wantsmix2", "1.0", ["mix>=2"])
    index.source("srcs", "1.0", ["part<2"])


def _backends(index: Index) -> None:
    build = "[build-system]\nrequires = {}\nbuild-backend = {}\n"
    setuptools = "'setuptools.build_meta'"
    for name, requires, more in (
        (
            "pp",
            "['setuptools>=40', 'wheel']",
            _PROJECT.format("pp", "1.0", "dependencies = ['six']"),
        ),
        ("ppnew", "['setuptools>=61']", _PROJECT.format("ppnew", "1.0", "dependencies = ['six']")),
        ("ppfar", "['setuptools>=999']", _PROJECT.format("ppfar", "1.0", "dependencies = ['six']")),
        (
            "ppdyn",
            "['setuptools>=40', 'wheel']",
            _PROJECT.format("ppdyn", "1.0", "dynamic = ['dependencies']")
            + "[tool.setuptools.dynamic]\ndependencies = {file = ['needs.txt']}\n",
        ),
        (
            "pppy",
            "['setuptools>=40', 'wheel']",
            _PROJECT.format("pppy", "1.0", "requires-python = '>=3.11'"),
        ),
        (
            "ppmore",
            "['setuptools>=40', 'wheel', 'absent-name']",
            _PROJECT.format("ppmore", "1.0", ""),
        ),
        (
            "ppmark",
            "['setuptools>=40', 'wheel', 'absent-name ; python_version < \"3.9\"']",
            _PROJECT.format("ppmark", "1.0", ""),
        ),
    ):
        files = {"pyproject.toml": build.format(requires, setuptools) + more, "needs.txt": "six\n"}
        _source(index, name, "1.0", files | {f"{name}.py": ""})
    _source(
        index,
        "pphatch",
        "1.0",
        {
            "pyproject.toml": build.format("['hatchling']", "'hatchling.build'")
            + _PROJECT.format("pphatch", "1.0", "dependencies = ['six']")
        },
    )
    _source(
        index,
        "ppnoreq",
        "1.0",
        {"pyproject.toml": "[build-system]\nbuild-backend = 'setuptools.build_meta'\n"},
    )
    _source(index, "ppbad", "1.0", {"pyproject.toml": "[build-system\n"})
    _source(
        index,
        "pptool",
        "1.0",
        {
            "pyproject.toml": "[tool.black]\nline-length = 9\n",
            "setup.py": _SETUP.format("pptool", "1.0", ", install_requires=['six']"),
        },
    )
    backend = (
        "import io, os, zipfile\n"
        "def get_requires_for_build_wheel(config_settings=None):\n    return {}\n"
        "def build_wheel(where, config_settings=None, metadata_directory=None):\n"
        "    name = '{}-1.0-py2.py3-none-any.whl'\n"
        "    with zipfile.ZipFile(os.path.join(where, name), 'w') as archive:\n"
        "        info = '{}-1.0.dist-info/'\n"
        "        archive.writestr(info + 'METADATA', 'Metadata-Version: 2.1\\nName: {}\\n'\n"
        "                         'Version: 1.0\\n{}\\n')\n"
        "        archive.writestr(info + 'WHEEL', 'Wheel-Version: 1.0\\nGenerator: x\\n'\n"
        "                         'Root-Is-Purelib: true\\nTag: py2.py3-none-any\\n')\n"
        "        archive.writestr(info + 'RECORD', '')\n"
        "    return name\n"
    )
    for name, asks, told in (
        ("intree", "[]", "Requires-Dist: six\\n"),
        ("intree2", "['six']", ""),
        ("intree3", "['absent-name']", ""),
        ("intree4", "[]", "Requires-Dist: absent-name\\n"),
    ):
        _source(
            index,
            name,
            "1.0",
            {
                "pyproject.toml": _OWN,
                "own.py": backend.format(asks, name, name, name, told),
            },
        )
    told = "Metadata-Version: 2.2\nName: dyn2\nVersion: 1.0\nDynamic: Requires-Dist\n\n"
    _source(index, "dyn2", "1.0", {"PKG-INFO": told, "setup.py": _SETUP.format("dyn2", "1.0", "")})


def _source(index: Index, name: str, version: str, files: Mapping[str, str]) -> None:
    top = f"{name}-{version}"
    index.raw(name, f"{top}.tar.gz", packed("tar.gz", top, files))


def packed(end: str, top: str, files: Mapping[str, str]) -> bytes:
    """An archive with these files in a folder."""
    name = top.rpartition("-")[0]
    told = {"PKG-INFO": f"Metadata-Version: 1.0\nName: {name}\nVersion: 1.0\n"}
    inside = {f"{top}/{path}": text for path, text in (told | dict(files)).items()}
    if end == "zip":
        return _zipped(inside)
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for path, text in inside.items():
            member = tarfile.TarInfo(path)
            member.size = len(text.encode())
            archive.addfile(member, io.BytesIO(text.encode()))
    data = stream.getvalue()
    if end == "tar.bz2":
        return bz2.compress(data)
    return data if end == "tar" else gzip.compress(data, mtime=0)


def _zipped(files: Mapping[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for path, text in files.items():
            archive.writestr(zipfile.ZipInfo(path, (2020, 1, 1, 0, 0, 0)), text)
    return stream.getvalue()
