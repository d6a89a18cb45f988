from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from spaces.services.read_once import read_once

WAIT_S = 5.0


class Shelf:
    def __init__(self, gate: threading.Event | None = None) -> None:
        self.reads: list[str] = []
        self.gate = gate

    @read_once
    def book(self) -> list[str]:
        """A book."""
        self.reads.append("book")
        if self.gate is not None:
            assert self.gate.wait(WAIT_S)
        return ["page"]

    @read_once
    def torn(self) -> str:
        self.reads.append("torn")
        raise ValueError("torn")


def test_a_part_is_read_when_asked_for_and_kept():
    shelf = Shelf()
    assert shelf.reads == []
    assert shelf.book is shelf.book
    assert shelf.reads == ["book"]
    assert Shelf.book.__doc__ == "A book."


def test_everybody_who_asks_at_once_gets_what_one_read():
    gate = threading.Event()
    shelf = Shelf(gate)
    with ThreadPoolExecutor(4) as pool:
        found = [pool.submit(lambda: shelf.book) for _ in range(4)]
        gate.set()
        books = [one.result(WAIT_S) for one in found]
    assert shelf.reads == ["book"]
    assert all(one is books[0] for one in books)


def test_nobody_waits_for_the_part_of_another():
    gate = threading.Event()
    slow, other = Shelf(gate), Shelf()
    with ThreadPoolExecutor(2) as pool:
        waiting = pool.submit(lambda: slow.book)
        try:
            assert pool.submit(lambda: other.book).result(WAIT_S) == ["page"]
            assert not waiting.done()
        finally:
            gate.set()
        assert waiting.result(WAIT_S) == ["page"]


def test_what_raises_is_tried_again():
    shelf = Shelf()
    for _ in range(2):
        with pytest.raises(ValueError, match="torn"):
            shelf.torn  # noqa: B018
    assert shelf.reads == ["torn", "torn"]
