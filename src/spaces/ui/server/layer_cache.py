"""Layers that were computed, kept packed until memory is needed."""

from __future__ import annotations

import gzip
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from spaces.ui.server.layer_query import Asked


@dataclass(frozen=True, slots=True)
class Packed:
    """One layer as it is kept: gzip bytes and the name of their content."""

    body: bytes
    etag: str


class LayerCache:
    """Least recently used layers within a number of bytes; each is computed once at a time."""

    def __init__(self, limit_bytes: int) -> None:
        self._limit = limit_bytes
        self._kept: OrderedDict[Asked, Packed] = OrderedDict()
        self._lock = threading.Lock()
        self._making: dict[Asked, threading.Lock] = {}

    def get(self, asked: Asked, make: Callable[[Asked], bytes]) -> Packed:
        """Return the kept layer, or make and keep it."""
        with self._lock:
            own = self._making.setdefault(asked, threading.Lock())
        try:
            with own:
                with self._lock:
                    if asked in self._kept:
                        self._kept.move_to_end(asked)
                        return self._kept[asked]
                packed = _packed(make(asked))
                self._keep(asked, packed)
                return packed
        finally:
            with self._lock:
                self._making.pop(asked, None)

    def _keep(self, asked: Asked, packed: Packed) -> None:
        with self._lock:
            self._kept[asked] = packed
            while len(self._kept) > 1 and self.size_bytes() > self._limit:
                self._kept.popitem(last=False)

    def size_bytes(self) -> int:
        """Bytes of all layers that are kept."""
        return sum(len(p.body) for p in self._kept.values())


def _packed(body: bytes) -> Packed:
    etag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    return Packed(gzip.compress(body, compresslevel=3, mtime=0), etag)
