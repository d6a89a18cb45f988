"""The ways to school of tests/schoolstreets.py: every figure stands in a docstring."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.crs import STORAGE_CRS
from spaces.places.population import Population
from spaces.school_routes.analysis import measure
from spaces.school_routes.catchments import Catchments
from spaces.school_routes.query import SchoolQuery
from spaces.school_routes.result import Figures
from tests.toys import schoolstreets, toytown
from tests.toys.schoolstreets import KINDS, children, route, school, site, sites, streets

TOWN = streets()
QUERY = SchoolQuery("town", limit_m=2000)
CROSSING = shapely.Point(0, 0)


def near(value, rel=2e-3):
    return pytest.approx(value, rel=rel, abs=0.01)


def nearly(share):
    """A share within a part of 500: legs of 40 m beside 8,640 m on streets must show."""
    return pytest.approx(share, rel=2e-3)


def asked(*rows, query=QUERY, town=TOWN, people=None, **more):
    people = children() if people is None else people
    return measure(query, town, sites(*rows), people, KINDS, **more)


def the_crossing(ways):
    """The crossing at (0, 0)."""
    points = ways.crossings.to_crs(toytown.CRS).geometry
    at = points.distance(CROSSING) < 1
    return ways.crossings[at].iloc[0]


def test_the_figures_of_the_town():
    """All of the docstring of the town: 1 of 1 school, 220 of 1,640 m, 2,640 of 8,640, 5 of 17."""
    figures = asked(school(), route()).figures
    assert (figures.schools, figures.schools_on_network, figures.schools_touched) == (1, 1, 1)
    assert figures.touched_share == 1.0
    assert (figures.street_m, figures.street_treated_m) == (near(1640), near(220))
    assert figures.street_share == nearly(220 / 1640)
    assert (figures.children, figures.child_m) == (near(17), near(8640))
    assert (figures.child_treated_m, figures.child_leg_m) == (near(2640), near(40, 0.01))
    assert figures.child_share == nearly(2640 / 8640)
    assert (figures.children_safe, figures.safe_share) == (near(5), nearly(5 / 17))
    assert (figures.children_unsnapped, figures.children_unknown) == (near(3), near(1))
    assert (figures.children_beyond, figures.children_unreachable) == (0, 0)
    assert (figures.children_beyond, figures.children_unreachable) == (0, 0)


def test_the_schools_row():
    """Half of 17 children is reached at home 1: 5 walk 480 m, then 10 walk 520 m, 2 walk 540 m."""
    ways = asked(school(), route())
    row = ways.schools.loc["school"]
    assert (row["gates"], row["on_network"], row["touched"]) == (1, True, True)
    assert row["walk_m_median"] == near(520)
    assert (row["children"], row["child_share"]) == (near(17), nearly(2640 / 8640))
    assert row["weakest"] == the_crossing(ways).name
    assert row["weakest_children"] == near(12)
    assert row["same_gate"] == []


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


def test_the_crossing_and_who_guards_it():
    """12 children cross at (0, 0). A marked crossing 20 m away guards it, a lit one does not."""
    spot = shapely.Point(20, 0)
    ways = asked(school(), route())
    row = the_crossing(ways)
    assert (bool(row["guarded"]), row["facility"], row["children"]) == (False, "", near(12))
    assert len(ways.crossings) == 1
    lit = asked(school(), site("x", "crossing", spot, kind="lit_crossing"))
    assert (bool(the_crossing(lit)["guarded"]), lit.figures.children_safe) == (False, near(5))
    assert the_crossing(lit)["facility_kinds"] == ["lit_crossing"]
    marked = asked(school(), site("x", "crossing", spot, kind="marked_crossing"))
    row = the_crossing(marked)
    assert (bool(row["guarded"]), row["facility"], bool(row["signal"])) == (True, "x", False)
    assert marked.figures.safe_share == near(1)
    assert len(marked.needs) == 0
    far = asked(school(), site("x", "crossing", shapely.Point(26, 0), kind="marked_crossing"))
    assert far.figures.children_safe == near(5)
    assert far.facilities_off.loc["x", "why"] == "no_crossing"
    assert far.facilities_off.loc["x", "distance_m"] == near(26)
    planned = site("x", "crossing", spot, kind="marked_crossing", status="planned")
    assert asked(school(), planned).figures.children_safe == near(5)
    lights = asked(school(), town=streets(lights=[(0, 0)]))
    assert (bool(the_crossing(lights)["signal"]), lights.figures.safe_share) == (True, near(1))


def test_planned_routes_treat_nothing_and_are_listed():
    """The path under construction: no metre treated, no school touched."""
    ways = asked(school(), route(status="building"))
    figures = ways.figures
    assert (figures.street_treated_m, figures.child_treated_m, figures.schools_touched) == (0, 0, 0)
    assert ways.routes.empty
    assert ways.planned.loc["route", "children"] == near(12)
    assert ways.planned.loc["route", "schools"] == ["school"]
    assert "no_routes" in ways.why_not


def test_a_year_takes_what_was_built_by_then():
    """Path of 2024, marked crossing without a year, school without one: in 2023 only the school."""
    spot = site("x", "crossing", CROSSING, kind="marked_crossing", year=None)
    rows = (school(year=None), route(year=2024), spot)
    for year, treated, safe in ((2023, 0, 5), (2024, 2640, 5), (None, 2640, 17)):
        figures = asked(*rows, query=SchoolQuery("town", year, limit_m=2000)).figures
        assert figures.schools == 1
        assert (figures.child_treated_m, figures.children_safe) == (near(treated), near(safe))
    assert asked(school(year=2024), query=SchoolQuery("town", 2023)).figures.schools == 0


def test_kinds_decide_what_treats():
    """Signs treat nothing; a route without a kind, or of a kind nobody knows, does."""
    for name, treated in (("sign", 0), ("", 2640), ("moon_path", 2640), ("school_path", 2640)):
        assert asked(school(), route(kind=name)).figures.child_treated_m == near(treated)


def test_two_schools_at_one_gate_are_not_counted_twice():
    """A second school with the same gate: the place's figures stay, both rows show the 17."""
    one = asked(school(), route())
    two = asked(school(), school("other"), route())
    for name in ("street_m", "children", "child_m", "child_treated_m", "children_safe"):
        assert getattr(two.figures, name) == near(getattr(one.figures, name))
    assert two.figures.schools == two.figures.schools_touched == 2
    assert two.schools["children"].tolist() == near([17, 17])
    assert two.schools["same_gate"].tolist() == [["school"], ["other"]]
    assert two.by_sub_area["children"].tolist() == near([17])
    assert two.streets["child_m"].sum() == near(8640)
    assert two.streets["schools"].iloc[0] == ["other", "school"]
    assert two.needs["children"].sum() == near(12)


def test_a_school_may_have_several_gates():
    """A second gate at (0, 300): home 1 is there, and 3 is nearer: 300 + 300 = 600 against 520: no.

    So 10 children walk 0 m; 5 walk 480 and 2 walk 520 as before: 3,440. Streets are those around
    both gates: N whole, which is 400 m in place of 280, and 200 m from the arterial's node:
    already within. 1,640 + 120.
    """
    ways = asked(school(entrances=schoolstreets.gates((0, -220), (0, 300))), route())
    assert ways.figures.child_m == near(5 * 480 + 2 * 520)
    assert ways.figures.street_m == near(1760)
    assert ways.figures.children_safe == near(15)
    assert ways.schools.loc["school", "gates"] == 2


def test_a_route_is_as_good_as_its_weakest_crossing():
    """From (0, 100) over the arterial to (0, -100): 12 children use it, all across at (0, 0)."""
    line = shapely.LineString([(0, 100), (0, -100)])
    ways = asked(school(), route(line=line))
    row = ways.routes.loc["route"]
    crossing = the_crossing(ways).name
    assert (row["state"], row["weakest"], row["crossings"]) == (
        "has_unguarded", crossing, [crossing],
    )  # fmt: skip
    assert (row["children"], row["weakest_children"]) == (near(12), near(12))
    assert the_crossing(ways)["routes"] == ["route"]
    spot = site("x", "crossing", CROSSING, kind="marked_crossing")
    mended = asked(school(), route(line=line), spot).routes.loc["route"]
    assert (mended["state"], mended["weakest"]) == ("whole", "")
    assert asked(school(), route()).routes.loc["route", "state"] == "whole"


def test_what_lies_on_no_street_is_listed():
    """A route 100 m beside N; a school and a spot in the fields; a route without a place."""
    beside = shapely.LineString([(-100, 100), (-100, 300)])
    fields = shapely.Point(2000, 2000)
    ways = asked(
        school(), school("away", (2000, 2000)), route(line=beside), route("r2", None),
        site("x", "crossing", fields, kind="marked_crossing"), site("y", "drop_off", fields),
        site("z", "crossing", None), site("w", "drop_off", shapely.Point(0, 200)),
    )  # fmt: skip
    assert ways.routes.loc["route", "state"] == "off_network"
    assert ways.missed["missed_m"].tolist() == near([200])
    assert ways.missed["route"].tolist() == ["route"]
    why = ways.facilities_off["why"].to_dict()
    assert why == {"x": "no_street", "y": "no_street", "z": "no_place"}
    assert (ways.figures.schools, ways.figures.schools_on_network) == (2, 1)
    assert bool(pd.isna(ways.schools.loc["away", "touched"]))
    assert bool(pd.isna(ways.schools.loc["away", "street_share"]))


def test_a_school_on_no_street_is_in_no_share_of_schools():
    """Of two schools one has a gate on a street, and a route touches it: all that can be told."""
    figures = asked(school(), school("away", (2000, 2000)), route()).figures
    assert (figures.schools, figures.schools_on_network, figures.schools_touched) == (2, 1, 1)
    assert figures.touched_share == 1.0


def test_touched_means_within_30_metres_of_the_gate_along_the_street():
    """Paths that end 29 m and 31 m before the gate; one 10 m beside it on no street at all."""
    for end, touched in ((-191, 1), (-189, 0)):
        line = shapely.LineString([(0, 0), (0, end)])
        assert asked(school(), route(line=line)).figures.schools_touched == touched
    aside = shapely.LineString([(-60, -220), (-21, -220)])
    assert asked(school(), route(line=aside)).figures.schools_touched == 0


def test_a_guard_before_the_gate_is_a_place_to_cross():
    """Gate 5 m south of the arterial at x=-100, home 3 north of it: across, between two nodes."""
    gate = (-100, -5)
    alone = asked(school(at=gate))
    assert alone.figures.children_safe == near(17 - 2 - 10)
    post = site("x", "crossing", shapely.Point(-100, 0), kind="marked_crossing")
    assert asked(school(at=gate), post).figures.children_safe == near(17)
    assert "x" not in asked(school(at=gate), post).facilities_off.index


def test_beyond_the_limit_and_unreachable_are_classes_of_their_own():
    """Limit 500 m: home 2 walks, 1 (520) and 3 (540) live too far. An island has no way at all."""
    near_only = asked(school(), query=SchoolQuery("town", limit_m=500)).figures
    assert (near_only.children, near_only.children_beyond) == (near(5), near(12))
    island = streets(more=[([(2000, 0), (2100, 0)], 0)])
    homes = {**schoolstreets.HOMES, "island": ((2050, 0), 8.0)}
    figures = asked(school(), town=island, people=children(homes)).figures
    assert (figures.children, figures.children_unreachable) == (near(17), near(8))
    assert figures.children_beyond + figures.children_unreachable == near(8)


def test_only_within_a_boundary():
    """School "north" at (0, 400) takes home 1; only the old one lies in the boundary of y < 0.

    It keeps homes 2 and 3: 5 x 480 + 2 x 520 = 3,440, wherever these children live. Streets
    around it are not cut off at the boundary.
    """
    south = toytown.lonlat(shapely.box(-500, -500, 500, 0)).iloc[0]
    rows = (school(), school("north", (0, 400)), route())
    everywhere = asked(*rows)
    assert everywhere.figures.children == near(17)
    ways = asked(*rows, within=south, query=SchoolQuery("town", limit_m=2000, within="centre"))
    assert (ways.figures.schools, ways.schools.index.tolist()) == (1, ["school"])
    assert (ways.figures.children, ways.figures.child_m) == (near(7), near(3440))
    assert ways.figures.street_m == near(1640)
    assert the_crossing(ways)["children"] == near(2)
    assert ways.streets["child_m"].sum() == near(3440)
    assert (everywhere.figures.children_elsewhere, ways.figures.children_elsewhere) == (0, near(10))
    missing = asked(*rows, query=SchoolQuery("town", limit_m=2000, within="centre"))
    assert "no_centre_boundary" in missing.why_not


@pytest.mark.parametrize("polygons", [True, False])
def test_catchments_send_children_to_their_school(polygons):
    """School "north" at (0, 400) is given to home 2 (and nobody to home 3).

    Home 1 goes to the gate in the south although north is nearer: 10 x 520. Home 2 goes north:
    100 + 200 + 400 = 700 m, 5 x 700, along the arterial and across it where it leaves it, which is
    at (0, 0) too. 3 has no school that counts.
    """
    catchments = Catchments(cells={"1": "school", "2": "north", "3": "nobody"})
    if polygons:
        boxes = [shapely.box(-50, 250, 50, 350), shapely.box(150, -150, 250, -50)]
        shapes = toytown.lonlat(*boxes).to_numpy()
        catchments = Catchments(
            gpd.GeoDataFrame({"school": ["school", "north"]}, geometry=shapes, crs=STORAGE_CRS)
        )
    ways = asked(school(), school("north", (0, 400)), route(), catchments=catchments)
    figures = ways.figures
    assert figures.child_m == near(10 * 520 + 5 * 700)
    assert ways.schools["children"].to_dict() == {"school": near(10), "north": near(5)}
    assert figures.child_treated_m == near(10 * 220)
    assert (figures.children_unreachable, figures.children_unassigned) == (0, near(2))
    assert figures.children_safe == 0
    assert the_crossing(ways)["children"] == near(15)
    assert len(ways.crossings) == 1
    assert "catchment_incomplete" in ways.why_not
    assert ways.routes.loc["route", "children"] == near(10)


@pytest.mark.parametrize("turned", [False, True])
def test_where_areas_overlap_children_go_to_the_nearer_school(turned):
    """Both areas lie over all homes: 1 goes north (100 m), 2 (480) and 3 south; row order is no
    matter. With a limit of 100 m only home 1 reaches any; the others stay with the first by id.
    """
    box = toytown.lonlat(shapely.box(-500, -500, 500, 500)).iloc[0]
    ids = ["school", "north"][:: -1 if turned else 1]
    areas = Catchments(gpd.GeoDataFrame({"school": ids}, geometry=[box, box], crs=STORAGE_CRS))
    rows = (school(), school("north", (0, 400)))
    ways = asked(*rows, catchments=areas)
    assert ways.schools["children"].to_dict() == {"school": near(7), "north": near(10)}
    near_only = asked(*rows, catchments=areas, query=SchoolQuery("town", limit_m=100))
    assert (near_only.figures.children, near_only.figures.children_beyond) == (near(10), near(7))


def test_a_catchment_of_a_school_without_a_gate_on_a_street():
    ways = asked(
        school(),
        school("away", (2500, 2500)),
        catchments=Catchments(cells={"1": "away", "2": "school", "3": "away"}),
    )
    assert (ways.figures.children, ways.figures.children_unreachable) == (near(5), near(12))


def test_sub_areas_by_code_by_part_and_by_name():
    """Schools S (coded), N (in the part around it), and one that only says a name."""
    parts = toytown.lonlat(shapely.box(-500, 300, 500, 500)).to_numpy()
    parts = gpd.GeoDataFrame({"name_zh": ["北"]}, index=["n"], geometry=parts, crs=STORAGE_CRS)
    rows = (
        school(sub_area_code="s"), school("north", (0, 400)),
        school("named", (400, 0), sub_area="别处"), route(),
    )  # fmt: skip
    ways = asked(*rows, parts=parts)
    assert ways.by_sub_area.index.tolist() == ["n", "s", "别处"]
    assert ways.by_sub_area["children"].sum() == near(ways.figures.children)
    assert ways.by_sub_area.loc["s", "schools_touched"] == 1
    assert ways.schools["sub_area"].to_dict() == {"named": "别处", "north": "n", "school": "s"}


def test_what_is_missing_is_said():
    empty = sites(school()).iloc[:0]
    assert measure(QUERY, None, sites(school()), None, KINDS).why_not == ("no_network",)
    assert measure(QUERY, None, sites(school()), None, KINDS).figures == Figures(1, 1)
    nothing = measure(QUERY, TOWN, empty, None, KINDS)
    assert nothing.why_not == ("no_schools", "no_population", "no_routes", "no_facilities")
    assert nothing.figures.touched_share is None
    assert nothing.figures.children is None
    everyone = children()
    bare = Population(everyone.cells, True, "x", ("age_0",))
    ways = asked(school(), route(), people=bare)
    assert ways.figures.children == near(10 + 5 + 2 + 3 * 7)
    assert "no_bands" in ways.why_not
    quiet = streets()
    quiet.network.node_flags[:] = 0
    assert "no_arterials" in asked(school(), town=quiet).why_not


def test_questions_are_plain_values():
    assert SchoolQuery("x", kinds=("b", "a", "b")) == SchoolQuery("x", kinds=("a", "b"))
    for wrong in ({"radius_m": 0}, {"limit_m": float("nan")}, {"kinds": ()}, {"arterials": "no"}):
        with pytest.raises(ValueError):
            SchoolQuery("x", **wrong)


def test_one_may_have_to_keep_off_arterials():
    """Not along the arterial: home 3 (20 m from it) joins N or S, nobody walks on 大道."""
    query = SchoolQuery("town", limit_m=2000, arterials="not_along")
    ways = asked(school(), route(), query=query)
    assert not ways.streets["arterial"].any()
    assert ways.figures.street_m == near(300 + 280 + 200 + 220)


homes_at = st.lists(
    st.tuples(st.floats(-400, 400), st.floats(-300, 400), st.integers(1, 9)), min_size=1, max_size=6
)
lines = st.lists(
    st.sampled_from([((0, 0), (0, 400)), ((0, 0), (0, -300)), ((200, 0), (200, -300)),
                     ((0, -300), (200, -300)), ((-400, 0), (400, 0)), ((0, 90), (0, -90))]),
    max_size=3,
)  # fmt: skip
gates_at = st.lists(
    st.sampled_from([(0, -220), (0, 400), (200, -10), (-300, 5), (0, 0), (100, -300)]),
    min_size=1, max_size=3,
)  # fmt: skip
SHARES = ("touched_share", "street_share", "child_share", "safe_share")


def made(homes, at, drawn, spots=()):
    people = children({f"h{k}": ((x, y), float(n)) for k, (x, y, n) in enumerate(homes)})
    rows = [school(f"s{k}", place) for k, place in enumerate(at)]
    rows += [route(f"r{k}", shapely.LineString(line)) for k, line in enumerate(drawn)]
    rows += [site(f"x{k}", "crossing", p, kind="marked_crossing") for k, p in enumerate(spots)]
    return rows, people


@given(homes_at, gates_at, lines, st.sampled_from([((0, 0), (0, 400)), ((-400, 0), (400, 0))]))
@settings(max_examples=30, deadline=None)
def test_treating_or_guarding_never_lowers_a_figure(homes, at, drawn, more):
    rows, people = made(homes, at, drawn)
    before = asked(*rows, people=people).figures
    again, _ = made(homes, at, [*drawn, more], [CROSSING])
    after = asked(*again, people=people).figures
    for name in SHARES:
        low, high = getattr(before, name), getattr(after, name)
        assert (low is None) == (high is None)
        assert low is None or (0 <= low <= high + 1e-9 <= 1 + 2e-9)
    assert after.street_m == pytest.approx(before.street_m)
    assert after.child_m == pytest.approx(before.child_m)


@given(homes_at, gates_at, lines, st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_sums_agree_and_the_order_of_rows_does_not_matter(homes, at, drawn, random):
    """Streets carry all metres; groups of needs are all who are not safe; rows in another order."""
    rows, people = made(homes, at, drawn)
    ways = asked(*rows, people=people)
    figures = ways.figures
    assert ways.streets["child_m"].sum() == pytest.approx(figures.child_m, abs=1e-6)
    treated = (ways.streets["child_m"] - ways.streets["child_untreated_m"]).sum()
    assert treated == pytest.approx(figures.child_treated_m, abs=1e-6)
    in_danger = ways.needs["children"].sum() if len(ways.needs) else 0
    assert in_danger + figures.children_safe == pytest.approx(figures.children)
    total = sum(n for _, _, n in homes)
    apart = figures.children_beyond + figures.children_unreachable
    apart += figures.children_unsnapped + figures.children_unknown
    assert figures.children + apart == pytest.approx(total)
    assert (ways.streets["children"] <= figures.children + 1e-9).all()
    distinct = {tuple(place) for place in at}
    if len(distinct) == len(at):
        assert ways.schools["children"].sum() == pytest.approx(figures.children)
    random.shuffle(rows)
    cells = people.cells.sample(frac=1, random_state=random.randint(0, 99))
    mixed = asked(*rows, people=Population(cells, False, "x", people.bands))
    for name in ("child_m", "child_treated_m", "children_safe", "street_m", "schools_touched"):
        assert getattr(mixed.figures, name) == pytest.approx(getattr(figures, name), abs=1e-6)
    pd.testing.assert_frame_equal(mixed.schools, ways.schools, check_exact=False)
    pd.testing.assert_frame_equal(
        mixed.streets.drop(columns="geometry").sort_index(),
        ways.streets.drop(columns="geometry").sort_index(),
    )
    assert mixed.crossings["children"].to_dict() == pytest.approx(
        ways.crossings["children"].to_dict()
    )
    np.testing.assert_array_equal(mixed.needs["crossings"], ways.needs["crossings"])


def test_two_carriageways_are_one_crossing_and_lights_before_it_guard_it():
    """A second carriageway 12 m south of the arterial: home 1 and 3 cross both, once.

    Lights at a node of either, or at a stop line 20 m before, guard the whole crossing.
    """
    second = [
        ([(-400, -12), (0, -12), (200, -12), (400, -12)], schoolstreets.ARTERIAL),
        ([(0, 0), (0, -12)], schoolstreets.FOOTWAY),
        ([(-20, 0), (-20, 30)], schoolstreets.FOOTWAY),
    ]
    rest = [s for s in schoolstreets.STREETS if s[0] not in ([(0, 0), (0, -300)],)]
    rest += [([(0, -12), (0, -300)], 0)]
    for lights, safe in (((), 5), ([(0, -12)], 17), ([(0, 0)], 17), ([(-20, 0)], 17)):
        town = schoolstreets.WalkNetwork(
            schoolstreets.toynet.network(
                [*rest[1:], ([(-400, 0), (-20, 0), (0, 0), (200, 0), (400, 0)], 1), *second],
                guarded=lights,
            )
        )
        ways = asked(school(), town=town)
        here = ways.crossings
        assert len(here) == 1
        assert here["children"].tolist() == near([12])
        assert ways.figures.children_safe == near(safe)
        assert bool(here["signal"].iloc[0]) == bool(lights)
