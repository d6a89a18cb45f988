"""Sites for children: the contract of their columns, loading, and which of them exist."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import geopandas as gpd
import pandas as pd

from geo.contracts.matching import whole_names
from geo.datum.china import Datum
from geo.faults import Fault, summed
from geo.intake import Grounds, check_table
from geo.io import read_table
from geo.table import Table, row_numbers
from spaces.content import Content
from spaces.places.area_codes import area_codes
from spaces.sites.categories import Category, load_categories
from spaces.sites.contract import SITE_COLUMNS, _contract
from spaces.sites.defaults import fill_coord_source, fill_status, not_located, said_nowhere
from spaces.sites.entrances import check_entrances, normalised
from spaces.sites.grounds import grounds
from spaces.sites.kind_column import check_kinds, kinds_as_categories
from spaces.sites.names import site_names
from spaces.sites.opening_texts import faults_of_openings
from spaces.sites.place_column import KnownPlaces, fill_place, known_places
from spaces.sites.safe_route_types import SafeRouteType, load_safe_route_types
from spaces.sites.same_site import faults_of_same
from spaces.sites.vocabulary import (
    column_position,
    header_of,
    kind_mismatches,
    understand_words,
    with_plain_choices,
)
from spaces.sites.walking_bus import check_stops
from spaces.sites.years import understand_years


@dataclass(frozen=True, slots=True)
class SiteList:
    """A list of sites and what was found wrong with it.

    Parameters
    ----------
    frame : GeoDataFrame
        EPSG:4326, index ``id``, the other columns of :data:`SITE_CONTRACT`; good rows only.
    faults : tuple of Fault
        Everything that was left out, not used, repaired or assumed.
    """

    frame: gpd.GeoDataFrame
    faults: tuple[Fault, ...]

    def names(self, lang: str) -> pd.Series:
        """Return the names of all sites in a language, by id (:mod:`spaces.sites.names`)."""
        return site_names(self.frame, lang)


def load_sites(content: Content, place: str | None = None) -> SiteList:
    """Sites of the data folder, in WGS-84: a row that says another datum is converted.

    Parameters
    ----------
    content : Content
        The data folder.
    place : str, optional
        Code of a place, to get its sites only.

    Raises
    ------
    InputRefused
        If ``sites.geojson`` as a whole cannot be used.
    """
    path = content.path("sites.geojson")
    categories, kinds = load_categories(content), load_safe_route_types(content)
    places = known_places(content)
    loaded = check_sites(
        read_table(path),
        path.name,
        categories,
        grounds=grounds(content, places),
        kinds=kinds,
        places=places,
    )
    if place is None:
        return loaded
    return SiteList(loaded.frame[loaded.frame["place"] == place], loaded.faults)


def read_sites(
    path: Path,
    content: Content,
    place: str,
    *,
    name: str | None = None,
    datum: Datum | None = None,
    layer: str | None = None,
) -> SiteList:
    """Read a user's list of sites.

    A bare list is enough: name, category and geometry. What is missing is filled in openly: an
    id from the row number, status ``built``, the place asked; each with a notice.

    Parameters
    ----------
    path : Path
        A file in one of the formats of :data:`geo.io.FORMATS`.
    content : Content
        The data folder, for the known kinds of sites and the outline of the place.
    place : str
        Code of the place that rows without a place belong to; ``""`` for none.
    name : str, optional
        The file's name as its owner knows it.
    datum : {"wgs84", "gcj02", "bd09"}, optional
        What the coordinates are in; they are converted to WGS-84. Default: what the file says
        of itself, else WGS-84, with a warning where nothing shows that it is.
    layer : str, optional
        Layer of a GeoPackage, Shapefile of a zip.

    Raises
    ------
    InputRefused
        If the file as a whole cannot be used.
    """
    shown, categories = name or path.name, load_categories(content)
    kinds = load_safe_route_types(content)
    table = read_table(path, name=shown, layer=layer)
    places = known_places(content)
    held = grounds(content, places, place, known=lambda code: load_sites(content, code).frame)
    return check_sites(
        table,
        shown,
        categories,
        place,
        grounds=held,
        datum=datum,
        kinds=kinds,
        places=places if place else None,
    )


def check_sites(
    table: Table,
    file: str,
    categories: dict[str, Category],
    place: str = "",
    *,
    grounds: Grounds | None = None,
    datum: Datum | None = None,
    kinds: Mapping[str, SafeRouteType] | None = None,
    places: KnownPlaces | None = None,
) -> SiteList:
    """Bring what a reader gave to the contract; rows keep their order. See :func:`read_sites`.

    Parameters
    ----------
    table : Table
        What a reader gave.
    file : str
        Name of the list.
    categories : dict of str to Category
        Known kinds of sites by id.
    place : str
        Code of the place asked, for rows that name none.
    grounds : callable, optional
        What is known of the places of its rows (:func:`spaces.sites.grounds.grounds`): shifted
        or swapped coordinates then show.
    datum : {"wgs84", "gcj02", "bd09"}, optional
        What the coordinates are in; default is what the list says of itself.
    kinds : mapping of str to SafeRouteType, optional
        Known kinds of routes and crossings by id.
    places : KnownPlaces, optional
        The places there are: a row that names none belongs to the one around it, if none is asked.
    """
    contract, table = _contract(categories), _known_export(table, file)
    columns = {column.name: column for column in contract.columns}
    raw, cut = whole_names(table.frame, contract.columns, file)
    has = {name: column_position(raw, columns[name]) is not None for name in ("status", "place")}
    headers = {name: header_of(raw, columns[name]) for name in ("kind", "stops", "opening")}
    read, told = kinds_as_categories(normalised(raw), columns, categories, kinds or {}, file)
    read = understand_words(read, columns, categories)
    nowhere = said_nowhere(read)
    at, rows = column_position(read, columns["year"]), row_numbers(read).tolist()
    read, years = understand_years(read, at, rows, file)
    table = replace(table, frame=read, faults=(*table.faults, *cut, *years))
    checked = check_table(table, contract, file, grounds=grounds, datum=datum)
    frame, said = checked.frame.copy(), checked.said
    for name in ("place", "sub_area_code"):
        frame[name] = area_codes(frame[name])
    assert said is not None
    faults = with_plain_choices(checked.faults, categories) + told
    faults += fill_status(frame, file, faults, given=has["status"])
    faults += fill_place(frame, file, place, places, given=has["place"])
    frame["id"] = frame["id"].where(frame["id"] != "", "row-" + frame.index.astype(str))
    for flag in ("demo", "public"):
        frame[flag] = frame[flag].fillna(False).astype(bool)
    frame["entrances"], wrong = check_entrances(frame, file, said)
    faults += wrong
    frame["kind"], wrong = check_kinds(frame, file, categories, kinds or {}, headers["kind"])
    faults += wrong
    frame["stops"], wrong = check_stops(frame, file, said, headers["stops"])
    faults += wrong
    faults += not_located(frame, file, nowhere)
    fill_coord_source(frame, said)
    faults += kind_mismatches(frame, file, categories)
    faults += faults_of_same(frame, file)
    faults += faults_of_openings(frame, file, headers["opening"])
    return SiteList(frame.set_index("id"), summed(faults))


def _known_export(table: Table, file: str) -> Table:
    """Know a list that this product exported before it marked its files, and say so.

    It holds all our columns and no other, and its ids are those of the features.
    """
    columns = [str(name) for name in table.frame.columns if name != table.frame.geometry.name]
    older = set(columns) == set(SITE_COLUMNS) and columns[-1] == "id"
    if table.own or table.crs_named or not older:
        return table
    told = Fault("sites.older_export", file, severity="notice")
    return replace(table, own=True, faults=(*table.faults, told))
