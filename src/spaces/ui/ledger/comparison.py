"""The places side by side per 10,000 children: a card for each kind, a bar for each place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from spaces.ledger.comparison import PER_CHILDREN
from spaces.ledger.words import said
from spaces.ui.shell import cache as cached
from spaces.ui.shell import downloads, frame, markup
from spaces.ui.shell.frame import Context
from spaces.ui.shell.markup import Bar


def show(context: Context) -> None:
    """Say what is compared, draw it and offer the figures."""
    t = context.t
    table = cached.compared(context.version, None)
    frame.heading(t("progress.compare", n=f"{PER_CHILDREN:,}"))
    frame.plain(said(None, t))
    made_up = [place for place in table["place"].unique() if _is_demo(context, place)]
    if made_up:
        places = cached.places(context.version)
        names = t("nav.and").join(places[place].name(t.code) for place in made_up)
        st.warning(
            t("progress.compare_demo", names=markup.escape_markdown(names)),
            icon=":material/science:",
        )
    frame.note(t("progress.compare_note"))
    st.html(markup.grid(_card(context, kind, table) for kind in table["category"].unique()))
    with st.expander(t("page.as_table"), icon=":material/table:"):
        st.dataframe(figures(context), hide_index=True, alt=t("page.as_table"))
    downloads.buttons(context, {"compare": lambda: figures(context)})


def _card(context: Context, kind: str, table: pd.DataFrame) -> str:
    own = table[table["category"] == kind]
    per = own[["built_per_10000", "planned_per_10000"]].astype("float64")
    most = max(float(per.max().max()), 1e-9)
    rows = [
        replace(
            _bar(context, _name(context, str(row["place"])), row, most),
            own=row["place"] == context.view.place,
        )
        for row in own.to_dict(orient="records")
    ]
    return markup.bars(cached.categories(context.version)[kind].name(context.t.code), rows)


def _is_demo(context: Context, place: str) -> bool:
    return bool(cached.sites(context.version, place).frame["demo"].any())


def _name(context: Context, place: str) -> str:
    """Name of a place, marked where its list of sites is made up."""
    name = cached.places(context.version)[place].name(context.t.code)
    return name + (context.t("demo.mark") if _is_demo(context, place) else "")


def _bar(context: Context, name: str, row: Mapping[Any, Any], most: float) -> Bar:
    t = context.t
    built, planned = _number(row["built_per_10000"]), _number(row["planned_per_10000"])
    if not row["built"] and planned is None:
        return Bar(name, 0.0, t("progress.none_listed"))
    words = t("progress.compare_built", built=_short(built))
    if planned is not None:
        words = t("progress.compare_both", built=_short(built), planned=_short(planned))
    mark = None if planned is None else planned / most
    return Bar(name, (built or 0.0) / most, words, mark)


def _number(value: Any) -> float | None:  # noqa: ANN401  a cell of a frame
    return None if value is None or pd.isna(value) else float(value)


def _short(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def figures(context: Context) -> pd.DataFrame:
    """Everything that is compared as a table, for the screen and for CSV."""
    t, kinds = context.t, cached.categories(context.version)
    table = cached.compared(context.version, None)
    columns: dict[str, object] = {
        "place": [_name(context, str(code)) for code in table["place"]],
        "kind": [kinds[str(name)].name(t.code) for name in table["category"]],
        "year": table["year"].to_numpy(),
        "promised": table["planned"].to_numpy(),
        "built": table["built"].to_numpy(),
        "children": table["children"].to_numpy(),
        "promised_per": table["planned_per_10000"].round(3).to_numpy(),
        "built_per": table["built_per_10000"].round(3).to_numpy(),
    }
    return pd.DataFrame({t(f"progress.compare_column_{name}"): v for name, v in columns.items()})
