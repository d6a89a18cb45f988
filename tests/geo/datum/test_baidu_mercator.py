import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.datum.baidu_mercator import bd09_to_bd09mc, bd09mc_to_bd09

LON, LAT = st.floats(73.5, 135.0), st.floats(3.0, 53.5)


def test_the_point_that_baidus_converters_give_as_their_example():
    lon, lat = bd09mc_to_bd09([12958160.97], [4825907.72])
    assert (lon[0], lat[0]) == pytest.approx((116.403874, 39.914889), abs=1e-6)
    x, y = bd09_to_bd09mc([116.403874], [39.914889])
    assert (x[0], y[0]) == pytest.approx((12958160.97, 4825907.72), abs=0.01)


@given(LON, LAT)
def test_there_and_back_within_a_third_of_a_metre(lon, lat):
    back_lon, back_lat = bd09mc_to_bd09(*bd09_to_bd09mc([lon], [lat]))
    assert back_lon[0] == pytest.approx(lon, abs=1e-8)
    assert back_lat[0] == pytest.approx(lat, abs=3e-6)


@pytest.mark.parametrize("edge", [15.0, 30.0, 45.0])
def test_bands_meet_at_their_edges(edge):
    _, y = bd09_to_bd09mc([120.0, 120.0], [edge - 1e-9, edge])
    assert y[1] - y[0] == pytest.approx(0, abs=0.5)


def test_south_west_and_nothing():
    x, y = bd09_to_bd09mc([-116.4, np.nan], [-39.9, np.nan])
    assert x[0] < 0 > y[0]
    assert np.isnan([x[1], y[1]]).all()
