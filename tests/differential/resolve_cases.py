"""Requirements and a local index, resolved by `--resolve` and installed by the real pips.

    python -m tests.differential.resolve_cases PIPS [--python 3.9] [--show]

PIPS holds pips as wheels (`pip-26.3-py3-none-any.whl`). Each case is installed into a folder by
each Python that is here, with the pip that a build would have. The index lies on loopback
(`tests/resolve/local_index.py`); its wheels and sources are made for the purpose. It exits with 1
if a verdict, or what is installed, is wrong.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from checker.files.tree import MemoryTree
from checker.project.project import Project
from checker.resolve.asking import Asking
from tests.differential.interpreters import VERSIONS, interpreter, version
from tests.differential.resolve_files import full_version, target_of
from tests.resolve.local_index import Index

PIPS = {(2, 7): "20.3.4", (3, 6): "21.3.1", (3, 7): "24.0", (3, 8): "25.0.1", (3, 9): "26.0.1"}
"""The newest pip of a Python; a later one has `LAST`."""
LAST = "26.3"


def made() -> Index:
    """The index of all cases."""
    index = Index()
    for each in ("six", "setuptools", "requests"):
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
    return index


CASES = """
frame
frame==1.0
frame==2.0
frame>=1,<2
frame~=1.0
frame==1.*
frame!=2.0
frame===2.0
frame==2
frame>2
frame==3.0
frame<1
six==1.16
six>=99
six===1.16.0
six===1.16
nope
nope==1.0
frame==2.0|six==1.15.0
frame==1.0|six==1.15.0
frame|part==1.0
frame==2.0|part==1.0
left==1.0|right==1.0
left|right
left|right==1.0
left==1.0|right
deep1|shared==2.0
deep1|shared
deep1|right==1.0
selfish
circle
missing
missing==1.0
missing==0.9
tooolddep
modern
modern==2.0
modern==3.0
modern>=2
modern>=1,<3
capped
capped==1.0
capped==1.1
capped>=1
holes
holes==1.0
onlynew
needsnew
needsnew==1.0
needscapped
patchlevel
patchlevel==1.0
fast
fast==1.0
fast==2.0
stable
mac
win
muslonly
newlibc
newlibc==1.0
oldlinux
two
three
arm
bad
bad==1.1
bad>1.0
bad>=1.0
gone
gone==1.0
gone>=1.0
wantsbad
wantsbadly
early
early==2.0b1
early>=2.0b1
early>1.0
early>=2
alpha
alpha>=1.0
alpha==1.0a1
alpha>=0.1
wantsearly
wantsalpha
rcbound
--pre|early
devs
devs>=1.0.dev1
posts
posts==1.0
posts>1.0
local
local==1.0
local==1.0+cpu
local==1.0+cuda
epoch
epoch<10
big[db]
big[db]|part==2.0
big[win]
big[all]
big[bad]
big[nothere]
marked
linux
machine
nope ; python_version < "2"
nope ; sys_platform == "win32"
six ; python_version >= "2"
modern==2.0 ; python_version >= "3.8"
some-name.x
SOME_NAME-X==1.0
under-score
apart
six==1.15.0|six==1.15.0
six==1.15.0|six==1.16.0
six>=1.15|six<1.16
six >= 1.15 , < 1.16
six (==1.15.0)
frame # comment
six==1.15.0 \\|
--no-binary :none:|six
--only-binary :all:|frame
-c nothing.txt|six
"""


def install(python: str, pip: Path, text: str, index: str) -> tuple[bool, list[str], str]:
    """What the real pip does: whether it installs, what, and its words."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "requirements.txt")
        file.write_text(text, "utf-8")
        into = Path(folder, "into")
        done = subprocess.run(
            [
                *(python, str(pip / "pip"), "install", "--target", str(into), "--no-input"),
                *("--disable-pip-version-check", "--no-cache-dir", "--ignore-installed"),
                *("--no-compile", "-q", "--index-url", index, "-r", str(file)),
            ],
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
            env={"HOME": folder, "PATH": os.defpath, "PIP_CONFIG_FILE": os.devnull},
            cwd=folder,
        )
        names = [
            "{}=={}".format(*path.name.removesuffix(".dist-info").split("-")).lower()
            for path in into.glob("*.dist-info")
        ]
        lines = [line for line in done.stderr.splitlines() if "ERROR" in line or "error" in line]
        return (
            done.returncode == 0,
            sorted(re.sub(r"[-_.]+(?=.*==)", "-", n) for n in names),
            (" ".join(lines)[:200]),
        )


def main() -> int:
    """Compare; the exit code is 1 if anything is wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("pips", type=Path)
    parser.add_argument("--python", default="")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--show", action="store_true")
    asked = parser.parse_args()
    counts: dict[str, int] = {}
    for python in VERSIONS:
        if not interpreter(python) or (asked.python and python != asked.python):
            continue
        full = full_version(python)
        pip = asked.pips / next(
            path.name for path in asked.pips.glob(f"pip-{PIPS.get(version(python), LAST)}-*.whl")
        )
        with made() as index:
            for case in CASES.strip().splitlines()[:: asked.every]:
                text = case.replace("|", "\n") + "\n"
                tree = MemoryTree({"requirements.txt": text.encode()})
                asking = Asking(index.url, refresh=True)
                found = Project(tree, target_of(full), asking).resolution
                assert found is not None
                works, names, words = install(interpreter(python), pip, text, index.url)
                own = [f"{each.name}=={each.version}" for each in found.distributions]
                if found.installs is None:
                    verdict = "unknown"
                    words = found.because
                elif found.installs is not works:
                    verdict = "WRONG"
                elif works and found.complete and sorted(own) != names:
                    verdict, words = "OTHERS", f"{own} {names}"
                else:
                    verdict = "right"
                counts[verdict] = counts.get(verdict, 0) + 1
                if asked.show or verdict != "right":
                    causes = [each.cause.name for each in found.troubles]
                    print(f"{verdict:8} {python:5} {case:40} {causes} {words}", flush=True)
    print(counts)
    return 1 if counts.get("WRONG") or counts.get("OTHERS") else 0


if __name__ == "__main__":
    sys.exit(main())
