"""Options and their values, refused in our own words."""

from __future__ import annotations

import argparse
import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

FORMATS = ("text", "json", "csv")
HELP = ("-h", "--help")
"""What asks for help instead of an answer, wherever it stands."""


class WrongUse(Exception):
    """The command was asked wrongly (exit status 2).

    Parameters
    ----------
    key : str
        Entry of the catalogue under ``cli.wrong``.
    values : object
        What the sentence needs.
    """

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key, self.values = key, values


class SaysNo(Exception):
    """The data do not hold what was asked (exit status 1); as :class:`WrongUse`, ``cli.no``."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key, self.values = key, values


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a command.

    ``many`` takes several values and may be repeated; ``bare`` takes none, and is True or False.
    """

    flag: str
    many: bool = False
    bare: bool = False


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise WrongUse("not_understood", detail=message)


LAYER = Option("--layer")
"""Which layer of a file is meant; of every command that reads a file that may have several."""

COMMON = (Option("--format"), Option("--lang"))


def parse(words: Sequence[str], options: Sequence[Option], files: int = 0) -> argparse.Namespace:
    """Take a command's words apart; values stay text, absent options are None (or []).

    Parameters
    ----------
    words : sequence of str
        What follows the command.
    options : sequence of Option
        What the command knows, besides ``--format`` and ``--lang``.
    files : int
        How many file names it takes; they are in ``files``.

    Raises
    ------
    WrongUse
        On an unknown option, a missing value, or the wrong number of file names.
    """
    parser = _Parser(add_help=False, allow_abbrev=False, exit_on_error=False)
    for option in (*COMMON, *options):
        if option.many:
            parser.add_argument(option.flag, action="extend", nargs="+", default=[])
        elif option.bare:
            parser.add_argument(option.flag, action="store_true")
        else:
            parser.add_argument(option.flag)
    try:
        found, rest = parser.parse_known_args(list(words))
    except argparse.ArgumentError as error:
        raise WrongUse("needs_value", option=error.argument_name or "") from None
    unknown = [word for word in rest if word.startswith("-")]
    if unknown:
        known = ", ".join(option.flag for option in (*options, *COMMON))
        raise WrongUse("unknown_option", option=unknown[0], known=known)
    if len(rest) != files:
        raise WrongUse("needs_file" if len(rest) < files else "too_many_words", got=" ".join(rest))
    found.files = rest
    return found


def one_of(option: str, value: str, known: Collection[str]) -> str:
    """Return the value if it is known; WrongUse with the choices if not."""
    if value not in known:
        raise WrongUse("not_a_choice", option=option, got=value, known=", ".join(known))
    return value


def number(option: str, value: str, low: float, high: float) -> float:
    """Read a number within its bounds, both included."""
    try:
        read = float(value)
    except ValueError:
        read = math.nan
    if not low <= read <= high:
        raise WrongUse("not_a_number", option=option, got=value, low=low, high=high)
    return read


def whole(option: str, value: str, low: int, high: int) -> int:
    """Read a whole number within its bounds, both included."""
    read = number(option, value, low, high)
    if not read.is_integer():
        raise WrongUse("not_whole", option=option, got=value)
    return int(read)


def file(value: str) -> Path:
    """Path of a file that is there, without the layer behind ``#``; WrongUse if it is not."""
    path = _parted(value)[0]
    if not _is_there(path):
        raise WrongUse("no_file", got=value)
    return path


def layer(asked: argparse.Namespace, value: str) -> str | None:
    """Layer that is meant in a file: the word behind its ``#``, else what ``--layer`` says.

    Parameters
    ----------
    asked : Namespace
        A command's options, with ``layer``.
    value : str
        The file as it was named, such as ``town.gpkg#parks``.
    """
    named: str | None = _parted(value)[1] or asked.layer
    return named


def _parted(value: str) -> tuple[Path, str]:
    """File and layer; a file whose own name holds a ``#`` is that file."""
    before, mark, after = value.rpartition("#")
    if not mark or not before or _is_there(Path(value)):
        return Path(value), ""
    return Path(before), after


def _is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
