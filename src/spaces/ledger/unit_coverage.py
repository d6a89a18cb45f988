"""Share of areas that have a site of a kind: "每个乡镇", "设区市全覆盖", "街镇覆盖率85%"."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from spaces.ledger.site_counts import counted_sites, list_sites
from spaces.ledger.targets import Target
from spaces.ledger.unknowns import unsure_sites
from spaces.places import AdminUnits
from spaces.places.locate import unit_of_sites
from spaces.sites.contract import EXISTING


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

    Which area a site belongs to, see :func:`spaces.places.locate.unit_of_sites`. Only sites that
    exist count, and only with a year up to the asked one: a site under construction covers nobody,
    unless the promise is only to begin (``started``).

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
    home = unit_of_sites(there, units, target.of)
    ids = {code: sorted(home.index[home == code]) for code in table.index}
    table["sites"] = [len(ids[code]) for code in table.index]
    table["site_ids"] = [ids[code] for code in table.index]
    table["has"] = table["sites"] > 0
    why, having = _why(target, len(table)), int(table["has"].sum())
    unsure = unsure_sites(own)
    share = float(table["has"].mean()) if not why and (having or not unsure) else None
    if not why and unsure and having < len(table):
        why = "years_unknown" if share is None else "years_partly"
    nowhere = tuple(home.index[home == ""])
    return UnitCoverage(target.of, len(table), having, share, why, table, nowhere, undated)


def _why(target: Target, areas: int) -> str:
    if not target.counts and not target.sites:
        return "needs_kind"
    return "" if areas else f"needs_list_of_{target.of}"
