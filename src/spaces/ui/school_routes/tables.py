"""Tables of the page of ways to school, in the reader's words; each is a new frame."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import geopandas as gpd
import pandas as pd
import streamlit as st

from spaces.school_routes import Priorities, SchoolRoutes
from spaces.school_routes import words as school_words
from spaces.school_routes.key_figures import gives_few
from spaces.school_routes.locations import Location, LocationTeller
from spaces.sites import site_names
from spaces.sites.walking_bus import listed_facts
from spaces.text.numbers import NONE, children_text, known, share_text
from spaces.ui.school_routes import cache as cached_school
from spaces.ui.shell import cache as cached
from spaces.ui.shell.frame import Context
from spaces.ui.sites import tables


def where(context: Context, ways: SchoolRoutes, around: str = "") -> LocationTeller:
    """Return what tells where crossings and streets are; ``around`` is a school's id."""
    sites = cached.sites(context.version, context.view.place).frame
    return LocationTeller(ways, sites, context.t, around=around)


def named(context: Context, columns: Mapping[str, object]) -> pd.DataFrame:
    """Return a table with its columns named in the reader's language."""
    return pd.DataFrame({context.t(f"school_page.column_{k}"): v for k, v in columns.items()})


def heads_of(
    context: Context, ways: SchoolRoutes, values: Iterable[Any], *, plain: bool = False
) -> list[str | int]:
    """Return children as text, or ``plain`` numbers for a file; small real ones are hidden."""
    shown = [children_text(known(value), context.t, modelled=ways.modelled) for value in values]
    if not plain:
        return list(shown)
    return [int(own) if (own := one.replace(",", "")).isdigit() else one for one in shown]


def _shares(values: Iterable[Any]) -> list[str]:
    return [share_text(known(value)) for value in values]


def placed(tell: Callable[[str], Location], keys: Iterable[object]) -> dict[str, object]:
    """Return where crossings or streets are: ``place``, ``beside`` and ``at`` in degrees."""
    spots = [tell(str(key)) for key in keys]
    return {
        "place": [spot.heading[0] for spot in spots],
        "beside": [spot.heading[1] for spot in spots],
        "at": [f"{spot.lat:.5f}, {spot.lon:.5f}" for spot in spots],
    }


def show_ranked(context: Context, table: pd.DataFrame) -> None:
    """Draw a ranked list: the rank and the place stay narrow enough for a phone."""
    t = context.t
    widths: dict[str, int] = {"rank": 52, "place": 275, "need": 78, "freed": 78, "freed_all": 70}
    widths |= {"metres": 72, "child_km": 72, "child_km_all": 78, "beside": 120}
    wide = {t(f"school_page.column_{name}"): width for name, width in widths.items()}
    config = {name: st.column_config.Column(width=wide[name]) for name in table if name in wide}
    last = [t(f"school_page.column_{name}") for name in ("beside", "schools", "there", "at")]
    order = [str(name) for name in table if name not in last] + [n for n in last if n in table]
    st.dataframe(
        table,
        hide_index=True,
        column_config=config,
        column_order=order,
        alt=t("school_page.mend"),
    )


def kinds(context: Context, names: Sequence[str]) -> str:
    """Return kinds of routes or spots in words; "" for none."""
    there, t = cached_school.safe_route_types(context.version), context.t
    return t("nav.and").join(there[k].name(t.code) if k in there else str(k) for k in names)


def crossings_to_mend(
    context: Context, ways: SchoolRoutes, found: Priorities, *, plain: bool = False
) -> pd.DataFrame:
    """Ranked crossings: where, who needs them, what mending brings; ``plain``: for a file.

    No sum is shown once a gain is hidden: it would tell it.
    """
    spots, chosen = where(context, ways), found.chosen
    rows, total = ways.crossings.loc[chosen.index], chosen["cumulative_gain"]
    few = gives_few(found, modelled=ways.modelled)
    return named(
        context,
        {
            "rank": chosen["order"].to_numpy(),
            **placed(spots.crossing, chosen.index),
            "need": heads_of(context, ways, rows["children"], plain=plain),
            "freed": heads_of(context, ways, chosen["gain"], plain=plain),
            **({} if few else {"freed_all": heads_of(context, ways, total, plain=plain)}),
            "schools": [spots.schools(ids) for ids in rows["schools"]],
            "there": [kinds(context, names) for names in rows["facility_kinds"]],
            **(_for_file(context, found) if plain else {}),
        },
    )


def _for_file(context: Context, found: Priorities) -> dict[str, object]:
    """Return what a row needs once it has left the page: its id, and how it was ranked."""
    said = school_words.mending_definition(found, context.t)
    return {"id": found.chosen.index.astype(str), "how": [said] * len(found.chosen)}


def streets_to_mend(
    context: Context, ways: SchoolRoutes, found: Priorities, *, plain: bool = False
) -> pd.DataFrame:
    """Ranked streets: where, how long, what treating them brings; ``plain``: for a file."""
    spots, chosen = where(context, ways), found.chosen
    rows = ways.streets.loc[chosen.index]
    return named(
        context,
        {
            "rank": chosen["order"].to_numpy(),
            **placed(spots.street, chosen.index),
            "metres": chosen["cost"].round().astype(int).to_numpy(),
            "need": heads_of(context, ways, rows["children"], plain=plain),
            "child_km": (chosen["gain"] / 1000).round(1).to_numpy(),
            "child_km_all": (chosen["cumulative_gain"] / 1000).round(1).to_numpy(),
            "schools": [spots.schools(ids) for ids in rows["schools"]],
            **(_for_file(context, found) if plain else {}),
        },
    )


def shapes(
    frame: gpd.GeoDataFrame, table: Callable[[], pd.DataFrame], found: Priorities
) -> gpd.GeoDataFrame:
    """Return a ranked table with the geometry of its rows, for GeoJSON."""
    ids = found.chosen.index
    own = table().set_index(ids.astype(str))
    return gpd.GeoDataFrame(own, geometry=list(frame.geometry.loc[ids]), crs=frame.crs)


def schools(context: Context, ways: SchoolRoutes, *, plain: bool = False) -> pd.DataFrame:
    """Every school with its figures, the one with most children in danger first."""
    t, rows = context.t, ways.schools
    spots = where(context, ways)
    worst = rows["children"] - rows["children_safe"]
    rows = rows.loc[worst.sort_values(ascending=False, kind="stable", na_position="last").index]
    categories, areas = cached.categories(context.version), tables.area_names(context)
    touched = {True: "✓", False: "✗"}
    return named(
        context,
        {
            "school": [spots.names[str(key)] for key in rows.index],
            "category": [
                categories[k].name(t.code) if k in categories else k for k in rows["category"]
            ],
            "sub_area": [areas.get(str(code), str(code or "")) for code in rows["sub_area"]],
            "children": heads_of(context, ways, rows["children"], plain=plain),
            "safe": _shares(rows["safe_share"]),
            "child_share": _shares(rows["child_share"]),
            "street_share": _shares(rows["street_share"]),
            "touched": [NONE if pd.isna(v) else touched[bool(v)] for v in rows["touched"]],
            "walk": [_metres(v) for v in rows["walk_m_median"]],
            "weakest": [spots.crossing(str(key)).line(t) if key else "" for key in rows["weakest"]],
        },
    )


def _metres(value: Any) -> float | None:  # noqa: ANN401  a cell of a frame
    found = known(value)
    return None if found is None else round(found)


def sub_areas(context: Context, ways: SchoolRoutes) -> pd.DataFrame:
    """Return the figures by sub-area."""
    t, rows = context.t, ways.by_sub_area
    names = {"": t("gaps.no_sub_area"), **tables.area_names(context)}
    return named(
        context,
        {
            "sub_area": [names.get(str(key), str(key)) for key in rows.index],
            "schools_n": rows["schools"].astype(int).to_numpy(),
            "children": heads_of(context, ways, rows["children"]),
            "touched_share": _shares(rows["touched_share"]),
            "street_share": _shares(rows["street_share"]),
            "child_share": _shares(rows["child_share"]),
            "safe": _shares(rows["safe_share"]),
        },
    )


def routes(context: Context, ways: SchoolRoutes, rows: gpd.GeoDataFrame) -> pd.DataFrame:
    """Routes with their weakest crossing; ``rows`` are some of ``ways.routes`` or of its plans."""
    t, spots, lang = context.t, where(context, ways), context.view.lang
    there = ways.crossings.index
    return named(
        context,
        {
            "route": site_names(rows, lang).to_numpy(),
            "kind": [kinds(context, [k] if k else []) for k in rows["kind"].fillna("")],
            "status": [t(f"site_status.{s}") for s in rows["status"]],
            "state": [t(f"school_page.route_{s}") for s in rows["state"]],
            "schools": [spots.schools(ids) for ids in rows["schools"]],
            "need": heads_of(context, ways, rows["children"]),
            "weakest": [
                spots.crossing(str(key)).line(t) if key in there else "" for key in rows["weakest"]
            ],
            "metres": rows["matched_m"].round().astype(int).to_numpy(),
            "missed": rows["missed_m"].round().astype(int).to_numpy(),
            **_papers(context, rows),
        },
    )


def _papers(context: Context, rows: gpd.GeoDataFrame) -> dict[str, object]:
    """Return what the list says of routes: stops of a walking bus, year, lead, evidence."""
    t, sites = context.t, cached.sites(context.version, context.view.place).frame
    found = listed_facts(sites.reindex(rows.index), rows["kind"].fillna(""), t)
    return {str(name): found[name].to_numpy() for name in found}


def off_network(context: Context, ways: SchoolRoutes) -> pd.DataFrame:
    """Existing spots that stand at no crossing, and why."""
    t, rows = context.t, ways.facilities_off
    sites = cached.sites(context.version, context.view.place).frame
    names = site_names(sites, context.view.lang)
    categories = cached.categories(context.version)
    return named(
        context,
        {
            "spot": [str(names.get(key, key)) for key in rows.index],
            "kind": [
                kinds(context, [k]) if k else _category(categories, c, t.code)
                for k, c in zip(rows["kind"].fillna(""), rows["category"], strict=True)
            ],
            "why": [t(f"school_page.off_{why}") for why in rows["why"]],
            "distance": [_metres(v) for v in rows["distance_m"]],
        },
    )


def _category(categories: Mapping[str, Any], key: str, lang: str) -> str:
    return str(categories[key].name(lang)) if key in categories else key
