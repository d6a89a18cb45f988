"""The same sites as pages of plain text: for browsers without scripts and for who prefers it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any, Final

import geopandas as gpd
import pandas as pd

from spaces.places import Place
from spaces.public.page import POLICY, TAGS
from spaces.sites import Category
from spaces.sites.contract import EXISTING
from spaces.sites.opening_hours import parse_hours
from spaces.sites.opening_hours.words import hours_words
from spaces.sites.vocabulary import FACILITIES
from spaces.text import DEFAULT, Text, languages, text

MOST: Final = 1000
"""Sites on one page: about 400 kB, which any phone opens."""


def list_name(lang: str, number: int = 1) -> str:
    """File name of a page of the list, such as ``list.html``, ``list-2.en.html``."""
    return f"list{f'-{number}' if number > 1 else ''}{'' if lang == DEFAULT else f'.{lang}'}.html"


def plain_lists(
    place: Place,
    sites: gpd.GeoDataFrame,
    categories: Mapping[str, Category],
    places: Sequence[Place],
    *,
    assets: str,
    as_of: str,
) -> dict[str, bytes]:
    """Write the lists of a place in every language.

    Parameters
    ----------
    place : Place
        Whose sites these are.
    sites : GeoDataFrame
        What :func:`spaces.public.site_payload.public_sites` returned.
    categories : mapping of str to Category
        Kinds by id.
    places : sequence of Place
        All that are published: the list leads to theirs.
    assets : str
        Folder of the styles.
    as_of : str
        Day that the data stand for.

    Returns
    -------
    dict of str to bytes
        By path within the folder. A list longer than :data:`MOST` goes on in a next file.
    """
    frame = sites.drop(columns="geometry").sort_values(["sub_area", "category"], kind="stable")
    rows = frame.to_dict("records")
    # Sites whose part of the place nobody wrote down come last.
    rows = [r for r in rows if r["sub_area"]] + [r for r in rows if not r["sub_area"]]
    parts = [rows[k : k + MOST] for k in range(0, len(rows), MOST)] or [[]]
    files, demo = {}, bool(sites["demo"].any())
    for lang in languages():
        words = _Words(lang, categories, as_of)
        for k, part in enumerate(parts, 1):
            head = _head(place, places, words, lang=lang, assets=assets)
            if demo:
                head += f"<p><strong>{escape(words.t('public.demo_help'))}</strong></p>"
            body = _groups(part, words) + _steps(words.t, lang, k, len(parts))
            total = words.t("public.count_all", n=len(rows))
            page = f"{head}<p>{escape(total)}</p>{body}</main></body></html>\n"
            files[f"{place.code}/{list_name(lang, k)}"] = page.encode()
    return files


class _Words:
    """What is said of one site, in one language; all that comes back is escaped."""

    def __init__(self, lang: str, categories: Mapping[str, Category], as_of: str) -> None:
        self.t: Text = text(lang)
        self.lang, self.as_of = lang, as_of
        self._kinds = {c.id: escape(c.name(lang)) for c in
                       categories.values()}  # fmt: skip
        self._facilities = {name: escape(self.t(f"public.fac_{name}")) for name in FACILITIES}
        self._hours: dict[str, str] = {"": ""}

    def site(self, row: Mapping[str, Any]) -> str:
        """One site as an item of a list."""
        foreign = self.lang != DEFAULT and not row["name_en"]
        name = row["name_zh"] if self.lang == DEFAULT or foreign else row["name_en"]
        ages = escape(self._ages(row["age_min"], row["age_max"]))
        comma = escape(self.t("public.comma"))
        lines = [
            f"{self._kinds[row['category']]} · {self._state(row)} · {ages}",
            comma.join(self._facilities[f] for f in FACILITIES if f in row["facilities"]),
            _chinese(row["address"], self.lang),
            self._opening(row["opening"]) if row["status"] in EXISTING else "",
            escape(self.t("public.demo")) if row["demo"] else "",
        ]
        told = "".join(f"<p>{line}</p>" for line in lines if line)
        title = _chinese(name, self.lang) if foreign else escape(name)
        title += escape(self.t("public.demo_mark")) if row["demo"] else ""
        return f"<li><h3>{title}</h3>{told}</li>"

    def _state(self, row: Mapping[str, Any]) -> str:
        status, year = row["status"], row["year"]
        if status in EXISTING:
            return escape(self.t(f"public.step_{status}"))
        if pd.isna(year):
            said = self.t(f"public.{status}_no_year")
        elif year < int(self.as_of[:4]):
            said = self.t(f"public.{status}_late", year=int(year))
        else:
            said = self.t(f"public.{status}_year", year=int(year))
        return f"<strong>{escape(said)}</strong>"

    def _ages(self, youngest: float, oldest: float) -> str:
        if pd.isna(youngest) and pd.isna(oldest):
            return self.t("public.age_unknown")
        if pd.isna(youngest):
            return self.t("public.age_to", to=f"{oldest:g}")
        if pd.isna(oldest):
            return self.t("public.age_from", **{"from": f"{youngest:g}"})
        return self.t("public.ages", **{"from": f"{youngest:g}", "to": f"{oldest:g}"})

    def _opening(self, said: str) -> str:
        if said not in self._hours:
            hours = parse_hours(said)
            words = [escape(hours_words(hours, self.t))] if hours else []
            if hours is None or hours.more:
                words.append(_chinese(said, self.lang))
            self._hours[said] = " · ".join(words)
        return self._hours[said] or escape(self.t("public.hours_unknown"))


def _chinese(said: str, lang: str) -> str:
    """Mark a text of the data as Chinese where the page is not."""
    if not said or lang == DEFAULT or said.isascii():
        return escape(said)
    return f'<span lang="{TAGS["zh"]}">{escape(said)}</span>'


def _groups(rows: Sequence[Mapping[str, Any]], words: _Words) -> str:
    out, area = [], None
    for row in rows:
        if row["sub_area"] != area:
            out.append("</ul>" if area is not None else "")
            area = row["sub_area"]
            title = _chinese(area, words.lang) or escape(words.t("public.list_no_area"))
            out.append(f"<h2>{title}</h2><ul>")
        out.append(words.site(row))
    return "".join(out) + ("</ul>" if rows else "")


def _steps(t: Text, lang: str, number: int, last: int) -> str:
    ways = [
        f'<a href="{list_name(lang, k)}">{escape(t(key))}</a>'
        for k, key in ((number - 1, "public.list_before"), (number + 1, "public.list_next"))
        if 1 <= k <= last
    ]
    return f"<p>{' · '.join(ways)}</p>" if ways else ""


def _head(place: Place, places: Sequence[Place], words: _Words, *, lang: str, assets: str) -> str:
    t = words.t
    title = escape(t("public.list_title", place=place.name(lang)))
    tongues = "".join(
        f'<a href="{list_name(code)}" lang="{TAGS.get(code, code)}">'
        f"{escape(text(code)('language.name'))}</a> "
        for code in languages()
        if code != lang
    )
    others = "".join(
        f'<a href="../{other.code}/{list_name(lang)}">{escape(other.name(lang))}</a> '
        for other in places
        if other.code != place.code
    )
    return (
        f'<!doctype html>\n<html lang="{TAGS.get(lang, lang)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">'
        '<meta name="referrer" content="no-referrer">'
        f'<title>{title}</title><link rel="icon" href="../{assets}/icon.svg">'
        f'<link rel="stylesheet" href="../{assets}/theme.css"></head>'
        f'<body class="plain"><nav><a href="./?lang={lang}">{escape(t("public.list_map"))}</a> '
        f"{tongues}{others}</nav><main><h1>{title}</h1>"
        f"<p>{escape(t('public.as_of', day=words.as_of))}</p>"
        f"<p>{escape(t('public.list_note'))}</p>"
    )
