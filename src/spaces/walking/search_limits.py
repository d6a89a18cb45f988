"""How far very large networks are searched."""

from __future__ import annotations

SEARCH_LIMIT_M = 1e6
"""How far is searched unless the caller says otherwise: a thousand kilometres is everywhere, and
so no change of walker or minutes needs another search."""
TILED_NODES = 1_000_000
"""A network with more nodes is searched by tiles, and only so far as a question needs."""
STEPS_M = (3_000.0, 6_000.0, 12_000.0, 24_000.0)
"""How far such a network is searched: few lengths, so that most questions share one search."""
_TIMES = 2.0


def search_limit(limit_m: float) -> float:
    """How far to search a very large network for walks of some metres."""
    return next((step for step in STEPS_M if step >= _TIMES * limit_m), SEARCH_LIMIT_M)
