"""Answers leave at once: the server's own socket is found, and so are its small answers."""

from __future__ import annotations

import http.client
import socket
import statistics
import sys
import threading
import time
from urllib.parse import urlsplit

from spaces.ui.server.sockets import send_at_once


def nodelay(one: socket.socket) -> bool:
    return bool(one.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))


def test_what_listens_is_switched_and_its_lines_inherit_it():
    with socket.socket() as listening, socket.socket() as idle:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        assert send_at_once() >= 1
        assert nodelay(listening)
        assert not nodelay(idle)
        with socket.create_connection(listening.getsockname()), listening.accept()[0] as line:
            assert nodelay(line)


def test_threads_that_fill_tuples_are_left_alone():
    """A tuple shown to somebody before it is full cannot grow: SystemError in its thread."""
    many = [[] for _ in range(100_000)]  # a long listing, had anybody asked for one
    broken, stop, before_s = [], threading.Event(), sys.getswitchinterval()
    sys.setswitchinterval(1e-5)

    def fill() -> None:
        while not stop.is_set():
            try:
                tuple(str(n) for n in range(5000))
            except SystemError as wrong:
                broken.append(wrong)

    threads = [threading.Thread(target=fill) for _ in range(3)]
    try:
        for thread in threads:
            thread.start()
        for _ in range(3):
            send_at_once()
    finally:
        stop.set()
        for thread in threads:
            thread.join()
        sys.setswitchinterval(before_s)
    assert many
    assert not broken


def test_the_apps_small_answers_do_not_wait_for_the_browser(app_server):
    parts = urlsplit(app_server().url)
    line = http.client.HTTPConnection(parts.hostname, parts.port, timeout=20)
    took = []
    for _ in range(12):
        begun = time.perf_counter()
        line.request("GET", "/public/places.json")
        assert line.getresponse().read()
        took.append(time.perf_counter() - begun)
    line.close()
    assert statistics.median(took) < 0.03
