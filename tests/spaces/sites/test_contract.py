"""The columns of a list of sites."""

from __future__ import annotations

from spaces.content.folder import Content
from spaces.sites.contract import SITE_COLUMNS
from spaces.sites.loading import load_sites
from spaces.sites.selection import located
from tests.toys.sitelists import AT, listed
from tests.toys.toycontent import PLACE


def test_names_of_children_never_reach_the_frame(toy: Content):
    loaded = listed(toy, f"name,category,儿童姓名,child_name,lon,lat\n甲,park,小明,Ming,{AT}\n")
    assert "小明" not in loaded.frame.to_csv()
    assert "Ming" not in loaded.frame.to_csv()
    personal = [f.column for f in loaded.faults if f.code == "personal_column"]
    assert sorted(personal) == ["child_name", "儿童姓名"]


def test_the_toy_folder_has_four_sites_one_without_a_place(toy: Content):
    loaded = load_sites(toy, PLACE)
    assert loaded.faults == ()
    assert list(loaded.frame.columns) == [*[c for c in SITE_COLUMNS if c != "id"], "geometry"]
    assert loaded.frame.index.name == "id"
    assert len(loaded.frame) == 4
    assert list(located(loaded.frame).index) == ["s0", "s1", "s2"]
    assert loaded.frame["demo"].tolist() == [True, True, False, False]
    assert loaded.frame["public"].all()
