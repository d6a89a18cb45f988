import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.geometry import equal_area_buffer, equal_area_radius, repair_array, repair_faults

BOW_TIE = shapely.Polygon([(0, 0), (2, 2), (2, 0), (0, 2)])
NO_AREA = shapely.Polygon([(0, 0), (1, 0), (0, 0), (0, 0)])


def array(*shapes):
    return np.array(shapes, dtype=object)


@given(st.floats(0.001, 1e5), st.integers(1, 64))
def test_a_point_buffer_has_the_area_of_the_circle(radius_m, quad_segs):
    disc = equal_area_buffer(array(shapely.Point(3, 4)), radius_m, quad_segs)[0]
    assert disc.area == pytest.approx(np.pi * radius_m**2, rel=1e-9)
    assert shapely.get_num_coordinates(disc) == 4 * quad_segs + 1


@pytest.mark.parametrize("radius_m", [10.0, 500.0, 900.0])
def test_line_and_polygon_buffers_have_the_true_area(radius_m):
    line, square = shapely.LineString([(0, 0), (1000, 0)]), shapely.box(0, 0, 300, 400)
    buffers = equal_area_buffer(array(line, None, square), radius_m)
    disc = np.pi * radius_m**2
    assert buffers[0].area == pytest.approx(disc + 2000 * radius_m, rel=2e-5)
    assert buffers[1] is None
    assert buffers[2].area == pytest.approx(disc + 1400 * radius_m + 120_000, rel=2e-5)


def test_a_plain_buffer_would_not_do():
    assert shapely.Point(0, 0).buffer(1, quad_segs=16).area < np.pi * (1 - 0.001)
    assert equal_area_radius(1.0) > 1.0


@pytest.mark.parametrize(("radius_m", "segs"), [(-1, 16), (1, 0)])
def test_a_radius_that_cannot_be(radius_m, segs):
    with pytest.raises(ValueError, match="radius_m"):
        equal_area_radius(radius_m, segs)


def test_repair_keeps_what_is_valid_and_says_what_it_touched():
    fine = shapely.Point(5, 5)
    given = array(fine, BOW_TIE, NO_AREA, None)
    done = repair_array(given)
    assert done.geometry[0] == fine
    assert done.geometry[1].area == pytest.approx(2.0)
    assert done.geometry[2:].tolist() == [None, None]
    faults = repair_faults(done, np.arange(1, 5), "a.geojson")
    assert [(f.code, f.row, f.severity) for f in faults] == [
        ("geometry_repaired", 2, "notice"),
        ("geometry_collapsed", 3, "warning"),
    ]
    assert given[1] == BOW_TIE, "what was given must not change"


def test_repair_of_a_repaired_frame_changes_nothing():
    once = repair_array(array(BOW_TIE))
    twice = repair_array(once.geometry)
    assert not twice.changed.any()
    assert twice.geometry[0] == once.geometry[0]
