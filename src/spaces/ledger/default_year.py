"""Which year a plan is asked about when nobody said one, and what has been built since.

One rule for pages, commands, sheets and links: this year while the plan runs, else its last one.
"""

from __future__ import annotations

from datetime import date

import pandas as pd

from spaces.ledger.site_counts import distinct
from spaces.ledger.targets import Plan
from spaces.sites.contract import EXISTING


def default_year(plan: Plan | None, today: int | None = None) -> int:
    """Return this year if the plan's period holds it, else the plan's last year.

    Parameters
    ----------
    plan : Plan or None
        The plan; without one this year is asked about.
    today : int, optional
        This year; default the clock's.
    """
    this = date.today().year if today is None else today
    if plan is None:
        return this
    first, last = plan.period
    return this if first <= this <= last else last


def built_since(sites: pd.DataFrame, year: int) -> int:
    """Count the sites, each once, that were built or certified after a year.

    Parameters
    ----------
    sites : DataFrame
        Sites, index ``id``, with ``status`` and ``year``; those without a year are not known to
        have been built after it.
    year : int
        The asked year: nothing that stands at its end is counted.
    """
    later = (sites["year"].astype("Int64") > year).fillna(False)
    return distinct(sites[sites["status"].isin(EXISTING) & later])
