"""Reading networks: every format, the table of ways, and every fault with its sentence."""

import gzip
import zipfile

import geopandas as gpd
import numpy as np
import osmium
import pytest
import shapely

from geo.crs import metric_crs
from geo.datum.china import wgs84_to_gcj02
from geo.faults import InputRefused
from geo.network.graph import ARTERIAL, BRIDGE, FOOTWAY, STEPS, TUNNEL
from geo.network.search import Router
from geo.network.sources.osm import NOTICE
from geo.network.sources.reading import Options, read_network, suffixes
from geo.network.sources.ways import TABLE, Tags, load_ways
from spaces.text import languages, text
from spaces.text.faults import sentence

PLACE = shapely.box(120.59, 27.79, 120.62, 27.81)


def refused(path, **given):
    with pytest.raises(InputRefused) as caught:
        read_network(path, **given)
    return said(caught.value.faults, path.name)


def said(faults, file):
    """Codes of faults, each of which must have its full sentence in every language."""
    for code in languages():
        for fault in faults:
            words = sentence(fault, text(code))
            assert file in words
            assert "–" not in words
            assert text(code)("fault.unknown", code=fault.code) not in words
    return [fault.code for fault in faults]


def street_frame(net, crs=4326, **columns):
    lines = gpd.GeoSeries(net.lines(), crs=net.crs).to_crs(crs)
    return gpd.GeoDataFrame(
        {"highway": [net.ways[w] for w in net.edges.way], **columns}, geometry=lines
    )


def graphml_of(net, lines):
    """Write a network as OSMnx does: a directed graph with each street once in each direction."""
    fields = ("highway", "bridge", "tunnel", "name")
    keys = "".join(
        f'<key id="{k}" for="{of}" attr.name="{k}" attr.type="string"/>'
        for of, names in (("node", "xy"), ("edge", (*fields, "geometry")), ("graph", ("crs",)))
        for k in names
    )
    nodes = "".join(
        f'<node id="{i}"><data key="x">{x}</data><data key="y">{y}</data></node>'
        for i, (x, y) in enumerate(zip(net.node_lon, net.node_lat, strict=True))
    )
    edges = []
    for u, v, row in zip(net.edges.u, net.edges.v, lines.itertuples(), strict=True):
        said = "".join(f'<data key="{k}">{getattr(row, k)}</data>' for k in fields)
        for a, b, shape in ((u, v, row.geometry), (v, u, row.geometry.reverse())):
            drawn = f'<data key="geometry">{shape.wkt}</data>'
            edges.append(f'<edge source="{a}" target="{b}">{said}{drawn}</edge>')
    return (
        f'<graphml xmlns="http://graphml.graphdrawing.org/xmlns">{keys}<graph '
        f'edgedefault="directed"><data key="crs">epsg:4326</data>{nodes}{"".join(edges)}'
        "</graph></graphml>"
    )


@pytest.mark.parametrize(
    ("tags", "flags"),
    [
        (Tags("footway"), FOOTWAY),
        (Tags("steps"), FOOTWAY | STEPS),
        (Tags("residential"), 0),
        (Tags("primary_link"), ARTERIAL),
        (Tags("trunk"), ARTERIAL),
        (Tags("trunk", foot="no"), None),
        (Tags("trunk", motorroad="yes"), None),
        (Tags("trunk", motorroad="yes", foot="yes"), ARTERIAL),
        (Tags("motorway"), None),
        (Tags("motorway", foot="yes"), None),
        (Tags("service", access="private"), None),
        (Tags("service", access="private", foot="yes"), 0),
        (Tags("service", access="destination"), 0),
        (Tags("residential", foot="no"), None),
        (Tags("cycleway"), None),
        (Tags("cycleway", foot="designated"), 0),
        (Tags("footway", bridge="yes", tunnel="no"), FOOTWAY | BRIDGE),
        (Tags("footway", tunnel="yes"), FOOTWAY | TUNNEL),
        (Tags("service", tunnel="building_passage"), 0),
        (Tags("construction"), None),
        (Tags("spaceway"), None),
    ],
)
def test_the_table_of_ways(tags, flags):
    kind = load_ways().kind(tags)
    assert (kind and kind.flags) == flags or (flags == 0 and kind is not None and kind.flags == 0)
    assert (kind is None) == (flags is None)


def test_another_table(tmp_path):
    shipped = load_ways()
    source = (tmp_path / "ways.toml").resolve()
    source.write_text(TABLE.read_text("utf-8").replace('"raceway", ', ""), encoding="utf-8")
    assert load_ways(source).key != shipped.key
    source.write_text("foot = 3", encoding="utf-8")
    with pytest.raises(ValueError, match="foot must be a list"):
        load_ways(tmp_path / ".." / tmp_path.name / "ways.toml")


def test_every_format_gives_the_same_network(toy, tmp_path):
    net = toy.network
    flagged = street_frame(
        net,
        bridge=["yes" if b else "no" for b in net.has(BRIDGE)],
        tunnel=["yes" if b else "no" for b in net.has(TUNNEL)],
        name=[net.names[n] for n in net.edges.name],
    )
    flagged.to_file(tmp_path / "a.gpkg")
    flagged.to_parquet(tmp_path / "a.parquet")
    flagged.to_file(tmp_path / "a.geojson", driver="GeoJSON")
    flagged.to_crs(32651).to_parquet(tmp_path / "b.parquet")
    flagged.to_file(tmp_path / "a.shp", encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as zipped:
        for part in tmp_path.glob("a.*"):
            if part.suffix in (".shp", ".shx", ".dbf", ".prj", ".cpg"):
                zipped.write(part, part.name)
    (tmp_path / "a.graphml").write_text(graphml_of(net, flagged), encoding="utf-8")
    with gzip.open(tmp_path / "a.osm.gz", "wb") as out:
        out.write(toy.path.read_bytes())
    writer = osmium.SimpleWriter(str(tmp_path / "a.osm.pbf"))
    for thing in osmium.FileProcessor(str(toy.path)):
        writer.add(thing)
    writer.close()
    names = ("a.gpkg", "a.parquet", "a.geojson", "b.parquet", "a.osm.gz", "a.osm.pbf")
    for name in (*names, "a.shp", "a.zip", "a.graphml"):
        read = read_network(tmp_path / name)
        assert (read.network.node_count, read.network.edge_count) == (
            net.node_count,
            net.edge_count,
        ), name
        assert read.network.length_km == pytest.approx(net.length_km, abs=1e-4)
        assert sorted(read.network.edges.flags) == sorted(net.edges.flags)
        assert "主街" in read.network.names


def test_osmnx_graphml(shared_data):
    read = read_network(shared_data / "shenzhen-futian-graphml" / "futian_all_2023.graphml")
    net = read.network
    assert net.notice.startswith("© OpenStreetMap")
    assert 200 < net.length_km < 220  # both directions of a street count once
    assert net.has(STEPS).any()
    assert net.has(FOOTWAY).any()
    assert not read.faults


def test_lines_meet_at_vertices_and_not_at_mere_crossings(tmp_path):
    metres = 1e-5
    lines = [
        [(0, 0), (5, 0), (10, 0)],
        [(5, 0), (5, 5)],  # ends at a vertex: meets
        [(2, -5), (2, 5)],  # crosses: does not
        [(10.0005, 0), (15, 0)],  # half a millimetre off: meets
    ]
    shapes = [shapely.LineString(np.array(line) * metres + (120.6, 27.8)) for line in lines]
    frame = gpd.GeoDataFrame(geometry=shapes, crs=4326)
    frame.to_file(tmp_path / "a.gpkg")
    assert read_network(tmp_path / "a.gpkg").network.node_count == 6
    exact = read_network(tmp_path / "a.gpkg", options=Options(join_m=0)).network
    assert exact.node_count == 8


def test_the_middle_of_a_bridge_meets_nothing(tmp_path):
    shapes = [
        shapely.LineString([(120.6, 27.8), (120.601, 27.8), (120.602, 27.8)]),
        shapely.LineString([(120.601, 27.799), (120.601, 27.8), (120.601, 27.801)]),
    ]
    frame = gpd.GeoDataFrame({"layer": [1, 0]}, geometry=shapes, crs=4326)
    frame.to_parquet(tmp_path / "a.parquet")
    assert read_network(tmp_path / "a.parquet").network.edge_count == 2
    frame["layer"] = 0
    frame.to_parquet(tmp_path / "a.parquet")
    assert read_network(tmp_path / "a.parquet").network.edge_count == 4


def test_a_clipped_extract_is_split_where_nodes_lack(osm_file, toy_nodes, toy_ways):
    nodes = {name: at for name, at in toy_nodes.items() if name != "b"}
    read = read_network(osm_file(nodes=nodes))
    assert said(read.faults, "toy.osm") == ["network.nodes_missing"]
    assert read.faults[0].facts["count"] == 2  # in the street and at the foot of the steps
    assert read.network.length_km == pytest.approx(4.05 - 0.5 - 0.3, abs=0.001)


def test_one_way_for_walkers_is_named(osm_file, toy_ways):
    ways = {**toy_ways, "gh": {"highway": "path", "oneway:foot": "yes"}}
    read = read_network(osm_file(ways=ways))
    assert said(read.faults, "toy.osm") == ["network.oneway_foot"]


def test_water_of_several_ways_is_a_barrier(osm_file, toy_ways):
    path = osm_file(ways={**toy_ways, "wx": {"note": "bank"}})
    relation = (
        f'<relation id="1"><member type="way" ref="{len(toy_ways)}" role="outer"/>'
        '<tag k="type" v="multipolygon"/><tag k="natural" v="water"/></relation></osm>'
    )
    path.write_text(path.read_text("utf-8").replace("</osm>", relation), encoding="utf-8")
    assert len(read_network(path).network.barriers) == 1


def test_a_broken_file_is_refused(tmp_path, shared_data, toy):
    whole = (shared_data / "porto-alegre-r5r" / "poa_osm.pbf").read_bytes()
    (tmp_path / "cut.osm.pbf").write_bytes(whole[:300_000])
    assert refused(tmp_path / "cut.osm.pbf") == ["network.osm_broken"]
    (tmp_path / "text.pbf").write_bytes(b"not at all " * 40)
    assert refused(tmp_path / "text.pbf") == ["network.osm_broken"]
    (tmp_path / "cut.osm").write_bytes(toy.path.read_bytes()[:1500])
    assert refused(tmp_path / "cut.osm") == ["network.osm_broken"]
    (tmp_path / "cut.graphml").write_text("<graphml><node id='1'>", encoding="utf-8")
    assert refused(tmp_path / "cut.graphml") == ["network.graphml_broken"]
    bomb = '<!DOCTYPE g [<!ENTITY a "b">]><graphml/>'
    (tmp_path / "bomb.graphml").write_text(bomb, encoding="utf-8")
    assert refused(tmp_path / "bomb.graphml") == ["network.graphml_broken"]


def test_nothing_to_walk_on(tmp_path, osm_file):
    assert refused(osm_file(ways={"ab": {"highway": "motorway"}})) == ["network.no_ways"]
    (tmp_path / "empty.pbf").write_bytes(b"")
    assert refused(tmp_path / "empty.pbf") == ["empty_file"]
    assert refused(tmp_path / "none.pbf") == ["file_missing"]
    (tmp_path / "a.doc").write_bytes(b"x")
    assert refused(tmp_path / "a.doc") == ["unknown_suffix"]
    assert ".csv" not in suffixes()
    points = gpd.GeoDataFrame(geometry=[shapely.Point(120.6, 27.8)] * 2, crs=4326)
    points.to_parquet(tmp_path / "points.parquet")
    assert refused(tmp_path / "points.parquet")[0] == "network.no_lines"


def test_degrees_without_a_crs(tmp_path, toy):
    bare = street_frame(toy.network).set_crs(None, allow_override=True)
    bare.to_parquet(tmp_path / "a.parquet")
    assert refused(tmp_path / "a.parquet") == ["no_crs"]
    read = read_network(tmp_path / "a.parquet", options=Options(crs="EPSG:4326"))
    assert read.network.length_km == pytest.approx(toy.network.length_km, abs=1e-4)


def test_another_city(toy):
    assert refused(toy.path, boundary=shapely.box(116, 39, 117, 40)) == ["outside_place_all"]
    assert read_network(toy.path, boundary=PLACE).faults == ()


def test_gcj02_is_noticed_and_converted_only_when_said(tmp_path, toy):
    frame = street_frame(toy.network)
    shifted = shapely.transform(
        frame.geometry.to_numpy(), lambda xy: np.column_stack(wgs84_to_gcj02(xy[:, 0], xy[:, 1]))
    )
    frame.set_geometry(gpd.GeoSeries(shifted, crs=4326)).to_parquet(tmp_path / "a.parquet")
    net = toy.network
    west, south = net.node_lon.min() - 1e-4, net.node_lat.min() - 1e-4
    tight = shapely.box(west, south, net.node_lon.max() + 1e-4, net.node_lat.max() + 1e-4)
    read = read_network(tmp_path / "a.parquet", boundary=tight)
    # The tunnel is not marked as one in this frame: lines cross.
    assert said(read.faults, "a.parquet") == ["network.crossings_unmet", "network.shifted"]
    told = read_network(tmp_path / "a.parquet", boundary=tight, options=Options(datum="gcj02"))
    assert said(told.faults, "a.parquet") == ["datum_converted", "network.crossings_unmet"]
    frame = frame.set_geometry(gpd.GeoSeries(shifted, crs=4326)).assign(坐标系="高德坐标")
    frame.to_parquet(tmp_path / "b.parquet")
    rows = read_network(tmp_path / "b.parquet", boundary=tight)
    assert said(rows.faults, "b.parquet") == ["datum_converted", "network.crossings_unmet"]
    np.testing.assert_allclose(rows.network.node_lon, told.network.node_lon, atol=1e-9)
    np.testing.assert_allclose(np.sort(told.network.node_lon), np.sort(net.node_lon), atol=2e-6)


def test_a_shapefile_is_all_of_its_files(toy, tmp_path):
    street_frame(toy.network).to_file(tmp_path / "a.shp")
    first = read_network(tmp_path / "a.shp").network
    frame = street_frame(toy.network).assign(highway="path")
    frame.to_file(tmp_path / "a.shp")
    assert read_network(tmp_path / "a.shp").network.key != first.key  # only the .dbf changed
    (tmp_path / "a.dbf").unlink()
    assert refused(tmp_path / "a.shp") == ["zip_part_missing"]
    street_frame(toy.network).to_file(tmp_path / "b.shp")
    (tmp_path / "b.prj").unlink()
    assert refused(tmp_path / "b.shp") == ["no_crs"]


def all_lines(net, **columns):
    """Streets and, without a word on their kind, what else a drawing of lines holds."""
    streets = street_frame(net)
    other = {"waterway": "river", "railway": "rail", "barrier": "wall"}
    shapes = toy_lines(
        net, [(-500, -100), (1500, -100)], [(-500, 400), (1500, 400)], [(0, 9), (9, 9)]
    )
    lines = [*streets.geometry, *shapes]
    kinds = [*streets["highway"], None, None, None]
    made = {"highway": kinds}
    for k, (key, value) in enumerate(other.items()):
        made[key] = [None] * (len(streets) + k) + [value] + [None] * (2 - k)
    return gpd.GeoDataFrame({**made, **columns}, geometry=lines, crs=4326)


def toy_lines(net, *lines):
    back = metric_crs(120.6, 27.8)
    made = gpd.GeoSeries([shapely.LineString(line) for line in lines], crs=back)
    return list(made.to_crs(4326))


def test_of_a_drawing_of_all_lines_only_streets_are_walked(tmp_path, toy):
    all_lines(toy.network).to_file(tmp_path / "a.gpkg")
    read = read_network(tmp_path / "a.gpkg")
    codes = said(read.faults, "a.gpkg")
    assert codes == ["network.crossings_unmet", "network.datum_unclear"]
    assert read.network.length_km == pytest.approx(toy.network.length_km, abs=1e-4)
    assert len(read.network.barriers) == 3  # the river, the rail and the wall
    south = read.network.to_metres(*toy.network.to_degrees(toy.at((600, -95))).T)
    assert Router(read.network).snap(south).leg_m == pytest.approx([95], abs=0.1)
    bare = all_lines(toy.network).drop(columns=["highway", "waterway", "railway", "barrier"])
    bare.to_file(tmp_path / "b.gpkg")
    read = read_network(tmp_path / "b.gpkg")
    assert "network.all_streets" in said(read.faults, "b.gpkg")
    longer = read.network.length_km
    assert longer > toy.network.length_km + 4  # nobody says what is what: all are streets


def test_tags_that_gdal_packs_away_are_read(tmp_path, toy):
    packed = ['"foot"=>"no","layer"=>"1"', *['"bridge"=>"yes"'] * 3]
    count = len(street_frame(toy.network)) + 3
    tags = [*packed, *[None] * (count - len(packed))]
    frame = all_lines(toy.network, other_tags=tags)
    frame.to_parquet(tmp_path / "a.parquet")
    net = read_network(tmp_path / "a.parquet").network
    shut = float(toy.network.edges.length_m[0])
    assert net.length_km == pytest.approx(toy.network.length_km - shut / 1000, abs=1e-4)
    assert net.has(BRIDGE).any()


@pytest.mark.parametrize("columns", [("osm_id",), ("u", "v", "key"), ("@id",)])
def test_data_of_openstreetmap_keep_their_notice_in_a_table(tmp_path, toy, columns):
    frame = street_frame(toy.network)
    frame.to_parquet(tmp_path / "a.parquet")
    assert read_network(tmp_path / "a.parquet").network.notice == ""
    frame.assign(**dict.fromkeys(columns, "1")).to_parquet(tmp_path / "b.parquet")
    assert read_network(tmp_path / "b.parquet").network.notice == NOTICE


def test_chinese_words_for_streets(tmp_path, toy):
    words = ["高速公路", "主干路", "次干路", "支路", "人行道"]
    frame = street_frame(toy.network).rename(columns={"highway": "道路等级"}).iloc[:5]
    frame["道路等级"] = words
    frame.to_parquet(tmp_path / "a.parquet")
    net = read_network(tmp_path / "a.parquet", options=Options(simplify=False)).network
    kinds = {net.ways[way] for way in net.edges.way}
    assert kinds == {"primary", "secondary", "tertiary", "footway"}  # nobody walks a motorway
    assert net.has(ARTERIAL).any()


def test_another_word_must_mean_something(tmp_path):
    text = TABLE.read_text("utf-8").replace('"国道" = "trunk"', '"国道" = "national"')
    (tmp_path / "ways.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match="the same as no known value: 国道"):
        load_ways(tmp_path / "ways.toml")


def test_of_two_lines_in_one_place_the_one_without_traffic_counts(tmp_path):
    line = shapely.LineString([(120.6, 27.8), (120.601, 27.8)])
    frame = gpd.GeoDataFrame({"highway": ["primary", "footway"]}, geometry=[line] * 2, crs=4326)
    frame.to_parquet(tmp_path / "a.parquet")
    (flags,) = read_network(tmp_path / "a.parquet").network.edges.flags
    assert flags == FOOTWAY


def test_bad_lines_are_left_out_and_listed(tmp_path, toy):
    frame = street_frame(toy.network)
    good = len(frame)
    with np.errstate(invalid="ignore"):
        broken = shapely.LineString([(np.nan, 27.8), (120.6, 27.8)])
    bad = [broken, shapely.Point(120.6, 27.8), None]
    more = gpd.GeoDataFrame({"highway": ["path"] * 3}, geometry=bad, crs=4326)
    both = gpd.GeoDataFrame(
        {"highway": [*frame["highway"], *more["highway"]]},
        geometry=[*frame.geometry, *more.geometry],
        crs=4326,
    )
    both.to_parquet(tmp_path / "a.parquet")
    read = read_network(tmp_path / "a.parquet", options=Options(datum="wgs84"))
    assert read.network.length_km == pytest.approx(toy.network.length_km, abs=1e-4)
    said(read.faults, "a.parquet")
    assert [f.row for f in read.faults if f.row] == [good + 1, good + 2, good + 3]


def test_a_kind_that_nobody_knows_is_never_a_street(tmp_path, toy):
    frame = street_frame(toy.network)
    frame.loc[:1, "highway"] = ["仙人道", "鬼道"]
    frame.to_parquet(tmp_path / "a.parquet")
    read = read_network(tmp_path / "a.parquet")
    lacking = [fault for fault in read.faults if fault.code == "network.kinds_left_out"]
    assert said(lacking, "a.parquet") == ["network.kinds_left_out"]
    assert lacking[0].facts["values"] == "仙人道 × 1, 鬼道 × 1"
    lost = float(toy.network.edges.length_m[:2].sum()) / 1000
    assert read.network.length_km == pytest.approx(toy.network.length_km - lost, abs=1e-4)
    words = (("仙人道", "小路"), ("鬼道", "none"))
    told = read_network(tmp_path / "a.parquet", options=Options(kinds=words)).network
    lost = float(toy.network.edges.length_m[1]) / 1000
    assert told.length_km == pytest.approx(toy.network.length_km - lost, abs=1e-4)
    assert told.key != read.network.key


def test_a_file_of_kinds_that_nobody_knows_is_refused(tmp_path, toy):
    frame = street_frame(toy.network)
    frame["highway"] = ["仙人道"] * len(frame)
    frame.to_parquet(tmp_path / "a.parquet")
    assert refused(tmp_path / "a.parquet") == ["network.kinds_not_known"]
    words = (("仙人道", "支路"),)
    read = read_network(tmp_path / "a.parquet", options=Options(kinds=words, datum="wgs84"))
    assert read.network.length_km == pytest.approx(toy.network.length_km, abs=1e-4)
