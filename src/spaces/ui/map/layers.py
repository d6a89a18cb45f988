"""The layers that pages put on a map: address, drawing and legend of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, Literal
from urllib.parse import urlencode

from spaces.reach.result import STATES
from spaces.reach.statutory_radii import Standard
from spaces.sites import Category
from spaces.sites.statuses import STATUSES
from spaces.text import Text
from spaces.ui.map.widget import LayerRef, LegendItem

DASHES: Final = ("long", "mid", "short")
"""Names of dashes in the map's script."""


def layer_url(name: str, params: Mapping[str, str | int | float | None]) -> str:
    """Address of a layer; empty values are left out.

    Parameters
    ----------
    name : str
        A row of ``layers_route.MAKERS``.
    params : Mapping
        ``v`` (content version), ``place`` and, where they matter, ``lang, category, status,
        walker, speed, minutes, year``.
    """
    kept = {key: str(value) for key, value in params.items() if value not in (None, "")}
    return f"layers/{name}.geojson?{urlencode(kept)}"


def ground(version: str, place: str, t: Text) -> tuple[LayerRef, LayerRef]:
    """Outline of the place, its parts and their names, and its streets where they are known.

    The base map that needs no outside host. Where no streets are known that layer is empty.
    """
    params = {"v": version, "place": place}
    outline = layer_url("boundary", params | {"lang": t.code})
    return (
        LayerRef("boundary", outline, "boundary"),
        LayerRef("ground", layer_url("ground", params), "ground"),
    )


def sites(
    version: str,
    place: str,
    kinds: Iterable[Category],
    t: Text,
    *,
    category: str = "",
    status: str = "",
    year: int | None = None,
) -> LayerRef:
    """Sites by category and status; ``kinds`` are the rows of the legend, in their order."""
    params = {"v": version, "place": place, "lang": t.code, "category": category}
    params |= {"status": status, "year": "" if year is None else str(year)}
    items = [
        LegendItem(kind.id, kind.name(t.code), kind.color, kind.shape, kind.letter)
        for kind in kinds
    ]
    states = [LegendItem(f"status:{s}", t(f"map.status.{s}")) for s in STATUSES]
    url = layer_url("sites", params)
    return LayerRef("sites", url, "sites", t("map.layer.sites"), (*items, *states))


def reach_params(
    version: str, place: str, t: Text, walker: str, minutes: int, category: str, year: int | None
) -> dict[str, str]:
    """Query of the layers that depend on a walk: cells, gaps and reach."""
    return {
        "v": version,
        "place": place,
        "lang": t.code,
        "walker": walker,
        "minutes": str(minutes),
        "category": category,
        "year": "" if year is None else str(year),
    }


def cells(params: Mapping[str, str], t: Text) -> LayerRef:
    """Where children live: within the walk, beyond it, or not known."""
    return _states("cells", params, t, STATES)


def reach(params: Mapping[str, str], t: Text) -> LayerRef:
    """Area within the walk and beyond it, for a place whose children are not known."""
    return _states("reach", params, t, STATES[:2])


def gaps(params: Mapping[str, str], t: Text) -> LayerRef:
    """Gap areas with their rank numbers."""
    item = LegendItem("gap", t("map.state.gap"))
    return LayerRef("gaps", layer_url("gaps", params), "gaps", t("map.layer.gaps"), (item,))


def standards(
    version: str,
    params: Mapping[str, str],
    known: Mapping[str, tuple[Standard, int]],
    kinds: Mapping[str, Category],
    t: Text,
    *,
    visible: bool,
) -> LayerRef:
    """Statutory circles, a dashed line for each standard; it says which are still to check.

    Parameters
    ----------
    version : str
        Version of the content.
    params : Mapping
        Query of the page; the walker and the minutes do not matter here.
    known : Mapping
        :func:`spaces.graphics.statutory_radius_layers.standards_of` the kinds asked.
    kinds : Mapping
        Categories by id, for their colours.
    t : Text
        Catalogue of the screen.
    visible : bool
        Whether it is drawn at first.
    """
    items = tuple(
        LegendItem(f"standard:{key}", _standard(one, t), kinds[str(one.category)].color, dash(nth))
        for key, (one, nth) in known.items()
    )
    own = {name: params[name] for name in ("place", "category", "year")}
    url = layer_url("standards", {"v": version, **own})
    return LayerRef("standards", url, "rings", t("map.layer.standards"), items, visible)


def _standard(one: Standard, t: Text) -> str:
    said = t("map.standard", name=one.name(t.code), radius=f"{one.radius_m:,.0f}")
    return said + t("map.standard_check") if one.check else said


def dash(nth: int) -> str:
    """Name of the dash of the nth standard of one kind: they share its colour."""
    return DASHES[nth % len(DASHES)]


def _states(
    name: Literal["cells", "reach"], params: Mapping[str, str], t: Text, states: tuple[str, ...]
) -> LayerRef:
    items = tuple(LegendItem(state, t(f"map.state.{state}")) for state in states)
    return LayerRef(name, layer_url(name, params), name, t(f"map.layer.{name}"), items)
