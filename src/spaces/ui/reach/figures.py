"""The figures that a page opens with, each with its definition in the same card."""

from __future__ import annotations

import math

from spaces.reach import GapResult
from spaces.reach.words import by_ruler, definition
from spaces.text import Text
from spaces.text.numbers import children_text, share_text
from spaces.ui.shell import cache as cached
from spaces.ui.shell.frame import Context
from spaces.ui.shell.markup import Figure, Tone
from spaces.ui.sites import tables

_NO_REACH = ("no_sites", "only_undated", "no_located_sites")
_GOOD_SHARE = 0.75


def area_share(result: GapResult) -> float | None:
    """Share of the area within the walk; None where it could not be computed."""
    if not result.area_km2 or result.area_covered_km2 is None or not result.sites_used:
        return None
    return result.area_covered_km2 / result.area_km2


def why_not(result: GapResult, t: Text, *causes: str) -> str:
    """Say why a figure is missing, by the first of its possible causes; "" if none is at work."""
    for cause in (*_NO_REACH, *causes):
        if cause in result.why_not:
            return t(f"definition.why_not.{cause}")
    return ""


def children(context: Context, result: GapResult) -> Figure:
    """Children within the walk, or the area where the children are not known."""
    t, minutes = context.t, context.view.minutes
    said = definition(
        result.query,
        result,
        t,
        walkers=cached.walkers(context.version),
        categories=cached.categories(context.version),
    )
    if result.children_total is None:
        share = area_share(result)
        return Figure(
            t("gaps.area_within", minutes=minutes),
            share_text(share),
            line=why_not(result, t, "no_boundary")
            if share is None
            else t("gaps.no_children_figure"),
            definition=said,
            share=share,
        )
    if result.share_covered is None:
        label = t("gaps.within", minutes=minutes)
        return Figure(
            label,
            t("page.unknown"),
            line=why_not(result, t, "no_children_inside", "no_children"),
            definition=said,
            words=True,
        )
    good = result.share_covered >= _GOOD_SHARE
    return Figure(
        t("gaps.within", minutes=minutes),
        share_text(result.share_covered, whole=result.children_measured),
        line=t(
            "gaps.within_line",
            covered=children_text(result.children_covered, t, modelled=result.modelled),
            total=children_text(result.children_measured, t, modelled=result.modelled),
        ),
        definition=said,
        share=result.share_covered,
        tone="good" if good else "bad",
    )


def area(context: Context, result: GapResult) -> Figure:
    """Area within the walk."""
    t = context.t
    share = area_share(result)
    line = why_not(result, t, "no_boundary")
    if share is not None:
        line = t(
            "gaps.area_line",
            covered=f"{result.area_covered_km2:,.1f}",
            total=f"{result.area_km2:,.1f}",
        )
    return Figure(
        t("gaps.area_within", minutes=context.view.minutes),
        share_text(share),
        line=line,
        definition=by_ruler(result.query, t, "gaps.area_def", radius=f"{result.radius_m:,.0f}"),
        share=share,
        tone="calm",
    )


def biggest_gap(context: Context, result: GapResult) -> Figure:
    """Return the gap area with most children."""
    t = context.t
    label = t("gaps.biggest")
    if result.gaps.empty or result.share_covered is None:
        value, line = no_gap(result, t)
        tone: Tone = "good" if value == t("gaps.none") else "calm"
        return Figure(label, value, line=line, words=True, tone=tone)
    first = result.gaps.iloc[0]
    names = cached.sites(context.version, context.view.place).names(t.code)
    area_name = tables.area_names(context).get(str(first["sub_area"]), "")
    where = t("gaps.where", area=area_name) if area_name else ""
    nearest = str(names.get(first["nearest_site"], ""))
    km = f"{first['nearest_m'] / 1000:.1f}"
    line = by_ruler(result.query, t, "gaps.biggest_line", site=nearest, km=km)
    best, said = best_spot(context, result)
    return Figure(
        label,
        children_text(float(first["children"]), t, modelled=result.modelled),
        unit=t("gaps.children_unit"),
        line=where + line + best,
        definition=t("gaps.biggest_def", n=len(result.gaps)) + said,
        tone="bad",
    )


def no_gap(result: GapResult, t: Text) -> tuple[str, str]:
    """Say what an empty list of gaps means, in short and whole: none among so many, or unknown.

    Parameters
    ----------
    result : GapResult
        An answer without gaps.
    t : Text
        Catalogue of the reader's language.
    """
    if not result.children_measured:
        return t("page.unknown"), t("gaps.no_gap_figure")
    n = children_text(result.children_measured, t, modelled=result.modelled)
    line, left = t("gaps.none_line", n=n), result.children_unmeasured
    if not left:
        return t("gaps.none"), line
    line += t("gaps.none_unmeasured", m=children_text(left, t, modelled=result.modelled))
    return t("gaps.none_of_measured"), line


def best_spot(context: Context, result: GapResult) -> tuple[str, str]:
    """Say what one new site in the biggest gap would add, and what that means; else nothing."""
    t, reached = context.t, float(result.gaps["best_children"].iloc[0])
    if math.isnan(reached):
        return "", ""
    said = t("gaps.best_def", radius=f"{result.radius_m:,.0f}")
    n, radius = children_text(reached, t, modelled=result.modelled), f"{result.radius_m:,.0f}"
    return t("gaps.best_line", n=n, radius=radius), said
