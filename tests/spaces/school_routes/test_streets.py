"""Streets on the way to school: who walks on them, and what is treated."""

from __future__ import annotations

from tests.toys.schoolcross import (
    asked,
    near,
)
from tests.toys.schoolstreets import route, school


def test_the_streets_by_load():
    """Metres of untreated way: arterial 2 x 300, E 5 x 200, N 10 x 300, link 5 x 200, S 5 x 80."""
    ways = asked(school(), route())
    frame = ways.streets
    assert frame["child_untreated_m"].tolist() == near([3000, 1000, 1000, 600, 400])
    assert frame["child_m"].sum() == near(8640)
    assert frame["children"].tolist() == near([10, 5, 5, 2, 17])
    assert frame["length_m"].tolist() == near([400, 300, 200, 400, 300])
    assert frame["treated_m"].tolist() == near([0, 0, 0, 0, 220])
    assert (frame["treated_m"] + frame["untreated_m"]).tolist() == near(frame["length_m"].tolist())
    assert frame["arterial"].tolist() == [False, False, False, True, False]
    assert frame["schools"].tolist() == [["school"]] * 5
    assert ways.treated["treated_m"].tolist() == near([220])
    assert ways.treated["street"].tolist() == [frame.index[4]]
