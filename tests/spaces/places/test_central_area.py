"""The outline of the central urban area: none shipped, a place's own read or refused whole."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import shapely

from geo.faults import InputRefused
from spaces.content.folder import Content, default_content
from spaces.places.central_area import centre_path, load_centre, read_centre
from spaces.places.registry import load_places
from spaces.text import languages, text
from spaces.text.faults import sentence
from tests.toys import toycontent, toytown
from tests.toys.shifted import shifted as moved_to
from tests.toys.toycontent import PLACE


@pytest.fixture
def toy(tmp_path: Path) -> Content:
    return toycontent.build(tmp_path / "data")


def write(path: Path, *shapes: shapely.Geometry, **properties: object) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    features = [
        {"type": "Feature", "properties": properties, "geometry": shapely.geometry.mapping(shape)}
        for shape in shapes
    ]
    collection = {"type": "FeatureCollection", "features": features}
    path.write_text(json.dumps(collection, ensure_ascii=False), encoding="utf-8")
    return path


def middle(factor: float = 0.5) -> shapely.Geometry:
    return shapely.affinity.scale(toytown.boundary(), factor, factor)


def refused(path: Path, toy: Content) -> set[str]:
    with pytest.raises(InputRefused) as no:
        read_centre(path, toy, PLACE)
    for fault in no.value.faults:
        for lang in languages():
            assert path.name in sentence(fault, text(lang))
            assert text(lang)("fault.unknown", code=fault.code) not in sentence(fault, text(lang))
    return {fault.code for fault in no.value.faults}


def test_no_outline_is_shipped():
    content = default_content()
    assert [load_centre(content, place) for place in load_places(content)] == [None] * 5


def test_the_folder_holds_a_places_outline(toy: Content):
    assert load_centre(toy, PLACE) is None
    write(centre_path(toy, PLACE), middle())
    found = load_centre(toy, PLACE)
    assert found is not None
    assert found.equals_exact(middle(), 1e-6)


def test_parts_are_one_area(toy: Content, tmp_path: Path):
    west, east = (shapely.affinity.translate(middle(0.2), dx, 0) for dx in (-0.01, 0.01))
    found = read_centre(write(tmp_path / "two.geojson", west, east, name="城区"), toy, PLACE)
    assert found.name == "城区"
    assert shapely.area(found.outline) == pytest.approx(2 * shapely.area(west), rel=1e-6)


def test_a_stated_datum_is_converted(toy: Content, tmp_path: Path):
    shifted = moved_to(np.array([middle()], dtype=object), "gcj02")[0]
    path = write(tmp_path / "gcj.geojson", shifted)
    found = read_centre(path, toy, PLACE, datum="gcj02").outline
    assert found.hausdorff_distance(middle()) < 1e-6


def test_points_and_lines_are_refused(toy: Content, tmp_path: Path):
    assert "geometry_kind" in refused(
        write(tmp_path / "p.geojson", shapely.centroid(middle())), toy
    )


def test_one_bad_part_refuses_the_whole(toy: Content, tmp_path: Path):
    path = write(tmp_path / "p.geojson", middle(), shapely.boundary(middle()))
    assert "geometry_kind" in refused(path, toy)


def test_an_outline_of_another_city_is_refused(toy: Content, tmp_path: Path):
    away = shapely.affinity.translate(middle(), -4, 12)
    assert refused(write(tmp_path / "away.geojson", away), toy)


def test_an_empty_file_is_refused(toy: Content, tmp_path: Path):
    assert refused(write(tmp_path / "none.geojson"), toy)
