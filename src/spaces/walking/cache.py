"""Answers kept by what was asked, and short names for content."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")


class LruCache(Generic[T]):
    """The latest answers by key; what was not asked for longest goes first.

    Parameters
    ----------
    most : int
        How many are kept.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._found: OrderedDict[object, T] = OrderedDict()

    def get(self, key: object, make: Callable[[], T]) -> T:
        """Return what is kept under a key; make it if there is nothing."""
        if key not in self._found:
            self._found[key] = make()
            while len(self._found) > self._most:
                self._found.popitem(last=False)
        self._found.move_to_end(key)
        return self._found[key]

    def put(self, key: object, value: T) -> T:
        """Keep a value, unless there is one already; return what is kept."""
        return self.get(key, lambda: value)

    def known(self, keys: Sequence[object]) -> dict[int, T]:
        """Return what is kept of some keys, by their position."""
        return {k: self._found[key] for k, key in enumerate(keys) if key in self._found}


def digest(*parts: bytes | str) -> str:
    """Short name for some content."""
    found = hashlib.blake2b(digest_size=16)
    for part in parts:
        found.update(part.encode() if isinstance(part, str) else part)
        found.update(b"|")
    return found.hexdigest()
