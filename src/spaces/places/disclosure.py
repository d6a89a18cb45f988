"""Small counts of real children stay hidden, also from those who can subtract.

Primary suppression of small cells, and secondary suppression of others until no hidden one follows
from the totals, as in L. Willenborg and T. de Waal, Elements of Statistical Disclosure Control,
2001.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from geo.arrays import Floats, Mask
from spaces.places import small_counts


def is_small(counts: pd.Series | Floats) -> Mask:
    """Whether a count is above zero and too small to be shown; unknown is not small.

    The limit is :data:`spaces.places.small_counts.LEAST_SHOWN`.
    """
    values = counts
    if isinstance(counts, pd.Series):
        values = counts.to_numpy(dtype=np.float64, na_value=np.nan)
    small: Mask = np.asarray((values > 0) & (values < small_counts.LEAST_SHOWN), dtype=np.bool_)
    return small


def hide_small(
    table: pd.DataFrame, total: str, parts: Sequence[str], derived: Sequence[str] = ()
) -> pd.DataFrame:
    """Hide small counts in a table whose rows add up to something known.

    A row with a small total loses everything. A row with a small part loses that part and
    the least of the others, since the total would give it away. If that leaves a single row
    hidden, the row with the next least total follows, since the sum of the rows would give
    the first away.

    Parameters
    ----------
    table : DataFrame
        A row per group.
    total : str
        Column with the whole of each row.
    parts : Sequence[str]
        Columns that add up to ``total``.
    derived : Sequence[str]
        Columns computed from them (shares): hidden with any part.

    Returns
    -------
    DataFrame
        A copy with hidden numbers as ``nan`` and a column ``hidden``: whether the row has any.
    """
    out = table.copy()
    totals = table[total].to_numpy(dtype=np.float64, na_value=np.nan)
    no_total = is_small(table[total])
    _second(no_total, totals)
    counts = table[list(parts)].to_numpy(dtype=np.float64, na_value=np.nan)
    hide = is_small(counts) | no_total[:, None]
    broken: Mask = np.asarray(hide.any(axis=1))
    _second(broken, totals)
    for row in np.flatnonzero(broken):
        while hide[row].sum() < min(2, counts.shape[1]):
            left = np.where(hide[row], np.inf, counts[row])
            hide[row, int(np.argmin(left))] = True
    for place, column in enumerate(parts):
        out[column] = out[column].mask(hide[:, place])
    out[total] = out[total].mask(no_total)
    for column in derived:
        out[column] = out[column].mask(broken)
    out["hidden"] = broken | no_total
    return out


def _second(hidden: Mask, totals: Floats) -> None:
    """Hide the row with the least other total when just one row is hidden."""
    if hidden.sum() != 1 or len(hidden) < 2:
        return
    others = np.where(hidden | ~(totals > 0), np.inf, totals)
    least = int(np.argmin(others))
    if np.isfinite(others[least]):
        hidden[least] = True
