"""A repository that needs too much costs its own limit: it is tried twice, and then recorded."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("distributed")
pytest.importorskip("pygit2")

from checker.config.overrides import Overrides
from checker.fleet.addresses import addresses_of
from checker.fleet.cluster import Place
from checker.fleet.engine import run_all
from checker.fleet.order import Order
from tests.fleet.making import BAD, GOOD, bare, rows_of

if TYPE_CHECKING:
    from pathlib import Path

_LINES = "".join(f"package-{number}==1.{number % 90}\n" for number in range(60_000))
LARGE = GOOD | {"requirements.txt": _LINES}
"""More than a second of work, and more memory than the other repositories need together."""


def rows(folder: Path, order: Order) -> dict[str, dict[str, Any]]:
    """The row of each repository below a folder, by its name, as one worker gives it."""
    items = [(address, "") for address in addresses_of(str(folder))]
    found = {}
    for _, sent in run_all(items, order, Place(workers=1), lambda: False):
        for line in rows_of(sent, "repositories").splitlines():
            row = json.loads(line)
            found[row["repository"].rpartition("/")[2]] = row
    return found


def fleet(folder: Path) -> Path:
    """Four small repositories, and one between them that needs much."""
    for name, files in (("a", GOOD), ("b", BAD), ("c", LARGE), ("d", GOOD), ("e", BAD)):
        bare(folder / f"{name}.git", files)
    return folder


@pytest.mark.parametrize(
    ("order", "reason"),
    [
        (Order(cpu=1.5), "it needs more than 1.5 s of CPU; tried twice"),
        (Order(wall=1.5), "it needs more than 1.5 s; tried twice"),
        (Order(memory=1), "MB of 1 MB; tried twice"),
    ],
)
def test_what_needs_too_much_costs_its_own_limit(tmp_path: Path, order: Order, reason: str) -> None:
    found = rows(fleet(tmp_path), order._replace(asked=Overrides(target="rainbond-6")))
    assert found["c.git"]["state"] == "failed"
    assert found["c.git"]["reason"].endswith(reason)
    if order.memory > 1:  # that much no worker has, whatever it checks
        others = {row["state"] for name, row in found.items() if name != "c.git"}
        assert others == {"checked"}
    assert len(found) == 5
