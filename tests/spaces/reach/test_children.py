"""Children served and not served."""

from __future__ import annotations

from spaces.places.population import BANDS, Population
from tests.toys import toytown
from tests.toys.reachtown import run


def test_without_bands():
    town = toytown.cells().drop(columns=list(BANDS))
    found = run(population=Population(town, True, "x", ()))
    assert found.why_not == ("no_bands",)
    assert found.by_band.empty
    assert found.share_covered == 0.25


def test_a_town_without_children_has_no_share():
    town = toytown.cells()
    town[["children", *BANDS]] = 0.0
    found = run(population=Population(town, True, "x", BANDS))
    assert "no_children" in found.why_not
    assert found.share_covered is None


def test_children_without_a_location_are_neither():
    town = toytown.cells()
    town.loc["0,0", "geometry"] = None
    found = run(population=Population(town, True, "x", BANDS))
    assert "cells_without_location" in found.why_not
    assert (found.children_covered, found.children_uncovered, found.children_unknown) == (
        800,
        2700,
        100,
    )
    assert found.share_covered == 800 / 3500
    assert found.cells["state"]["0,0"] == "unknown"
