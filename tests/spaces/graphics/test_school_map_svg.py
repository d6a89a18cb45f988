"""The drawing of a school's surroundings: sound XML, what lies in it, and no markup from data."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
import shapely

from spaces.graphics.palette import TREATED, UNGUARDED, UNTREATED
from spaces.graphics.school_map_svg import Drawing, svg
from spaces.school_routes.one_school import gates
from spaces.text import text
from tests.toys import schoolways
from tests.toys.payloads import ALL

SVG = "{http://www.w3.org/2000/svg}"
STEPS = (50.0, 80.0, 100.0)


def drawn(ways=None, lang="zh", school="s1", numbers=None):
    ways = ways or schoolways.ways()
    place = gates(schoolways.sites(), school)
    drawing = Drawing(ways, school, place, numbers or {"c1": 1}, STEPS)
    return ET.fromstring(svg(drawing, text(lang)))


def words(root):
    return [node.text for node in root.iter(f"{SVG}text")]


@pytest.mark.parametrize(("lang", "letter"), [("zh", "门"), ("en", "S")])
def test_gate_number_scale_and_north_stand_in_it(lang, letter):
    said = words(drawn(lang=lang))
    t = text(lang)
    assert {letter, "1", t("school_sheet.north")} <= set(said)
    assert t("school_sheet.metres", n="200") in said


def test_a_numbered_crossing_lies_above_all_others():
    circles = [n.get("fill") for n in drawn().iter(f"{SVG}circle")]
    assert UNGUARDED in circles
    assert "1" in words(drawn())
    assert "2" not in words(drawn())


def test_treated_streets_are_double_and_untreated_ones_full():
    strokes = [n.get("stroke") for n in drawn().iter(f"{SVG}path")]
    assert strokes.count(TREATED) == 2  # the first 50 m of e1, and e3
    assert strokes.count(UNTREATED) >= 3


def test_lines_are_cut_at_the_edge():
    for node in drawn().iter(f"{SVG}path"):
        for pair in node.get("d").replace("M", "L").split("L")[1:]:
            if " " in pair and "h" not in pair:
                x, y = map(float, pair.split())
                assert -1 <= x <= 901
                assert -1 <= y <= 561


def test_names_from_data_are_text_and_nothing_else():
    streets = schoolways.streets().assign(name=ALL)
    root = drawn(schoolways.ways(streets=streets))
    assert {node.tag.removeprefix(SVG) for node in root.iter()} <= {
        *("svg", "rect", "path", "polygon", "circle", "text"),
    }
    assert any(said and said.startswith(ALL[:10]) for said in words(root))


def test_without_gates_the_numbered_crossings_are_in_the_middle():
    drawing = Drawing(schoolways.ways(), "s1", shapely.MultiPoint(), {"c1": 1}, STEPS)
    assert "1" in words(ET.fromstring(svg(drawing, text("zh"))))
