"""The figures of a walk: within it, within the circle, and who falls between the two."""

from __future__ import annotations

import math
from dataclasses import replace

from spaces.reach import GapResult, TwoRulers
from spaces.reach.words import definition, why_gap
from spaces.text.numbers import children_text, share_text
from spaces.ui.reach import cache as cached_walk
from spaces.ui.reach import figures as reach_figures
from spaces.ui.shell import cache as cached
from spaces.ui.shell.frame import Context
from spaces.ui.shell.markup import Figure
from spaces.ui.sites import tables


def figures(context: Context, result: GapResult) -> list[Figure]:
    """Return the cards of the page of gaps by its ruler."""
    within, area = reach_figures.children(context, result), reach_figures.area(context, result)
    if not result.query.on_foot:
        return [within, reach_figures.biggest_gap(context, result), area]
    within = replace(within, definition=short(context, result))
    if result.children_total is None or result.share_covered is None:
        return [within, *_areas(context, result)]
    cards = [within]
    if result.query.beside_line:
        both = cached_walk.two_rulers(context.version, result.query)
        cards += [_circle(context, result, both), _false(context, result, both)]
    cards.append(_unmeasured(context, result))
    return [*cards, biggest_gap(context, result)]


def short(context: Context, result: GapResult, key: str = "walk.within_def") -> str:
    """Say how reach was measured, in one line, and where ``measured`` says all of it."""
    query = result.query
    return context.t(
        key,
        walker=cached.walkers(context.version).by_id[context.view.walker].name(context.t.code),
        speed=f"{query.speed_mps:g}",
        minutes=f"{query.minutes:g}",
        radius=f"{result.radius_m:,.0f}",
    )


def measured(context: Context, result: GapResult) -> str:
    """Return the whole sentence on how a walk was measured; empty for the straight line."""
    if not result.query.on_foot:
        return ""
    kinds = cached.categories(context.version)
    people = cached.walkers(context.version)
    return definition(result.query, result, context.t, walkers=people, categories=kinds)


def _circle(context: Context, result: GapResult, both: TwoRulers) -> Figure:
    t = context.t
    return Figure(
        t("walk.circle", minutes=context.view.minutes),
        share_text(both.share_circle, whole=result.children_measured),
        line=t("walk.heads", n=children_text(both.children_circle, t, modelled=result.modelled)),
        definition=t("walk.circle_def", radius=f"{both.radius_m:,.0f}"),
        share=both.share_circle,
        tone="calm",
    )


def _false(context: Context, result: GapResult, both: TwoRulers) -> Figure:
    t = context.t
    area = result.area_false_km2
    line = t("walk.false_area", km2=f"{area:,.1f}") if area is not None else ""
    return Figure(
        t("walk.false"),
        children_text(both.children_false, t, modelled=result.modelled),
        unit=t("gaps.children_unit"),
        line=line,
        definition=t("walk.false_def", radius=f"{both.radius_m:,.0f}"),
        tone="bad" if both.children_false else "good",
    )


def _unmeasured(context: Context, result: GapResult) -> Figure:
    """Return the three classes that are neither within the walk nor merely farther."""
    t = context.t
    off = result.children_unsnapped
    return Figure(
        t("walk.apart"),
        children_text(off, t, modelled=result.modelled),
        unit=t("gaps.children_unit"),
        line=t(
            "walk.apart_line",
            unreachable=children_text(result.children_unreachable, t, modelled=result.modelled),
            unknown=children_text(result.children_unknown, t, modelled=result.modelled),
        ),
        definition=t("walk.apart_def"),
    )


def _areas(context: Context, result: GapResult) -> list[Figure]:
    t = context.t
    if result.area_circle_km2 is None or result.area_false_km2 is None or not result.area_km2:
        return []
    radius = f"{result.radius_m:,.0f}"
    circle = result.area_circle_km2 / result.area_km2
    km2 = f"{result.area_false_km2:,.1f}"
    return [
        Figure(
            t("walk.circle_area", minutes=context.view.minutes),
            share_text(circle),
            definition=t("walk.circle_def", radius=radius),
            share=circle,
            tone="calm",
        ),
        Figure(
            t("walk.false"),
            t("walk.km2", n=km2),
            definition=t("walk.false_def", radius=radius),
            words=True,
        ),
    ]


def biggest_gap(context: Context, result: GapResult) -> Figure:
    """Return the gap with most children, with the walk to its nearest site and why it is one."""
    if result.gaps.empty:
        return reach_figures.biggest_gap(context, result)
    t, first = context.t, result.gaps.iloc[0]
    names = cached.sites(context.version, context.view.place).names(t.code)
    area = tables.area_names(context).get(str(first["sub_area"]), "")
    site, metres = str(names.get(first["nearest_site"], "")), float(first["nearest_m"])
    walked = t("walk.gap_no_way", site=site)
    if math.isfinite(metres):
        walked = t("walk.gap_walk", site=site, km=f"{metres / 1000:.1f}")
    best, _ = reach_figures.best_spot(context, result)
    why = why_gap(first, t)
    return Figure(
        t("gaps.biggest"),
        children_text(float(first["children"]), t, modelled=result.modelled),
        unit=t("gaps.children_unit"),
        line=(t("gaps.where", area=area) if area else "") + walked + best,
        definition=t("walk.gap_def", why=why, n=len(result.gaps)),
        tone="bad",
    )


def gaps_note(context: Context, result: GapResult) -> str:
    """Say above the list of gaps what it holds; on foot also how they are found."""
    t = context.t
    said = t("gaps.list_note", n=len(result.gaps))
    if not result.query.on_foot:
        return said
    return said + t("walk.gap_how") + reach_figures.best_spot(context, result)[1]
