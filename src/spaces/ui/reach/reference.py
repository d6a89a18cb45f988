"""What the page of methods says: walkers, radii, children, sources."""

from __future__ import annotations

import pandas as pd

from geo.network.snap import LIMIT_M
from spaces.places import small_counts
from spaces.text.numbers import few_text
from spaces.ui.reach import cache as cached_walk
from spaces.ui.reach import ruler_controls
from spaces.ui.shell import boundary_source, markup
from spaces.ui.shell import cache as cached
from spaces.ui.shell.frame import Context


def escaped(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table whose words are shown letter by letter where markdown would be read."""
    return frame.map(lambda value: markup.escape_markdown(str(value)))


def walkers(context: Context) -> pd.DataFrame:
    """Presets of ruler_controls."""
    t, lang = context.t, context.view.lang
    known = cached.walkers(context.version)
    rows = [
        {
            "walker": item.name(lang),
            "speed": f"{item.speed_mps:.1f}",
            "metres": f"{item.speed_mps * 60 * known.minutes:,.0f}",
            "note": item.note(lang),
            "source": item.source,
        }
        for item in known.by_id.values()
    ]
    names = {name: t(f"methods.{name}", minutes=known.minutes) for name in rows[0]} if rows else {}
    return pd.DataFrame(rows).rename(columns=names)


def standards(context: Context) -> pd.DataFrame:
    """Statutory radii with their source and whether anybody compared them with it."""
    t, lang = context.t, context.view.lang
    rows = [
        {
            "what": item.name(lang),
            "radius": f"{item.radius_m:,.0f}",
            "source": item.source,
            "checked": t("methods.check") if item.check else t("methods.compared"),
        }
        for item in cached.standards(context.version).values()
    ]
    names = {name: t(f"methods.{name}") for name in rows[0]} if rows else {}
    return pd.DataFrame(rows).rename(columns=names)


def children_notes(context: Context) -> list[str]:
    """Say where the children's figures of this place come from."""
    t, census = context.t, context.place.census
    people = cached.population(context.version, context.view.place)
    notes = []
    if census is not None:
        facts = {"place": context.place_name, "source": census.source}
        notes.append(t("methods.census", children=f"{census.children:,}", **facts))
    if people is None:
        notes.append(t("methods.no_population"))
    elif people.modelled:
        total = f"{people.cells['children'].sum():,.0f}"
        notes.append(t("methods.modelled", cells=f"{len(people.cells):,}", total=total))
    else:
        notes.append(t("methods.counted", cells=f"{len(people.cells):,}"))
    return [
        *notes,
        t("methods.few", least=small_counts.LEAST_SHOWN, few=few_text(t), hidden=t("gaps.hidden")),
    ]


def walks(context: Context) -> list[str]:
    """Say how a walk is measured, and on whose streets."""
    t = context.t
    delay_s = cached.walkers(context.version).crossing_delay_s
    said = [
        t("methods.walk_legs", metres=f"{LIMIT_M:g}"),
        t("methods.walk_delay", seconds=f"{delay_s:g}"),
        t("methods.walk_arterials"),
        t("methods.walk_classes"),
        t("methods.walk_false"),
    ]
    found = cached_walk.quality(context.version, context.view.place)
    if found is None:
        return [*said, t("walk.none"), t("walk.how_1")]
    verdict = t(f"walk.verdict_{found.verdict}")
    return [*said, t("walk.quality", verdict=verdict), *ruler_controls.sources(context)]


def sources(context: Context) -> list[str]:
    """Return what the figures stand on, with licences."""
    t, plan = context.t, context.plan
    first = [t("methods.source_plan", title=plan.title(context.view.lang))] if plan else []
    first.append(boundary_source.described(context.version, context.view.place, t))
    kept = ("census", "sites", "standards", "software")
    return [*first, *(t(f"methods.source_{name}") for name in kept)]
