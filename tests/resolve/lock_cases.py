"""Roots with a lock file, for a local index.

What comes of them is in `lock-outcomes.txt`, as the real tools said: see
`tests.differential.lock_cases`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.resolve.local_index import Index
from tests.resolve.lock_files import Row, files_of, pdm_lock, pipfile_lock, poetry_lock, uv_lock

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Case(NamedTuple):
    """One root."""

    name: str
    tool: str
    files: dict[str, str]
    python: str = "3.12"

    @property
    def target(self) -> str:
        """A target that installs with that tool."""
        return "railway" if self.tool == "pdm" else "heroku"


def locked_index() -> Index:
    """What the lock files were made from, and what has changed since."""
    index = Index()
    index.wheel("six", "1.15.0").wheel("six", "1.16.0").source("six", "1.16.0")
    index.wheel("part", "1.0", ["six"]).wheel("part", "2.0", ["six>=1.16"])
    index.wheel("frame", "1.0", ["part<2"]).wheel("frame", "2.0", ["part>=2"])
    index.wheel("big", "1.0", extras={"db": ["part"], "win": ["six ; sys_platform == 'win32'"]})
    index.wheel("wintool", "1.0").wheel("tester", "1.0")
    index.wheel("fast", "1.0", tag="cp310-cp310-manylinux2014_x86_64")
    index.wheel("fast", "2.0", tag="cp312-cp312-manylinux_2_17_x86_64")
    index.wheel("mixed", "1.0", tag="cp310-cp310-manylinux2014_x86_64").source("mixed", "1.0")
    index.wheel("mac", "1.0", tag="cp312-cp312-macosx_11_0_arm64")
    index.wheel("musl", "1.0", tag="cp312-cp312-musllinux_1_2_x86_64")
    index.wheel("newc", "1.0", tag="cp312-cp312-manylinux_2_99_x86_64")
    index.wheel("stable", "1.0", tag="cp38-abi3-manylinux2014_x86_64")
    index.wheel("three", "1.0", tag="py3-none-any").wheel("two", "1.0", tag="py2-none-any")
    index.wheel("bad", "1.0").wheel("bad", "1.1", yanked="broken")
    index.wheel("early", "1.0b1").wheel("early", "0.9")
    index.wheel("local", "1.0+cu1")
    index.wheel("old", "1.0", python="<3.11").wheel("new", "1.0", python=">=3.8")
    index.source("src", "1.0", ["six"])
    index.source("hidden", "1.0", ["six"], declares=False)
    return index


SIX = Row("six", "1.16.0")
PART = Row("part", "2.0", ["six >=1.16"])
FRAME = Row("frame", "2.0", ["part >=2"])
_SHAPES: tuple[tuple[str, Sequence[str], Sequence[Row]], ...] = (
    ("plain", ["frame"], [FRAME, PART, SIX]),
    ("gone release", ["frame", "six"], [FRAME, PART, SIX._replace(version="1.17.0", gone=True)]),
    ("gone name", ["nowhere"], [Row("nowhere", "1.0", gone=True)]),
    ("wrong hash", ["six"], [SIX._replace(wrong=True)]),
    ("no hash", ["six"], [SIX._replace(bare=True)]),
    ("wheel of another Python", ["fast"], [Row("fast", "1.0")]),
    ("wheel of this Python", ["fast"], [Row("fast", "2.0")]),
    ("a source beside it", ["mixed"], [Row("mixed", "1.0")]),
    ("only the wheel locked", ["mixed"], [Row("mixed", "1.0", only=["whl"])]),
    ("only the source locked", ["six"], [SIX._replace(only=["gz"])]),
    ("macOS", ["mac"], [Row("mac", "1.0")]),
    ("musl", ["musl"], [Row("musl", "1.0")]),
    ("newer C library", ["newc"], [Row("newc", "1.0")]),
    ("stable interface", ["stable"], [Row("stable", "1.0")]),
    ("any Python 3", ["three"], [Row("three", "1.0")]),
    ("Python 2 alone", ["two"], [Row("two", "1.0")]),
    ("yanked", ["bad"], [Row("bad", "1.1")]),
    ("pre-release", ["early"], [Row("early", "1.0b1")]),
    ("local version", ["local"], [Row("local", "1.0+cu1")]),
    ("source", ["src"], [Row("src", "1.0", ["six"]), SIX]),
    ("source that says nothing", ["hidden"], [Row("hidden", "1.0", ["six"]), SIX]),
    ("two of them gone", ["one", "two-more"],
     [Row("one", "1.0", gone=True), Row("two-more", "1.0", gone=True)]),
)  # fmt: skip
"""What every tool has: a name, the dependencies of the project, what is locked."""


def cases(index: Index) -> list[Case]:
    """All cases, with the addresses of a served index."""
    return [*_poetry(index), *_uv(index), *_pdm(index), *_pipenv(index)]


def _poetry(index: Index) -> Iterator[Case]:
    def case(
        name: str,
        needs: Sequence[str],
        rows: Sequence[Row],
        *,
        more: str = "",
        required: str = ">=3.9",
        python: str = "3.12",
        version: str = "2.1",
        stale: bool = False,
        files: dict[str, str] | None = None,
        mode: str = "package-mode = false\n",
    ) -> Case:
        source = f'[[tool.poetry.source]]\nname = "local"\nurl = "{index.url}"\n'
        pyproject = (
            f'[project]\nname = "demo"\nversion = "0.1"\nrequires-python = "{required}"\n'
            f"dependencies = {json.dumps(list(needs))}\n[tool.poetry]\n{mode}{more}{source}"
        )
        lock = poetry_lock(index, pyproject, rows, version, stale)
        made = {"pyproject.toml": pyproject, "poetry.lock": lock, **(files or {})}
        return Case(f"poetry: {name}", "poetry", made, python)

    for name, needs, rows in _SHAPES:
        yield case(name, needs, rows)
    dev = Row("tester", "9.0", groups=("dev",), gone=True)
    yield case(
        "a gone release of a group",
        ["six"],
        [SIX, dev],
        more='[tool.poetry.group.dev.dependencies]\ntester = "*"\n',
    )
    yield case(
        "a gone release of Windows alone",
        ["six", "gone ; sys_platform == 'win32'"],
        [SIX, Row("gone", "1", marker='sys_platform == "win32"', gone=True)],
    )
    yield case(
        "a gone release of an extra",
        ["six"],
        [SIX, Row("gone", "1", groups=("extra",), marker='extra == "x"', gone=True)],
        more='[project.optional-dependencies]\nx = ["gone"]\n',
    )
    yield case("stale", ["six"], [SIX], stale=True)
    yield case("a Python that is too old", ["six"], [SIX], required=">=3.13")
    yield case("a Python that is too new", ["six"], [SIX], required=">=3.9,<3.12")
    yield case("a Python of 3.10", ["fast"], [Row("fast", "1.0")], python="3.10")
    yield case("old format", ["frame"], [FRAME, PART, SIX], version="2.0")
    yield case(
        "old format: what nothing needs is gone",
        ["six"],
        [SIX, Row("gone", "1.0", gone=True)],
        version="2.0",
    )
    yield case(
        "old format: optional dependencies",
        ["big[db]"],
        [
            Row("big", "1.0", ['part optional * ; extra == "db"'], optional={"db": ["part"]}),
            PART,
            SIX,
        ],
        version="2.0",
    )
    yield case(
        "old format: an optional one is not asked for",
        ["big"],
        [
            Row("big", "1.0", ['part optional * ; extra == "db"'], optional={"db": ["part"]}),
            Row("part", "9", gone=True),
        ],
        version="2.0",
    )
    yield case(
        "old format: a marker of Windows",
        ["frame", "gone ; sys_platform == 'win32'"],
        [FRAME, PART, SIX, Row("gone", "1", gone=True)],
        version="2.0",
    )
    yield case(
        "old format: gone", ["six"], [SIX._replace(version="1.17.0", gone=True)], version="2.0"
    )
    yield case(
        "two releases by markers",
        ["six"],
        [
            Row("six", "1.15.0", marker='python_version < "3.11"'),
            Row("six", "1.16.0", marker='python_version >= "3.11"'),
        ],
    )
    yield case(
        "markers for each group",
        ["six"],
        [SIX, Row("bad", "1.0", marker='python_version >= "3.8"')],
    )
    yield case("a release for older Pythons", ["old"], [Row("old", "1.0", python="<3.11")])
    path = {"type": "directory", "url": "lib"}
    own = "from setuptools import setup\nsetup(name='lib', version='1', py_modules=['lib'])\n"
    lib = [Row("lib", "1", bare=True, more=path)]
    wanted = '[tool.poetry.dependencies]\nlib = {path = "lib"}\n'
    made = {"lib/setup.py": own, "lib/lib.py": ""}
    yield case("a folder that is there", [], lib, more=wanted, files=made)
    yield case("a folder that is not", [], lib, more=wanted)
    wheel = files_of(index, SIX)[0].url
    url = {"type": "url", "url": wheel}
    yield case("an address", [f"six @ {wheel}"], [SIX._replace(bare=True, more=url)])
    gone = {"type": "url", "url": wheel.replace("1.16", "1.99")}
    yield case("an address that is gone", ["six"], [SIX._replace(bare=True, more=gone)])
    build = '[build-system]\nrequires = ["poetry-core"]\n'
    build += 'build-backend = "poetry.core.masonry.api"\n'
    yield case("the project itself", ["six"], [SIX], mode="", more=build, files={"demo.py": ""})
    yield case("the project itself has no module", ["six"], [SIX], mode="", more=build)


def _uv(index: Index) -> Iterator[Case]:
    def case(
        name: str,
        needs: Sequence[str],
        rows: Sequence[Row],
        *,
        root: dict[str, Any] | None = None,
        more: str = "",
        required: str = ">=3.10",
        locked: str = "",
        python: str = "3.12",
        files: dict[str, str] | None = None,
        named: bool = True,
    ) -> Case:
        source = f'[[tool.uv.index]]\nurl = "{index.url}"\ndefault = true\n' if named else ""
        pyproject = (
            f'[project]\nname = "demo"\nversion = "0.1"\nrequires-python = "{required}"\n'
            f"dependencies = {json.dumps(list(needs))}\n{more}{source}"
        )
        dists = [f'{{ name = "{need.partition(" ")[0]}" }}' for need in needs]
        told = {"name": "demo", "needs": needs, "dists": dists, **(root or {})}
        lock = uv_lock(index, told, rows, locked or required)
        made = {"pyproject.toml": pyproject, "uv.lock": lock, **(files or {})}
        return Case(f"uv: {name}", "uv", made, python)

    def bare(rows: Sequence[Row]) -> list[Row]:
        return [row._replace(needs=[need.partition(" ")[0] for need in row.needs]) for row in rows]

    for name, needs, rows in _SHAPES:
        yield case(name, needs, bare(rows))
    frame = bare([FRAME, PART, SIX])
    dev = {"groups": {"dev": ["tester"]}}
    yield case(
        "a gone release of a group",
        ["six"],
        [SIX, Row("tester", "9.0", gone=True)],
        root=dev,
        more='[dependency-groups]\ndev = ["tester"]\n',
    )
    windows = {
        "needs": ["six", "gone ; sys_platform == 'win32'"],
        "dists": [
            '{ name = "gone", marker = "sys_platform == \'win32\'" }',
            '{ name = "six" }',
        ],
    }
    yield case(
        "a gone release of Windows alone",
        ["six", "gone ; sys_platform == 'win32'"],
        [Row("gone", "1", gone=True), SIX],
        root=windows,
    )
    extra = {
        "optional": {"x": ["gone"]},
        "dists": ['{ name = "gone", marker = "extra == \'x\'" }', '{ name = "six" }'],
    }
    yield case(
        "a gone release of an extra",
        ["six"],
        [Row("gone", "1", gone=True), SIX],
        root=extra,
        more='[project.optional-dependencies]\nx = ["gone"]\n',
    )
    with_extra = {
        "needs": ["big[db]"],
        "dists": ['{ name = "big", extras = ["db"] }'],
    }
    yield case(
        "an extra of a dependency",
        ["big[db]"],
        bare([Row("big", "1.0", optional={"db": ["part"]}), PART, SIX]),
        root=with_extra,
    )
    yield case("another dependency than in pyproject.toml", ["six", "part"], frame,
               root={"needs": ["frame"], "dists": ['{ name = "frame" }']})  # fmt: skip
    bound = {"needs": ["six"], "dists": ['{ name = "six", specifier = ">=1.16" }']}
    yield case("another bound than in pyproject.toml", ["six>=1.15"], [SIX], root=bound)
    yield case("the same bound", ["six>=1.16"], [SIX], root=bound)
    yield case("another Python than in pyproject.toml", ["six"], [SIX], locked=">=3.11")
    yield case("a Python that is too old", ["six"], [SIX], required=">=3.13")
    yield case("a Python that is too new", ["six"], [SIX], required=">=3.10, <3.12")
    yield case("a Python of 3.10", ["fast"], [Row("fast", "1.0")], python="3.10")
    forked = {"needs": ["six ==1.15.0 ; python_full_version < '3.11'",
                        "six ==1.16.0 ; python_full_version >= '3.11'"],
              "dists": ['{ name = "six", marker = "python_full_version < \'3.11\'", '
                        'specifier = "==1.15.0" }',
                        '{ name = "six", marker = "python_full_version >= \'3.11\'", '
                        'specifier = "==1.16.0" }']}  # fmt: skip
    yield case(
        "two releases by markers",
        ["six==1.15.0 ; python_full_version < '3.11'",
         "six==1.16.0 ; python_full_version >= '3.11'"],
        [Row("six", "1.15.0", marker="python_full_version < '3.11'"),
         Row("six", "1.16.0", marker="python_full_version >= '3.11'")],
        root=forked,
    )  # fmt: skip
    yield case("an index that pyproject.toml does not name", ["six"], [SIX], named=False)
    build = '[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n'
    yield case("the project itself", ["six"], [SIX], root={"kind": "editable"}, more=build,
               files={"demo.py": ""})  # fmt: skip


def _pdm(index: Index) -> Iterator[Case]:
    def case(
        name: str,
        needs: Sequence[str],
        rows: Sequence[Row],
        *,
        more: str = "",
        required: str = ">=3.9",
        python: str = "3.12",
        **form: Any,
    ) -> Case:
        pyproject = (
            f'[project]\nname = "demo"\nversion = "0.1"\nrequires-python = "{required}"\n'
            f"dependencies = {json.dumps(list(needs))}\n{more}[tool.pdm]\ndistribution = false\n"
            f'[[tool.pdm.source]]\nname = "pypi"\nurl = "{index.url}"\nverify_ssl = false\n'
        )
        lock = pdm_lock(index, pyproject, rows, python=required, **form)
        return Case(f"pdm: {name}", "pdm", {"pyproject.toml": pyproject, "pdm.lock": lock}, python)

    def lines(rows: Sequence[Row]) -> list[Row]:
        return [row._replace(needs=[need.replace(" ", "") for need in row.needs]) for row in rows]

    for name, needs, rows in _SHAPES:
        yield case(name, needs, lines(rows))
    whole = lines([FRAME, PART, SIX])
    yield case(
        "a gone release of a group",
        ["six"],
        [SIX, Row("tester", "9.0", groups=("dev",), gone=True)],
        more='[dependency-groups]\ndev = ["tester"]\n',
    )
    yield case(
        "a gone release of Windows alone",
        ["six", "gone ; sys_platform == 'win32'"],
        [SIX, Row("gone", "1", marker='sys_platform == "win32"', gone=True)],
    )
    yield case("stale", ["six"], [SIX], stale=True)
    yield case("a format that is too new", ["six"], [SIX], version="4.9.0")
    yield case("an older format", ["six"], [SIX], version="4.4.1")
    yield case("without inherited metadata", ["frame"], whole, strategy=("cross_platform",))
    yield case(
        "without inherited metadata: extras",
        ["big[db]"],
        [Row("big", "1.0"), Row("big", "1.0", ["big==1.0", "part"], extras=["db"]),
         *lines([PART, SIX])],
        strategy=("cross_platform",),
    )  # fmt: skip
    yield case(
        "without inherited metadata: what nothing needs is gone",
        ["six"],
        [SIX, Row("gone", "1", gone=True)],
        strategy=("cross_platform",),
    )
    yield case("addresses", ["frame"], whole, strategy=("inherit_metadata", "static_urls"))
    yield case(
        "an address that is gone",
        ["six"],
        [SIX._replace(version="1.17.0", gone=True)],
        strategy=("inherit_metadata", "static_urls"),
    )
    yield case("a target of Windows", ["six"], [SIX], target='platform = "windows_amd64"')
    yield case("a target of Linux", ["six"], [SIX], target='platform = "manylinux_2_17_x86_64"')
    yield case("a release for older Pythons", ["old"], [Row("old", "1.0", python="<3.11")])


def _pipenv(index: Index) -> Iterator[Case]:
    def case(
        name: str,
        needs: Sequence[str],
        rows: Sequence[Row],
        *,
        more: str = "",
        asked: str = "3.12",
        python: str = "3.12",
        stale: bool = False,
        files: dict[str, str] | None = None,
    ) -> Case:
        packages = "".join(f'{need} = "*"\n' for need in needs)
        pipfile = (
            f'[[source]]\nurl = "{index.url}"\nverify_ssl = false\nname = "pypi"\n'
            f'[packages]\n{packages}{more}[requires]\npython_version = "{asked}"\n'
        )
        lock = pipfile_lock(index, pipfile, rows, stale=stale, python=asked)
        made = {"Pipfile": pipfile, "Pipfile.lock": lock, **(files or {})}
        return Case(f"pipenv: {name}", "pipenv", made, python)

    for name, needs, rows in _SHAPES:
        yield case(name, needs, rows)
    yield case(
        "a gone release for development",
        ["six"],
        [SIX, Row("tester", "9.0", groups=("dev",), gone=True)],
        more='[dev-packages]\ntester = "*"\n',
    )
    yield case(
        "a gone release of Windows alone",
        ["six"],
        [SIX, Row("gone", "1", marker="sys_platform == 'win32'", gone=True)],
    )
    yield case("stale", ["six"], [SIX], stale=True)
    yield case("another Python than is asked for", ["six"], [SIX], asked="3.11")
    yield case("what a dependency needs is not locked", ["frame"], [FRAME])
    yield case("one with a hash and one without", ["six"], [SIX, PART._replace(bare=True)])
    yield case("no version", ["six"], [Row("six", "", bare=True)])
    yield case("releases that exclude each other", ["frame"],
               [FRAME, PART._replace(version="1.0"), SIX])  # fmt: skip
    wheel = files_of(index, SIX)[0].url
    yield case("an address", ["six"], [Row("six", "", bare=True, more={"file": wheel})])
    gone = {"file": wheel.replace("1.16", "1.99")}
    yield case("an address that is gone", ["six"], [Row("six", "", bare=True, more=gone)])
    own = "from setuptools import setup\nsetup(name='lib', version='1', py_modules=['lib'])\n"
    lib = [Row("lib", "", bare=True, more={"path": "./lib"})]
    made = {"lib/setup.py": own, "lib/lib.py": ""}
    yield case("a folder that is there", ["lib"], lib, files=made)
    yield case("a folder that is not", ["lib"], lib)
    yield case("a release for older Pythons", ["old"], [Row("old", "1.0")])
