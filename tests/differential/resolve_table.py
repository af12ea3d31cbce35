"""The index of `resolve_cases`: every kind of distribution that decides what installs.

`MORE` is a second index, for `--extra-index-url` and `--find-links`.
"""

from __future__ import annotations

from tests.resolve.local_index import Index

BUILDS = ("setuptools", "wheel")
"""What real sources need to be built, as wheels beside the pips."""


def made() -> Index:
    """The index of all cases."""
    index = Index()
    for each in ("six", "requests"):
        index.wheel(each, "99.0")
    index.wheel("six", "1.15.0").wheel("six", "1.16.0")
    index.wheel("part", "1.0", ["six"]).wheel("part", "2.0", ["six>=1.16,<99"])
    index.wheel("frame", "1.0", ["part<2"]).wheel("frame", "2.0", ["part>=2"])
    # bounds for Pythons, below, above and in the middle
    index.wheel("modern", "1.0").wheel("modern", "2.0", python=">=3.8")
    index.wheel("modern", "3.0", python=">=3.11")
    index.wheel("capped", "0.9").wheel("capped", "1.0", python=">=2.7,<3.10")
    index.wheel("capped", "1.1", python=">=3.6,<3.12")
    index.wheel("holes", "1.0", python=">=2.7,!=3.0.*,!=3.9.*").wheel("holes", "0.5")
    index.wheel("onlynew", "1.0", python=">=3.11")
    index.wheel("needsnew", "1.0", ["onlynew"]).wheel("needsnew", "0.5")
    index.wheel("needscapped", "1.0", ["capped>=1"])
    index.wheel("patchlevel", "1.0", python=">=3.8.2").wheel("patchlevel", "0.1", python="<3.8.2")
    # wheels for some Pythons only
    for tag in ("cp27-cp27mu", "cp36-cp36m", "cp39-cp39", "cp311-cp311"):
        index.wheel("fast", "1.0", tag=f"{tag}-manylinux2014_x86_64")
    for tag in ("cp38-cp38", "cp312-cp312"):
        index.wheel("fast", "2.0", tag=f"{tag}-manylinux_2_17_x86_64")
    index.wheel("stable", "1.0", tag="cp38-abi3-manylinux2014_x86_64")
    index.wheel("mac", "1.0", tag="cp39-cp39-macosx_11_0_arm64")
    index.wheel("win", "1.0", tag="py3-none-win_amd64")
    index.wheel("muslonly", "1.0", tag="cp311-cp311-musllinux_1_1_x86_64")
    index.wheel("newlibc", "1.0", tag="py3-none-manylinux_2_99_x86_64").wheel("newlibc", "0.1")
    index.wheel("oldlinux", "1.0", tag="py3-none-manylinux1_x86_64")
    index.wheel("two", "1.0", tag="py2-none-any").wheel("three", "1.0", tag="py3-none-any")
    index.wheel("arm", "1.0", tag="py3-none-manylinux2014_aarch64")
    # yanked
    index.wheel("bad", "1.0").wheel("bad", "1.1", yanked="broken").wheel("gone", "1.0", yanked="")
    index.wheel("wantsbad", "1.0", ["bad==1.1"]).wheel("wantsbadly", "1.0", ["bad>1.0"])
    # pre-releases
    index.wheel("early", "1.0").wheel("early", "2.0b1").wheel("alpha", "1.0a1")
    index.wheel("wantsearly", "1.0", ["early>=2.0b1"]).wheel("wantsalpha", "1.0", ["alpha"])
    index.wheel("rcbound", "1.0", ["early>=1.0,<2.0rc1"])
    index.wheel("devs", "1.0.dev1").wheel("devs", "0.9").wheel("posts", "1.0").wheel(
        "posts", "1.0.post1"
    )
    # local versions and epochs
    index.wheel("local", "1.0+cpu").wheel("local", "1.0").wheel("epoch", "1!1.0").wheel(
        "epoch", "9.0"
    )
    # extras and markers
    index.wheel("big", "1.0", extras={
        "db": ["part==1.0"], "win": ["nope ; sys_platform == 'win32'"],
        "all": ["big[db]"], "bad": ["nope"],
    })  # fmt: skip
    index.wheel("marked", "1.0", ["modern>=2 ; python_version >= '3.8'",
                                  "nope ; python_version < '2.7'"])  # fmt: skip
    index.wheel("linux", "1.0", ["six ; platform_system == 'Linux'", "nope ; os_name == 'nt'"])
    index.wheel("machine", "1.0", ["six ; platform_machine == 'x86_64'"])
    # conflicts through dependencies
    index.wheel("left", "1.0", ["shared<2"]).wheel("left", "0.9", ["shared<3"])
    index.wheel("right", "1.0", ["shared>=2"]).wheel("right", "0.9", ["shared"])
    index.wheel("shared", "1.0").wheel("shared", "2.0")
    index.wheel("deep1", "1.0", ["deep2"]).wheel("deep2", "1.0", ["deep3"])
    index.wheel("deep3", "1.0", ["shared==1.0"])
    index.wheel("selfish", "1.0", ["left==1.0", "right==1.0"])
    index.wheel("circle", "1.0", ["round"]).wheel("round", "1.0", ["circle"])
    index.wheel("missing", "1.0", ["nope"]).wheel("missing", "0.9")
    index.wheel("tooolddep", "1.0", ["six==1.0"])
    # names
    index.wheel("Some.Name_x", "1.0").wheel("under_score", "1.0")
    index.wheel("apart", "1.0", ["six"], apart=False)
    _more_kinds(index)
    _sources(index)
    return index


def _more_kinds(index: Index) -> None:
    # extras, markers and what depends on them
    index.wheel("web", "1.0", ["big[db]==1.0"]).wheel("web", "2.0", ["big[nothere]"])
    index.wheel("oldextra", "1.0", extras={"fast": ["six==1.15.0"]}).wheel("oldextra", "2.0")
    index.wheel("pyold", "1.0", ["nope ; python_version < '3.7'"])
    index.wheel("pynew", "1.0", ["nope ; python_version >= '3.12'"])
    index.wheel("impl", "1.0", ["nope ; implementation_name == 'pypy'"])
    index.wheel("full", "1.0", ["nope ; python_full_version < '3.9.5'"])
    index.wheel("either", "1.0", ["nope ; sys_platform == 'darwin' or os_name == 'nt'"])
    index.wheel("oddmark", "1.0", ["six ; extra == 'x' and python_version > '2'"])
    # what a dependency's newest release needs
    index.wheel("chain1", "1.0", ["chain2>=1"]).wheel("chain2", "1.0", ["chain3"])
    index.wheel("chain2", "2.0", ["chain3"], python=">=3.9")
    index.wheel("chain3", "1.0").wheel("chain3", "2.0", python=">=3.11")
    index.wheel("exactly", "1.0", ["modern==3.0"]).wheel("upto", "1.0", ["modern<3"])
    index.wheel("cloud", "1.0", ["shared<2", "six>=1.15,<1.16"])
    index.wheel("cloud-cli", "1.0", ["cloud==1.0", "six<2"])
    index.wheel("backs", "3.0", ["shared>=3"]).wheel("backs", "2.0", ["shared>=2"])
    index.wheel("backs", "1.0")
    index.wheel("triple", "1.0", ["shared>1", "right"]).wheel("tilde", "1.0", ["shared~=1.0"])
    index.wheel("compat", "1.4.2").wheel("compat", "1.4.9").wheel("compat", "1.5.0")
    # requires-python in odd spellings
    index.wheel("pyodd", "1.0", python=">=3.6,<4").wheel("pyeq", "1.0", python="==3.9.*")
    index.wheel("pytilde", "1.0", python="~=3.8").wheel("pynot", "1.0", python="!=3.12.*")
    index.wheel("py2only", "1.0", python="<3").wheel("py27", "1.0", python=">=2.7,<3")
    index.wheel("pymajor", "1.0", python=">=3").wheel("pymajor", "0.1")
    index.wheel("pystar", "1.0", python=">=3.10.*").wheel("pystar", "0.1")
    for minor in range(1, 16):
        index.wheel("manycaps", f"{minor}.0", python=">=2.7,<3.9")
    index.wheel("manycaps", "0.1")
    index.wheel("depcaps", "1.0", ["manycaps"])
    # files of one release
    index.wheel("files", "1.0", tag="cp39-cp39-manylinux2014_x86_64")
    index.wheel("files", "1.0", tag="cp311-cp311-manylinux2014_x86_64")
    index.wheel("files", "1.0", tag="py3-none-win_amd64")
    index.wheel("files", "1.0", tag="py2.py3-none-any")
    index.wheel("limited", "1.0", tag="cp37-abi3-manylinux_2_28_x86_64")
    index.wheel("limited", "0.9", tag="cp37-abi3-manylinux_2_17_x86_64.manylinux2014_x86_64")
    index.wheel("depfast", "1.0", ["fast==2.0"]).wheel("depfast2", "1.0", ["fast"])
    index.wheel("plain", "1.0", tag="cp312-none-any").wheel(
        "linuxtag", "1.0", tag="py3-none-linux_x86_64"
    )
    index.wheel("i686", "1.0", tag="py3-none-manylinux2014_i686")
    index.wheel("py39", "1.0", tag="py39-none-any").wheel("py30", "1.0", tag="py30-none-any")
    index.wheel("narrow", "1.0", tag="cp27-cp27m-manylinux1_x86_64")
    index.wheel("wide", "1.0", tag="cp27-cp27mu-manylinux2010_x86_64")
    index.wheel("threads", "1.0", tag="cp313-cp313t-manylinux2014_x86_64")
    # yanked and early, through dependencies
    index.wheel("bad", "2.0", yanked="wrong")
    index.wheel("wantsgone", "1.0", ["gone"]).wheel("wantsgone2", "1.0", ["gone==1.0"])
    index.wheel("early", "2.0a1").wheel("rc", "1.0").wheel("rc", "2.0rc1").wheel("rc", "2.0rc2")
    index.wheel("wantsrc", "1.0", ["rc>=2.0rc1"]).wheel("wantsrc2", "1.0", ["rc>1.0"])
    index.wheel("wantsrc3", "1.0", ["rc==2.0rc1"]).wheel("calver", "2024.1").wheel(
        "calver", "2024.10"
    )
    # local versions
    index.wheel("torchy", "1.9.0").wheel("torchy", "2.0.0").wheel(
        "needslocal", "1.0", ["local==1.0+cpu"]
    )


def _sources(index: Index) -> None:
    index.source("src", "1.0", ["six"]).source("src2", "1.0", ["six<1.16"], declares=False)
    index.source("mixed", "2.0").wheel("mixed", "1.0").source("mixed", "1.0")
    index.source("raises", "1.0", setup="raise RuntimeError('do not install this')\n")
    index.source("exits", "1.0", setup="import sys\nsys.exit('install another')\n")
    index.source("tells", "1.0", setup="from setuptools import setup\n"
                 "raise SystemExit('the name is another now')\n")  # fmt: skip
    index.source("py2code", "1.0", setup="print 'hello'\n")
    index.source("imports", "1.0", setup="import notthere\nfrom setuptools import setup\n"
                 "setup(name='imports', version='1.0')\n")  # fmt: skip
    index.source(
        "guarded",
        "1.0",
        setup="try:\n    import notthere\nexcept ImportError:\n"
        "    pass\nfrom setuptools import setup\nsetup(name='guarded', version='1.0')\n",
    )
    index.source("needspy", "1.0", python=">=3.12").source("needspy", "0.9")
    index.source("wants-src", "1.0", ["raises"])
    index.source("renamed", "1.0", setup="from setuptools import setup\n"
                 "setup(name='another', version='1.0')\n")  # fmt: skip


def more() -> Index:
    """Another index, beside that of all cases."""
    index = Index()
    index.wheel("six", "1.17.0").wheel("private", "1.0", ["six"]).wheel("part", "3.0")
    index.wheel("torchy", "1.9.0+cu111").wheel("torchy", "2.0.0+cpu")
    index.wheel("frame", "2.0").wheel("shared", "0.5")
    index.source("onlysource", "1.0", ["six"])
    return index
