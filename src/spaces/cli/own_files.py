"""The user's own files that stand in for those of the data folder."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from pathlib import Path
from typing import TypedDict

from geo.network.sources.line_ends import JOIN_M
from geo.network.sources.reading import Options
from geo.network.sources.ways import load_ways
from spaces.cli import lookups as look
from spaces.cli.options import Option, WrongUse, file, layer, number
from spaces.services import OwnFiles

SHIPPED = "default"
"""What ``--population`` says to mean the children of the data folder."""
_WIDEST_M = 20.0
_KINDS = "lane=residential, ditch=none …"

READING = (Option("--join-m"), Option("--kinds", many=True))
"""How a file of streets is read, wherever one is named."""


class Reading(TypedDict):
    """What :data:`READING` says: see :class:`geo.network.sources.reading.Options`."""

    join_m: float
    kinds: tuple[tuple[str, str], ...]


def reading(asked: Namespace) -> Reading:
    """Return what ``--join-m`` and ``--kinds`` (``word=kind``) say of a file of streets."""
    join_m = JOIN_M
    if asked.join_m is not None:
        join_m = number("--join-m", asked.join_m, 0, _WIDEST_M)
    pairs = [pair.partition("=") for pair in asked.kinds]
    words = tuple((word.strip(), kind.strip()) for word, _, kind in pairs)
    for (word, kind), pair in zip(words, asked.kinds, strict=True):
        if not word or load_ways().word(kind) is None:
            raise WrongUse("not_a_choice", option="--kinds", got=pair, known=_KINDS)
    return {"join_m": join_m, "kinds": words}


def own_files(asked: Namespace) -> OwnFiles:
    """Return the files that ``--sites``, ``--population`` and ``--network`` name.

    Parameters
    ----------
    asked : Namespace
        A command's options; it need not know all of these.

    Raises
    ------
    WrongUse
        If one of them is not there.
    """
    shipped = getattr(asked, "population", None) == SHIPPED
    streets: str | None = getattr(asked, "network", None)
    how = Options(**reading(asked)) if "join_m" in asked else None
    if streets is not None and (named := layer(asked, streets)) is not None:
        how = replace(how or Options(), layer=named)
    return OwnFiles(
        sites=_named(asked, "sites"),
        population=None if shipped else _named(asked, "population"),
        network=_named(asked, "network"),
        reading=how,
        datum=look.datum(asked) if "datum" in asked else None,
        layers=layers(asked, "sites", *(() if shipped else ("population",))),
        folders_children=shipped,
    )


def layers(asked: Namespace, *options: str) -> tuple[tuple[str, str], ...]:
    """Return which layer is meant in the files that some options name.

    Parameters
    ----------
    asked : Namespace
        A command's options; it need not know all of these.
    *options : str
        Names without dashes, such as ``"sites"``.
    """
    given = {name: getattr(asked, name, None) for name in options}
    named = {name: layer(asked, value) for name, value in given.items() if value is not None}
    return tuple((name, word) for name, word in named.items() if word is not None)


def _named(asked: Namespace, option: str) -> Path | None:
    word: str | None = getattr(asked, option, None)
    return None if word is None else file(word)
