"""What to mend first: by hand, and against trying every choice."""

import numpy as np
import pytest
import shapely

from spaces.school_routes.analysis import measure
from spaces.school_routes.crossing_sets import best_list, greedy
from spaces.school_routes.priorities import CHOSEN_COLUMNS, options, rank
from spaces.school_routes.query import SchoolQuery
from tests.toys import schoolstreets
from tests.toys.crossingneeds import needs
from tests.toys.schoolstreets import KINDS, children, route, school, sites


def names(wanted, chosen):
    return [wanted.ids[k] for k in chosen]


def test_a_child_is_free_when_all_its_crossings_are_mended():
    """10 need crossings 1 and 2, 4 need 3. One crossing: 3 frees 4, since 1 alone frees nobody.

    Two: 1 and 2 free 10, which is 5 each. Three: all 14.
    """
    wanted = needs((10, [1, 2]), (4, [3]))
    assert names(wanted, greedy(wanted, 1)[0]) == ["c3"]
    chosen, gains = greedy(wanted, 2)
    assert (names(wanted, chosen), gains) == (["c1", "c2"], [0, 10])
    chosen, gains = greedy(wanted, 3)
    assert (names(wanted, chosen), gains) == (["c1", "c2", "c3"], [0, 10, 4])
    assert greedy(wanted, 9)[0] == greedy(wanted, 3)[0]
    assert greedy(wanted, 0) == ([], [])


def test_children_of_two_crossings_are_counted_once():
    """6 need 1 alone, 6 need 1 and 2, 1 needs 2: crossing 1 frees 6, crossing 2 then 6 + 1."""
    wanted = needs((6, [1]), (6, [2, 1]), (1, [2]))
    chosen, gains = greedy(wanted, 2)
    assert (names(wanted, chosen), gains) == (["c1", "c2"], [6, 7])


def test_the_first_three_free_as_many_as_three_can():
    """100 children need four crossings (25 each), 60 need three others (20 each): with seven the
    60 are freed by the first three, where the four would have left the first three free nobody.
    """
    wanted = needs((100, [0, 1, 2, 3]), (60, [4, 5, 6]))
    assert sum(greedy(wanted, 7)[1][:3]) == 0
    chosen, gains = best_list(wanted, 7)
    assert (set(chosen[:3]), sum(gains[:3]), sum(gains)) == ({4, 5, 6}, 60, 160)


def test_what_is_left_of_a_budget_goes_where_most_children_are():
    """Nobody can be freed by one crossing: 3 is needed by 8 of 2 crossings each, 1 by 5."""
    wanted = needs((5, [1, 2, 3]), (8, [3, 4]))
    chosen, gains = greedy(wanted, 1)
    assert (names(wanted, chosen), gains) == (["c3"], [0])


def ways(*rows, **more):
    return measure(
        SchoolQuery("town", limit_m=2000),
        schoolstreets.streets(),
        sites(*rows),
        children(),
        KINDS,
        **more,
    )


def test_the_town():
    """One crossing frees 12 of 17, who join the 5: all. The best street for 300 m is N or S.

    Child-metres by metre: S 400 on its last 80 m = 5 (5 children on 80 m); N 3,000 on 400 = 7.5;
    E 1,000 on 300 = 3.3; the link 1,000 on 200 = 5; the arterial 600 on 400 (of which 300 walked).
    With 500 m: N (400) and S (80) gain 3,400; at most 3,400 + 20 m of the link x 5 = 3,500.
    """
    found = ways(school(), route())
    most = rank(found, crossings=3)
    assert most.chosen["gain"].tolist() == pytest.approx([12])
    assert (most.gain, most.of_bound) == (pytest.approx(12), pytest.approx(1, abs=1e-4))
    assert most.curve["share"].tolist() == pytest.approx([5 / 17, 1])
    assert most.chosen["label"].tolist() == [""]
    assert tuple(most.chosen.columns) == CHOSEN_COLUMNS
    streets = rank(found, metres=501)
    assert streets.chosen["gain"].tolist() == pytest.approx([3000, 400], rel=2e-3)
    assert streets.chosen["cumulative_cost"].tolist() == pytest.approx([400, 480], rel=2e-3)
    assert streets.bound == pytest.approx(3505, rel=2e-3)
    assert streets.curve["share"].tolist() == pytest.approx(
        [2640 / 8640, 5640 / 8640, 6040 / 8640], rel=2e-3
    )
    assert set(options(found)["kind"]) == {"crossing", "street"}
    assert rank(found, metres=0).chosen.empty
    assert rank(found, metres=0).of_bound == 1.0
    for wrong in ({}, {"crossings": 1, "metres": 1.0}, {"crossings": -1}):
        with pytest.raises(ValueError, match=r"budget|either"):
            rank(found, **wrong)


def test_mending_what_the_list_says_gains_what_it_says():
    """Build a marked crossing there, and a path along N: the figures rise by just these gains."""
    found = ways(school(), route())
    mended = ways(
        school(), route(),
        schoolstreets.site("x", "crossing", shapely.Point(0, 0), kind="marked_crossing"),
        schoolstreets.route("r2", shapely.LineString([(0, 0), (0, 400)])),
    )  # fmt: skip
    gain = rank(found, crossings=1).gain
    assert mended.figures.children_safe == pytest.approx(found.figures.children_safe + gain)
    gain = rank(found, metres=401).gain
    assert mended.figures.child_treated_m == pytest.approx(
        found.figures.child_treated_m + gain, rel=1e-3
    )


def test_without_children_there_is_nothing_to_rank():
    found = measure(SchoolQuery("town"), schoolstreets.streets(), sites(school()), None, KINDS)
    for mending in (rank(found, crossings=3), rank(found, metres=100)):
        assert mending.chosen.empty
        assert (mending.gain, mending.bound, mending.of_bound) == (0, 0, 1)
        assert np.isnan(mending.curve["share"]).all()
