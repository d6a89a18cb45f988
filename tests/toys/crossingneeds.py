"""Who needs which crossings, as a table to rank."""

from __future__ import annotations

import itertools

import pandas as pd
from hypothesis import strategies as st

from spaces.school_routes.crossing_sets import needs_of
from spaces.school_routes.result import NEED_COLUMNS


def needs(*rows):
    table = pd.DataFrame([(n, 0, [f"c{k}" for k in at]) for n, at in rows], columns=NEED_COLUMNS)
    return needs_of(table)


def freed(wanted, chosen):
    at = set(chosen)
    return sum(n for own, n in zip(wanted.sets, wanted.children, strict=True) if own <= at)


def best(wanted, budget):
    """The most that any choice frees."""
    ids = range(len(wanted.ids))
    choices = itertools.combinations(ids, min(budget, len(wanted.ids)))
    return max((freed(wanted, choice) for choice in choices), default=0.0)


groups = st.lists(
    st.tuples(st.integers(1, 30), st.lists(st.integers(0, 6), min_size=1, max_size=4, unique=True)),
    max_size=9,
)
