"""The shipped places, kinds, walkers and radii."""

import pytest

from spaces.content.folder import default_content
from spaces.places.registry import load_places
from spaces.reach.statutory_radii import load_standards
from spaces.sites.categories import load_categories, space_ids
from spaces.walking.walkers import load_walkers

# 第七次全国人口普查: residents, then children of 0, 1–4, 5–9, 10–14.
CENSUS = {
    "140000": (34915616, 287747, 1497313, 1949428, 1975407),
    "140100": (5304061, 45265, 243591, 287133, 248746),
    "140200": (3105591, 21541, 109799, 154341, 173577),
    "140300": (1318505, 9360, 48711, 61914, 69912),
    "140400": (3180884, 27283, 136903, 174526, 185552),
    "140500": (2194545, 18735, 91051, 93302, 98511),
    "140600": (1593444, 12227, 65104, 96500, 100163),
    "140700": (3379498, 26963, 141332, 185001, 201454),
    "140800": (4774508, 41335, 221774, 281773, 257830),
    "140900": (2689668, 19923, 99155, 145495, 163851),
    "141000": (3976481, 33722, 177847, 237124, 241199),
    "141100": (3398431, 31393, 162046, 232319, 234612),
    "310105": (693051, 2970, 16435, 23751, 18431),
    "320400": (5278121, 33542, 190524, 257400, 218396),
    "330381": (1520386, 10545, 59335, 78237, 72626),
    "370321": (489479, 3553, 21967, 23062, 21644),
}
LIGHT = "#f2efe9"


@pytest.fixture(scope="module")
def places():
    return load_places(default_content())


def test_five_places_and_their_parts(places):
    assert {p.code: len(p.parts) for p in places.values()} == {
        "330381": 0,
        "320400": 6,
        "140000": 11 + 117,
        "370321": 0,
        "310105": 0,
    }
    assert len(places["140000"].direct) == 11
    assert len(places["320400"].direct) == 6


def test_every_county_hangs_under_a_city_of_its_own_code(places):
    cities = set(places["140000"].direct)
    counties = [part for part in places["140000"].parts if part.level == "county"]
    assert len(counties) == 117
    assert all(part.parent in cities and part.parent[:4] == part.code[:4] for part in counties)


def test_census_figures(places):
    owners = list(places.values()) + [q for p in places.values() for q in p.parts if q.census]
    found = {
        o.code: (c.residents, c.age_0, c.age_1_4, c.age_5_9, c.age_10_14)
        for o in owners
        if (c := o.census)
    }
    assert found == CENSUS


def test_cities_add_up_to_the_province():
    cities = [row for code, row in CENSUS.items() if code.startswith("14") and code != "140000"]
    assert tuple(map(sum, zip(*cities, strict=True))) == CENSUS["140000"]


def _luminance(color: str) -> float:
    parts = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_kinds_can_be_told_apart_without_colour():
    kinds = load_categories(default_content())
    assert len({kind.letter for kind in kinds.values()}) == len(kinds)
    assert len({(kind.shape, kind.color) for kind in kinds.values()}) == len(kinds)


def test_colours_stand_out_on_a_light_map():
    for kind in load_categories(default_content()).values():
        contrast = (_luminance(LIGHT) + 0.05) / (_luminance(kind.color) + 0.05)
        assert contrast >= 3.0, kind.id


def test_nine_kinds_and_no_ordinary_facility_as_a_space():
    kinds = load_categories(default_content())
    assert sum(kind.nine for kind in kinds.values()) == 9
    ordinary = {"kindergarten", "primary_school", "secondary_school", "medical"}
    assert ordinary <= set(kinds)
    assert not ordinary & set(space_ids(kinds))


def test_fifteen_minutes_of_each_walker():
    walkers = load_walkers(default_content())
    metres = {w.id: round(w.speed_mps * 15 * 60) for w in walkers.by_id.values()}
    assert metres == {
        "stroller": 720,
        "age_3_6": 810,
        "age_6_9": 900,
        "caregiver": 990,
        "age_10_14": 1080,
    }
    assert (walkers.default, walkers.minutes) == ("caregiver", 15)


def test_unchecked_radii_say_so():
    standards = load_standards(default_content())
    assert {s.id for s in standards.values() if not s.check} == {"open_space"}
    assert all(s.source for s in standards.values())
