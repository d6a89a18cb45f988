"""Files of the user's own that stand in for those of the data folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from geo.datum.china import Datum
from geo.network.sources.reading import Options


@dataclass(frozen=True, slots=True)
class OwnFiles:
    """Files of the user's own that stand in for those of the data folder.

    Parameters
    ----------
    sites, population, network : Path, optional
        A list of sites, a table of children, streets.
    centre, catchments : Path, optional
        Outline of the central urban area; areas or a list that say which school children go to.
    reading : Options, optional
        How ``network`` is read.
    datum : {"wgs84", "gcj02", "bd09"}, optional
        What the coordinates of ``sites`` are in.
    layers : tuple of (str, str)
        Which layer of a file is meant, by the name of the field that names the file.
    folders_children : bool
        Whether the data folder's children count beside ``sites``: modelled children never meet a
        user's own list unasked.
    """

    sites: Path | None = None
    population: Path | None = None
    network: Path | None = None
    centre: Path | None = None
    catchments: Path | None = None
    reading: Options | None = None
    datum: Datum | None = None
    layers: tuple[tuple[str, str], ...] = ()
    folders_children: bool = False

    def layer(self, name: str) -> str | None:
        """Layer that is meant in the file of a field, such as ``"sites"``; None if none is named.

        Parameters
        ----------
        name : str
            The field.
        """
        return dict(self.layers).get(name)
