"""规划进度: every target of the plan, promised against built."""

import streamlit as st

from spaces.plans import Plan
from spaces.ui import cached, charts_view, downloads, filters, frame, ledger, markup, tables


def show(page: frame.Context, plan: Plan) -> None:
    """Draw the page of a place that has a plan."""
    t, view = page.t, page.view
    with st.container(horizontal=True, vertical_alignment="bottom", key="cfs-filters"):
        filters.year(page)
        filters.readings(page)

    table = cached.progress_table(page.version, view.place, view.year, view.readings)
    st.html(ledger.counts(page, table))
    for group in ledger.GROUPS:
        rows = ledger.rows(page, table, group)
        if rows:
            title = t(f"progress.group_{group}", n=len(rows))
            with frame.section(title, folded=group in ledger.FOLDED):
                frame.note(t(f"progress.about_{group}", year=view.year))
                st.html(markup.ledger(rows))

    chosen = filters.default_target(page, table)
    if chosen:
        frame.heading(t("progress.burn_up"))
        charts_view.burn_up(page, filters.target(page, chosen))

    downloads.buttons(page, {"targets": lambda: tables.targets(page, table)})
    frame.note(plan.note_en if view.lang == "en" and plan.note_en else plan.note_zh)


with frame.page("progress") as page:
    if page.plan is None:
        st.info(page.t("progress.no_plan"), icon=":material/description:")
    else:
        frame.note(page.plan.title(page.view.lang))
        show(page, page.plan)
