"""Which children a site is within a walk of, for one place, by the ruler that a question names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from geo.network.rules import Arterials
from spaces.reach import (
    GapQuery,
    GapResult,
    OnFoot,
    Ruler,
    TwoRulers,
    analyse,
    compare_rulers,
    usual_ruler,
)
from spaces.reach.default_ruler import by_ruler
from spaces.reach.straight_line import STRAIGHT_LINE
from spaces.services.inputs import PlaceInputs
from spaces.walking import WalkNetwork


class NoStreets(LookupError):
    """A walk was asked for where no streets are known; its text is the code of the place."""


def chosen_ruler(inputs: PlaceInputs, word: str | None = None) -> str:
    """Return the ruler of a question: the one asked for, else the one that suits the streets.

    Streets of the user's own ask for the walk.

    Parameters
    ----------
    inputs : PlaceInputs
        The place.
    word : str, optional
        One of :data:`spaces.reach.rulers.RULERS`.
    """
    if word:
        return word
    return usual_ruler(inputs.quality) if inputs.own.network is None else "network"


def by_chosen_ruler(
    inputs: PlaceInputs,
    query: GapQuery,
    word: str | None = None,
    arterials: Arterials | None = None,
) -> GapQuery:
    """Return a question by its ruler; see :func:`chosen_ruler`.

    Parameters
    ----------
    inputs : PlaceInputs
        The place.
    query : GapQuery
        The question in a straight line.
    word : str, optional
        One of :data:`spaces.reach.rulers.RULERS`.
    arterials : str, optional
        What the walker may do with arterials; None for the walker's own.
    """
    return by_ruler(query, inputs.folder.walkers, chosen_ruler(inputs, word), arterials)


def streets_of(inputs: PlaceInputs) -> WalkNetwork:
    """Return the streets of a place.

    Raises
    ------
    NoStreets
        If there are none.
    """
    if inputs.streets is None:
        raise NoStreets(inputs.code)
    return inputs.streets


def _walk(inputs: PlaceInputs, query: GapQuery) -> Ruler:
    return OnFoot.for_query(query, streets_of(inputs), inputs.gates)


MEASURED_BY: Final[dict[str, Callable[[PlaceInputs, GapQuery], Ruler]]] = {
    **dict.fromkeys(STRAIGHT_LINE.names, lambda _inputs, _query: STRAIGHT_LINE),
    **dict.fromkeys(OnFoot.names, _walk),
}
"""What measures by each of :data:`spaces.reach.rulers.KINDS`."""


def ruler_of(inputs: PlaceInputs, query: GapQuery) -> Ruler:
    """Return what a question is measured by.

    Raises
    ------
    NoStreets
        If it asks for a walk and no streets are known.
    KeyError
        If it names a ruler of the caller's own.
    """
    return MEASURED_BY[query.ruler](inputs, query)


def answer_reach(inputs: PlaceInputs, query: GapQuery) -> GapResult:
    """Say who lives within a walk of a site, who does not, and where the gaps are.

    Parameters
    ----------
    inputs : PlaceInputs
        The place.
    query : GapQuery
        The question.

    Raises
    ------
    NoStreets
        If it asks for a walk and no streets are known.
    InputRefused
        If a file cannot be used.
    """
    return analyse(
        query,
        inputs.listed.frame,
        inputs.population,
        inputs.outline,
        inputs.parts,
        space_categories=inputs.folder.spaces,
        ruler=ruler_of(inputs, query),
    )


def answer_two_rulers(inputs: PlaceInputs, walk: GapResult, *, standards: bool = True) -> TwoRulers:
    """Put the circle beside a walk, and what the standards say.

    Parameters
    ----------
    inputs : PlaceInputs
        The place.
    walk : GapResult
        Its answer on foot.
    standards : bool
        Whether the children within each statutory radius are asked too.

    Raises
    ------
    ValueError
        If ``walk`` was measured in a straight line.
    """
    people = inputs.population
    return compare_rulers(
        walk,
        inputs.listed.frame,
        bands=() if people is None else people.bands,
        space_categories=inputs.folder.spaces,
        standards=inputs.folder.standards if standards else None,
    )


def area_by_kind(inputs: PlaceInputs, query: GapQuery) -> dict[str, float | None]:
    """Square kilometres within the walk of each kind of site alone; empty without an outline."""
    if inputs.outline is None:
        return {}
    frame, ruler = inputs.listed.frame, ruler_of(inputs, query)
    return {
        kind: analyse(
            replace(query, categories=(kind,)), frame, None, inputs.outline, ruler=ruler
        ).area_covered_km2
        for kind in query.categories or inputs.folder.spaces
    }
