"""One school on A4: the map around it, its figures, and what to mend, to be hung on a wall.

See :mod:`spaces.reports.typst` for how it is set. The map reaches the template as escaped SVG.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final

import geopandas as gpd

from spaces.reports.school.words import sheet_words
from spaces.reports.typst import pdf
from spaces.school_routes import SchoolRoutes
from spaces.sites import SafeRouteType
from spaces.text import Text
from spaces.walking import WalkNetwork

_TEMPLATE: Final = Path(__file__).with_name("school_sheet.typ")


def school_pdf_bytes(
    ways: SchoolRoutes,
    school_id: str,
    t: Text,
    *,
    made: date | None = None,
    sites: gpd.GeoDataFrame | None = None,
    streets: WalkNetwork | None = None,
    kinds: Mapping[str, SafeRouteType] | None = None,
) -> bytes:
    """Return the sheet of one school as PDF.

    Parameters
    ----------
    ways : SchoolRoutes
        The answer for the place.
    school_id : str
        Id of the school.
    t : Text
        Catalogue of the reader's language.
    made : date, optional
        Printed in the footer; without it the same answer always gives the same bytes.
    sites : GeoDataFrame, optional
        Sites of the place, EPSG:4326, index id: where the gates are.
    streets : WalkNetwork, optional
        All streets, drawn quietly below.
    kinds : Mapping of str to SafeRouteType, optional
        What stands at a crossing, in words.

    Raises
    ------
    KeyError
        If the answer does not hold the school.
    """
    if school_id not in ways.schools.index:
        raise KeyError(school_id)
    network = None if streets is None else streets.network
    data = sheet_words(ways, school_id, t, made=made, sites=sites, network=network, kinds=kinds)
    return pdf(_TEMPLATE, data)
