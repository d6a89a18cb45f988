"""What a question about one place is answered from: the data folder, or files of the user's own.

The one way from the folder to an answer: pages and commands take a :class:`PlaceInputs` and hand
it to the other modules of this room.
"""

from __future__ import annotations

import geopandas as gpd
from shapely.geometry.base import BaseGeometry

from geo.faults import Fault, InputRefused, summed
from geo.network.quality import Quality
from geo.network.sources.reading import Read
from spaces.content import Content
from spaces.ledger import Plan
from spaces.places import AdminUnits, Place, Population, load_admin_units
from spaces.places.central_area import Centre, centre_path, read_centre
from spaces.places.living_outside import children_inside
from spaces.school_routes.catchments import (
    Catchments,
    catchments_path,
    load_catchments,
    read_catchments,
)
from spaces.services.folder_inputs import FolderInputs
from spaces.services.own_files import OwnFiles
from spaces.services.read_once import read_once
from spaces.sites import SiteList, gates_of, read_sites
from spaces.walking import WalkNetwork, walk_network
from spaces.walking.network_files import judge, open_network, prepare


class PlaceInputs:
    """What a question about one place is answered from; each part is read when it is asked for.

    A part raises :class:`geo.faults.InputRefused` if its file cannot be used. What comes back is
    shared between all who ask: never change it. Make one with :func:`load_inputs`.

    Parameters
    ----------
    folder : FolderInputs
        The data folder.
    code : str
        Code of the place; "" where the user's own files are not about a known one.
    own : OwnFiles
        What stands in for the folder's files.
    """

    def __init__(self, folder: FolderInputs, code: str, own: OwnFiles) -> None:
        self.folder, self.code, self.own = folder, code, own
        self._catchments: dict[tuple[str, ...], Catchments | None] = {}

    def about(self, code: str) -> PlaceInputs:
        """Return the same files for the place that they turned out to be about.

        Parameters
        ----------
        code : str
            Its code; the list of sites is not read again.
        """
        other = load_inputs(self.folder, code, self.own)
        other.__dict__["listed"] = self.listed
        return other

    @property
    def place(self) -> Place:
        """The place; KeyError where none is known."""
        return self.folder.places[self.code]

    @property
    def plan(self) -> Plan | None:
        """Its plan; None without one."""
        return self.folder.plans.of(self.code)

    @read_once
    def outline(self) -> BaseGeometry | None:
        """Its outline, WGS-84; None where the folder has none."""
        found: BaseGeometry | None = self.folder.boundaries.geometry.get(self.code)
        return found

    @read_once
    def parts(self) -> gpd.GeoDataFrame:
        """Outlines of its parts, EPSG:4326, indexed by code."""
        frames = self.folder.boundaries
        return frames[(frames["place"] == self.code) & (frames.index != self.code)]

    @read_once
    def units(self) -> AdminUnits:
        """Areas that a promise of coverage is a share of."""
        place = self.place
        return self.folder.read(
            "units", self.code, lambda content: load_admin_units(content, place)
        )

    @read_once
    def listed(self) -> SiteList:
        """The list of sites and its faults; one of the user's own may name other places too."""
        own, content = self.own, self.folder.content
        if own.sites is not None:
            layer = own.layer("sites")
            return read_sites(own.sites, content, self.code, datum=own.datum, layer=layer)
        every = self.folder.sites
        return SiteList(every.frame[every.frame["place"] == self.code], every.faults)

    @read_once
    def sites(self) -> gpd.GeoDataFrame:
        """Sites of the place itself."""
        frame = self.listed.frame
        return frame[frame["place"] == self.code]

    @read_once
    def gates(self) -> dict[str, BaseGeometry]:
        """Entrances by id of the site, WGS-84."""
        return gates_of(self.listed.frame)

    @property
    def children_left_out(self) -> bool:
        """Whether the folder's children were left out beside the user's own sites."""
        own = self.own
        return own.sites is not None and own.population is None and not own.folders_children

    @read_once
    def population(self) -> Population | None:
        """Who lives where in the place; None where nobody knows, or where it was left out."""
        if self.children_left_out:
            return None
        code, outline = self.code, self.outline
        own, layer = self.own.population, self.own.layer("population")
        if own is not None:
            return children_inside(self.folder.content, code, outline, own, layer)
        return self.folder.read("population", code, lambda c: children_inside(c, code, outline))

    @read_once
    def _own_network(self) -> Read | None:
        path, how = self.own.network, self.own.reading
        return None if path is None else open_network(path, self.outline, how, again=True)

    @read_once
    def streets(self) -> WalkNetwork | None:
        """The walking network, ready to be walked on; None without one."""
        own = self._own_network
        if own is not None:
            return prepare(own.network)
        return self.folder.read("network", self.code, lambda c: walk_network(c, self.code))

    @property
    def street_faults(self) -> tuple[Fault, ...]:
        """What was noticed in the user's own streets, or why those of the folder cannot be used."""
        own = self._own_network
        if own is not None:
            return summed(own.faults)
        try:
            self.streets  # noqa: B018  reads the file
        except InputRefused as refused:
            return tuple(refused.faults)
        return ()

    @read_once
    def quality(self) -> Quality | None:
        """How good the streets are for these children; None without streets that can be used."""
        try:
            found = self.streets
        except InputRefused:
            if self.own.network is not None:
                raise
            return None
        return None if found is None else judge(found.network, self.population, self.outline)

    @read_once
    def centre(self) -> Centre | None:
        """Outline of the central urban area; None where nobody has drawn it."""
        own, layer = self.own.centre, self.own.layer("centre")
        if own is not None:
            return read_centre(own, self.folder.content, self.code, layer=layer)
        return self.folder.read("centres", self.code, lambda c: _drawn_centre(c, self.code))

    @property
    def catchments_name(self) -> str:
        """Name of the list or map that says which school children go to; "" without one."""
        path = self.own.catchments or catchments_path(self.folder.content, self.code)
        return "" if path is None else path.name

    def catchments(self, kinds: tuple[str, ...]) -> Catchments | None:
        """Which school children go to, among schools of some kinds; None where nobody says.

        Parameters
        ----------
        kinds : tuple of str
            Categories of sites that count as schools.
        """
        if kinds not in self._catchments:
            self._catchments[kinds] = self._read_catchments(kinds)
        return self._catchments[kinds]

    def _read_catchments(self, kinds: tuple[str, ...]) -> Catchments | None:
        code, people = self.code, self.population
        schools = self.sites[self.sites["category"].isin(kinds)]
        if self.own.catchments is None:
            return self.folder.read(
                "catchments", code, lambda c: load_catchments(c, code, schools, people)
            )
        own, layer = self.own.catchments, self.own.layer("catchments")
        return read_catchments(own, schools, people, boundary=self.outline, layer=layer)


def load_inputs(
    content: Content | FolderInputs, place: str, own: OwnFiles | None = None
) -> PlaceInputs:
    """Return what a question about a place is answered from.

    Parameters
    ----------
    content : Content or FolderInputs
        The data folder; the latter where it is shared between places.
    place : str
        Code of the place; "" where the user's own files are not about a known one.
    own : OwnFiles, optional
        Files that stand in for the folder's.

    Raises
    ------
    KeyError
        If there is no such place.
    InputRefused
        If ``places.toml`` cannot be used.
    """
    folder = FolderInputs.of(content)
    if place and place not in folder.places:
        raise KeyError(place)
    return PlaceInputs(folder, place, own or OwnFiles())


def _drawn_centre(content: Content, place: str) -> Centre | None:
    path = centre_path(content, place)
    return read_centre(path, content, place) if path.is_file() else None
