"""The streets that a command walks on, and by which rules."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace

from geo.faults import Fault
from geo.network.rules import ARTERIALS
from spaces.cli.options import Option, SaysNo, WrongUse, number, one_of
from spaces.cli.own_files import READING
from spaces.reach import RULERS, GapQuery
from spaces.services import PlaceInputs
from spaces.services.reach import chosen_ruler
from spaces.text import Text
from spaces.walking import WalkNetwork
from spaces.walking.walkers import DELAY_S, arterials_of

OPTIONS = (
    Option("--network"),
    *READING,
    Option("--ruler"),
    Option("--arterials"),
    Option("--crossing-delay"),
)


def ruled(asked: Namespace, inputs: PlaceInputs, query: GapQuery, default: str = "") -> GapQuery:
    """Return a question by the ruler and the rules of the walk that the options name.

    Parameters
    ----------
    asked : Namespace
        The options :data:`OPTIONS`.
    inputs : PlaceInputs
        The place.
    query : GapQuery
        The question in a straight line.
    default : str
        The ruler where none is asked; "" for the one that suits the place.
    """
    walkers = inputs.folder.walkers
    arterials = "allowed" if query.walker is None else walkers.by_id[query.walker].arterials
    if asked.arterials is not None:
        arterials = arterials_of(one_of("--arterials", asked.arterials, ARTERIALS))
    delay_s = walkers.crossing_delay_s
    if asked.crossing_delay is not None:
        delay_s = number("--crossing-delay", asked.crossing_delay, 0, DELAY_S)
    word = default if asked.ruler is None else one_of("--ruler", asked.ruler, RULERS)
    ruler = chosen_ruler(inputs, word)
    return replace(query, ruler=ruler, arterials=arterials, crossing_delay_s=delay_s)


def require_streets(inputs: PlaceInputs, t: Text) -> WalkNetwork:
    """Return the streets; refuse a walk where none are known, and say how to give some."""
    if inputs.streets is not None:
        return inputs.streets
    if not inputs.code:
        raise WrongUse("needs_streets")
    raise SaysNo("no_network", place=inputs.place.name(t.code))


def street_faults(asked: Namespace, inputs: PlaceInputs, query: GapQuery) -> tuple[Fault, ...]:
    """Say what is wrong with the streets walked on, or why nothing was walked though none asked."""
    return inputs.street_faults if query.on_foot or asked.ruler is None else ()
