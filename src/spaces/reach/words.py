"""The sentence that stands beside a figure: how it was measured, and on what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spaces.places.population_areas import WIDEST_POINT_M
from spaces.reach.gap_reasons import told_share
from spaces.reach.query import GapQuery
from spaces.reach.result import GapResult
from spaces.reach.rulers import STRAIGHT
from spaces.sites import Category
from spaces.text import Text
from spaces.text.numbers import children_text
from spaces.walking import Walkers


def definition(
    query: GapQuery,
    result: GapResult,
    t: Text,
    *,
    walkers: Walkers,
    categories: Mapping[str, Category],
) -> str:
    """Say in one sentence who walks, how far, by which ruler, to what, and which children count.

    Parameters
    ----------
    query, result : GapQuery, GapResult
        The question and its answer.
    t : Text
        Catalogue of the language.
    walkers, categories : Walkers, Mapping of str to Category
        For their names; an unknown id stands as it is.

    Returns
    -------
    str
        Plain text. Names from data are in it as they are: escape it before it becomes HTML.
    """
    parts = [
        t(
            f"definition.ruler_{query.ruler}",
            radius=f"{round(result.radius_m, 1):g}",
            minutes=f"{query.minutes:g}",
            speed=f"{query.speed_mps:g}",
            walker=_walker(query, t, walkers),
        ),
        *_streets(query, result, t),
        *_sites(query, result, t, categories),
        _children(query, result, t),
        *_lives(result, t),
    ]
    if result.demo:
        parts.append(t("definition.demo"))
    if result.network_source is not None and result.network_source.demo:
        parts.append(t("definition.network_demo"))
    return t("definition.sentence", parts=t("definition.between").join(parts))


def reasons(result: GapResult, t: Text) -> tuple[str, ...]:
    """Say why figures are missing, one sentence each; nothing when none is."""
    return tuple(t(f"definition.why_not.{code}") for code in result.why_not)


def by_ruler(query: GapQuery, t: Text, key: str, **values: object) -> str:
    """Return a sentence on a distance as it reads for a straight line, or with the ruler's name.

    Parameters
    ----------
    query : GapQuery
        The question, with its ruler.
    t : Text
        Catalogue of the language; it holds ``key`` and ``key_by``.
    key : str
        Sentence for the straight line and for the walk beside it.
    **values : object
        What the sentence asks for.
    """
    if query.ruler == STRAIGHT or query.on_foot:
        return t(key, **values)
    return t(f"{key}_by", ruler=t(f"walk.ruler_{query.ruler}"), **values)


def why_gap(gap: Mapping[str, Any], t: Text) -> str:
    """Say why a gap of a walk is one, and which share of its children the circle counts.

    Parameters
    ----------
    gap : mapping
        One row of the gaps: ``why``, ``share_false_comfort``, ``hidden``.
    t : Text
        Catalogue of the language.
    """
    said, share = t(f"network.why.{gap['why']}"), told_share(gap)
    return said if share is None else said + t("network.why_share", share=f"{share:.0%}")


def _walker(query: GapQuery, t: Text, walkers: Walkers) -> str:
    if query.walker is None:
        return t("definition.own_speed")
    known = walkers.by_id.get(query.walker)
    name = query.walker if known is None else known.name(t.code)
    same = known is None or known.speed_mps == query.speed_mps
    return name if same else t("definition.other_speed", walker=name)


def _streets(query: GapQuery, result: GapResult, t: Text) -> list[str]:
    """Say by which rules was walked, on whose network, and what was not measured."""
    if not query.on_foot:
        return []
    said = [t(f"definition.arterials_{query.arterials}")]
    said.append(t("definition.crossing_delay", seconds=f"{query.crossing_delay_s:g}"))
    if result.children_unsnapped:
        said.append(t("definition.unsnapped"))
    source = result.network_source
    if source is not None and source.sites_off:
        said.append(t("definition.sites_off", count=source.sites_off))
    if result.homes_at_stubs:
        said.append(t("definition.homes_at_stubs", count=result.homes_at_stubs))
    if source is not None and source.sites_at_stubs:
        said.append(t("definition.sites_at_stubs", count=source.sites_at_stubs))
    if source is not None and source.notice:
        said.append(t("definition.network_notice", notice=source.notice.rstrip(".。")))
    return said


def _sites(
    query: GapQuery, result: GapResult, t: Text, categories: Mapping[str, Category]
) -> list[str]:
    asked = sorted(
        query.categories, key=lambda c: (categories[c].order if c in categories else 0, c)
    )
    names = [categories[c].name(t.code) if c in categories else c for c in asked]
    kinds = t("definition.and").join(names) if names else t("definition.any_space")
    if query.year is None:
        said = [t("definition.sites_now", count=result.sites_used, kinds=kinds)]
    else:
        said = [t("definition.sites", count=result.sites_used, kinds=kinds, year=query.year)]
    if result.sites_unlocated:
        said.append(t("definition.unlocated", count=result.sites_unlocated))
    if result.sites_undated:
        said.append(t("definition.undated", count=result.sites_undated))
    return said


def _children(query: GapQuery, result: GapResult, t: Text) -> str:
    if result.modelled is None:
        return t("definition.no_children")
    if not result.modelled:
        return t("definition.children_counted", source=result.population_source)
    if result.population_source == f"{query.place}.parquet":  # the shipped cells
        return t("definition.children_census")
    return t("definition.children_modelled", source=result.population_source)


def _lives(result: GapResult, t: Text) -> list[str]:
    """Say where children were taken to live, and who of the file lives elsewhere."""
    said = []
    if result.areas_spread:
        apart = result.spread_apart_m
        said.append(t("definition.areas_spread", count=result.areas_spread, apart=apart))
    if result.widest_cell_m > max(result.radius_m, 2 * WIDEST_POINT_M):
        said.append(t("definition.cells_wide", side=f"{result.widest_cell_m:,.0f}"))
    if result.children_outside:
        count = children_text(result.children_outside, t, modelled=result.modelled)
        said.append(t("definition.children_outside", count=count))
    return said
