"""What an editor deleted in an OpenStreetMap file that was not uploaded (JOSM, and histories)."""

from __future__ import annotations

import bz2
import gzip
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, cast
from xml.parsers import expat  # declarations of types and entities are refused below

_XML = (".osm", ".osm.gz", ".osm.bz2")
_MARK = re.compile(rb"""\b(action\s*=\s*["']delete|visible\s*=\s*["']false)""")
_CHUNK, _LONGEST = 1 << 20, 64


@dataclass(frozen=True, slots=True)
class Deleted:
    """Numbers of objects that the file holds and that are no more."""

    nodes: set[int] = field(default_factory=set)
    ways: set[int] = field(default_factory=set)
    relations: set[int] = field(default_factory=set)

    def __len__(self) -> int:
        return len(self.nodes) + len(self.ways) + len(self.relations)


def deleted(path: Path, suffix: str) -> Deleted:
    """Objects of a file that carry ``action='delete'`` or ``visible='false'``.

    JOSM keeps what was deleted in the file until it is uploaded, and osmium reads it as if it were
    there.

    Parameters
    ----------
    path : Path
        Where the file lies.
    suffix : str
        Its format; only XML holds such marks.

    Raises
    ------
    ValueError
        If a file with such marks is no sound XML.
    """
    found = Deleted()
    if suffix not in _XML:
        return found
    with _opened(path, suffix) as stream:
        if not _marked(stream):
            return found
    kinds = {"node": found.nodes, "way": found.ways, "relation": found.relations}

    def start(tag: str, given: dict[str, str]) -> None:
        gone = given.get("action") == "delete" or given.get("visible") == "false"
        if gone and tag in kinds:
            kinds[tag].add(int(given["id"]))

    def refuse(*_declared: object) -> None:
        raise ValueError("a document type is declared")

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = refuse
    try:
        with _opened(path, suffix) as stream:
            parser.ParseFile(stream)
    except (expat.ExpatError, KeyError) as error:
        raise ValueError(str(error)) from None
    return found


def _opened(path: Path, suffix: str) -> IO[bytes]:
    if suffix == ".osm.gz":
        return cast("IO[bytes]", gzip.open(path, "rb"))
    return bz2.open(path, "rb") if suffix == ".osm.bz2" else path.open("rb")


def _marked(stream: IO[bytes]) -> bool:
    """Whether such a mark stands anywhere: a search of bytes, far faster than reading XML."""
    rest = b""
    while chunk := stream.read(_CHUNK):
        if _MARK.search(rest + chunk):
            return True
        rest = chunk[-_LONGEST:]
    return False
