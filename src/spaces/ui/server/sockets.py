"""Answers that leave at once instead of 40 ms later.

Streamlit makes the server's socket without naming its protocol, so asyncio does not know it for
TCP and leaves Nagle's algorithm on: the body of each answer waits for the browser to acknowledge
its head, which a browser delays. A public map of thirty small files took a second longer for it,
and each rerun of a page 40 ms.
"""

from __future__ import annotations

import os
import socket
import stat
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

_OPEN_FILES = Path("/dev/fd")  # Linux and macOS; elsewhere answers only wait


def send_at_once() -> int:
    """Switch Nagle's algorithm off for what this process listens on; accepted lines inherit it.

    The sockets are found among the open files of the process. Asking the garbage collector for all
    objects would show it tuples that other threads are still filling, and break them.

    Returns
    -------
    int
        Sockets that were switched.
    """
    switched = 0
    for number in _open_sockets():
        with suppress(OSError), socket.socket(fileno=os.dup(number)) as found:
            listens = found.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN)
            if listens and found.family in (socket.AF_INET, socket.AF_INET6):
                found.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                switched += 1
    return switched


def _open_sockets() -> Iterator[int]:
    """Numbers of the open files that are sockets."""
    with suppress(OSError):
        for entry in _OPEN_FILES.iterdir():
            with suppress(OSError):  # the listing itself was open, and others close theirs
                if stat.S_ISSOCK(os.fstat(int(entry.name)).st_mode):
                    yield int(entry.name)


@asynccontextmanager
async def at_once(_app: object) -> AsyncIterator[None]:
    """Do it when ``st.App`` begins: by then the server's socket is there."""
    send_at_once()
    yield
