"""What a list leaves blank is filled in openly."""

from __future__ import annotations

from spaces.content.folder import Content
from tests.toys.sitelists import AT, codes, listed
from tests.toys.toycontent import PLACE


def test_a_bare_list_is_filled_in_openly(toy: Content):
    loaded = listed(toy, f"name,category,lon,lat\n甲,park,{AT}\n乙,school,{AT}\n")
    assert list(loaded.frame.index) == ["row-1", "row-2"]
    assert loaded.frame["status"].tolist() == ["built", "built"]
    assert loaded.frame["place"].tolist() == [PLACE, PLACE]
    assert {code for code, _ in codes(loaded)} >= {"sites.status_assumed", "sites.place_assumed"}
    assert not any(f.severity == "error" for f in loaded.faults)


def test_a_blank_status_says_nothing(toy: Content):
    loaded = listed(toy, f"name,category,status,lon,lat\n甲,park,,{AT}\n乙,park,ruined,{AT}\n")
    assert loaded.frame["status"].tolist() == ["unknown", "unknown"]
    told = {(code, row) for code, row in codes(loaded) if row is not None}
    assert told == {("sites.status_blank", 1), ("sites.status_not_understood", 2)}
