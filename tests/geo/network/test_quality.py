import numpy as np
import pytest

from geo.network.quality import Thresholds, quality
from geo.network.sources.reading import read_network


def test_quality_of_the_toy(toy):
    found = quality(toy.network)
    # The tunnel joins i; e-f-k hangs on the bridge: everything is one part.
    assert (found.components, found.share_outside_largest) == (1, pytest.approx(0))
    assert found.dead_ends == 5  # a, h, e, k, l
    assert found.length_km == pytest.approx(4.05, abs=0.001)
    assert found.footway_share == pytest.approx((300 + 200 + 400) / 4050, abs=1e-4)
    assert found.arterial_share == pytest.approx(1000 / 4050, abs=1e-4)
    assert found.small_share == pytest.approx((300 + 200 + 400 + 600) / 4050, abs=1e-4)
    assert (found.verdict, found.reasons, found.far_share) == ("ok", (), None)


def test_cells_far_from_streets(toy):
    cells = toy.at((100, 50), (100, 99), (100, 150), (np.nan, np.nan))
    assert quality(toy.network, cells).far_share == pytest.approx(0)  # the steps are 100 m off
    cells = toy.at((0, 150), (0, 50))
    found = quality(toy.network, cells, np.array([3.0, 1.0]))
    assert found.far_share == pytest.approx(0.75)
    assert (found.verdict, found.reasons) == ("too_thin", ("far_cells",))
    lax = quality(
        toy.network,
        cells,
        np.array([3.0, 1.0]),
        thresholds=Thresholds(far_too_thin=0.8, far_thin=0.7),
    )
    assert lax.verdict == "thin"


def test_roads_only_and_arterials_only(make_toy):
    roads = make_toy(ways={"abcd": {"highway": "residential"}, "efk": {"highway": "primary"}})
    found = quality(roads.network)
    assert (found.verdict, found.reasons) == (
        "too_thin",
        ("no_junctions", "roads_only", "scattered"),
    )
    main = make_toy(ways={"abcd": {"highway": "primary"}})
    assert quality(main.network).reasons == ("no_junctions", "roads_only", "arterials_only")
    assert quality(main.network).verdict == "too_thin"


def test_next_to_nothing_for_a_place_of_its_size(toy):
    length_km = quality(toy.network).length_km
    assert "sparse" in quality(toy.network, area_km2=length_km / 0.04).reasons
    assert "sparse" not in quality(toy.network, area_km2=length_km / 0.06).reasons
    assert "no_junctions" not in quality(toy.network).reasons


@pytest.mark.parametrize(
    ("file", "reasons"),
    [
        ("shanghai-osm-extracts/huangpu_centre_roads_2026.osm", ("roads_only",)),
        ("wuhan-streets/wuhan_core_streets.wgs84.geojson", ("roads_only",)),
        ("beijing-haidian-osm/haidian_tsinghua_2017.osm", ()),
        ("porto-alegre-r5r/poa_osm.pbf", ()),
        ("shenzhen-futian-graphml/futian_all_2023.graphml", ()),
    ],
)
def test_networks_of_roads_that_cars_use_are_thin(shared_data, file, reasons):
    found = quality(read_network(shared_data / file).network)
    assert found.reasons == reasons
    assert found.verdict == ("thin" if reasons else "ok")
