"""Put a bounded load on the app on this machine, and say how it bears it.

    python scripts/load.py --viewers 50 --minutes 5 --think 10
    python scripts/load.py --url http://127.0.0.1:8501 --viewers 2 --minutes 0.2 --think 1

Viewers hold a page of the app open over Streamlit's own websocket and change a control after each
time of thinking; visitors read the public map over HTTP. Without ``--url`` the app is started on
a free port and ended again. Times are from the press of a control to the end of the page's script.
Exit status 1 if anybody met an error, or a rerun's p95 is above ``--limit``.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import re
import socket
import subprocess
import sys
import time
import tomllib
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from viewers import Record, Viewer, Visitor, loopback

ROOT = Path(__file__).resolve().parents[1]
MOST_VIEWERS, MOST_MINUTES, START_S = 500, 60, 120
WARM_SHARE = 0.2
PLACES = ("330381", "310105")


def arguments(args: list[str] | None = None) -> argparse.Namespace:
    """Read the command line; bounds are part of it."""
    ask = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    ask.add_argument("--url", help="app that runs already, on this machine; else one is started")
    ask.add_argument("--pid", type=int, help="process of that app, to measure its memory")
    ask.add_argument(
        "--viewers", type=int, default=50, help=f"with a page open, at most {MOST_VIEWERS}"
    )
    ask.add_argument("--visitors", type=int, help="of the public map over HTTP; as many as viewers")
    ask.add_argument("--minutes", type=float, default=5, help=f"at most {MOST_MINUTES}")
    ask.add_argument(
        "--think", type=float, default=10, help="seconds between two acts, half to 1.5 x"
    )
    ask.add_argument("--page", action="append", help="page that viewers open; may be repeated")
    ask.add_argument("--place", action="append", help="places that viewers change between")
    ask.add_argument("--public", default="/", help="address of the public map within the app")
    ask.add_argument("--limit", type=float, default=1.0, help="seconds allowed for p95 of a rerun")
    asked = ask.parse_args(args)
    if not (0 <= asked.viewers <= MOST_VIEWERS and 0 < asked.minutes <= MOST_MINUTES):
        ask.error(f"at most {MOST_VIEWERS} viewers and {MOST_MINUTES} minutes")
    if asked.think < 0.2:
        ask.error("nobody thinks less than 0.2 s")
    asked.visitors = asked.viewers if asked.visitors is None else min(asked.visitors, MOST_VIEWERS)
    asked.page, asked.place = asked.page or ["public"], asked.place or list(PLACES)
    if asked.url:
        asked.url = loopback(asked.url)
    elif unknown := set(asked.place) - known_places():
        ask.error(f"the data hold no place {', '.join(sorted(unknown))}")
    return asked


def known_places() -> set[str]:
    """Codes of the places that an app started here will hold."""
    file = Path(os.environ.get("SPACES_DATA") or ROOT / "data") / "places.toml"
    return {place["code"] for place in tomllib.loads(file.read_text("utf-8"))["place"]}


def free_port() -> int:
    """Return a port of this machine that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def app(asked: argparse.Namespace) -> Iterator[tuple[str, int | None]]:
    """Address and process of the app; one that was started here ends here."""
    if asked.url:
        yield asked.url, asked.pid
        return
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    command += ["--server.address", "127.0.0.1", "--server.headless", "true"]
    running = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    try:
        _await_health(url, running)
        yield url, running.pid
    finally:
        running.terminate()
        running.wait(20)


def _await_health(url: str, running: subprocess.Popen[bytes]) -> None:
    for _ in range(START_S * 5):
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2):
                return
        except OSError:
            time.sleep(0.2)
        if running.poll() is not None:
            break
    raise SystemExit("the app did not start")


def memory_mb(pid: int | None) -> float | None:
    """Megabytes of memory that a process holds; None where the system does not tell."""
    status = Path(f"/proc/{pid}/status")
    if pid is None or not status.exists():
        return None
    found = re.search(r"VmRSS:\s+(\d+) kB", status.read_text(encoding="utf-8"))
    return int(found[1]) / 1024 if found else None


def views(places: list[str]) -> list[dict[str, str]]:
    """Return what a viewer's controls lead to: each place in each language."""
    return [{"place": place, "lang": lang} for place in places for lang in ("zh", "en")]


async def run(
    asked: argparse.Namespace, url: str, pid: int | None
) -> tuple[Record, list[float | None]]:
    """Let everybody come, look and go; what they saw, and memory at start, warm and at the end."""
    chance = random.Random(6)
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(max(4, asked.visitors)))
    record, lasts_s = Record(keep=False), asked.minutes * 60
    memory = [memory_mb(pid)]
    until = time.monotonic() + lasts_s
    all_views = views(asked.place)
    people: list[Viewer | Visitor] = []
    for n in range(asked.viewers):
        turned = all_views[n % len(all_views) :] + all_views[: n % len(all_views)]
        people.append(Viewer(url, asked.page[n % len(asked.page)], turned))
    people += [Visitor(f"{url}{asked.public}") for _ in range(asked.visitors)]

    async def warmed() -> None:
        await asyncio.sleep(lasts_s * WARM_SHARE)
        record.keep = True
        memory.append(memory_mb(pid))

    stays = [p.stay(record, until, asked.think, random.Random(chance.random())) for p in people]
    await asyncio.gather(warmed(), *stays)
    memory.append(memory_mb(pid))
    return record, memory


def share(values: list[float], part: float) -> float:
    """Value below which this part of all values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def report(record: Record, memory: list[float | None]) -> None:
    """Print what everybody saw."""
    print(
        f"{'act':<8}{'times':>7}{'p50 s':>9}{'p95 s':>9}{'max s':>9}{'kB median':>11}{'kB max':>9}"
    )
    for kind, seconds in sorted(record.seconds.items()):
        size = [n / 1000 for n in record.size[kind]]
        row = (share(seconds, 0.5), share(seconds, 0.95), max(seconds))
        print(f"{kind:<8}{len(seconds):>7}" + "".join(f"{s:>9.3f}" for s in row), end="")
        print(f"{share(size, 0.5):>11.1f}{max(size):>9.1f}")
    said = ["unknown" if mb is None else f"{mb:.0f} MB" for mb in memory]
    print(f"memory of the server: {said[0]} at the start, {said[1]} warm, {said[2]} at the end")
    print(f"errors: {len(record.errors)}")
    for error in sorted(set(record.errors))[:10]:
        print(f"  {record.errors.count(error)} x {error[:200]}")


def main(args: list[str] | None = None) -> int:
    """Put the load on; exit status 1 if it was not borne."""
    asked = arguments(args)
    with app(asked) as (url, pid):
        print(
            f"{asked.viewers} viewers of {', '.join(asked.page)} and {asked.visitors} visitors of"
            f" {asked.public} for {asked.minutes:g} min, {asked.think:g} s to think,"
            f" {os.cpu_count()} processors; the first fifth is warm-up and not counted",
            flush=True,
        )
        record, memory = asyncio.run(run(asked, url, pid))
    report(record, memory)
    slow = "rerun" in record.seconds and share(record.seconds["rerun"], 0.95) > asked.limit
    if slow:
        print(f"p95 of a rerun is above {asked.limit:g} s")
    return 1 if record.errors or slow or not record.seconds else 0


if __name__ == "__main__":
    sys.exit(main())
