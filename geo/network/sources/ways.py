"""Which ways can be walked, by a table that can be replaced."""

from __future__ import annotations

import hashlib
import re
import tomllib
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

from geo.network.graph import ARTERIAL, BRIDGE, FOOTWAY, STEPS, TUNNEL

TABLE = Path(__file__).with_name("ways.toml")
_LISTS = ("foot", "street", "arterial", "by_permission", "never", "steps", "granted", "denied")
_MORE = ("open", "closed")
_BARS = ("waterway", "natural", "railway", "barrier")
_BURIED = ("underground", "underwater")
_INDOORS = ("platform", "corridor")
NOTHING = "none"
"""A word that names neither a street nor anything that bars walks."""

Get = Callable[[str, str], str]


class Tags(NamedTuple):
    """What a way says of itself; "" where it is silent."""

    highway: str
    foot: str = ""
    access: str = ""
    motorroad: str = ""
    bridge: str = ""
    tunnel: str = ""
    location: str = ""
    layer: str = ""


class Kind(NamedTuple):
    """What a walkable way is: position in ``WayTable.names``, and its flags."""

    way: int
    flags: int


class Word(NamedTuple):
    """What a word in a column of kinds of street means: a key of OpenStreetMap and its value."""

    key: str
    value: str


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
    other : Mapping[str, str]
        Words that name no street: ``"key=value"``, or :data:`NOTHING`.
    also : Mapping[tuple of str, str]
        Tags other than ``highway`` that make a way walkable, and as which value of it.
    """

    groups: Mapping[str, frozenset[str]]
    names: tuple[str, ...]
    key: str
    same: Mapping[str, str] = field(default_factory=dict)
    other: Mapping[str, str] = field(default_factory=dict)
    also: Mapping[tuple[str, str], str] = field(default_factory=dict)
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

    def walked_as(self, get: Get) -> str:
        """Value of ``highway`` that a way without one is walked as (platforms, piers), or ""."""
        for (key, value), highway in self.also.items():
            if get(key, "") == value:
                return highway
        return ""

    def word(self, given: str) -> Word | None:
        """Tell what a word in a column of kinds of street means; None if nobody knows.

        Of several in one cell (``['footway', 'steps']``, ``支路;台阶``) the first that can be
        walked counts, as of a way that tools merged of several.
        """
        whole = self._meaning(given)
        if whole is not None:
            return whole
        found = [self._meaning(part) for part in re.split(r"[\[\]'\",;|、，；]+", given) if part]
        if len(found) < 2 and not given.startswith("["):
            return None
        known = [word for word in found if word is not None]
        streets = [w for w in known if w.key == "highway" and w.value in self.names]
        return next(iter(streets or (known if len(known) == len(found) else ())), None)

    def with_words(self, words: Sequence[tuple[str, str]]) -> WayTable:
        """Give the table with more words, each the same as one that it knows.

        Raises
        ------
        ValueError
            With the word that is the same as nothing known.
        """
        if not words:
            return self
        same, other = dict(self.same), dict(self.other)
        for word, meant in words:
            meaning = self.word(meant)
            if meaning is None:
                raise ValueError(meant)
            held = same if meaning.key == "highway" else other
            said = f"{meaning.key}={meaning.value}" if meaning.key else NOTHING
            held[normal(word)] = meaning.value if held is same else said
            (other if held is same else same).pop(normal(word), None)
        key = hashlib.sha256(f"{self.key} {sorted(words)}".encode()).hexdigest()[:16]
        return replace(self, key=key, same=same, other=other)

    def _meaning(self, given: str) -> Word | None:
        word = normal(given)
        value = self.same.get(word, word)
        if self.knows(value):
            return Word("highway", value)
        said = self.other.get(word)
        if said is None:
            return Word("", "") if word == NOTHING else None
        key, _, meant = said.partition("=")
        return Word(key, meant) if meant else Word("", "")

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
        below = tags.location in _BURIED or (highway in _INDOORS and tags.layer.startswith("-"))
        flags |= TUNNEL if below or tags.tunnel not in groups["open"] else 0
        return Kind(self.names.index(highway), flags)

    def _open(self, tags: Tags) -> bool:
        """Whether walkers may use it: what ``foot`` says comes before everything else."""
        groups = self.groups
        if tags.foot in groups["granted"]:
            return True
        if tags.foot in groups["denied"] or tags.highway in groups["by_permission"]:
            return False
        return tags.access not in groups["denied"] and tags.motorroad != "yes"

    def lets_through(self, get: Get) -> bool:
        """Whether walkers pass a node of a way: a gate, an entrance, a bollard.

        What ``foot`` says comes first; then a locked gate is shut, then ``access`` counts, and a
        wall or fence across the way that nobody says to be open is closed.
        """
        groups, foot, access = self.groups, get("foot", ""), get("access", "")
        if foot in groups["granted"]:
            return True
        if foot in groups["denied"] or get("locked", "") == "yes" or access in groups["denied"]:
            return False
        return get("barrier", "") not in groups["closed"] or access in groups["granted"]


def normal(word: str) -> str:
    """One spelling of a word: no blanks, small letters, half width."""
    return "".join(unicodedata.normalize("NFKC", word).split()).casefold()


@cache
def load_ways(path: Path = TABLE) -> WayTable:
    """Load a table of ways.

    Parameters
    ----------
    path : Path
        A TOML file with the lists of ``ways.toml`` beside this module, each a list of values, and
        perhaps tables ``same`` and ``other`` of words, and ``also`` of tags.

    Raises
    ------
    ValueError
        If a list is missing or holds something else than texts, a value stands in two kinds, or
        a word is to be the same as none of them.
    """
    data = Path(path).read_bytes()
    table = tomllib.loads(data.decode("utf-8"))
    for name in (*_LISTS, *_MORE):
        values = table.get(name)
        if not isinstance(values, list) or not all(isinstance(v, str) for v in values):
            raise ValueError(f"{path}: {name} must be a list of texts, got {values!r}")
    groups = {name: frozenset(table[name]) for name in (*_LISTS, *_MORE)}
    kinds = ("foot", "street", "arterial", "by_permission", "never")
    twice = [v for k in kinds for v in groups[k] if sum(v in groups[o] for o in kinds) > 1]
    if twice:
        raise ValueError(f"{path}: in two lists: {', '.join(sorted(set(twice)))}")
    names = tuple(v for k in kinds[:-1] for v in table[k])
    same = {normal(word): str(value) for word, value in table.get("same", {}).items()}
    also = {tuple(tag.split("=", 1)): str(v) for tag, v in table.get("also", {}).items()}
    known = (*names, *groups["never"])
    lost = [word for word, value in (same | also).items() if value not in known]
    other = {normal(word): str(value) for word, value in table.get("other", {}).items()}
    lost += [word for word, v in other.items() if v != NOTHING and v.partition("=")[0] not in _BARS]
    if lost:
        raise ValueError(f"{path}: the same as no known value: {', '.join(map(str, lost))}")
    return WayTable(groups, names, hashlib.sha256(data).hexdigest()[:16], same, other, also)
