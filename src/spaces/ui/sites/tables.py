"""Tables as the reader sees them: columns named in his language, values in his words.

The frames come from caches shared by all viewers; every function here returns a new one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

import geopandas as gpd
import pandas as pd
import streamlit as st

from spaces.content import names_in
from spaces.reach import GapResult
from spaces.reach.words import by_ruler
from spaces.reports.site_list import site_list
from spaces.sites.opening_hours import parse_hours
from spaces.sites.opening_hours.words import hours_words
from spaces.text import Text
from spaces.text.numbers import NONE, children_text, share_text
from spaces.ui.shell import cache as cached
from spaces.ui.shell import frame as page_frame
from spaces.ui.shell.frame import Context
from spaces.ui.sites.selection import FIRST_ROWS, Rows

_WIDTHS = {
    "name": 290,
    "category": 150,
    "status": 80,
    "year": 65,
    "sub_area": 100,
    "address": 160,
    "located": 75,
    "facilities": 190,
    "opening": 240,
    "lead": 200,
    "source": 260,
    "demo": 70,
}
_ROW_PX, _TALLEST_PX = 35, 460


def show(table: pd.DataFrame, alt: str) -> None:
    """Draw a table; ``alt`` says what it is to those who cannot see it."""
    st.dataframe(table, hide_index=True, placeholder=NONE, alt=alt)


def _words(values: pd.Series, word: Callable[[str], str]) -> list[str]:
    return [word(str(value)) if isinstance(value, str) else "" for value in values]


def _listed(t: Text, values: pd.Series, word: Callable[[str], str] = str) -> list[str]:
    return [
        t("nav.and").join(word(str(item)) for item in value)
        if isinstance(value, list | tuple)
        else ""
        for value in values
    ]


def sites(context: Context, frame: gpd.GeoDataFrame) -> pd.DataFrame:
    """Sites as a table for the screen."""
    t, lang = context.t, context.view.lang
    kinds = cached.categories(context.version)
    has_place = ~(frame.geometry.isna() | frame.geometry.is_empty)
    columns: dict[str, object] = {
        "name": names_in(frame, lang).to_numpy(),
        "category": _words(frame["category"], lambda i: kinds[i].name(lang) if i in kinds else i),
        "status": _words(frame["status"], lambda i: t(f"site_status.{i}")),
        "year": frame["year"].astype("Int64").to_numpy(),
        "sub_area": frame["sub_area"].to_numpy(),
        "address": frame["address"].to_numpy(),
        "located": [t("sites.yes") if known else t("sites.no") for known in has_place],
        "facilities": _listed(t, frame["facilities"], lambda i: facility(t, i)),
        "opening": frame["opening"].to_numpy(),
        "lead": _listed(t, frame["lead"]),
        "source": frame["source"].to_numpy(),
        "demo": [t("demo.yes") if made_up else t("demo.no") for made_up in frame["demo"]],
    }
    return pd.DataFrame({t(f"sites.{name}"): values for name, values in columns.items()})


def to_take_away(context: Context, frame: gpd.GeoDataFrame) -> pd.DataFrame:
    """Sites as a table for CSV, which can be read again."""
    return site_list(frame, cached.categories(context.version), context.t)


def facility(t: Text, name: str) -> str:
    """Return the word for a facility; one that the catalogue lacks keeps its own."""
    key = f"sites.facility_{name}"
    return t(key) if t.has(key) else name


def show_sites(context: Context, frame: pd.DataFrame, alt: str) -> None:
    """Draw a table of sites; the name stays readable on a phone."""
    t = context.t
    known = {t(f"sites.{name}"): width for name, width in _WIDTHS.items()}
    widths = {name: st.column_config.Column(width=known[name]) for name in frame if name in known}
    height = min(_TALLEST_PX, (len(frame) + 1) * _ROW_PX + 3)
    said = _as_read(t, frame)
    st.dataframe(
        said, hide_index=True, column_config=widths, height=height, placeholder="", alt=alt
    )


def _as_read(t: Text, frame: pd.DataFrame) -> pd.DataFrame:
    """Say opening hours in the reader's language, and mark names that are made up.

    Files to take away keep what was written: there the column tells what is made up, so that
    names read back as they were.
    """
    name, opening, demo = t("sites.name"), t("sites.opening"), t("sites.demo")
    made_up = frame[demo] == t("demo.yes")
    said = {name: frame[name].where(~made_up, frame[name].astype(str) + t("demo.mark"))}
    if opening in frame:
        said[opening] = pd.Series([opening_words(t, str(o)) for o in frame[opening]], frame.index)
    columns = list(frame)
    columns.insert(columns.index(name) + 1, columns.pop(columns.index(demo)))  # read, not cut off
    return frame.assign(**said)[columns]


def opening_words(t: Text, said: str) -> str:
    """Say opening hours as the public map does; what it does not understand stays as written."""
    hours = parse_hours(said)
    if hours is None:
        return said
    words = hours_words(hours, t)
    return f"{words} · {said}" if hours.more else words


def show_rows(
    context: Context,
    rows: Rows,
    alt: str,
    make: Callable[[Context, gpd.GeoDataFrame], pd.DataFrame] = sites,
) -> None:
    """Draw the first of some sites as a table made by ``make``, and say where the others are."""
    show_sites(context, make(context, rows.first()), alt)
    if len(rows) > FIRST_ROWS:
        page_frame.note(context.t("sites.first_rows", n=FIRST_ROWS, total=f"{len(rows):,}"))


def site_card(context: Context, one: gpd.GeoDataFrame) -> tuple[str, list[tuple[str, str]]]:
    """Return the name and the facts of one site, for a card."""
    row = _as_read(context.t, sites(context, one)).iloc[0]
    facts = [(str(key), "" if pd.isna(value) else str(value)) for key, value in row.items()]
    return facts[0][1], facts[1:]


def unlocated_sites(context: Context, frame: gpd.GeoDataFrame) -> pd.DataFrame:
    """Promised sites that have no location yet: what is known of them."""
    t = context.t
    wanted = ("name", "category", "status", "year", "lead", "source", "demo")
    return sites(context, frame)[[t(f"sites.{name}") for name in wanted]]


def _where(lon: pd.Series, lat: pd.Series) -> list[str]:
    """Coordinates as text, empty where not known."""
    pairs = zip(lon, lat, strict=True)
    return ["" if pd.isna(x) else f"{y:.5f}, {x:.5f}" for x, y in pairs]


def gaps(context: Context, result: GapResult) -> pd.DataFrame:
    """Gap areas as a table, the one with most children first."""
    t, frame = context.t, result.gaps
    names = cached.sites(context.version, context.view.place).names(context.view.lang)
    areas = area_names(context)
    codes = frame["sub_area"].fillna("").astype(str)
    columns: dict[str, object] = {
        "rank": list(frame.index),
        "children": [
            children_text(value, t, modelled=result.modelled) for value in frame["children"]
        ],
        "sub_area": [areas.get(code, t("gaps.no_sub_area")) for code in codes],
        "nearest_site": [str(names.get(name, "")) for name in frame["nearest_site"]],
        "nearest_km": (frame["nearest_m"] / 1000).round(2).to_numpy(),
        "area_km2": frame["area_km2"].round(2).to_numpy(),
        "center": _where(frame["center_lon"], frame["center_lat"]),
        "best": [
            "" if pd.isna(lon) else children_text(reached, t, modelled=result.modelled)
            for lon, reached in zip(frame["best_lon"], frame["best_children"], strict=True)
        ],
        "best_at": _where(frame["best_lon"], frame["best_lat"]),
    }
    if not codes.any():
        del columns["sub_area"]
    table = pd.DataFrame({t(f"gaps.column_{name}"): values for name, values in columns.items()})
    told = by_ruler(result.query, t, "gaps.column_nearest_km")
    return table.rename(columns={t("gaps.column_nearest_km"): told})


def area_names(context: Context) -> dict[str, str]:
    """Names of the place's parts by code; of two with one name each says where it lies."""
    lang, parts = context.view.lang, context.place.parts
    names = {part.code: part.name(lang) for part in parts}
    often = Counter(names.values())
    return {
        part.code: names[part.code]
        if often[names[part.code]] == 1 or part.parent not in names
        else context.t("gaps.part_of", part=names[part.code], whole=names[part.parent])
        for part in parts
    }


def coverage(table: pd.DataFrame, labels: Mapping[str, str]) -> pd.DataFrame:
    """Children by group as the charts want them: ``label, covered, uncovered, share``.

    Groups whose numbers are hidden or unknown are left out: nothing is drawn as zero.
    """
    known = table.dropna(subset=["children_covered", "children_uncovered"])
    return pd.DataFrame(
        {
            "label": [labels.get(str(key), str(key)) for key in known.index],
            "covered": known["children_covered"].to_numpy(),
            "uncovered": known["children_uncovered"].to_numpy(),
            "share": known["share_covered"].to_numpy(),
        }
    )


def _measured(table: pd.DataFrame) -> pd.Series:
    """Children who are covered or not: what a share is a share of."""
    both: pd.Series = table["children_covered"] + table["children_uncovered"]
    return both


def coverage_shown(
    context: Context, table: pd.DataFrame, labels: Mapping[str, str]
) -> pd.DataFrame:
    """Return the same figures in words, for the text beside a chart and for CSV."""
    t = context.t
    columns: dict[str, object] = {
        "group": [labels.get(str(key), str(key)) for key in table.index],
        "total": [children_text(v, t, modelled=True) for v in table["children_total"]],
        "covered": [children_text(v, t, modelled=True) for v in table["children_covered"]],
        "uncovered": [children_text(v, t, modelled=True) for v in table["children_uncovered"]],
        "share": [
            "" if pd.isna(share) else share_text(share, whole=measured)
            for share, measured in zip(table["share_covered"], _measured(table), strict=True)
        ],
    }
    return pd.DataFrame({t(f"gaps.column_{name}"): values for name, values in columns.items()})
