"""What the options name, looked up in the data folder."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping

from geo.datum.china import DATUMS, Datum
from spaces.cli.options import WrongUse, number, one_of, whole
from spaces.ledger import ROUTES_BY
from spaces.places import Place
from spaces.sites import Category
from spaces.sites.selection import YEARS
from spaces.walking import Walkers
from spaces.walking.walkers import MINUTES, SPEED_MPS


def place(asked: Namespace, places: Mapping[str, Place]) -> Place:
    """Return the place that ``--place`` names; WrongUse if it is missing or unknown."""
    if asked.place is None:
        raise WrongUse("needs_option", option="--place", known=_listed(places))
    if asked.place not in places:
        raise WrongUse("unknown_place", got=asked.place, known=_listed(places))
    return places[asked.place]


def _listed(places: Mapping[str, Place]) -> str:
    return ", ".join(f"{code} {one.name_zh}" for code, one in places.items())


def year(asked: Namespace) -> int | None:
    """Return the year that ``--year`` names, None without it."""
    return None if asked.year is None else whole("--year", asked.year, *YEARS)


def datum(asked: Namespace, option: str = "--datum") -> Datum | None:
    """Return what ``--datum`` says that the coordinates are in, None without it.

    Parameters
    ----------
    asked : Namespace
        A command's options.
    option : str
        The option, where a command has one for each of several files.
    """
    given = getattr(asked, option.strip("-").replace("-", "_"))
    word = one_of(option, given, DATUMS) if given else None
    return next((known for known in DATUMS if known == word), None)


def routes_by(asked: Namespace) -> str:
    """Return what ``--routes-by`` makes shares of safe ways to school a share of."""
    word = ROUTES_BY[0] if asked.routes_by is None else str(asked.routes_by)
    return one_of("--routes-by", word, ROUTES_BY)


def categories(asked: Namespace, known: dict[str, Category]) -> tuple[str, ...]:
    """Return the kinds that ``--category`` names: several words, or with commas between."""
    words = [part for word in asked.category for part in word.split(",") if part]
    return tuple(dict.fromkeys(one_of("--category", word, known) for word in words))


def walk(asked: Namespace, walkers: Walkers) -> tuple[float, str | None, float]:
    """Return speed (m/s), preset's id or None, and minutes."""
    if asked.walker is not None and asked.speed_mps is not None:
        raise WrongUse("one_speed")
    minutes: float = walkers.minutes
    if asked.minutes is not None:
        minutes = number("--minutes", asked.minutes, *MINUTES)
        minutes = int(minutes) if minutes.is_integer() else minutes
    if asked.speed_mps is not None:
        return number("--speed-mps", asked.speed_mps, *SPEED_MPS), None, minutes
    walker = one_of("--walker", asked.walker or walkers.default, walkers.by_id)
    return walkers.by_id[walker].speed_mps, walker, minutes
