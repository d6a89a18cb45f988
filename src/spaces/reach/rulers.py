"""The rulers that a question can name, and what everything above has to know of each.

A page, a command, a link and a map's layer read from here which rulers there are, which need
streets, and which are shown beside the straight line: none of them knows a ruler by its name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class RulerKind:
    """A name that a question can bear in ``GapQuery.ruler``.

    Parameters
    ----------
    name : str
        As in ``--ruler`` and in links. Its words: ``walk.ruler_NAME`` and
        ``definition.ruler_NAME`` of the catalogues.
    on_streets : bool
        It needs the walking network of the place and goes by the walker's rules; its answers
        carry a state for each cell.
    beside_line : bool
        The straight line is shown beside it.
    measured_as : str
        The ruler that gives the same figures, so that they are kept once; "" for none.
    """

    name: str
    on_streets: bool = False
    beside_line: bool = False
    measured_as: str = ""


STRAIGHT: Final = "radius"
"""The straight line: what answers where nothing else can."""
KINDS: Final = (
    RulerKind(STRAIGHT),
    RulerKind("network", on_streets=True, measured_as="both"),
    RulerKind("both", on_streets=True, beside_line=True),
)
RULERS: Final = tuple(kind.name for kind in KINDS)
"""Names of the rulers: ``radius`` is the straight line, ``network`` the walk along the streets,
``both`` the walk with the straight line beside it."""


def kind_of(name: str) -> RulerKind:
    """Return what is known of a ruler; of one that a caller brings along nothing but its name."""
    return next((kind for kind in KINDS if kind.name == name), RulerKind(name))
