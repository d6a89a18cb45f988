"""Server time of the page of gaps on foot, when only the walker or the minutes change.

    python benchmarks/walk_page.py [--delay 30]

Asks what the page and its map ask for the shipped place with a network: the answer, the circle
beside it, and the layers of cells and gaps as they are sent. Times are those of the
processor, so that a busy machine does not change them. Prints the first
time (everything is joined and searched) and then each change; exit status 1 when a change takes
more than half a second. With ``--delay`` every crossing of an arterial costs so many seconds, which
is another length for each walker: nothing of one walker's search serves the next. The same question
by a second viewer is printed too: nothing is computed.
"""

from __future__ import annotations

import argparse
import logging
import statistics
import sys
import time
from dataclasses import replace

logging.disable(logging.WARNING)  # cached functions warn without a browser

from starlette.requests import Request  # noqa: E402

from spaces.reach import GapQuery  # noqa: E402
from spaces.text import text  # noqa: E402
from spaces.ui.map import layers as map_layers  # noqa: E402
from spaces.ui.reach import cache as cached_walk  # noqa: E402
from spaces.ui.server.layers import layer  # noqa: E402
from spaces.ui.shell import cache as cached  # noqa: E402

PLACE, YEAR, PROMISED_S = "330381", 2024, 0.5
DRAWN = ("walk_cells", "gaps")
SPOT = (120.65, 27.78)


def fetch(name: str, **query: str | int) -> int:
    """Ask one layer as a browser does; bytes sent."""
    address = map_layers.layer_url(name, {"v": cached.content_version(), "place": PLACE, **query})
    scope = {
        "type": "http",
        "method": "GET",
        "path": "/",
        "headers": [(b"accept-encoding", b"gzip")],
        "query_string": address.partition("?")[2].encode(),
        "path_params": {"name": name},
    }
    answer = layer(Request(scope))
    if answer.status_code != 200:
        raise SystemExit(f"{name}: {answer.status_code} {bytes(answer.body)!r}")
    return len(answer.body)


def show(walker: str, minutes: int, delay: int | None) -> float:
    """Seconds for one view of the page and its map."""
    begun, version = time.process_time(), cached.content_version()
    asked = map_layers.reach_params(version, PLACE, text("zh"), walker, minutes, "", YEAR)
    params = {name: value for name, value in asked.items() if name not in ("v", "place")}
    if delay is not None:
        params["delay"] = str(delay)
    sent = [fetch(name, **params, ruler="both") for name in DRAWN]
    query = cached_walk.asked(version, _question(version, walker, minutes), "both")
    if delay is not None:
        query = replace(query, crossing_delay_s=float(delay))
    cached_walk.two_rulers(version, query)
    cached_walk.standard_lines(version, query)
    assert all(sent)
    return time.process_time() - begun


def _question(version: str, walker: str, minutes: int) -> GapQuery:
    speed = cached.walkers(version).by_id[walker].speed_mps
    return GapQuery(PLACE, (), speed, walker, minutes, YEAR)


def main() -> int:
    """Print the times."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--delay", type=int, help="seconds lost at each crossing of an arterial")
    delay = parser.parse_args().delay
    version = cached.content_version()
    known = cached.walkers(version)
    cached_walk.quality(version, PLACE)
    print(f"first view                    {show(known.default, 15, delay):6.3f} s")
    times = []
    for walker, minutes in [(w, 15) for w in known.by_id if w != known.default] + [
        (known.default, m) for m in (5, 10, 20, 30)
    ]:
        times.append(show(walker, minutes, delay))
        print(f"{walker:>14} {minutes:3} min          {times[-1]:8.3f} s")
    print(f"the same by a second viewer   {show(known.default, 15, delay):6.3f} s")
    at = f"{SPOT[0]},{SPOT[1]}"
    begun = time.perf_counter()
    sent = [fetch(name, at=at, walker=known.default, year=YEAR) for name in ("isochrones", "ways")]
    print(f"a click: isochrones and ways  {time.perf_counter() - begun:6.3f} s, {sum(sent)} bytes")
    worst = max(times)
    print(f"median {statistics.median(times):.3f} s, worst {worst:.3f} s; promised {PROMISED_S} s")
    return 0 if worst <= PROMISED_S else 1


if __name__ == "__main__":
    sys.exit(main())
