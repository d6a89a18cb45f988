"""Children of each school on each street and at each crossing, apart from those of other schools.

A street near two schools carries the children of both. Who answers for one school asks for its
own; what is mended is asked for all together.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from geo.arrays import Floats, Longs


@dataclass(frozen=True, slots=True, eq=False)
class LinkLoads:
    """Loads of every school, one row for each street and each crossing that its children use.

    Children who walk to a gate that several schools share stand in the rows of each of them.

    Parameters
    ----------
    schools : tuple of str
        Ids of the schools.
    school : int64[k]
        Position of the school, ascending; within one by street.
    edge : int64[k]
        Street.
    children, child_m, untreated_m : float64[k]
        Who walks on it, children times metres there, and the part of it on untreated street.
    at_school, node : int64[c]
        School, ascending, and crossing.
    crossing : float64[c]
        Who crosses there.
    """

    schools: tuple[str, ...]
    school: Longs
    edge: Longs
    children: Floats
    child_m: Floats
    untreated_m: Floats
    at_school: Longs
    node: Longs
    crossing: Floats

    def streets(self, school: str) -> pd.DataFrame:
        """Streets of one school: index "e12"; ``children``, ``child_m``, ``child_untreated_m``."""
        rows = self._rows(self.school, school)
        index = pd.Index([f"e{edge}" for edge in self.edge[rows].tolist()], dtype=object)
        columns = {
            "children": self.children[rows],
            "child_m": self.child_m[rows],
            "child_untreated_m": self.untreated_m[rows],
        }
        return pd.DataFrame(columns, index=index)

    def crossings(self, school: str) -> pd.Series:
        """Children of one school at each crossing on their ways: index "c34"."""
        rows = self._rows(self.at_school, school)
        index = pd.Index([f"c{node}" for node in self.node[rows].tolist()], dtype=object)
        return pd.Series(self.crossing[rows], index=index)

    def _rows(self, owner: Longs, school: str) -> slice:
        if school not in self.schools:
            return slice(0, 0)
        at = self.schools.index(school)
        first, stop = np.searchsorted(owner, [at, at + 1])
        return slice(int(first), int(stop))


def no_loads() -> LinkLoads:
    """Return loads where nobody walks."""
    none, zero = np.zeros(0, dtype=np.int64), np.zeros(0)
    return LinkLoads((), none, none, zero, zero, zero, none, none, zero)
