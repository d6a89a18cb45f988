"""One pass over an OpenStreetMap file: what is walked, what bars walks, which nodes say more."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple, cast

import osmium

from geo.network.sources import barrier_tags as banks
from geo.network.sources.osm_edits import Deleted
from geo.network.sources.ways import Kind, Tags, WayTable

_WAY_KEYS = ("highway", "man_made", "public_transport", *banks.KEYS)
_NODE_KEYS = ("highway", "barrier", "access", "foot", "locked")
_ON_THE_ROAD = ("crossing", "traffic_signals")
_REF = attrgetter("ref")
_Refs = list[int]
_Members = tuple[_Refs, _Refs]
"""Ways of the outer banks of a water, and of its islands."""


class Plaza(NamedTuple):
    """A walkable area that is a relation: the ways around it, what it is, its name."""

    around: _Refs
    kind: Kind
    name: int


@dataclass(slots=True)
class Found:
    """What the passes over the file collect.

    ``refs``, ``sizes``, ``kinds``, ``flags``, ``name``: the walkable ways, ``sizes`` being how many
    nodes there are up to the end of each. ``shut`` and ``shut_on_foot``: nodes that nobody passes,
    and nodes that end footways but not the roads that they stand on.
    """

    refs: list[int] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    kinds: list[int] = field(default_factory=list)
    flags: list[int] = field(default_factory=list)
    name: list[int] = field(default_factory=list)
    names: dict[str, int] = field(default_factory=lambda: {"": 0})
    guarded: list[int] = field(default_factory=list)
    shut: list[int] = field(default_factory=list)
    shut_on_foot: list[int] = field(default_factory=list)
    barriers: list[tuple[_Refs, banks.Bar]] = field(default_factory=list)
    waters: list[_Members] = field(default_factory=list)
    plazas: list[Plaza] = field(default_factory=list)
    members: dict[int, _Refs] = field(default_factory=dict)
    unknown: Counter[str] = field(default_factory=Counter)
    one_way: int = 0

    def walk(self, refs: _Refs, kind: Kind, name: int) -> None:
        """Add a walkable way.

        Parameters
        ----------
        refs : sequence of int
            Its nodes.
        kind : Kind
            What it is.
        name : int
            Position of its name.
        """
        self.refs.extend(refs)
        self.sizes.append(len(self.refs))
        self.kinds.append(kind.way)
        self.flags.append(kind.flags)
        self.name.append(name)

    def number(self, name: str) -> int:
        """Position of a street's name in the list of names."""
        return self.names.setdefault(name, len(self.names))

    @property
    def unsaved(self) -> bool:
        """Whether any of the ways has a node that is only in this file."""
        return any(min(row, default=0) < 0 for row in (self.refs, *self.rows))

    @property
    def rows(self) -> list[_Refs]:
        """Nodes of each barrier, and of each member of a relation."""
        return [row for row, _ in self.barriers] + list(self.members.values())


def scan(source: osmium.io.File, table: WayTable, store: Path, gone: Deleted) -> Found:
    """Read ways with the numbers of their nodes; osmium itself files the nodes' locations.

    Asking for each node's longitude and latitude from Python would cost more than all the rest.

    Parameters
    ----------
    source : osmium.io.File
        The file.
    table : WayTable
        What can be walked.
    store : Path
        Where osmium files the locations.
    gone : Deleted
        What is passed over.
    """
    found = Found()
    objects = (
        osmium.FileProcessor(source)
        .with_locations(f"sparse_file_array,{store}")
        .with_filter(_tagged(_NODE_KEYS, osmium.osm.NODE))
        .with_filter(_tagged(_WAY_KEYS, osmium.osm.WAY | osmium.osm.RELATION))
    )
    for thing in objects:
        if isinstance(thing, osmium.osm.Way):
            if thing.id not in gone.ways:
                _take_way(found, thing, table)
        elif isinstance(thing, osmium.osm.Node):
            if thing.id not in gone.nodes:
                _take_node(found, thing, table)
        elif isinstance(thing, osmium.osm.Relation) and thing.id not in gone.relations:
            _take_relation(found, thing, table)
    return found


def _tagged(keys: tuple[str, ...], things: osmium.osm.osm_entity_bits) -> osmium.filter.KeyFilter:
    """Pass on objects of some kinds that have a key, and all of the other kinds."""
    made = osmium.filter.KeyFilter(*keys)
    made.enable_for(things)
    return made


def scan_members(source: osmium.io.File, found: Found, gone: Deleted) -> None:
    """Second pass: ways of the relations. The areas among these are then walked around.

    Parameters
    ----------
    source : File
        The OpenStreetMap file.
    found : Found
        What the first pass found; it is added to.
    gone : Deleted
        What the file says is deleted.
    """
    wanted = {ref for sides in found.waters for side in sides for ref in side}
    wanted.update(ref for plaza in found.plazas for ref in plaza.around)
    if not wanted:
        return
    objects = osmium.FileProcessor(source, osmium.osm.WAY)
    if min(wanted) >= 0:  # a filter of numbers knows none below 0
        objects = objects.with_filter(osmium.filter.IdFilter(wanted))
    for way in objects:
        if isinstance(way, osmium.osm.Way) and way.id in wanted and way.id not in gone.ways:
            found.members[way.id] = list(map(_REF, way.nodes))
    for around, kind, name in found.plazas:
        for ref in around:
            if ref in found.members:
                found.walk(found.members[ref], kind, name)


def _get(thing: osmium.osm.Node | osmium.osm.Way | osmium.osm.Relation) -> banks.Get:
    return cast("banks.Get", thing.tags.get)


def _kind(get: banks.Get, highway: str, table: WayTable) -> Kind | None:
    # Written out, not in a loop: this is run for every way.
    said = get("foot", ""), get("access", ""), get("motorroad", ""), get("bridge", "")
    return table.kind(
        Tags(highway, *said, get("tunnel", ""), get("location", ""), get("layer", ""))
    )


def _take_way(found: Found, way: osmium.osm.Way, table: WayTable) -> None:
    get = _get(way)
    given = get("highway", "")
    highway = given or table.walked_as(get)
    kind = _kind(get, highway, table) if highway else None
    if kind is None:
        bar = banks.barrier(get)
        if bar is not None:
            found.barriers.append((list(map(_REF, way.nodes)), bar))
        if given and not table.knows(given):
            found.unknown[given] += 1
        return
    found.walk(list(map(_REF, way.nodes)), kind, found.number(get("name", "")))
    if get("oneway:foot", "no") != "no":
        found.one_way += 1


def _take_node(found: Found, node: osmium.osm.Node, table: WayTable) -> None:
    get = _get(node)
    if _has_lights(get):
        found.guarded.append(node.id)
    if not table.lets_through(get):
        on_road = get("highway", "") in _ON_THE_ROAD
        (found.shut_on_foot if on_road else found.shut).append(node.id)


def _take_relation(found: Found, relation: osmium.osm.Relation, table: WayTable) -> None:
    get = _get(relation)
    ways = [(m.ref, m.role == "inner") for m in relation.members if m.type == "w"]
    if banks.is_water(get):
        sides = [[ref for ref, inner in ways if inner is side] for side in (False, True)]
        found.waters.append((sides[0], sides[1]))
    elif get("type", "") == "multipolygon":
        highway = get("highway", "") or table.walked_as(get)
        kind = _kind(get, highway, table) if highway else None
        if kind is not None:
            around = [ref for ref, _ in ways]
            found.plazas.append(Plaza(around, kind, found.number(get("name", ""))))


def _has_lights(get: banks.Get) -> bool:
    highway = get("highway", "")
    if highway == "crossing":
        return "traffic_signals" in (get("crossing", ""), get("crossing:signals", "")) or (
            get("crossing:signals", "") == "yes"
        )
    return highway == "traffic_signals"
