"""The small picture of a kind: its lines as numbers, nothing extrapolated, no text from data."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pandas as pd
import pytest

from spaces.graphics.burn_up_svg import HEIGHT, WIDTH, Lines, lines, picture, sentence
from spaces.text import text

OWN = Lines(
    years=(2022, 2023, 2024, 2025),
    first=((2022, 6.0), (2023, 12.0), (2024, 18.0)),
    second=((2022, 6.0), (2023, 18.0), (2024, 36.0)),
    built=((2022, 5.0), (2023, 10.0)),
    building=((2022, 0.0), (2023, 2.0)),
)
SVG = "{http://www.w3.org/2000/svg}"


def frame(rows):
    table = pd.DataFrame(rows, columns=["year", "series", "reading", "value"])
    return table.astype({"value": "Float64"})


def test_lines_leave_out_what_is_not_known():
    rows = [(2022, "planned", "first", 3), (2023, "planned", "first", None)]
    rows += [(2022, "built", "", 1), (2023, "built", "", None), (2022, "building", "", 0)]
    found = lines(frame(rows))
    assert found == Lines((2022, 2023), ((2022, 3.0),), (), ((2022, 1.0),), ((2022, 0.0),))


def test_a_second_reading_that_is_the_same_is_not_drawn():
    rows = [(2022, "planned", "first", 3), (2022, "planned", "second", 3)]
    assert lines(frame(rows)).second == ()


def test_the_picture_is_sound_and_inside_its_frame():
    root = ET.fromstring(picture(OWN, 2023))
    assert root.get("viewBox") == f"0 0 {WIDTH} {HEIGHT}"
    for circle in root.iter(f"{SVG}circle"):
        assert 0 <= float(circle.get("cx")) <= WIDTH
        assert 0 <= float(circle.get("cy")) <= HEIGHT
    said = [element.text for element in root.iter(f"{SVG}text")]
    assert said == ["2022", "2023", "2024", "2025", "36", "18", "10"]


def test_nothing_is_drawn_beyond_the_last_known_year():
    root = ET.fromstring(picture(OWN, 2030))
    line = root.find(f"{SVG}polyline").get("points").split()
    assert len(line) == 2
    dots = [float(c.get("cx")) for c in root.iter(f"{SVG}circle")]
    assert max(dots) < WIDTH * 0.7


@pytest.mark.parametrize(
    "own", [Lines((), (), (), (), ()), Lines((2024,), ((2024, 0.0),), (), (), ())]
)
def test_little_or_nothing_is_still_a_picture(own):
    ET.fromstring(picture(own, 2024))


@pytest.mark.parametrize("code", ["zh", "en"])
def test_the_sentence_says_every_line(code):
    t = text(code)
    said = sentence(OWN, t)
    assert t("progress.line_point", year=2024, n=36) in said
    assert t("progress.line_building", values=t("progress.line_point", year=2023, n=2)) in said
