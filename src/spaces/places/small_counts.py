"""How small a count of real children must be to stay hidden: the rule, for every output.

Tables (:mod:`spaces.places.disclosure`), map layers, files, sheets, pages and commands ask here,
and the sentences that say so (:mod:`spaces.text.numbers`) take their number from here.
"""

from __future__ import annotations

LEAST_SHOWN = 5
"""A count of one to four children could point at a family. Zero points at nobody."""


def is_hidden(count: float | None, *, modelled: bool | None) -> bool:
    """Whether one count must not be shown.

    Parameters
    ----------
    count : float or None
        Children; None or ``nan`` where not known, which is not hidden.
    modelled : bool or None
        Whether the children are a model's: then no family stands behind a count. None counts
        as real.

    Examples
    --------
    >>> is_hidden(4, modelled=False), is_hidden(4, modelled=True), is_hidden(0, modelled=False)
    (True, False, False)
    """
    return not modelled and count is not None and 0 < count < LEAST_SHOWN
