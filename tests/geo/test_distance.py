import numpy as np
import pytest
import shapely

from geo.distance import GEOD, apart_m, beyond_m

BOX = shapely.box(120.60, 27.75, 120.70, 27.85)


def test_apart_is_the_geodesic():
    assert apart_m(np.array([[120.65, 27.78]]), np.array([[0.0, 0.0]]))[0] == pytest.approx(
        GEOD.inv(120.65, 27.78, 0, 0)[2]
    )


def test_inside_is_nothing_and_nowhere_is_infinite():
    out = beyond_m(BOX, np.array([[120.65, 27.8], [120.70, 27.80], [np.nan, 1.0], [120.0, 127.0]]))
    assert out.tolist() == [0.0, 0.0, np.inf, np.inf]


@pytest.mark.parametrize("step", [0.001, 0.5, 1.4, 1.6, 5.0])
def test_near_and_far_agree_with_the_geodesic_to_the_nearest_side(step):
    out = beyond_m(BOX, np.array([[120.70 + step, 27.80]]))[0]
    assert out == pytest.approx(GEOD.inv(120.70, 27.80, 120.70 + step, 27.80)[2], rel=2e-3)


@pytest.mark.parametrize(
    ("xy", "km"), [((0, 0), 13_105), ((-1, -1), 13_105 + 100), ((-59.4, -27.8), 19_990)]
)
def test_no_distance_is_more_than_half_round_the_earth(xy, km):
    out = beyond_m(BOX, np.array([xy], dtype=float))[0] / 1000
    assert out == pytest.approx(km, rel=0.01)
    assert out < 20_015
