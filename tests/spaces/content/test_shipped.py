"""All content that is shipped loads."""

from __future__ import annotations

from spaces.content.folder import default_content
from spaces.places.registry import load_boundaries, load_places
from spaces.reach.statutory_radii import load_standards
from spaces.sites.categories import load_categories
from spaces.walking.walkers import load_walkers


def test_what_is_shipped_loads():
    content = default_content()
    assert {"school", "park", "kindergarten"} <= set(load_categories(content))
    assert load_walkers(content).minutes == 15
    places = load_places(content)
    assert {"330381", "320400", "140000", "370321", "310105"} <= set(places)
    assert set(places) <= set(load_boundaries(content).index)
    assert load_standards(content)
