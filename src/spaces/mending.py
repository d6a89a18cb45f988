"""What to mend first: crossings by the children they free, streets by child-metres."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

CHOSEN_COLUMNS = ("order", "kind", "label", "gain", "cost", "cumulative_gain", "cumulative_cost")
CURVE_COLUMNS = ("cost", "gain", "share")


@dataclass(frozen=True, slots=True, eq=False)
class Mending:
    """A ranked list under a budget, and how far it can be from the best list.

    Parameters
    ----------
    kind : {"crossing", "street"}
        What is mended: the budget counts crossings, or metres of street.
    budget : float
        Crossings or metres.
    chosen : DataFrame
        Index: id of the crossing or street; :data:`CHOSEN_COLUMNS`. ``gain``: children who now
        reach school without an unguarded crossing, or child-metres that are now treated, beyond
        those of the rows before; ``cost``: 1, or metres.
    curve : DataFrame
        :data:`CURVE_COLUMNS` from no cost upwards; ``share``: of all children who walk, or of all
        child-metres, 0 to 1, safe or treated after that cost.
    gain : float
        Of the whole list.
    bound : float
        No list under this budget gains more.
    of_bound : float
        ``gain / bound``, 1 where nothing can be gained.
    method : str
        ``greedy_children`` or ``greedy_child_metres``.
    """

    kind: str
    budget: float
    chosen: pd.DataFrame
    curve: pd.DataFrame
    gain: float
    bound: float
    of_bound: float
    method: str
