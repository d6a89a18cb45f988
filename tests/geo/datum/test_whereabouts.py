import geopandas as gpd
import numpy as np
import pytest
import shapely

from geo.datum.whereabouts import (
    LISTED,
    abroad,
    null_island,
    one_point_each,
    outside,
    packed_minutes,
    turned_or_metres,
)

BOX = shapely.box(120.60, 27.75, 120.70, 27.85)


def rows(xy):
    return np.arange(1, len(xy) + 1)


def test_a_corner_at_zero_is_nowhere():
    shapes = np.array(
        [
            shapely.Point(0, 0),
            shapely.Point(0, 27.8),
            shapely.LineString([(120.6, 27.8), (0, 0)]),
            None,
            shapely.Point(),
        ],
        dtype=object,
    )
    assert null_island(shapes).tolist() == [True, False, True, False, False]


def test_one_point_on_each_located_row():
    frame = gpd.GeoDataFrame(
        geometry=[shapely.box(120.61, 27.76, 120.63, 27.78), None, shapely.Point(120.65, 27.8)],
        crs=4326,
    )
    xy, at = one_point_each(frame)
    assert at.tolist() == [1, 3]
    assert BOX.contains(shapely.points(xy)).all()
    assert one_point_each(frame.to_crs(32651))[0] == pytest.approx(xy, abs=1e-6)


@pytest.mark.parametrize(
    ("xy", "code"),
    [
        ([(27.80, 120.65)] * 3, "swapped_axes_in_place"),
        ([(367890.1, 3075432.9)] * 3, "metres_as_degrees"),
        ([(120.65, 27.80)], None),
        ([(121.47, 31.23)], None),
    ],
)
def test_turned_round_or_metres(xy, code):
    found = turned_or_metres(np.array(xy), BOX, "a.csv")
    assert (found.code if found else None) == code


def test_rows_outside_are_named_with_their_true_distance():
    xy = np.array([(120.65, 27.80), (120.7005, 27.80), (120.72, 27.80), (0.0, 0.0)])
    found = outside(xy, rows(xy), BOX, "a.csv")
    assert [(f.row, f.facts["distance_km"]) for f in found] == [(3, 2.0), (4, 12994)]
    named = outside(xy, rows(xy), BOX, "a.csv", {"zh": "瑞安市", "en": "Ruian"})
    assert (named[0].code, named[0].facts["place_zh"]) == ("outside_own_place", "瑞安市")


def test_many_rows_outside_are_one_line_with_a_count_and_the_first_rows():
    xy = np.array([(120.72, 27.80)] * (LISTED + 1))
    (found,) = outside(xy, rows(xy), BOX, "a.csv")
    assert (found.code, found.row) == ("outside_place_many", None)
    assert found.facts["count"] == LISTED + 1
    assert found.facts["rows"] == "1, 2, 3, 4, 5"


def test_abroad_is_named_where_no_place_is_known():
    xy = np.array([(120.65, 27.8), (-1.0, -1.0), (2.35, 48.85), (139.7, 35.7), (112.3, 16.8)])
    assert [f.row for f in abroad(xy, rows(xy), "a.csv")] == [2, 3, 4]


PACKED = (120.3830, 27.4648)  # 120°38′30″, 27°46′48″


def test_packed_minutes_among_decimals_are_named_with_what_they_mean():
    xy = np.array([(120.6417, 27.7801), PACKED, (120.6512, 27.7899), (120.6599, 27.80)])
    (found,) = packed_minutes(xy, rows(xy), "a.csv", BOX)
    assert (found.code, found.row) == ("packed_minutes", 2)
    assert found.facts["read"] == "120°38′30″, 27°46′48″"
    (alone,) = packed_minutes(xy, rows(xy), "a.csv", None)
    assert alone.row == 2


def test_decimals_that_lie_here_are_decimals():
    xy = np.array([(120.6234, 27.8123), (120.6512, 27.7899), (120.6450, 27.8455)])
    assert packed_minutes(xy, rows(xy), "a.csv", BOX) == []
    assert packed_minutes(xy, rows(xy), "a.csv", None) == []


def test_a_whole_list_of_packed_minutes_is_told_in_a_wide_place():
    wide = shapely.box(120.0, 27.0, 121.0, 28.0)
    random = np.random.default_rng(1)
    minutes, seconds = random.integers(5, 55, (2, 12, 2))
    xy = np.array([120, 27]) + minutes / 100 + seconds / 10_000
    (found,) = packed_minutes(xy, rows(xy), "a.csv", wide)
    assert (found.code, found.facts["count"]) == ("packed_minutes_all", 12)
    decimal = random.uniform((120, 27), (121, 28), (40, 2))
    assert packed_minutes(decimal, rows(decimal), "a.csv", wide) == []
