"""What the data folder says of all places: each file read once, when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

import geopandas as gpd

from geo.faults import InputRefused
from spaces.content import Content
from spaces.content.last_good import LastGood
from spaces.ledger.plan_files import PlanFiles
from spaces.places import Place, load_boundaries, load_places
from spaces.places.unread_files import files_of_place
from spaces.reach.statutory_radii import Standard, load_standards
from spaces.services.folder_reading import Damage, FolderReading
from spaces.services.read_once import read_once
from spaces.sites import (
    Category,
    SafeRouteType,
    SiteList,
    load_categories,
    load_safe_route_types,
    load_sites,
)
from spaces.sites.categories import space_ids
from spaces.walking import Walkers, load_walkers

T = TypeVar("T")


class FolderInputs:
    """The data folder's files that are not about one place alone.

    Each part raises :class:`geo.faults.InputRefused` if its file cannot be used. What comes back
    is shared between all who ask: never change it.

    Parameters
    ----------
    content : Content
        The data folder.
    last_good : LastGood, optional
        Where copies of good files are kept, to be used while the files are damaged; without it
        a damaged file is refused.
    """

    def __init__(self, content: Content, last_good: LastGood | None = None) -> None:
        self._reading = FolderReading(content, last_good)
        self.content = self._reading.content

    @classmethod
    def of(cls, content: Content | FolderInputs) -> FolderInputs:
        """Return what is given if it is read already, else the folder, to be read."""
        return content if isinstance(content, FolderInputs) else cls(content)

    def read(self, folder: str, place: str, load: Callable[[Content], T]) -> T:
        """Read the files of one place in a folder, or their last good copies.

        Parameters
        ----------
        folder : str
            One of :data:`spaces.places.unread_files.BY_PLACE`.
        place : str
            Code of the place.
        load : callable
            Reads them, given the data folder.
        """
        self._read_what_others_need()
        return self._reading.read(files_of_place(folder, place), load, place)

    def read_shared(self, name: str, load: Callable[[Content], T]) -> T:
        """Read one file that is about all places, or its last good copy.

        Parameters
        ----------
        name : str
            Its name in the data folder.
        load : callable
            Reads it, given the data folder.
        """
        return self._reading.read((name,), load)

    @property
    def damages(self) -> tuple[Damage, ...]:
        """What is wrong with those files that have been read up to now and cannot be used."""
        return self._reading.damages

    @read_once
    def places(self) -> dict[str, Place]:
        """Places by code, in the order of the file."""
        return self.read_shared("places.toml", load_places)

    @read_once
    def boundaries(self) -> gpd.GeoDataFrame:
        """Boundaries of all places and parts, EPSG:4326, indexed by code."""
        return self.read_shared("boundaries.geojson", load_boundaries)

    @read_once
    def categories(self) -> dict[str, Category]:
        """Kinds of sites by id, in their order."""
        return self.read_shared("categories.toml", load_categories)

    @property
    def spaces(self) -> tuple[str, ...]:
        """Kinds that count as "any space" when a question names none."""
        return space_ids(self.categories)

    @read_once
    def safe_route_types(self) -> dict[str, SafeRouteType]:
        """Kinds of safe school routes and of spots at crossings by id, in their order."""
        return self.read_shared("route_kinds.toml", load_safe_route_types)

    @read_once
    def walkers(self) -> Walkers:
        """Who walks, the default one, and the default minutes."""
        return self.read_shared("walkers.toml", load_walkers)

    @read_once
    def standards(self) -> dict[str, Standard]:
        """Statutory radii by id."""
        return self.read_shared("standards.toml", load_standards)

    @read_once
    def sites(self) -> SiteList:
        """Sites of every place, and the faults of the file."""
        self._read_what_others_need()
        return self.read_shared("sites.geojson", load_sites)

    @read_once
    def plans(self) -> PlanFiles:
        """Plans by place, and the faults of those that cannot be used."""
        self._read_what_others_need()
        return self._reading.read_plans()

    def _read_what_others_need(self) -> None:
        """Read first what is held against: a fault of these files is no fault of the next.

        Without copies nothing goes on after a fault, and whoever needs a file reads it.
        """
        if not self._reading.keeps:
            return
        for part in ("places", "boundaries", "categories", "safe_route_types"):
            with suppress(InputRefused):  # told by who asks for the part, or for the sites
                getattr(self, part)
