"""One rule for small counts: whoever changes its one number changes every output.

Seven real children stand beyond the walk, forty within it: with "under five are hidden" all is
shown, with "under ten" the seven are hidden, and so is what would give them away.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
import shapely

import spaces
from spaces.cli.main import main
from spaces.graphics import reach_layers, school_route_layers
from spaces.places import small_counts
from spaces.places.population import Population
from spaces.places.small_counts import is_hidden
from spaces.reach.analysis import GapQuery, analyse
from spaces.text import languages, text
from spaces.text.numbers import children_text, few_text
from spaces.ui.map.words import words
from tests.toys import schoolways, toycontent, toytown

NEAR, FAR = (0, 0), (3, 2)


@pytest.fixture
def least(request, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(small_counts, "LEAST_SHOWN", request.param)
    return request.param


limits = pytest.mark.parametrize("least", [5, 10], indirect=True)


def test_real_counts_are_hidden_from_one_to_four():
    assert [is_hidden(n, modelled=False) for n in (0, 0.2, 1, 4.9, 5, None)] == [
        False, True, True, True, False, False,
    ]  # fmt: skip
    assert is_hidden(float("nan"), modelled=False) is False
    assert is_hidden(3, modelled=None)
    assert not is_hidden(3, modelled=True)


def answer():
    """Forty children in the park's square, seven far away; counted, not modelled."""
    cells = toytown.cells().loc[["0,0", "3,2"]].copy()
    bands = [name for name in cells if name.startswith("age_")]
    cells[bands] = 0.0
    cells["children"] = cells[bands[-1]] = [40.0, 7.0]
    people = Population(cells, False, "counted.csv", tuple(bands))
    query = GapQuery("toy", speed_mps=toytown.SPEED_1000_M)
    return analyse(query, toytown.sites(), people, toytown.boundary(), toytown.parts())


def counts(layer: bytes) -> list[tuple[object, bool]]:
    rows = [feature["properties"] for feature in json.loads(layer)["features"]]
    return [(row.get("children"), row.get("few", False)) for row in rows]


@limits
def test_tables_and_map_layers(least):
    found = answer()
    seven = (7, False) if least == 5 else (None, True)
    assert counts(reach_layers.cells_layer(found.cells, {}, modelled=False)) == [(40, False), seven]
    assert counts(reach_layers.gaps_layer(found.gaps, {}, {}, modelled=False)) == [seven]
    assert found.gaps["children"].isna().tolist() == [least == 10]
    assert found.by_band["hidden"].any() == (least == 10)
    assert found.by_sub_area["hidden"].any() == (least == 10)


@limits
def test_layers_of_the_ways_to_school(least):
    ways = schoolways.ways(modelled=False)
    ways = replace(ways, crossings=ways.crossings.assign(children=7.0))
    ways = replace(ways, streets=ways.streets.assign(children=7.0))
    for layer in (
        school_route_layers.school_crossings_layer(ways, {}),
        school_route_layers.school_streets_layer(replace(ways, treated=ways.treated[:0]), [5]),
    ):
        assert set(counts(layer)) == {(7, False) if least == 5 else (None, True)}


@limits
@pytest.mark.parametrize("lang", languages())
def test_words(least, lang):
    t = text(lang)
    assert str(least) in few_text(t)
    assert (children_text(7, t, modelled=False) == few_text(t)) == (least == 10)
    assert str(least) in words(t)["few"]


@limits
@pytest.mark.parametrize("form", ["json", "csv", "text"])
def test_the_command_line(least, form, tmp_path: Path, capsys):
    toy = toycontent.build(tmp_path / "data")
    at = toytown.lonlat(*(shapely.Point(toytown.centre(*square)) for square in (NEAR, FAR)))
    rows = [f"{p.x:.7f},{p.y:.7f},{n}" for p, n in zip(at, (40, 7), strict=True)]
    path = tmp_path / "children.csv"
    path.write_text("lon,lat,age_10_14\n" + "\n".join(rows) + "\n", encoding="utf-8")
    asked = ["gaps", "--place", toycontent.PLACE, "--population", str(path), "--year", "2024"]
    assert main([*asked, "--format", form], toy) == 0
    said = capsys.readouterr().out
    shown = least == 5
    if form == "json":
        assert [gap["children"] for gap in json.loads(said)["gaps"]] == [7 if shown else None]
        return
    part = next(line for line in said.splitlines() if "东片" in line)
    assert bool(re.search(r"\b7\b", part.partition("可达指")[0])) == shown
    assert said.count("东片") == 2, "the part, and the gap in it"


def test_nobody_else_knows_the_number():
    """A copy of the number, or of its name by import, would not follow a change."""
    for path in sorted(Path(spaces.__file__).parent.rglob("*.py")):
        source = path.read_text("utf-8")
        if path.name != "small_counts.py":
            assert not re.search(r"import .*LEAST_SHOWN|^LEAST_SHOWN", source, re.M), path
