"""How much of the ways to school of a place is safe, out of its inputs."""

from __future__ import annotations

from dataclasses import replace

from spaces.school_routes import SchoolQuery, SchoolRoutes, measure
from spaces.school_routes.none_words import TOO_THIN
from spaces.school_routes.query import CENTRE
from spaces.services.inputs import PlaceInputs


def centre_name(inputs: PlaceInputs) -> str:
    """Name of the central urban area as a question says it; "" where nobody has drawn it."""
    if inputs.own.centre is not None:
        return inputs.own.centre.name
    return "" if inputs.centre is None else CENTRE


def completed(inputs: PlaceInputs, query: SchoolQuery) -> SchoolQuery:
    """Name in a question what its place has: the central urban area, and the catchments.

    Parameters
    ----------
    inputs : PlaceInputs
        The place.
    query : SchoolQuery
        The question; one about the central urban area becomes one about the whole place where
        nobody has drawn that.

    Raises
    ------
    InputRefused
        If the outline of the central urban area cannot be used.
    """
    within = centre_name(inputs) if query.within else ""
    return replace(query, within=within, catchment=inputs.catchments_name)


def answer_school_routes(inputs: PlaceInputs, query: SchoolQuery) -> SchoolRoutes | None:
    """Answer a question about ways to school; None for a place without a network.

    Parameters
    ----------
    inputs : PlaceInputs
        The place.
    query : SchoolQuery
        The question; see :func:`completed`. Catchments that it does not name are not used.

    Raises
    ------
    InputRefused
        If a file cannot be used.
    """
    streets = inputs.streets
    if streets is None:
        return None
    centre = inputs.centre if query.within else None
    given = inputs.catchments(query.kinds) if query.catchment else None
    found = measure(
        query if centre is not None else replace(query, within=""),
        streets,
        inputs.sites,
        inputs.population,
        inputs.folder.safe_route_types,
        within=None if centre is None else centre.outline,
        parts=inputs.parts,
        catchments=given,
    )
    quality = inputs.quality
    if quality is None or quality.verdict != "too_thin":
        return found
    return replace(found, why_not=(TOO_THIN, *found.why_not))
