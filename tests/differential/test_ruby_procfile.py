"""A sample of what `ruby_procfile` compares at length; skipped where no Ruby fits."""

from __future__ import annotations

import pytest

from tests.differential.ruby_procfile import disagreements, unfit

WHY = unfit()


@pytest.mark.skipif(bool(WHY), reason=WHY)
def test_real_ruby_reads_procfiles_as_we_do() -> None:
    assert disagreements(1000, 20260821) == []
