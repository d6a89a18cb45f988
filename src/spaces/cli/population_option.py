"""The children that a command counts: the place's modelled ones, or a file."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import dataclass

from shapely.geometry.base import BaseGeometry

from geo.faults import Fault
from spaces.cli.options import file
from spaces.content.folder import Content
from spaces.places.population import Population, load_population, read_population

SHIPPED = "default"
"""What ``--population`` says to mean the children of the data folder."""


@dataclass(frozen=True, slots=True)
class Children:
    """The children that are used, and the note about them.

    Parameters
    ----------
    population : Population or None
        Who lives where.
    note : str
        A key under ``cli.note``, or "".
    faults : tuple of Fault
        What was wrong with their file.
    """

    population: Population | None
    note: str = ""
    faults: tuple[Fault, ...] = ()


def children(
    asked: Namespace, content: Content, place: str, boundary: BaseGeometry | None
) -> Children:
    """Return whom ``--population`` names; modelled children never meet a user's own list unasked.

    Parameters
    ----------
    asked : Namespace
        With ``population`` and ``sites``.
    content : Content
        The data folder.
    place : str
        Code of the place.
    boundary : Polygon or MultiPolygon or None
        Its outline, WGS-84.
    """
    if asked.population is None and asked.sites is not None:
        return Children(None, "population_not_given")
    if asked.population in (None, SHIPPED):
        shipped = load_population(content, place)
        return Children(shipped, faults=() if shipped is None else shipped.faults)
    population = read_population(file(asked.population), boundary=boundary)
    return Children(population, faults=population.faults)
