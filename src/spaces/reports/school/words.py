"""What stands on the sheet of one school, as plain data for its template."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import geopandas as gpd
import numpy as np

from geo.network.graph import Network
from spaces.graphics.school_map_svg import Drawing, svg
from spaces.graphics.school_map_symbols import legend_marks, limits
from spaces.school_routes import SchoolRoutes, for_one_school
from spaces.school_routes import words as school_words
from spaces.school_routes.key_figures import facts, first_words, others
from spaces.school_routes.locations import LocationTeller
from spaces.school_routes.none_words import names_first, no_crossing, no_street
from spaces.school_routes.one_school import crossings_to_mend, gates, streets_to_treat
from spaces.sites import SafeRouteType
from spaces.text import Text
from spaces.text.numbers import children_text

_ROWS: Final = 6
_FIRST: Final = 3


def sheet_words(
    ways: SchoolRoutes,
    school: str,
    t: Text,
    *,
    made: date | None,
    sites: gpd.GeoDataFrame | None,
    network: Network | None,
    kinds: Mapping[str, SafeRouteType] | None,
) -> dict[str, Any]:
    """Return everything the template asks for; see :mod:`spaces.reports.school.pdf`.

    Parameters
    ----------
    ways : SchoolRoutes
        The answer for the place.
    school : str
        Id of the school.
    t : Text
        The catalogue.
    made : date or None
        Day on which the sheet is made; None leaves it out.
    sites : GeoDataFrame or None
        The list of sites, for gates and names.
    network : Network or None
        The streets, for the map.
    kinds : mapping of str to SafeRouteType or None
        Kinds of routes and crossings by id.
    """
    where, ways = LocationTeller(ways, sites, t, around=school), for_one_school(ways, school)
    crossings, streets = crossings_to_mend(ways, school), streets_to_treat(ways, school)
    numbers = {key: at for at, key in enumerate(crossings[:_ROWS], 1)}
    steps = limits(ways.streets["children"])
    drawing = Drawing(ways, school, gates(sites, school), numbers, steps, network)
    name, year = where.names[school], ways.query.year
    when = t("school_sheet.now") if year is None else t("school_sheet.by", year=year)
    radius = f"{ways.query.radius_m:g}"
    return {
        "lang": t.code,
        "title": t("school_sheet.title", school=name),
        "subtitle": t("school_sheet.subtitle", when=when, radius=radius),
        "demo": t("demo.note") if ways.demo else "",
        "demo_short": t("demo.badge") if ways.demo else "",
        "date": t("sheet.date", date=made.isoformat()) if made else "",
        "lead": _lead(ways, school, crossings, t),
        "facts": [
            {
                "label": one.label,
                "value": one.value,
                "line": one.line,
                "definition": one.definition,
                "tone": one.tone or "calm",
                "share": one.share,
                "words": one.words,
            }
            for one in facts(ways, t, school)
        ],
        "map": svg(drawing, t),
        "marks": legend_marks(steps, t),
        "notice": _notice(ways, t),
        "crossings_title": t("school_sheet.crossings", n=len(crossings)),
        "crossings": [_crossing(ways, where, key, kinds, t) for key in crossings[:_ROWS]],
        "no_crossings": t("school_page.no_own_crossing_open"),
        "streets_title": t("school_sheet.streets", n=len(streets)),
        "streets": [_street(ways, where, key, t) for key in streets[:_ROWS]],
        "no_streets": no_street(ways, t, school),
        "definitions": _definitions(ways, t),
    }


def _definitions(ways: SchoolRoutes, t: Text) -> list[str]:
    """Say who was counted, in which order things stand, and what makes the figures weaker."""
    given = ways.query.catchment
    goal = t("school_ways.goal_catchment", name=given) if given else t("school_ways.goal_nearest")
    weak = [t("school_ways.modelled_short")] if ways.modelled else []
    weak += school_words.reasons(ways, t)
    said = [t("school_sheet.measured", goal=goal), t("school_page.together_school")]
    return [*said, " ".join(weak)] if weak else said


def _lead(ways: SchoolRoutes, school: str, crossings: list[str], t: Text) -> str:
    known = not np.isnan(ways.schools.loc[school].to_dict()["children"])
    if crossings and known and ways.figures.children is not None and names_first(ways):
        return first_words(min(_FIRST, len(crossings)), t)
    return no_crossing(ways, t, school)


def _notice(ways: SchoolRoutes, t: Text) -> str:
    said = t("network.notice", notice=ways.notice) if ways.notice else t("network.no_notice")
    return " · ".join((t("map.schematic"), said))


def _crossing(
    ways: SchoolRoutes,
    where: LocationTeller,
    key: str,
    kinds: Mapping[str, SafeRouteType] | None,
    t: Text,
) -> dict[str, str]:
    row, spot, known = ways.crossings.loc[key], where.crossing(key), kinds or {}
    there = [known[k].name(t.code) if k in known else str(k) for k in row["facility_kinds"]]
    has = t("school_sheet.has", what=t("nav.and").join(there)) if there else ""
    return {
        "title": spot.heading[0],
        "near": " ".join(filter(None, (spot.heading[1], has, others(row["others"], ways, t)))),
        "count": children_text(float(row["children"]), t, modelled=ways.modelled),
    }


def _street(ways: SchoolRoutes, where: LocationTeller, key: str, t: Text) -> dict[str, str]:
    row, spot = ways.streets.loc[key], where.street(key)
    return {
        "title": spot.heading[0],
        "near": " ".join(filter(None, (spot.heading[1], others(row["others"], ways, t)))),
        "metres": t("school_sheet.metres", n=f"{row['untreated_m']:,.0f}"),
        "count": children_text(float(row["children"]), t, modelled=ways.modelled),
    }
