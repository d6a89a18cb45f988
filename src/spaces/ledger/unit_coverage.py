"""Share of areas that have a site of a kind: "每个乡镇", "设区市全覆盖", "街镇覆盖率85%"."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import pandas as pd
import shapely

from spaces.ledger.site_counts import counted_sites, list_sites
from spaces.ledger.targets import Target
from spaces.places.admin_units import AdminUnits
from spaces.sites.contract import EXISTING

_COUNTY_DIGITS = 6


@dataclass(frozen=True, slots=True, eq=False)
class UnitCoverage:
    """How many areas of one level have at least one site that exists by the year.

    Parameters
    ----------
    of : str
        Level of the areas: city, county, town or community.
    total, having : int
        Areas of the list, and those of them with a site.
    share : float or None
        ``having / total``, 0 to 1; None where it cannot be computed.
    why : str
        Code of the reason when it cannot (see ``not_computed`` in the catalogues), else "".
    by_unit : DataFrame
        Index code: ``name_zh``, ``name_en``, ``parent``, ``sites`` (int), ``site_ids`` (list),
        ``has`` (bool).
    unassigned : tuple of str
        Sites that count but lie in no area of the list.
    undated : int
        Sites that exist without a year: they count for no year.
    """

    of: str
    total: int
    having: int
    share: float | None
    why: str
    by_unit: pd.DataFrame
    unassigned: tuple[str, ...] = ()
    undated: int = 0

    @property
    def without(self) -> tuple[str, ...]:
        """Codes of the areas without a site."""
        return tuple(self.by_unit.index[~self.by_unit["has"].astype(bool)])


def is_of_units(target: Target) -> bool:
    """Whether a target is a share of areas that sites can answer."""
    return target.kind == "coverage" and bool(target.of) and target.measurable


def unit_coverage(
    target: Target, sites: gpd.GeoDataFrame, units: AdminUnits, year: int
) -> UnitCoverage:
    """Share of the place's areas that have at least one site of the target's kinds.

    A site belongs to the area that it names by code (``sub_area_code``), else by name
    (``sub_area``, if only one area is called so), else to the one that holds a point inside the
    site; and to that area's own parents. Only sites that exist count, and only with a year up
    to the asked one: a site under construction covers nobody, unless the promise is only to
    begin (``started``).

    Parameters
    ----------
    target : Target
        A coverage promise with ``of``.
    sites : GeoDataFrame
        Sites of the place, EPSG:4326, index ``id``.
    units : AdminUnits
        The areas.
    year : int
        The asked year.
    """
    areas = units.of(target.of)
    own = counted_sites(target, sites)
    found = list_sites(own, set(own["category"]), year)
    # a second record of one site may name another area by mistake: the first is the one counted
    begun = found["counted"] | (target.started & (found["why"] == "building"))
    there = own.loc[found.index[begun]]
    undated = int((own["status"].isin(EXISTING) & own["year"].isna()).sum())
    table = pd.DataFrame(areas[["name_zh", "name_en", "parent"]])
    home = homes(there, units, target.of)
    ids = {code: sorted(home.index[home == code]) for code in table.index}
    table["sites"] = [len(ids[code]) for code in table.index]
    table["site_ids"] = [ids[code] for code in table.index]
    table["has"] = table["sites"] > 0
    why = _why(target, len(table))
    share = float(table["has"].mean()) if not why else None
    nowhere = tuple(home.index[home == ""])
    having = int(table["has"].sum())
    return UnitCoverage(target.of, len(table), having, share, why, table, nowhere, undated)


def _why(target: Target, areas: int) -> str:
    if not target.counts and not target.sites:
        return "needs_kind"
    return "" if areas else f"needs_list_of_{target.of}"


def homes(sites: gpd.GeoDataFrame, units: AdminUnits, level: str) -> pd.Series:
    """Area of one level that each site belongs to.

    Returns
    -------
    Series
        Code by site id; "" where none is known.
    """
    frame = units.frame
    code = _by_code(sites, frame)
    code = code.where(code != "", _by_name(sites, units, level))
    levels, above = frame["level"].to_dict(), frame["parent"].to_dict()
    lifted: pd.Series = code.map(lambda one: _lifted(one, levels, above, level))
    missing = lifted == ""
    if missing.any():
        lifted[missing] = _by_point(sites[missing], units.of(level))
    return lifted


def _by_code(sites: gpd.GeoDataFrame, frame: gpd.GeoDataFrame) -> pd.Series:
    if "sub_area_code" not in sites:
        return pd.Series("", index=sites.index, dtype="object")
    given = sites["sub_area_code"].fillna("").astype(str)
    county = given.str[:_COUNTY_DIGITS]  # a town's code begins with its county's
    known = given.where(given.isin(frame.index), county.where(county.isin(frame.index), ""))
    codes: pd.Series = known.astype("object")
    return codes


def _by_name(sites: gpd.GeoDataFrame, units: AdminUnits, level: str) -> pd.Series:
    if "sub_area" not in sites:
        return pd.Series("", index=sites.index, dtype="object")
    areas = units.of(level)
    alone = areas[~areas["name_zh"].duplicated(keep=False)]
    codes = dict(zip(alone["name_zh"], alone.index, strict=True))
    given: pd.Series = sites["sub_area"].fillna("").astype(str)
    return given.map(lambda one: codes.get(one, ""))


def _lifted(code: str, levels: dict[str, str], above: dict[str, str], level: str) -> str:
    """Return the area of the asked level above a code, itself included."""
    seen: set[str] = set()
    while code in levels and code not in seen:
        if levels[code] == level:
            return code
        seen.add(code)
        code = above[code]
    return ""


def _by_point(sites: gpd.GeoDataFrame, areas: gpd.GeoDataFrame) -> pd.Series:
    codes = pd.Series("", index=sites.index, dtype="object")
    drawn = areas[areas.geometry.notna()]
    shapes = sites.geometry.to_numpy() if isinstance(sites, gpd.GeoDataFrame) else []
    if drawn.empty or not len(shapes):
        return codes
    known = ~(shapely.is_missing(shapes) | shapely.is_empty(shapes))
    points = shapely.point_on_surface(shapes[known])
    tree = shapely.STRtree(drawn.geometry.to_numpy())
    at, inside = tree.query(points, predicate="intersects")
    found = pd.Series(drawn.index.to_numpy()[inside], index=sites.index[known][at])
    found = found[~found.index.duplicated()]  # on a common border the first area has it
    codes.loc[found.index] = found
    return codes
