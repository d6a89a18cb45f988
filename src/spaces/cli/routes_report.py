"""The answer of ``routes`` in its four forms."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from spaces.cli.output import WGS84, Report, Table, plain
from spaces.cli.routes_rows import Answer, Row, hide, rows_of
from spaces.ledger import ROUTES_BY
from spaces.ledger.words import by_definition
from spaces.school_routes import Priorities
from spaces.school_routes.key_figures import apart, facts, gives_few
from spaces.school_routes.none_words import names_first, no_crossing
from spaces.school_routes.one_school import gates
from spaces.text import Text
from spaces.text.numbers import children_text, share_text

COLUMNS = (
    "place", "row", "order", "id", "name", "category", "sub_area", "kind", "status", "streets",
    "near", "lon", "lat", "guarded", "signal", "facility", "facility_kinds", "schools",
    "schools_on_network", "schools_touched", "share_touched", "touched", "street_m",
    "street_treated_m", "share_street", "children", "child_m", "child_treated_m", "share_child",
    "children_safe", "share_safe", "walk_m_median", "weakest", "weakest_children", "same_gate",
    "gain", "cost", "cumulative_gain", "cumulative_cost", "routes", "crossings", "state",
    "matched_m", "missed_m", "stops", "year", "lead", "evidence", "distance_m", "why", "demo",
    "modelled", "definition", "coord_source",
)  # fmt: skip
_LISTED = 20
"""Rows of a table that the text form lists; JSON and CSV hold all."""


def report(answer: Answer, t: Text, messages: Sequence[str]) -> Report:
    """Put the answer in all its forms."""
    rows = rows_of(answer, t)
    ways = answer.ways
    about = definition(answer, t)
    marks: Row = {"place": answer.place.code, "demo": ways.demo, "modelled": ways.modelled}
    return Report(
        facts=_facts(answer, rows, about, t),
        columns=COLUMNS,
        rows=[
            row | marks | WGS84 | {"row": name, "definition": _own(name, about, t)}
            for name, some in rows.items()
            for row in some
        ],
        lines=_lines(answer, t),
        tables=_tables(rows, t),
        messages=messages,
        geojson=_geojson(answer, rows, about),
    )


def definition(answer: Answer, t: Text) -> str:
    """Say how everything was measured, in one paragraph."""
    query = answer.ways.query
    said = [by_definition(by, query, t) for by in ROUTES_BY]
    said.append(t("routes_cli.safe"))
    children = "by_age" if "no_bands" not in answer.ways.why_not else "all_ages"
    said.append(t(f"routes_cli.{children}", limit=f"{query.limit_m / 1000:g}"))
    said.append(t("routes_cli.catchment" if query.catchment else "routes_cli.nearest"))
    year = t("routes_cli.now") if query.year is None else t("routes_cli.by", year=query.year)
    return "".join([*(f"{one} " if t.code == "en" else one for one in said), year])


def _own(name: str, about: str, t: Text) -> str:
    return t(f"routes_cli.{name}") if name in ("mend_crossing", "mend_street") else about


def _facts(answer: Answer, rows: dict[str, list[Row]], about: str, t: Text) -> dict[str, Any]:
    ways = answer.ways
    return {
        "place": answer.place.code,
        "name": answer.place.name(t.code),
        "query": asdict(ways.query),
        "definition": about,
        "figures": [
            {"label": f.label, "share": f.share, "line": f.line, "definition": f.definition}
            for f in facts(ways, t)
        ],
        "apart": apart(ways, t),
        "why_not": [
            {"code": code, "sentence": t(f"routes_cli.why_{code}")} for code in ways.why_not
        ],
        "notes": [t(f"cli.note.{note}") for note in answer.notes],
        "demo": ways.demo,
        "modelled": ways.modelled,
        "network_notice": ways.notice,
        "mending": [_budget(one, ways.modelled, t) for one in answer.mending],
        **{f"{name}_rows" if name == "place" else f"{name}s": some for name, some in rows.items()},
    }


def _budget(mending: Priorities, modelled: bool | None, t: Text) -> dict[str, Any]:
    """Say what a list brings; nothing from which a count too small to show could be read."""
    few = gives_few(mending, modelled=modelled)
    return {
        "kind": mending.kind,
        "budget": mending.budget,
        "gain": None if few else mending.gain,
        "bound": None if few else mending.bound,
        "of_bound": mending.of_bound,
        "method": mending.method,
        "definition": t(f"routes_cli.mend_{mending.kind}"),
        "curve": [] if few else mending.curve.to_dict(orient="records"),
    }


def _lines(answer: Answer, t: Text) -> list[str]:
    ways = answer.ways
    lines = [t("cli.demo")] if ways.demo else []
    lines += [t("cli.modelled")] if ways.modelled else []
    lines += [t("network.notice", notice=ways.notice)] if ways.notice else []
    lines.append("")
    for fact in facts(ways, t):
        lines += [f"{fact.label}: {fact.value}  {fact.line}", f"    {fact.definition}"]
    lines += [one for one in (apart(ways, t),) if one]
    lines += [t(f"routes_cli.why_{code}") for code in ways.why_not]
    lines += [t(f"cli.note.{note}") for note in answer.notes]
    lines.append("")
    if not names_first(ways):
        return [*lines, no_crossing(ways, t)]
    for mending in answer.mending:
        lines.append(_gained(mending, ways.modelled, t))
    if answer.mending:
        lines.append(t("school_page.together"))
    return lines


def _gained(mending: Priorities, modelled: bool | None, t: Text) -> str:
    share = share_text(float(mending.curve["share"].iloc[-1]))
    bound = t("school_page.bound", share=math.floor(100 * mending.of_bound))
    n = len(mending.chosen)
    if mending.kind == "crossing":
        gain = children_text(mending.gain, t, modelled=modelled)
        return t("school_page.crossings_gain", n=n, gain=gain, share=share) + bound
    metres = f"{float(mending.chosen['cost'].sum()):,.0f}"
    gain = f"{mending.gain / 1000:,.1f}"
    return t("school_page.streets_gain", n=n, metres=metres, gain=gain, share=share) + bound


def _tables(rows: dict[str, list[Row]], t: Text) -> list[Table]:
    heads = {
        "mend_crossing": ("order", "streets", "near", "gain", "cumulative_gain"),
        "mend_street": ("order", "streets", "near", "cost", "gain", "cumulative_gain"),
        "school": ("name", "touched", "share_street", "share_child", "share_safe", "children"),
        "sub_area": ("id", "share_touched", "share_street", "share_child", "share_safe"),
        "route": ("name", "kind_name", "matched_m", "missed_m", "weakest_children", "state"),
        "facility_off": ("name", "kind_name", "distance_m", "why"),
    }
    tables = []
    for name, columns in heads.items():
        some = rows.get(name, [])
        if some:
            left = len(some) - _LISTED
            title = t(f"routes_cli.title_{name}")
            title += t("cli.table_more", count=left) if left > 0 else ""
            named = {key: t(f"routes_cli.head_{key}") for key in columns}
            tables.append(Table(title, named, [_worded(row, t) for row in some[:_LISTED]]))
    return tables


def _worded(row: Row, t: Text) -> Row:
    """Words instead of codes, whole children, one decimal for metres of children."""
    out = dict(row)
    for key in ("children", "weakest_children"):
        out[key] = None if row.get(key) is None else round(float(row[key]))
    for key in ("gain", "cumulative_gain"):
        out[key] = None if row.get(key) is None else round(float(row[key]))
    out["cost"] = None if row.get("cost") is None else round(float(row["cost"]))
    touched = row.get("touched")
    known = isinstance(touched, bool | np.bool_)
    out["touched"] = t(f"routes_cli.{'yes' if touched else 'no'}") if known else None
    for key, table in (("state", "route"), ("why", "off")):
        if row.get(key):
            out[key] = t(f"school_page.{table}_{row[key]}")
    return out


def _geojson(answer: Answer, rows: dict[str, list[Row]], about: str) -> str:
    """Everything with a place on the map; ``layer`` says what a feature is."""
    ways = answer.ways
    order: dict[str, int] = {}
    for mending in answer.mending:
        order |= {str(key): int(n) for key, n in mending.chosen["order"].items()}
    layers: list[tuple[str, list[Row], Sequence[Any]]] = [
        ("street", _streets(answer), ways.streets.geometry),
        ("crossing", rows["crossing"], ways.crossings.geometry),
        ("school", rows["school"], [gates(answer.sites, row["id"]) for row in rows["school"]]),
        ("route", rows["route"], ways.routes.geometry),
        ("planned_route", rows["planned_route"], ways.planned.geometry),
        ("missed", rows["missed"], ways.missed.geometry),
    ]
    members = {
        "type": "FeatureCollection",
        "datum": "wgs84",
        "place": answer.place.code,
        "definition": about,
        "demo": ways.demo,
        "modelled": ways.modelled,
        "network_notice": ways.notice,
    }
    features = []
    for layer, some, shapes in layers:
        for row, shape in zip(some, shapes, strict=True):
            own = {"layer": layer, **row, "order": order.get(str(row["id"]))}
            known = {key: value for key, value in plain(own).items() if value is not None}
            features.append({"type": "Feature", "properties": known, "geometry": _shape(shape)})
    return json.dumps(members | {"features": features}, ensure_ascii=False) + "\n"


def _streets(answer: Answer) -> list[Row]:
    frame = answer.ways.streets
    records = frame.drop(columns="geometry").to_dict(orient="records")
    rows = [
        {"id": str(key)} | {str(name): value for name, value in row.items()}
        for key, row in zip(frame.index, records, strict=True)
    ]
    for row in rows:
        hide(row, answer.ways.modelled)
    return rows


def _shape(shape: BaseGeometry | None) -> Any:  # noqa: ANN401  a GeoJSON object
    if shape is None or shape.is_empty:
        return None
    rounded = shapely.transform(shape, lambda xy: np.round(xy, 6))
    return json.loads(shapely.to_geojson(rounded))
