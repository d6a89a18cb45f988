"""What a rerun of the public map's Streamlit page costs, beside an empty page with its widgets.

    python benchmarks/public_page.py

Starts the app and, beside it, an empty Streamlit page twice: the same number of page links,
selectors, link buttons and expanders in all three.

- "alike": the empty page is served as the app is, by the same launcher with the same setting of
  the garbage collector and the same libraries loaded. The promise is held against this one.
- "as it comes": the same empty page under ``streamlit run``, untouched.

Reruns them in turn over the websocket, as a browser does, and compares the processor time of the
servers, so that a busy machine slows all alike. Then counts the bytes that come over the wire
after the first view, websocket and HTTP, when a viewer changes the language and when they change
the place. Exit status 1 above the promised ratio or size.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "scripts"))

from load import app, free_port  # noqa: E402
from viewers import Viewer, loads  # noqa: E402
from websockets.asyncio.client import connect  # noqa: E402
from websockets.typing import Subprotocol  # noqa: E402

from spaces.ui.shell.nav import ROWS  # noqa: E402

PROMISED_RATIO, PROMISED_KB = 1.5, 100
ROUNDS, RERUNS = 15, 15
PLACE, OTHER = "330381", "320400"
VIEWS = tuple(  # the place changes and the language changes, in turn
    {"place": place, "lang": lang}
    for place, lang in ((PLACE, "zh"), (OTHER, "zh"), (OTHER, "en"), (PLACE, "en"))
)
LINKS = 1  # of the page itself: the map alone; a poster only where public.toml has an address
EMPTY = """
import streamlit as st
st.set_page_config(layout="wide")
def empty(): pass
pages = [st.Page(empty, title=f"Page {n}", url_path=f"p{n}") for n in range(ROWS)]
here = st.navigation(pages, position="hidden")
for page in pages:
    st.page_link(page, label=page.title)
st.segmented_control("Language", ["a", "b"], required=True, default="a")
st.selectbox("Place", ["a", "b", "c", "d", "e"])
for n in range(LINKS):
    st.link_button(f"Link {n}", "/")
with st.expander("More"):
    st.code("x")
here.run()
"""
ALIKE = """
import streamlit as st
from spaces.ui.garbage import collect_seldom
from spaces.ui.public_route import warm
from spaces.ui.server import middleware, routes
from spaces.ui.sockets import at_once
collect_seldom()
warm()
app = st.App("SCRIPT", routes=routes(), middleware=middleware(), lifespan=at_once)
"""
NAMES = ("public page", "empty, alike", "empty, as it comes")


class Server:
    """One server, its process and a viewer with its page open."""

    def __init__(self, url: str, pid: int | None, page: str) -> None:
        assert pid is not None, "a server that is not ours cannot be measured"
        self.url, self.pid = url, pid
        self.viewer = Viewer(url, page, list(VIEWS))

    def cpu_s(self) -> float:
        """Seconds of processor that the server has used, all its threads, to the nanosecond."""
        return time.clock_gettime((~self.pid << 3) | 2)  # Linux: another process's own clock


async def compared(servers: list[Server]) -> tuple[list[list[float]], list[list[float]], list[int]]:
    """Milliseconds of processor and of waiting per rerun by server, and bytes of each rerun."""
    sockets = [
        await connect(
            f"ws{s.url[4:]}/_stcore/stream", subprotocols=[Subprotocol("streamlit")], max_size=None
        )
        for s in servers
    ]
    for server, socket in zip(servers, sockets, strict=True):
        for _ in range(4):
            await server.viewer.rerun(socket)
    cpu: list[list[float]] = [[] for _ in servers]
    wait: list[list[float]] = [[] for _ in servers]
    sizes: list[int] = []
    for _ in range(ROUNDS):
        for n, (server, socket) in enumerate(zip(servers, sockets, strict=True)):
            used, begun = server.cpu_s(), time.perf_counter()
            sent = [await server.viewer.rerun(socket) for _ in range(RERUNS)]
            wait[n].append((time.perf_counter() - begun) / RERUNS * 1000)
            cpu[n].append((server.cpu_s() - used) / RERUNS * 1000)
            if n == 0:
                sizes += sent
    for socket in sockets:
        await socket.close()
    return cpu, wait, sizes


def fetched(url: str, kept: set[str]) -> int:
    """Bytes of the framed map: its page, and what of it the browser does not have yet."""
    size = 0
    body = b""
    for address in [url, *loads(url, _get(url))]:
        if address in kept:
            continue
        body = _get(address)
        size += len(body)
        if address != url:
            kept.add(address)
    return size


def _get(url: str) -> bytes:
    asked = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(asked, timeout=30) as answer:
        body: bytes = answer.read()
        return body


def wire_kb(url: str, socket_bytes: int) -> dict[str, float]:
    """Kilobytes of three views one after another: the first, another language, another place."""
    kept: set[str] = set()
    out = {}
    for name, place, lang in (
        ("the first view", PLACE, "zh"),
        ("another language", PLACE, "en"),
        ("another place", OTHER, "en"),
    ):
        framed = fetched(f"{url}/public/{place}/?place={place}&lang={lang}", kept)
        words = next(a for a in kept if a.endswith("theme.css")).replace("theme.css", "")
        address = f"{words}words.{lang}.json"
        if address not in kept:
            framed += len(_get(address))
            kept.add(address)
        out[name] = (framed + socket_bytes) / 1000
    return out


@contextmanager
def served(script: Path) -> Iterator[Server]:
    """Run a script of this file by Streamlit and end it again."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    command += ["--server.address", "127.0.0.1", "--server.headless", "true"]
    quiet = subprocess.DEVNULL
    running = subprocess.Popen(command, cwd=ROOT, stdout=quiet, stderr=quiet)
    try:
        _await(f"http://127.0.0.1:{port}")
        yield Server(f"http://127.0.0.1:{port}", running.pid, "")
    finally:
        running.terminate()
        running.wait(20)


def measured() -> tuple[list[list[float]], list[list[float]], list[int], dict[str, float]]:
    """Start the three servers and compare them; then count what goes over the wire."""
    os.environ["SPACES_WARM"] = "0"  # what the server prepares at its start is no rerun's cost
    with tempfile.TemporaryDirectory() as folder, app(Namespace(url=None)) as (url, pid):
        script, alike = Path(folder) / "empty.py", Path(folder) / "alike.py"
        script.write_text(EMPTY.replace("ROWS", str(len(ROWS))).replace("LINKS", str(LINKS)))
        alike.write_text(ALIKE.replace("SCRIPT", str(script)))
        with served(alike) as same, served(script) as stock:
            cpu, wait, sizes = asyncio.run(compared([Server(url, pid, "public"), same, stock]))
        return cpu, wait, sizes, wire_kb(url, max(sizes))


def main() -> int:
    """Print the ratios and the bytes."""
    cpu, wait, sizes, wire = measured()
    used = [statistics.median(times) for times in cpu]
    waited = [statistics.median(times) for times in wait]
    for name, own, seen in zip(NAMES, used, waited, strict=True):
        print(f"{name:<18} {own:6.1f} ms of processor a rerun, {seen:6.1f} ms until its end")
    ratio = statistics.median(own / same for own, same in zip(cpu[0], cpu[1], strict=True))
    print(f"ratio to an empty page served alike {ratio:.2f} (promised: at most {PROMISED_RATIO:g})")
    print(f"ratio to one served by Streamlit as it comes {used[0] / used[2]:.2f}")
    print(
        f"websocket: {statistics.median(sizes) / 1000:.1f} kB a rerun, most {max(sizes) / 1000:.1f}"
    )
    for name, size in wire.items():
        print(f"{name:<18} {size:6.1f} kB with the framed map's files")
    after = max(size for name, size in wire.items() if name != "the first view")
    print(f"most after the first {after:.1f} kB (promised: at most {PROMISED_KB})")
    return 0 if ratio <= PROMISED_RATIO and after <= PROMISED_KB else 1


def _await(url: str) -> None:
    for _ in range(200):
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("the empty page did not start")


if __name__ == "__main__":
    sys.exit(main())
