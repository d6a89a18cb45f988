"""The user's own files that stand in for those of the data folder."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from spaces.cli import lookups as look
from spaces.cli.options import file
from spaces.services import OwnFiles

SHIPPED = "default"
"""What ``--population`` says to mean the children of the data folder."""


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
    return OwnFiles(
        sites=_named(asked, "sites"),
        population=None if shipped else _named(asked, "population"),
        network=_named(asked, "network"),
        datum=look.datum(asked) if "datum" in asked else None,
        folders_children=shipped,
    )


def _named(asked: Namespace, option: str) -> Path | None:
    word: str | None = getattr(asked, option, None)
    return None if word is None else file(word)
