"""Limits of what is read."""

from __future__ import annotations

import pytest

from geo.faults import InputRefused
from geo.io import (
    read_table,
)
from geo.limits import Limits, limits_from_environment
from tests.toys.geotables import write


@pytest.mark.parametrize(
    ("limits", "code"),
    [(Limits(file_bytes=50), "too_large"), (Limits(rows=1), "too_many_rows")],
)
@pytest.mark.parametrize("suffix", [".geojson", ".csv", ".gpkg", ".zip", ".parquet"])
def test_limits_hold_for_every_format(frame, tmp_path, suffix, limits, code):
    path = write(frame, tmp_path / f"a{suffix}")
    with pytest.raises(InputRefused) as refused:
        read_table(path, limits=limits)
    assert refused.value.faults[0].code == code


def test_limits_are_a_setting(monkeypatch):
    monkeypatch.setenv("GEO_MAX_MB", "3")
    monkeypatch.setenv("GEO_MAX_ROWS", "7")
    limits = limits_from_environment()
    assert (limits.file_bytes, limits.rows) == (3_000_000, 7)
    monkeypatch.setenv("GEO_MAX_MB", "lots")
    with pytest.raises(InputRefused):
        limits_from_environment()
