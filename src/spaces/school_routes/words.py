"""The sentences beside the figures of the ways to school: how each was measured, and on what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from geo.network.flows.map_matching import ALONG_DEG
from spaces.school_routes.guards import GUARD_M
from spaces.school_routes.priorities import Priorities
from spaces.school_routes.result import SchoolRoutes
from spaces.school_routes.safe_routes import MATCH_M, TOUCH_M
from spaces.sites import Category, SafeRouteType
from spaces.text import Text

FIGURE_KEYS = ("touched", "street", "child", "safe")


def definitions(
    result: SchoolRoutes,
    t: Text,
    *,
    route_kinds: Mapping[str, SafeRouteType],
    categories: Mapping[str, Category],
    within_name: str = "",
) -> dict[str, str]:
    """Say how every figure was measured.

    Parameters
    ----------
    result : SchoolRoutes
        The answer.
    t : Text
        Catalogue of the language.
    route_kinds, categories : mappings
        For the names of what treats, guards and counts as a school.
    within_name : str
        Name of the boundary in this language, if the question has one.

    Returns
    -------
    dict of str to str
        One sentence each, plain text, in the order to read them: ``way``, ``schools``,
        ``children``, ``routes``, ``touched``, ``street``, ``child``, ``crossing``, ``safe``,
        ``source``. Names from data are in them as they are.
    """
    query = result.query
    when = t("school_ways.now") if query.year is None else t("school_ways.by_year", year=query.year)
    treating = _names((k for k in route_kinds.values() if k.treats), t)
    guarding = _names((k for k in route_kinds.values() if k.guards), t)
    touch, street, child, safe = figure_definitions(result, t)
    parts = {
        "way": [_way(result, t), t(f"school_ways.arterials_{query.arterials}")],
        "schools": _schools(result, t, when, categories, within_name),
        "children": _children(result, t),
        "routes": [
            t("school_ways.routes", when=when, kinds=treating),
            t("school_ways.matching", match=f"{MATCH_M:g}", along=f"{ALONG_DEG:g}"),
        ],
        "touched": [touch],
        "street": [street],
        "child": [child],
        "crossing": [
            t("school_ways.crossing"),
            t("school_ways.guard", guard=f"{GUARD_M:g}", when=when, kinds=guarding),
        ],
        "safe": [safe],
        "source": _source(result, t),
    }
    return {key: _sentence(t, said) for key, said in parts.items() if said}


def figure_definitions(result: SchoolRoutes, t: Text) -> tuple[str, str, str, str]:
    """Say what each of the four shares is a share of, in the order of :data:`FIGURE_KEYS`."""
    return (
        t("school_ways.touched", touch=f"{TOUCH_M:g}"),
        t("school_ways.street", radius=f"{result.query.radius_m:g}"),
        t("school_ways.child"),
        t("school_ways.safe"),
    )


def reasons(result: SchoolRoutes, t: Text) -> tuple[str, ...]:
    """Say why figures are missing or weaker than they look, one sentence each."""
    said = [t(f"school_ways.why_not.{code}") for code in result.why_not]
    if result.homes_at_stubs:
        said.append(t("school_ways.homes_at_stubs", count=result.homes_at_stubs))
    if result.schools_at_stubs:
        said.append(t("school_ways.schools_at_stubs", count=result.schools_at_stubs))
    return tuple(said)


def mending_definition(found: Priorities, t: Text) -> str:
    """Say how a list of works was ranked, and how far it can be from the best one."""
    if found.bound > 0:
        amount = f"{found.bound:,.0f}"
        bound = t("school_ways.bound", bound=amount, share=f"{_down(found.of_bound)}%")
    else:
        bound = t("school_ways.untold_bound")
    how = "crossings" if found.kind == "crossing" else "streets"
    return _sentence(t, [t(f"school_ways.mend_{how}"), bound])


def _down(share: float) -> str:
    """Per cent, rounded down: the list never looks nearer to the best than it is."""
    return f"{int(share * 1000 + 1e-6) / 10:g}"


def _sentence(t: Text, parts: list[str]) -> str:
    return t("school_ways.sentence", parts=t("school_ways.between").join(parts))


def _names(kinds: Iterable[SafeRouteType | Category], t: Text) -> str:
    found = [kind.name(t.code) for kind in kinds]
    return t("school_ways.and").join(found) if found else t("school_ways.nothing_kinds")


def _way(result: SchoolRoutes, t: Text) -> str:
    query = result.query
    goal = t("school_ways.goal_nearest")
    if query.catchment:
        goal = t("school_ways.goal_catchment", name=query.catchment)
    return t("school_ways.way", goal=goal, limit_km=f"{query.limit_m / 1000:g}")


def _schools(
    result: SchoolRoutes, t: Text, when: str, categories: Mapping[str, Category], within_name: str
) -> list[str]:
    figures, query = result.figures, result.query
    kinds = sorted((categories[k] for k in query.kinds if k in categories), key=lambda c: c.order)
    said = [
        t(
            "school_ways.schools",
            when=when,
            kinds=_names(kinds, t),
            count=figures.schools,
            located=figures.schools_located,
            on_network=figures.schools_on_network,
        )
    ]
    if query.within and "no_centre_boundary" not in result.why_not:
        said.append(t("school_ways.schools_within", name=within_name or query.within))
    if (result.schools["same_gate"].map(len) > 0).any():
        said.append(t("school_ways.shared_gate"))
    return said


def _children(result: SchoolRoutes, t: Text) -> list[str]:
    children = result.figures.children
    if children is None:
        return [t("school_ways.children_unknown")]
    count = f"{children:,.0f}"
    if "no_bands" in result.why_not:
        said = [t("school_ways.children_all", count=count)]
    else:
        said = [t("school_ways.children_by_age", count=count)]
    return [*said, t("school_ways.modelled")] if result.modelled else said


def _source(result: SchoolRoutes, t: Text) -> list[str]:
    said = [t("school_ways.notice", notice=result.notice.rstrip(".。"))] if result.notice else []
    return [*said, t("school_ways.demo")] if result.demo else said
