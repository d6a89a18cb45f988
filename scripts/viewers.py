"""Made-up visitors of a running app for ``scripts/load.py``: loopback only.

A :class:`Viewer` speaks to Streamlit as its page in a browser does: one websocket, the messages of
Streamlit's own protocol. A :class:`Visitor` reads the public map over HTTP and keeps what it has
read, as a browser does.
"""

from __future__ import annotations

import asyncio
import gzip
import http.client
import random
import re
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode, urljoin, urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

ANSWER_S = 60
_MARKED = re.compile(rb'(?:href|src)="([^"#:]+)"|data-(?:root|data)="[^"]*"')
_DATA = re.compile(rb'data-root="([^"]*)" data-data="([^"]*)"')


class Failed(Exception):
    """A visitor did not get what it asked for."""


@dataclass
class Record:
    """What all visitors saw, by kind of act."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    size: dict[str, list[int]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    keep: bool = True

    def add(self, kind: str, seconds: float, size_bytes: int) -> None:
        """Write one act down, unless this is still the warm-up."""
        if self.keep:
            self.seconds.setdefault(kind, []).append(seconds)
            self.size.setdefault(kind, []).append(size_bytes)


def loopback(url: str) -> str:
    """Return the address if it is this machine's own; refuse every other one."""
    parts = urlsplit(url)
    if parts.scheme != "http" or parts.hostname not in ("127.0.0.1", "::1", "localhost"):
        raise SystemExit(
            f"only http:// on this machine (127.0.0.1) may be put under load, not {url}"
        )
    return url.rstrip("/")


class Viewer:
    """Someone with a page of the app open, who changes a control now and then.

    Parameters
    ----------
    url : str
        Address of the app.
    page : str
        Name of the page.
    views : list of dict
        Queries that the controls lead to, taken in turn.
    """

    def __init__(self, url: str, page: str, views: list[dict[str, str]]) -> None:
        self._url, self._page, self._views = url, page, views
        self._script, self._turn = "", 0
        self._kept: set[str] = set()

    async def stay(
        self, record: Record, until: float, think_s: float, chance: random.Random
    ) -> None:
        """Open the page and change it until the time is over; trouble is written down."""
        await asyncio.sleep(chance.uniform(0, think_s))
        address = f"ws{self._url.removeprefix('http')}/_stcore/stream"
        try:
            async with connect(
                address,
                subprotocols=[Subprotocol("streamlit")],
                max_size=None,
                origin=Origin(self._url),
            ) as socket:
                await self._act("open", socket, record)
                while True:
                    await asyncio.sleep(think_s * chance.uniform(0.5, 1.5))
                    if time.monotonic() > until:
                        return
                    await self._act("rerun", socket, record)
        except Exception as wrong:
            record.errors.append(f"viewer: {type(wrong).__name__}: {wrong}")

    async def _act(self, kind: str, socket: ClientConnection, record: Record) -> None:
        begun = time.perf_counter()
        size = await self.rerun(socket)
        record.add(kind, time.perf_counter() - begun, size)

    async def rerun(self, socket: ClientConnection) -> int:
        """Ask for the next view and read it to its end; bytes received."""
        await socket.send(self._asked())
        return await asyncio.wait_for(self._answered(socket), ANSWER_S)

    def _asked(self) -> bytes:
        asked = BackMsg()
        state = asked.rerun_script
        state.query_string = urlencode(self._views[self._turn % len(self._views)])
        self._turn += 1
        state.page_name = "" if self._script else self._page
        state.page_script_hash = self._script
        state.cached_message_hashes.extend(self._kept)
        state.context_info.url = f"{self._url}/{self._page}"
        state.context_info.timezone = "Asia/Shanghai"
        state.context_info.locale = "zh-CN"
        sent: bytes = asked.SerializeToString()
        return sent

    async def _answered(self, socket: ClientConnection) -> int:
        """Read until the script has ended; bytes received."""
        size = 0
        while True:
            data = await socket.recv()
            size += len(data)
            message = ForwardMsg()
            message.ParseFromString(bytes(data, "utf-8") if isinstance(data, str) else data)
            if message.metadata.cacheable and message.hash:
                self._kept.add(message.hash)
            kind = message.WhichOneof("type")
            if kind == "new_session":
                self._script = message.new_session.page_script_hash
            elif kind == "page_not_found":
                raise Failed(f"there is no page {self._page}")
            elif kind == "delta" and message.delta.new_element.HasField("exception"):
                raise Failed(message.delta.new_element.exception.message)
            elif kind == "script_finished" and message.script_finished == 0:
                return size


class Visitor:
    """Someone who reads the public map, and comes back with what the browser kept.

    Parameters
    ----------
    url : str
        Address of the public map's page.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        parts = urlsplit(url)
        self._line = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=ANSWER_S)
        self._tags: dict[str, str] = {}

    async def stay(
        self, record: Record, until: float, think_s: float, chance: random.Random
    ) -> None:
        """Come now and then, in one of five times as somebody new; trouble is written down."""
        await asyncio.sleep(chance.uniform(0, think_s))
        try:
            while time.monotonic() < until:
                if chance.random() < 0.2:
                    self._tags.clear()
                begun = time.perf_counter()
                kind = "return" if self._tags else "visit"
                size = await asyncio.to_thread(self._come)
                record.add(kind, time.perf_counter() - begun, size)
                await asyncio.sleep(think_s * chance.uniform(0.5, 1.5))
        except Exception as wrong:
            record.errors.append(f"visitor: {type(wrong).__name__}: {wrong}")
        finally:
            self._line.close()

    def _come(self) -> int:
        """Read the page, and what it loads if it is new; bytes received."""
        new = not self._tags
        body, size = self._get(self._url)
        if new:
            for address in loads(self._url, body):
                size += self._get(address)[1]
        self._line.close()  # the server keeps no line open for as long as people think
        return size

    def _get(self, url: str) -> tuple[bytes, int]:
        parts = urlsplit(url)
        headers = {"Accept-Encoding": "gzip"}
        if url in self._tags:
            headers["If-None-Match"] = self._tags[url]
        self._line.request(
            "GET", parts.path + (f"?{parts.query}" if parts.query else ""), headers=headers
        )
        answer = self._line.getresponse()
        body = answer.read()
        if answer.status not in (200, 304):
            raise Failed(f"{answer.status} {parts.path}")
        if tag := answer.headers.get("ETag"):
            self._tags[url] = tag
        return body, len(body)


def loads(url: str, packed: bytes) -> list[str]:
    """Addresses that a page asks for at once: scripts, styles and the sites."""
    body = gzip.decompress(packed) if packed[:2] == b"\x1f\x8b" else packed
    found = [m[1].decode() for m in _MARKED.finditer(body) if m[1]]
    found += [(root + data).decode() for root, data in _DATA.findall(body)]
    return list(dict.fromkeys(urljoin(url, name) for name in found if not name.endswith("/")))
