"""A ruler that the code has never heard of answers like those it knows."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

import numpy as np
import pytest
import shapely

from spaces.reach.analysis import GapResult, analyse
from spaces.reach.covered_area import AreaCover
from spaces.reach.nearest import Nearest
from spaces.reach.on_foot import OnFoot
from spaces.reach.query import GapQuery
from spaces.reach.result import STATES, WALK_STATES
from spaces.reach.ruler import Ruler
from spaces.reach.straight_line import STRAIGHT_LINE
from spaces.walking.network import WalkNetwork
from tests.toys import toynet, toytown

QUERY = GapQuery("toy", speed_mps=toytown.SPEED_1000_M, minutes=45, ruler="blocks")
WALK = OnFoot(WalkNetwork(toynet.network([([(0, 0), (100, 0)], 0)])))


class Blocks:
    """Along the blocks of a grid: metres east plus metres north."""

    names = ("blocks",)
    states = STATES

    def nearest_of(self, xy, groups):
        found = []
        for sites in groups:
            at = shapely.get_coordinates(sites.to_numpy())
            metres = np.abs(xy[:, None, :] - at[None, :, :]).sum(axis=2)
            found.append(Nearest(metres.min(axis=1), metres.argmin(axis=1)))
        return found

    def cover(self, sites, outline, limit_m):
        square = shapely.Polygon([(limit_m, 0), (0, limit_m), (-limit_m, 0), (0, -limit_m)])
        at = shapely.get_coordinates(sites.to_numpy())
        reach = shapely.union_all([shapely.affinity.translate(square, x, y) for x, y in at])
        covered, beyond = outline.intersection(reach), outline.difference(reach)
        return AreaCover(outline.area / 1e6, covered.area / 1e6, covered, beyond)

    def beside(self, xy, sites):
        return None

    def source(self, sites):
        return None


@dataclass
class Given(Blocks):
    """What somebody else measured: metres and a state for each cell, in their order."""

    metres: np.ndarray
    state: np.ndarray

    names = ("given",)
    states = WALK_STATES

    def nearest_of(self, xy, groups):
        return [
            Nearest(self.metres, np.where(np.isfinite(self.metres), 0, -1), self.state)
            for _ in groups
        ]


def ask(query: GapQuery, ruler: Ruler) -> GapResult:
    return analyse(
        query, toytown.sites(), toytown.population(), toytown.boundary(), toytown.parts(),
        ruler=ruler,
    )  # fmt: skip


def test_the_blocks_by_hand():
    """3,000 m along the blocks: ten squares around the park, ten around the school.

    Of the park's ten the last lies in the east ("3,0"), of the school's in the west ("2,3").
    """
    found = ask(QUERY, Blocks())
    assert found.radius_m == 3000
    assert found.by_sub_area["children_covered"].to_dict() == {"W": 1000, "E": 2000}
    assert (found.children_covered, found.children_uncovered) == (3000, 600)
    assert found.children_unknown == 0
    assert found.share_covered == pytest.approx(5 / 6)
    assert found.by_category["children_covered"].to_dict() == {"park": 1100, "school": 1900}
    off = sorted(found.cells.index[~found.cells["covered"]])
    assert off == ["1,3", "2,2", "3,1", "4,0"]
    assert found.cells["distance_m"][off].to_numpy() == pytest.approx(4000)


def test_its_gaps_and_areas_by_hand():
    """A square on its corner, 3,000 m to each: 4.5 km² of one quarter, and what the edge leaves."""
    found = ask(QUERY, Blocks())
    assert found.gaps["children"].tolist() == [400, 200]
    assert found.gaps["sub_area"].tolist() == ["E", "W"]
    assert found.gaps["nearest_m"].to_numpy() == pytest.approx(4000)
    assert "why" not in found.gaps
    assert found.area_covered_km2 == pytest.approx(2 * (4.5 + 2 * 1.375 + 0.25), rel=1e-6)
    assert found.covered.area + found.uncovered.area == pytest.approx(toytown.boundary().area)
    assert found.why_not == ()


def test_what_only_a_walk_has_is_not_known():
    found = ask(QUERY, Blocks())
    unknown = [
        "children_unreachable", "children_unsnapped", "area_unknown_km2", "unknown",
        "area_circle_km2", "area_false_km2", "false_area", "network_source",
    ]  # fmt: skip
    assert {name: getattr(found, name) for name in unknown} == dict.fromkeys(unknown)


def test_it_has_the_columns_of_the_straight_line():
    blocks = ask(QUERY, Blocks())
    straight = ask(dataclasses.replace(QUERY, ruler="radius"), STRAIGHT_LINE)
    for table in ("cells", "gaps", "by_band", "by_sub_area", "by_category"):
        assert list(getattr(blocks, table)) == list(getattr(straight, table)), table
    assert straight.children_covered == 1200 + 2100  # eleven around each


def test_a_given_matrix_with_states_by_hand():
    """The west 500 m away; in the east no way, but one square off the streets, one nowhere."""
    cells = toytown.cells()
    west = cells["sub_area_code"].to_numpy() == "W"
    state = np.where(west, 0, 2).astype(np.uint8)
    state[cells.index.get_loc("5,3")] = WALK_STATES.index("unsnapped")
    state[cells.index.get_loc("5,2")] = WALK_STATES.index("unknown")
    metres = np.where(west, 500.0, np.where(state == 2, np.inf, np.nan))
    found = ask(dataclasses.replace(QUERY, ruler="given"), Given(metres, state))
    assert (found.children_covered, found.children_uncovered) == (1200, 2000)
    assert (found.children_unreachable, found.children_unsnapped) == (2000, 200)
    assert found.children_unknown == 200
    assert found.share_covered == 0.375
    assert found.cells["state"].value_counts().to_dict() == {
        "reached": 12, "beyond": 0, "unreachable": 10, "unsnapped": 1, "unknown": 1
    }  # fmt: skip
    assert found.by_sub_area.loc["E", "children_unreachable"] == 2000


@pytest.mark.parametrize(
    ("word", "ruler"),
    [("radius", WALK), ("network", STRAIGHT_LINE), ("both", Blocks()), ("crow", STRAIGHT_LINE)],
)
def test_a_ruler_answers_only_questions_that_name_it(word, ruler):
    with pytest.raises(ValueError, match=f"{type(ruler).__name__} does not measure by '{word}'"):
        ask(dataclasses.replace(QUERY, ruler=word), ruler)


def test_the_rulers_that_are_there_have_the_form():
    for ruler in (STRAIGHT_LINE, WALK, Blocks()):
        said: Ruler = ruler
        assert {"names", "states", "nearest_of", "cover", "beside", "source"} <= set(dir(said))
