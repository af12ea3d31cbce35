"""pip's own reading of a requirements file, for comparison."""

from __future__ import annotations

import contextlib
import io
import logging
import os
import re
import warnings
from pathlib import Path
from typing import NamedTuple

import pip
import pytest

NEWEST = int(pip.__version__.partition(".")[0]) >= 26
needs_newest_pip = pytest.mark.skipif(
    not NEWEST, reason=f"pip {pip.__version__}: the comparison is with pip 26 and later"
)


class Line(NamedTuple):
    """A requirement as pip sees it."""

    file: str
    line: int
    text: str
    name: str | None
    refused: str
    """Empty, or pip's words."""


class Read(NamedTuple):
    """All that pip sees, up to the line at which the reading itself ends."""

    lines: list[Line]
    failed: str
    """Empty, or why pip stopped."""


def read_with_pip(folder: Path, name: str = "requirements.txt") -> Read:
    """Read `name` in `folder` with pip's parser, without any network."""
    from pip._internal.exceptions import InstallationError
    from pip._internal.network.session import PipSession
    from pip._internal.req.constructors import install_req_from_parsed_requirement
    from pip._internal.req.req_file import parse_requirements

    lines: list[Line] = []
    failed = ""
    before = Path.cwd()
    logging.disable(logging.WARNING)
    os.chdir(folder)
    try:
        with contextlib.redirect_stderr(io.StringIO()), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                for parsed in parse_requirements(name, PipSession()):
                    place = re.fullmatch(r"-[rc] (.*) \(line (\d+)\)", parsed.comes_from, re.DOTALL)
                    assert place
                    file = os.path.relpath(place[1], folder)
                    found, refused = None, ""
                    try:
                        found = install_req_from_parsed_requirement(parsed).name
                    except (InstallationError, ValueError, RecursionError) as error:
                        refused = str(error) or type(error).__name__
                    text = parsed.requirement
                    lines.append(Line(file, int(place[2]), text, found, refused))
            except (InstallationError, UnicodeError, LookupError, ValueError, RecursionError) as e:
                failed = str(e) or type(e).__name__
            except Exception as error:
                failed = f"{type(error).__name__}: {error}"
    finally:
        os.chdir(before)
        logging.disable(logging.NOTSET)
    return Read(lines, failed)
