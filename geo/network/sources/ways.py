"""Which ways can be walked, by a table that can be replaced."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NamedTuple

from geo.network.graph import ARTERIAL, BRIDGE, FOOTWAY, STEPS, TUNNEL

TABLE = Path(__file__).with_name("ways.toml")
_LISTS = ("foot", "street", "arterial", "by_permission", "never", "steps", "granted", "denied")


class Tags(NamedTuple):
    """What a way says of itself; "" where it is silent."""

    highway: str
    foot: str = ""
    access: str = ""
    motorroad: str = ""
    bridge: str = ""
    tunnel: str = ""


class Kind(NamedTuple):
    """What a walkable way is: position in ``WayTable.names``, and its flags."""

    way: int
    flags: int


@dataclass(frozen=True, slots=True, eq=False)
class WayTable:
    """The table of ways.

    Parameters
    ----------
    groups : Mapping[str, frozenset of str]
        Lists of the file by name.
    names : tuple of str
        All walkable values of ``highway``.
    key : str
        Hash of the table, part of the key of every network made with it.
    same : Mapping[str, str]
        Other words for values of ``highway``.
    """

    groups: Mapping[str, frozenset[str]]
    names: tuple[str, ...]
    key: str
    same: Mapping[str, str] = field(default_factory=dict)
    _known: dict[Tags, Kind | None] = field(default_factory=dict)

    def kind(self, tags: Tags) -> Kind | None:
        """Tell what the way is, or None if nobody walks there."""
        try:
            return self._known[tags]
        except KeyError:
            found = self._known[tags] = self._kind(tags)
            return found

    def knows(self, highway: str) -> bool:
        """Whether the table says anything of a value of ``highway``."""
        return highway in self.names or highway in self.groups["never"]

    def _kind(self, tags: Tags) -> Kind | None:
        groups, highway = self.groups, tags.highway
        if highway in groups["never"] or highway not in self.names:
            return None
        if not self._open(tags):
            return None
        flags = ARTERIAL if highway in groups["arterial"] else 0
        flags |= FOOTWAY if highway in groups["foot"] else 0
        flags |= STEPS if highway in groups["steps"] else 0
        flags |= 0 if tags.bridge in groups["open"] else BRIDGE
        flags |= 0 if tags.tunnel in groups["open"] else TUNNEL
        return Kind(self.names.index(highway), flags)

    def _open(self, tags: Tags) -> bool:
        """Whether walkers may use it: what ``foot`` says comes before everything else."""
        groups = self.groups
        if tags.foot in groups["granted"]:
            return True
        if tags.foot in groups["denied"] or tags.highway in groups["by_permission"]:
            return False
        return tags.access not in groups["denied"] and tags.motorroad != "yes"


@cache
def load_ways(path: Path = TABLE) -> WayTable:
    """Load a table of ways.

    Parameters
    ----------
    path : Path
        A TOML file with the lists of ``ways.toml`` beside this module, each a list of values, and
        perhaps a table ``same`` of other words for them.

    Raises
    ------
    ValueError
        If a list is missing or holds something else than texts, a value stands in two kinds, or
        a word is to be the same as none of them.
    """
    data = Path(path).read_bytes()
    table = tomllib.loads(data.decode("utf-8"))
    for name in (*_LISTS, "open"):
        values = table.get(name)
        if not isinstance(values, list) or not all(isinstance(v, str) for v in values):
            raise ValueError(f"{path}: {name} must be a list of texts, got {values!r}")
    groups = {name: frozenset(table[name]) for name in (*_LISTS, "open")}
    kinds = ("foot", "street", "arterial", "by_permission", "never")
    twice = [v for k in kinds for v in groups[k] if sum(v in groups[o] for o in kinds) > 1]
    if twice:
        raise ValueError(f"{path}: in two lists: {', '.join(sorted(set(twice)))}")
    names = tuple(v for k in kinds[:-1] for v in table[k])
    same = {str(word): value for word, value in table.get("same", {}).items()}
    lost = [word for word, value in same.items() if value not in (*names, *groups["never"])]
    if lost:
        raise ValueError(f"{path}: the same as no known value: {', '.join(lost)}")
    return WayTable(groups, names, hashlib.sha256(data).hexdigest()[:16], same)
