"""Settings of the property tests: a busy machine must not fail them."""

import geopandas as gpd
import pytest
import shapely
from hypothesis import settings

from tests.toys.geotables import NAMES

settings.register_profile("geo", deadline=None, max_examples=60)
settings.load_profile("geo")


@pytest.fixture
def frame():
    shapes = [shapely.Point(120.6123456, 27.7654321), shapely.Point(120.7, 27.8)]
    return gpd.GeoDataFrame({"name": NAMES, "year": [2023, 2024]}, geometry=shapes, crs=4326)
