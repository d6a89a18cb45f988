"""The walk that the phone searches is the walk that the product measures, under every rule."""

from __future__ import annotations

import base64
from typing import Any

import geopandas as gpd
import numpy as np
import pytest
import shapely
from pyproj import Transformer

from geo.crs import STORAGE_CRS
from geo.network.entrances import Entrances
from geo.network.graph import ARTERIAL, BRIDGE, FOOTWAY, MEDIAN, STUB, Network
from geo.network.rules import ARTERIALS, Arterials, Rules
from spaces.public.walk_pack import walk_pack
from spaces.walking import WalkNetwork
from tests.toys import toynet, toytown
from tests.toys.mapscripts import run

COLUMNS, ROWS, STEP = 7, 6, 200.0
POINTS, SITES = 150, 25
WITHIN_M = 0.75
"""The pack rounds: lengths to a centimetre each, doors to 1/65,535 of a street, places to 1e-7°."""

_WALK = """
const bytes = Uint8Array.from(atob(data.pack), (c) => c.charCodeAt(0));
const walks = new walk.Walks(new streets.Streets(bytes.buffer));
return data.points.map(([lon, lat]) => {
  const start = walks.join(lon, lat, data.rules);
  if (!start) return null;
  const field = walks.search(start, data.rules), { metres, door } = walks.toSites(field);
  const way = (d, i) => (Number.isFinite(metres[i]) ? walks.way(field, d, [0, 0]) : null);
  return {
    metres: Array.from(metres, (m) => (Number.isFinite(m) ? m : null)),
    begins: Array.from(door, way).map((found) => found && found[0]), leg: start.leg,
    within: walks.within(field, 400).length,
  };
});
"""


def town() -> Network:
    """A grid with two arterials that cross, lights at one of their crossings, a river, a bridge.

    East of it a road of two carriageways with a driveway; two pieces of street lead nowhere.
    """
    x, y = np.arange(COLUMNS) * STEP, np.arange(ROWS) * STEP
    bends = np.random.default_rng(3).normal(0, 25, (COLUMNS, ROWS, 2))
    at = [
        [(x[i] + bends[i, j, 0], y[j] + bends[i, j, 1]) for j in range(ROWS)]
        for i in range(COLUMNS)
    ]
    rows = [([at[i][j] for i in range(COLUMNS)], ARTERIAL if j == 2 else 0) for j in range(ROWS)]
    columns = [
        ([at[i][j] for j in range(3)], ARTERIAL if i == 4 else FOOTWAY) for i in range(COLUMNS)
    ]
    # North of the third row runs the river: two columns go on over a bridge.
    bridges = [([at[i][2], at[i][3]], BRIDGE) for i in (1, 4)]
    north = [([at[i][j] for j in range(3, ROWS)], FOOTWAY if i % 2 else 0) for i in range(COLUMNS)]
    alone = [([(1500.0, 1300.0), (1600.0, 1350.0)], 0), ([(500.0, 90.0), (560.0, 110.0)], 0)]
    west, east = (
        [(1350.0, y) for y in (-200.0, 0.0, 150.0, 400.0)],
        [(1365.0, y) for y in (-200.0, 0.0, 150.0, 400.0)],
    )
    road = [(west, ARTERIAL), (east, ARTERIAL)]
    across = [([at[6][0], west[1], east[1], (1550.0, 0.0), (1550.0, 400.0)], 0)]
    driveway = [([east[2], (1385.0, 150.0)], 0)]
    river = shapely.LineString([(-500.0, 500.0), (2000.0, 500.0)])
    pond = shapely.box(620.0, 820.0, 760.0, 960.0)
    return toynet.network(
        [*rows, *columns, *bridges, *north, *alone, *road, *across, *driveway],
        barriers=[river, pond],
        guarded=[at[1][2], at[4][1]],
    )


@pytest.fixture(scope="module")
def walks() -> WalkNetwork:
    return WalkNetwork(town())


@pytest.fixture(scope="module")
def sites(walks: WalkNetwork) -> gpd.GeoDataFrame:
    xy = np.random.default_rng(5).uniform((-150, -150), (1700, 1500), (SITES, 2))
    points = [shapely.Point(*lonlat) for lonlat in degrees(walks.network, xy)]
    return gpd.GeoDataFrame(
        {"id": [f"s{k}" for k in range(SITES)]}, geometry=points, crs="EPSG:4326"
    ).set_index("id")


def starts() -> np.ndarray:
    """Places all over the town, and some beside the driveway."""
    chance = np.random.default_rng(7)
    around = chance.uniform((-300, -300), (1800, 1600), (POINTS, 2))
    return np.vstack([around, chance.uniform((1368, 135), (1384, 165), (20, 2))])


def degrees(network: Network, xy: np.ndarray) -> np.ndarray:
    """Places of the toy town's metres in degrees."""
    move = Transformer.from_crs(toytown.CRS, STORAGE_CRS, always_xy=True)
    return np.column_stack(move.transform(xy[:, 0], xy[:, 1]))


def measured(
    walks: WalkNetwork, sites: gpd.GeoDataFrame, lonlat: np.ndarray, rules: Rules
) -> tuple[np.ndarray, np.ndarray]:
    """Metres from each point to each site by the engine; and the leg to the street, NaN without."""
    entrances = walks.entrance_points(sites.geometry, {})
    ends = walks.snapped(entrances.xy, rules.arterials)
    begun = walks.snap(walks.network.to_metres(lonlat[:, 0], lonlat[:, 1]), rules.arterials)
    router = walks.router(rules)
    metres = np.full((len(lonlat), len(sites)), np.inf)
    for k in np.flatnonzero(begun.edge >= 0):
        start = Entrances(begun.take(np.array([k])), np.zeros(1, dtype=np.int64))
        far = router.at(ends, router.fields([start])[0]).distance_m
        np.fmin.at(metres[k], entrances.owner, far)
    return metres, np.where(begun.edge >= 0, begun.leg_m, np.nan)


@pytest.mark.parametrize("delay_m", [0.0, 33.0])
@pytest.mark.parametrize("arterials", ARTERIALS)
def test_every_walk_is_as_long_as_the_engines(
    walks: WalkNetwork, sites: gpd.GeoDataFrame, arterials: Arterials, delay_m: float
):
    lonlat = degrees(walks.network, starts())
    right, legs = measured(walks, sites, lonlat, Rules(delay_m, arterials))
    pack = walk_pack(walks, sites, {}, rules=ARTERIALS)
    got: list[dict[str, Any] | None] = run(
        _WALK,
        {
            "pack": base64.b64encode(pack).decode(),
            "points": lonlat.tolist(),
            "rules": {"arterials": arterials, "delay_m": delay_m},
        },
    )
    assert [one is None for one in got] == np.isnan(legs).tolist()
    compared = 0
    for k, one in enumerate(got):
        if one is None:
            continue
        assert one["leg"] == pytest.approx(legs[k], abs=0.05)
        for site, metres in enumerate(one["metres"]):
            assert (metres is None) == (not np.isfinite(right[k, site])), (k, site)
            if metres is not None:
                assert metres == pytest.approx(right[k, site], abs=WITHIN_M), (k, site)
                assert one["begins"][site] == pytest.approx(lonlat[k].tolist(), abs=1e-9)
                compared += 1
    assert compared > 300
    assert any(one and one["within"] for one in got)


def test_the_rules_make_a_difference(walks: WalkNetwork, sites: gpd.GeoDataFrame):
    """Else the test above would compare the same walk three times."""
    lonlat = degrees(walks.network, starts())
    found = [measured(walks, sites, lonlat, Rules(0.0, rule))[0] for rule in ARTERIALS]
    assert (found[0] < found[1]).sum() > 100
    assert (found[1] < found[2]).sum() > 100
    paid = measured(walks, sites, lonlat, Rules(33.0, "allowed"))[0]
    assert (paid > found[0] + 30).sum() > 100
    network = walks.network
    assert network.has(MEDIAN).sum() == 1
    assert network.has(STUB).sum() == 2
    assert walks.router(Rules(0.0, "not_along")).last.sum() > 2
