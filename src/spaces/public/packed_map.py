"""The public map at one moment, packed and named, ready to send."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any, Final
from urllib.parse import urlencode

from spaces.public import publish
from spaces.text import DEFAULT, text

_FOOT: Final = b'<footer id="foot" class="foot"></footer>'


@dataclass(frozen=True, slots=True)
class Packed:
    """One file as it is sent: its bytes, compressed or not, and the name of their content."""

    body: bytes
    zipped: bool
    etag: str

    def plain(self) -> bytes:
        """Return the bytes for a browser that takes none compressed."""
        return gzip.decompress(self.body) if self.zipped else self.body


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The public map at one moment.

    Parameters
    ----------
    files : mapping of str to Packed
        By path within ``/public/``.
    places : tuple of str
        Codes of the places that it shows; the first one opens when none is named.
    as_of : str
        Day that the data stand for.
    """

    files: Mapping[str, Packed]
    places: tuple[str, ...]
    as_of: str
    _pages: dict[tuple[str, ...], Packed] = field(default_factory=dict, compare=False)

    def page(self, place: str, lang: str, root: str, staff: str = "") -> Packed:
        """Return the page of a place, its files found from ``root``.

        Parameters
        ----------
        place, lang : str
            What the reader's link says; what the snapshot does not know falls back.
        root : str
            Address of the map's files.
        staff : str
            Where the people who plan go on, said at the foot of the list; empty for nowhere.
        """
        code = place if place in self.places else self.places[0]
        spoken = lang if f"{code}/index.{lang}.html" in self.files else DEFAULT
        asked = (code, spoken, root, staff)
        if asked not in self._pages:
            self._pages[asked] = packed(self._written(*asked))
        return self._pages[asked]

    def _written(self, code: str, lang: str, root: str, staff: str) -> bytes:
        found = self.files.get(f"{code}/index.{lang}.html") or self.files[f"{code}/index.html"]
        body = found.plain().replace(b'"../', f'"{root}'.encode())
        if not staff:
            return body
        way = f"{staff}?{urlencode({'place': code, 'lang': lang})}"
        return body.replace(_FOOT, _FOOT + _staff(way, lang).encode(), 1)


def _staff(way: str, lang: str) -> str:
    words = text(lang)("public.staff")
    return f'<p class="foot"><a href="{escape(way)}" data-t="staff">{escape(words)}</a></p>'


def packed(data: bytes) -> Packed:
    """Compress a file where that is of use, and name its content."""
    etag = f'"{hashlib.sha256(data).hexdigest()[:20]}"'
    small = gzip.compress(data, compresslevel=6, mtime=0)
    zipped = len(small) < 0.9 * len(data)
    return Packed(small if zipped else data, zipped, etag)


def opened(files: Mapping[str, bytes]) -> Snapshot | None:
    """Make files ready to send; None if they show no place."""
    index: dict[str, Any] = json.loads(files[publish.INDEX])
    codes = tuple(entry["code"] for entry in index["places"])
    if not codes:
        return None
    return Snapshot({p: packed(d) for p, d in files.items()}, codes, index["as_of"])
