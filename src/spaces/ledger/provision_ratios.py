"""Ratios from capacity and population: 托位 per 1,000 residents, 床位 per 1,000 children."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from spaces.ledger.site_counts import counted_sites, existing_by
from spaces.ledger.targets import PER, Target
from spaces.ledger.unknowns import unsure_sites
from spaces.places.registry import Census


@dataclass(frozen=True, slots=True)
class Ratio:
    """Capacity of the sites that exist, per so many people.

    Parameters
    ----------
    value : float or None
        The ratio, in the target's unit; None where it cannot be computed.
    capacity : float
        Sum of the capacities that are known.
    people : int or None
        Residents or children of the census.
    per : str
        Key of :data:`PER`.
    sites_with, sites_without : int
        Existing sites whose capacity is known, and those where it is not.
    why : str
        Reason code when it cannot be computed, else "". With ``capacity_partly`` and
        ``years_partly`` the value is there, and is the least that it can be.
    """

    value: float | None
    capacity: float
    people: int | None
    per: str
    sites_with: int
    sites_without: int
    why: str


def is_ratio(target: Target) -> bool:
    """Whether a target is a ratio of places to people."""
    return target.kind == "ratio" and target.per in PER


def ratio(target: Target, sites: pd.DataFrame, census: Census | None, year: int) -> Ratio:
    """Capacity of a target's sites by a year, per people of the census.

    Parameters
    ----------
    target : Target
        A ratio with ``per``.
    sites : DataFrame
        Sites of the place, index ``id``; column ``capacity`` in what the target counts (托位,
        床位). Without it, or with no value in it, there is no ratio.
    census : Census or None
        Of the place; its figures stand for every year, none is extrapolated.
    year : int
        The asked year.
    """
    named = counted_sites(target, sites)
    own, unsure = existing_by(named, year), unsure_sites(named)
    held = own["capacity"].astype("Float64") if "capacity" in own else pd.Series(dtype="Float64")
    known = held.dropna()
    missing = len(own) - len(known)
    people, unit = None, PER[target.per]
    if census is not None:
        people = int(getattr(census, unit[0]))
    capacity = float(known.sum()) if len(known) else 0.0
    why = _why(target, people, len(own), len(known))
    value = None if why or not people else capacity * unit[1] / people
    if why == "needs_sites" and unsure:
        why = "years_unknown"
    elif not why:
        why = "capacity_partly" if missing else "years_partly" if unsure else ""
    return Ratio(value, capacity, people, target.per, len(known), missing, why)


def _why(target: Target, people: int | None, sites: int, known: int) -> str:
    reasons = {
        "needs_numerator": not target.counts,
        "needs_census": not people,
        "needs_sites": not sites,
        "needs_capacity": not known,
    }
    return next((code for code, true in reasons.items() if true), "")
