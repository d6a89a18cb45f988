"""A page and a command that are asked the same give the same figures."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from spaces.cli.main import main
from spaces.content.folder import Content
from spaces.ledger.words import why_sentence
from spaces.reach.query import GapQuery
from spaces.text import text
from spaces.ui.ledger import cache as cached_ledger
from spaces.ui.ledger import department
from spaces.ui.reach import cache as cached_walk
from spaces.ui.school_routes import cache as cached_school
from spaces.ui.shell import cache as cached
from tests.toys import servicetown
from tests.toys.servicetown import PLACE

YEAR = 2024
MEASURED = ["method", "measured", "state", "built", "planned", "deadline"]


@pytest.fixture
def town(tmp_path, monkeypatch) -> Content:
    content = servicetown.build(tmp_path / "data")
    monkeypatch.setenv("SPACES_DATA", str(content.root))
    return content


@pytest.fixture
def command(capsys):
    def ask(*words: str) -> dict:
        assert main([*words, "--year", str(YEAR), "--format", "json"]) in (0, 1)
        return json.loads(capsys.readouterr().out)

    return ask


def damage(town: Content, what: str) -> None:
    names = {"streets": ("network", f"{PLACE}.npz"), "catchments": ("catchments", f"{PLACE}.csv")}
    if what in names:
        path = town.path(*names[what])
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"nothing")


@pytest.mark.parametrize("ruler", ["", "radius", "network", "both"])
def test_gaps(town, command, ruler):
    said = command("gaps", "--place", PLACE, *(["--ruler", ruler] if ruler else []))
    version = cached.content_version()
    walkers = cached.walkers(version)
    walker = walkers.by_id[walkers.default]
    line = GapQuery(PLACE, (), walker.speed_mps, walker.id, walkers.minutes, YEAR)
    query = cached_walk.asked(version, line, ruler) if ruler else cached_walk.usual(version, line)
    shown = cached_walk.gap_result(version, query)
    assert said["ruler"] == shown.query.ruler
    for name in ("children_total", "children_covered", "children_uncovered", "share_covered",
                 "area_km2", "area_covered_km2", "sites_used"):  # fmt: skip
        assert said[name] == pytest.approx(getattr(shown, name)), name
    assert [row["children"] for row in said["gaps"]] == list(shown.gaps["children"])
    if shown.query.ruler == "both":
        both = cached_walk.two_rulers(version, query)
        assert said["two_rulers"]["children_false"] == both.children_false
        lines = cached_walk.standard_lines(version, query)
        assert [row["children_within"] for row in said["two_rulers"]["standards"]] == list(
            lines["children_within"]
        )


def test_ways_to_school(town, command):
    said = command("routes", "--place", PLACE)
    version = cached.content_version()
    shown = cached_school.ways(version, cached_school.asked(version, PLACE, year=YEAR))
    row = said["place_rows"][0]
    assert row["children"] == pytest.approx(shown.figures.children)
    assert row["children_safe"] == pytest.approx(shown.figures.children_safe)
    assert row["share_street"] == pytest.approx(shown.figures.street_share)


@pytest.mark.parametrize("what", ["", "streets", "catchments"])
def test_progress(town, command, what):
    damage(town, what)
    said = pd.DataFrame(command("progress", "--place", PLACE)["rows"]).set_index("target")
    shown = cached_ledger.assessed(cached.content_version(), PLACE, YEAR)
    for name in MEASURED:
        left, right = (frame[name].astype(object) for frame in (said, shown))
        assert [*left.where(left.notna(), None)] == [*right.where(right.notna(), None)], name
    plan, t = cached.plans(cached.content_version())[PLACE], text("zh")
    for target, why in shown["why"].items():
        assert why_sentence(why, plan.target(target), t) in said["reason"][target]


def test_the_sheet_of_a_department(town, command):
    said = command("sheet", "--place", PLACE, "--lead", "甲局")
    shown = department._sheet(cached.content_version(), PLACE, "甲局", YEAR, (), "")
    rows = {row["target"]: row for row in said["promises"]}
    assert set(rows) == {promise.target.id for promise in shown.own}
    for promise in shown.own:
        row = rows[promise.target.id]
        assert (row["state"], row["built"], row["measured"]) == (
            promise.state,
            promise.built,
            promise.measured,
        )
    assert rows[servicetown.CIRCLE]["measured"] is None
