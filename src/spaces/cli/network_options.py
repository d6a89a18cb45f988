"""The streets that a command walks on, and by which rules."""

from __future__ import annotations

from argparse import Namespace

from shapely.geometry.base import BaseGeometry

from geo.faults import Fault, InputRefused
from geo.network.graph import Network
from geo.network.rules import ARTERIALS, Arterials
from spaces.cli.options import Option, SaysNo, WrongUse, file, number, one_of
from spaces.content.folder import Content
from spaces.places.population import Population
from spaces.places.registry import Place
from spaces.reach.default_ruler import usual_ruler
from spaces.reach.query import RULERS
from spaces.walking.network_files import judge, load_network, open_network
from spaces.walking.walkers import DELAY_S, Walkers, arterials_of

OPTIONS = (
    Option("--network"),
    Option("--ruler"),
    Option("--arterials"),
    Option("--crossing-delay"),
)


def ruler(asked: Namespace, default: str) -> str:
    """Return the ruler that ``--ruler`` names; a network alone asks for the walk."""
    if asked.ruler is not None:
        return one_of("--ruler", asked.ruler, RULERS)
    return "network" if asked.network is not None else default


def usual(
    asked: Namespace, content: Content, place: str, population: Population | None
) -> tuple[str, tuple[Fault, ...]]:
    """Return the ruler of the page of gaps unless another is asked for, and why it is no walk."""
    if asked.ruler is not None or asked.network is not None:
        return ruler(asked, RULERS[0]), ()
    try:
        kept = load_network(content, place)
    except InputRefused as refused:
        return RULERS[0], tuple(refused.faults)
    return usual_ruler(None if kept is None else judge(kept, population)), ()


def rules(asked: Namespace, walkers: Walkers, walker: str | None) -> tuple[Arterials, float]:
    """Return what arterials mean to the walker, and seconds lost at crossing one."""
    known = walkers.by_id[walker].arterials if walker is not None else "allowed"
    if asked.arterials is not None:
        known = arterials_of(one_of("--arterials", asked.arterials, ARTERIALS))
    delay_s = walkers.crossing_delay_s
    if asked.crossing_delay is not None:
        delay_s = number("--crossing-delay", asked.crossing_delay, 0, DELAY_S)
    return known, delay_s


def streets(
    asked: Namespace,
    content: Content,
    place: Place | None,
    boundary: BaseGeometry | None,
    lang: str,
) -> tuple[Network, tuple[Fault, ...]]:
    """Return the network that ``--network`` names, else that of the place, and its faults."""
    if asked.network is not None:
        read = open_network(file(asked.network), boundary, again=True)
        return read.network, read.faults
    if place is None:
        raise WrongUse("needs_streets")
    kept = load_network(content, place.code)
    if kept is None:
        raise SaysNo("no_network", place=place.name(lang))
    return kept, ()
