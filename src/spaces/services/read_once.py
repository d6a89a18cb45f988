"""A part of the data that is read when it is first asked for, and then kept."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")


class read_once(Generic[T]):  # noqa: N801  used like ``property``
    """A property that is read when it is first asked for, once, whoever asks at the same time.

    As :class:`functools.cached_property`, but that one lets everybody wait who asks for the same
    part of *another* object: the streets of one city would be read after those of the next.
    What raises is not kept: it is tried again.

    Parameters
    ----------
    read : callable
        Takes the object, returns its part.
    """

    def __init__(self, read: Callable[[Any], T]) -> None:
        self._read, self.__doc__ = read, read.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, of: None, owner: type) -> read_once[T]: ...
    @overload
    def __get__(self, of: object, owner: type) -> T: ...
    def __get__(self, of: object | None, owner: type) -> T | read_once[T]:
        if of is None:
            return self
        kept = of.__dict__  # what stands there is found before this is ever called
        with kept.setdefault(f"_lock_of_{self._name}", threading.RLock()):
            if self._name not in kept:
                kept[self._name] = self._read(of)
        found: T = kept[self._name]
        return found
