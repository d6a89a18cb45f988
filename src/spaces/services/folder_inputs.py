"""What the data folder says of all places: each file read once, when it is first asked for."""

from __future__ import annotations

import geopandas as gpd

from spaces.content import Content
from spaces.ledger import read_plans
from spaces.ledger.plan_files import PlanFiles
from spaces.places import Place, load_boundaries, load_places
from spaces.reach.statutory_radii import Standard, load_standards
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


class FolderInputs:
    """The data folder's files that are not about one place alone.

    Each part raises :class:`geo.faults.InputRefused` if its file cannot be used. What comes back
    is shared between all who ask: never change it.

    Parameters
    ----------
    content : Content
        The data folder.
    """

    def __init__(self, content: Content) -> None:
        self.content = content

    @classmethod
    def of(cls, content: Content | FolderInputs) -> FolderInputs:
        """Return what is given if it is read already, else the folder, to be read."""
        return content if isinstance(content, FolderInputs) else cls(content)

    @read_once
    def places(self) -> dict[str, Place]:
        """Places by code, in the order of the file."""
        return load_places(self.content)

    @read_once
    def boundaries(self) -> gpd.GeoDataFrame:
        """Boundaries of all places and parts, EPSG:4326, indexed by code."""
        return load_boundaries(self.content)

    @read_once
    def categories(self) -> dict[str, Category]:
        """Kinds of sites by id, in their order."""
        return load_categories(self.content)

    @property
    def spaces(self) -> tuple[str, ...]:
        """Kinds that count as "any space" when a question names none."""
        return space_ids(self.categories)

    @read_once
    def safe_route_types(self) -> dict[str, SafeRouteType]:
        """Kinds of safe school routes and of spots at crossings by id, in their order."""
        return load_safe_route_types(self.content)

    @read_once
    def walkers(self) -> Walkers:
        """Who walks, the default one, and the default minutes."""
        return load_walkers(self.content)

    @read_once
    def standards(self) -> dict[str, Standard]:
        """Statutory radii by id."""
        return load_standards(self.content)

    @read_once
    def sites(self) -> SiteList:
        """Sites of every place, and the faults of the file."""
        return load_sites(self.content)

    @read_once
    def plans(self) -> PlanFiles:
        """Plans by place, and the faults of those that cannot be used."""
        return read_plans(self.content)
