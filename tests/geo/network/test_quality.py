import numpy as np
import pytest
import shapely

from geo.faults import InputRefused
from geo.network.entrances import entrance_points
from geo.network.quality import Thresholds, quality
from geo.network.sources import cache
from geo.network.sources.cache import cached_network
from geo.network.sources.reading import Options, read_network


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
    assert (found.verdict, found.reasons) == ("too_thin", ("roads_only", "scattered"))
    main = make_toy(ways={"abcd": {"highway": "primary"}})
    assert quality(main.network).reasons == ("roads_only", "arterials_only")
    assert quality(main.network).verdict == "too_thin"


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


def test_the_cache_answers_without_reading(toy, tmp_path, monkeypatch):
    first = cached_network(toy.path, tmp_path / "kept")
    monkeypatch.setattr(cache, "read_network", None)  # calling it would fail
    again = cached_network(toy.path, tmp_path / "kept")
    for name in ("node_xy", "node_flags", "node_lon"):
        np.testing.assert_array_equal(getattr(first.network, name), getattr(again.network, name))
    np.testing.assert_array_equal(first.network.edges.coords, again.network.edges.coords)
    assert again.network.names == first.network.names
    assert again.network.key == first.network.key != ""
    assert again.network.crs == first.network.crs
    assert shapely.equals(first.network.barriers, again.network.barriers).all()
    assert again.faults == first.faults


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04 nonsense", None])
def test_a_broken_cache_is_made_anew(toy, tmp_path, damage):
    first = cached_network(toy.path, tmp_path)
    (kept,) = tmp_path.glob("*.network.npz")
    whole = kept.read_bytes()
    middle = whole.index(first.network.edges.coords.tobytes()) + 9
    flipped = whole[:middle] + bytes([whole[middle] ^ 255]) + whole[middle + 1 :]
    kept.write_bytes(flipped if damage is None else damage)
    again = cached_network(toy.path, tmp_path)
    np.testing.assert_array_equal(first.network.edges.coords, again.network.edges.coords)
    assert kept.read_bytes() == whole


def test_another_file_or_option_is_another_network(toy, tmp_path):
    first = cached_network(toy.path, tmp_path).network
    assert cached_network(toy.path, tmp_path, options=Options(demo=True)).network.demo
    toy.path.write_text(toy.path.read_text("utf-8").replace("主街", "大街"), encoding="utf-8")
    again = cached_network(toy.path, tmp_path).network
    assert again.key != first.key
    assert "大街" in again.names


def test_a_folder_that_cannot_be_written_costs_time_only(toy, tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    read = cached_network(toy.path, tmp_path / "file" / "kept")
    assert read.network.edge_count
    with pytest.raises(InputRefused):
        cached_network(tmp_path / "none.pbf", tmp_path)


def test_entrances_of_shapes():
    shapes = [
        shapely.Point(1, 2),
        shapely.box(0, 0, 100, 50),
        None,
        shapely.MultiPoint([(0, 0), (9, 9)]),
    ]
    xy, owner = entrance_points(shapes, 25)
    assert list(np.unique(owner)) == [0, 1, 3]
    assert xy[owner == 0].tolist() == [[1, 2]]
    around = xy[owner == 1]
    assert np.hypot(*np.diff(around, axis=0).T).max() <= 25
    assert len(around) == 13  # 4 + 2 + 4 + 2 pieces, and the first corner again
    with pytest.raises(ValueError, match="step_m"):
        entrance_points(shapes, 0)
