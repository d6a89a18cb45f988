import geopandas as gpd
import numpy as np
import pytest
import shapely

from geo.crs import STORAGE_CRS, metric_crs, mover
from geo.datum.check import all_readings, judge, metres_off
from geo.datum.china import DATUMS, wgs84_to_bd09, wgs84_to_gcj02
from geo.datum.witnesses import Areas, KnownSites, Streets
from geo.distance import apart_m

BOX = shapely.box(120.60, 27.75, 120.70, 27.85)
MOVES = {"wgs84": lambda x, y: (x, y), "gcj02": wgs84_to_gcj02, "bd09": wgs84_to_bd09}


def given_in(xy, datum):
    """What a list holds whose true places are ``xy``."""
    return np.column_stack(MOVES[datum](*np.asarray(xy, dtype=float).T))


def spread(n=400, seed=5, bounds=BOX.bounds):
    """Points all over the box, right up to its edges."""
    west, south, east, north = bounds
    return np.random.default_rng(seed).uniform([west, south], [east, north], (n, 2))


@pytest.mark.parametrize("datum", DATUMS)
@pytest.mark.parametrize("used", DATUMS)
def test_each_reading_is_held_against_each_other(datum, used):
    read = all_readings(given_in(spread(), datum), "wgs84")[used]
    found = judge(read, used, [Areas(BOX)])
    assert found.verdict == ("right" if used == datum else "wrong")
    assert found.open == (datum,)
    assert found.witness == "outline"


def test_the_readings_of_any_reading_are_the_same():
    raw = spread(20)
    for used in DATUMS:
        again = all_readings(all_readings(raw, "wgs84")[used], used)
        for datum in DATUMS:
            assert apart_m(again[datum], all_readings(raw, "wgs84")[datum]).max() < 0.001


def test_far_from_the_border_nobody_can_tell_and_how_far_off_it_may_be_is_known():
    found = judge(np.array([(120.65, 27.80), (120.66, 27.81)]), "wgs84", [Areas(BOX)])
    assert found.verdict == "unclear"
    assert found.open == DATUMS
    assert metres_off(found) == "540 / 1070"


def test_one_reading_ruled_out_does_not_make_the_used_one_right():
    """The fault that let shifted lists pass: BD-09 is impossible here, GCJ-02 is not."""
    gcj02 = given_in([(120.6102, 27.80 + k / 100) for k in range(4)], "gcj02")
    found = judge(gcj02, "wgs84", [Areas(shapely.box(120.60, 27.7, 120.70, 27.85))])
    assert found.verdict == "unclear"
    assert "gcj02" in found.open


def test_rows_of_one_block_count_once():
    """Five sites of one building just over the border are one doubt, not five."""
    over = np.array([(120.6015 - 0.0032, 27.80)] * 5)  # inside under GCJ-02? no matter
    inside = np.array([(120.65, 27.80), (120.66, 27.79)])
    found = judge(np.concatenate([over, inside]), "wgs84", [Areas(BOX)])
    assert found.verdict == "unclear"


def test_a_list_that_reaches_over_the_border_on_all_sides_is_not_called_shifted():
    wide = spread(3000, 2, (120.5, 27.65, 120.8, 27.95))
    assert judge(wide, "wgs84", [Areas(BOX)]).verdict in ("unclear", "torn")


def test_a_list_of_two_halves_is_torn_and_rows_are_named():
    edge = spread(60, 3)
    both = np.concatenate([edge[:30], given_in(edge[30:], "bd09")])
    found = judge(both, "wgs84", [Areas(BOX)], np.arange(1, 61))
    assert found.verdict in ("torn", "unclear")
    if found.verdict == "torn":
        assert found.rows
        assert min(found.rows) > 30


def test_outside_the_shifted_area_there_is_nothing_to_tell():
    assert judge(spread(5, bounds=(-51.3, -30.2, -51.0, -30.0)), "wgs84", ()).verdict == "elsewhere"


@pytest.mark.parametrize("datum", ["gcj02", "bd09"])
def test_known_names_decide_where_the_outline_cannot(datum):
    true = spread(6, 9, (120.64, 27.79, 120.66, 27.81))
    known = true.copy()
    known[4:] = np.nan
    asked = [Areas(BOX), KnownSites(known)]
    assert judge(true, "wgs84", asked).verdict == "right"
    found = judge(given_in(true, datum), "wgs84", asked)
    assert (found.verdict, found.open, found.witness) == ("wrong", (datum,), "names")
    assert (found.fits, found.fits_used) == (4, 0)
    one = np.full_like(known, np.nan)
    one[0] = known[0]
    assert judge(given_in(true, datum), "wgs84", [KnownSites(one)]).verdict == "unclear"


def test_witnesses_that_contradict_each_other_prove_nothing():
    true = spread(400)
    false_names = KnownSites(all_readings(true, "wgs84")["gcj02"])
    found = judge(true, "wgs84", [Areas(BOX), false_names])
    assert found.verdict == "unclear"


def grid_of_streets(spacing_m):
    """Streets every ``spacing_m`` over the box, in metres."""
    crs = metric_crs(120.65, 27.80)
    half, lines = 4 * spacing_m if spacing_m > 1000 else 40 * spacing_m, []
    for at in np.arange(-half, half + 1, spacing_m):
        lines += [[(at, -half), (at, half)], [(-half, at), (half, at)]]
    return Streets(shapely.STRtree(shapely.linestrings(lines)), crs), crs


@pytest.mark.parametrize("datum", DATUMS)
def test_sites_lie_near_streets_under_the_true_reading_only(datum):
    streets, crs = grid_of_streets(1300)
    random = np.random.default_rng(4)
    on = random.integers(-3, 4, 40) * 1300 + random.uniform(-25, 25, 40)
    metric = np.column_stack([on, random.uniform(-4500, 4500, 40)])
    metric[20:] = metric[20:, ::-1]  # half of them on streets east to west
    true = np.column_stack(mover(crs, STORAGE_CRS).transform(*metric.T))
    found = judge(given_in(true, datum), "wgs84", [streets])
    assert found.verdict == ("right" if datum == "wgs84" else "wrong")
    assert (found.open, found.witness) == ((datum,), "streets")


@pytest.mark.parametrize("spacing_m", [150, 600, 1300])
def test_where_sites_do_not_keep_to_streets_streets_prove_nothing(spacing_m):
    streets, _ = grid_of_streets(spacing_m)
    for seed in range(40):
        xy = spread(20, seed, (120.62, 27.77, 120.68, 27.83))
        assert judge(xy, "wgs84", [streets]).verdict == "unclear"


def test_real_lists_against_the_real_place(shared_data):
    districts = gpd.read_file(
        shared_data / "boundaries-five-places" / "places.wgs84.geojson", engine="pyogrio"
    ).set_index("code")
    lists = gpd.read_file(
        shared_data / "shanghai-pois-2020" / "changning_pois.geojson", engine="pyogrio"
    )
    xy = shapely.get_coordinates(lists.geometry.to_numpy())
    for datum in DATUMS:
        found = judge(given_in(xy, datum), "wgs84", [Areas(districts.geometry["310105"])])
        assert found.verdict == ("right" if datum == "wgs84" else "wrong")
        assert found.open == (datum,)
