"""A link that says no year asks about the same year as every command."""

from __future__ import annotations

from spaces.content.folder import default_content
from spaces.ledger import read_plans
from spaces.ledger.default_year import default_year
from spaces.ui.shell import cache, view_state


def test_the_default_year_of_each_place_is_the_ledgers():
    known = view_state.choices(cache.content_version())
    plans = read_plans(default_content())
    assert known.default_years == {place: default_year(plans.of(place)) for place in known.places}
    assert all(year in known.years[place] for place, year in known.default_years.items())
