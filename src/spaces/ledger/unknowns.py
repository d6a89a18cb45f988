"""What a list of sites leaves open about a promise: nobody has reported, or nobody knows the year.

Neither is "not done": a verdict that could turn round once somebody tells is none.
"""

from __future__ import annotations

import pandas as pd

from spaces.ledger.comparators import compare
from spaces.ledger.schedule import Reading
from spaces.ledger.site_counts import counted_sites, distinct
from spaces.ledger.targets import Target
from spaces.sites.contract import EXISTING

UNKNOWN = ("undated", "unreported")
"""States of a promise that nothing can be said of yet."""
_MERELY_PROMISED = ("planned", "unknown")
_REPORTED = ("verified_on", "verified_by")


def why_unreported(target: Target, sites: pd.DataFrame) -> str:
    """Say why nothing is known of a named project.

    Parameters
    ----------
    target : Target
        The promise.
    sites : DataFrame
        All sites of its place, index ``id``; ``status``, ``year`` and, where known,
        ``verified_on`` and ``verified_by``.

    Returns
    -------
    str
        ``site_missing``: none of the sites that the plan names is in the list; ``unreported``:
        they stand there as the plan has them, promised and no more (no year, checked by nobody);
        "" where somebody has said something of one, and for promises that name no site.
    """
    if target.kind != "project" or not target.sites:
        return ""
    own = counted_sites(target, sites)
    if own.empty:
        return "site_missing"
    said = ~own["status"].isin(_MERELY_PROMISED) | own["year"].notna()
    for column in _REPORTED:
        if column in own:
            said |= own[column].fillna("").astype(str).str.strip() != ""
    return "" if said.any() else "unreported"


def unsure_sites(sites: pd.DataFrame) -> int:
    """Count sites that may be built by any year: nobody knows their year, or their status."""
    undated = sites["status"].isin(EXISTING) & sites["year"].isna()
    return distinct(sites[undated | (sites["status"] == "unknown")])


def is_open(
    target: Target, reading: Reading | None, planned: float, built: int, unsure: int
) -> bool:
    """Whether sites without a year or status could turn the verdict, or are all there is.

    Parameters
    ----------
    target : Target
        For its comparator.
    reading : Reading or None
        The reading that ``planned`` comes from.
    planned : float
        Promised by the year.
    built, unsure : int
        Sites known to stand by then, and those that may (:func:`unsure_sites`).
    """
    if not unsure:
        return False
    least = compare(target, reading, planned, built).state
    most = compare(target, reading, planned, built + unsure).state
    return not built or (least == "behind") != (most == "behind")
