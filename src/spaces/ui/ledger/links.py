"""From a number to what stands behind it: the sites on the map, the walk on the gaps page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlencode

import pandas as pd

from spaces.ledger import Target
from spaces.ledger.life_circles import circle_query
from spaces.ledger.site_counts import counted_sites
from spaces.ui.shell import cache as cached
from spaces.ui.shell.frame import Context

_STANDING: Final = "built,certified"
_COMING: Final = "building,planned"


def address(context: Context, page: str, **changed: str) -> str:
    """Address of another page for the same place, year and language."""
    return f"{page}?{urlencode(context.carried | changed)}"


def links(context: Context, target: Target, row: Mapping[Any, Any]) -> tuple[tuple[str, str], ...]:
    """Words and addresses of what stands behind a promise; none where nothing was measured."""
    if row["method"] in ("circle", "walk"):
        return _circle(context, target)
    if row["method"] == "routes":
        there = address(context, "school_ways")
        return ((context.t("progress.to_school_ways"), there),)
    if row["method"] not in ("sites", "units", "capacity"):
        return ()
    t, kinds = context.t, ",".join(_kinds(context, target))
    if not kinds:
        return ()
    there = address(context, "map", category=kinds, status=_STANDING)
    found = [(t("progress.to_map"), there)]
    coming = pd.Series([row["building"], row["planned_sites"]], dtype="Int64")
    if coming.sum():
        later = address(context, "map", category=kinds, status=_COMING)
        found.append((t("progress.to_map_coming"), later))
    return tuple(found)


def _kinds(context: Context, target: Target) -> list[str]:
    """Kinds of the sites that count, in their order."""
    wanted = set(target.counts)
    if target.sites:
        frame = cached.sites(context.version, context.view.place).frame
        wanted = set(counted_sites(target, frame)["category"])
    return [kind for kind in cached.categories(context.version) if kind in wanted]


def _circle(context: Context, target: Target) -> tuple[tuple[str, str], ...]:
    walkers = cached.walkers(context.version)
    query = circle_query(target, context.view.place, walkers, context.view.year)
    if query is None:
        return ()
    asked = {
        "category": ",".join(query.categories),
        "walker": query.walker or "",
        "minutes": f"{query.minutes:.0f}",
    }
    return ((context.t("progress.to_gaps"), address(context, "gaps", **asked)),)
