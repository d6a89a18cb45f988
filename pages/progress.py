"""规划进度: every promise of the plan, where it stands, and the places side by side."""

import streamlit as st

from spaces.ledger import Plan
from spaces.ui.ledger import comparison as compare
from spaces.ui.ledger import department
from spaces.ui.ledger import figures as plan_figures
from spaces.ui.ledger import filters as promise_filters
from spaces.ui.ledger import page as promises
from spaces.ui.ledger import table as promise_table
from spaces.ui.shell import downloads, filters, frame, nav


def show(page: frame.Context, plan: Plan) -> None:
    """Draw the page of a place that has a plan."""
    t, view = page.t, page.view
    with st.container(horizontal=True, vertical_alignment="bottom", key="cfs-filters"):
        filters.year(page)
        promise_filters.department(page)
        promise_filters.more(page)
        filters.readings(page)

    with st.spinner(t("page.working")):
        asked = promise_filters.asked_for(page)
    with st.container(key="cfs-cards"):
        frame.figures(department.summary(page))
    plan_figures.since(page)
    listed = promise_filters.chips(page, asked)

    promises.pictures(page, listed)
    promises.listing(page, listed)
    promises.nine(page)

    downloads.buttons(page, {"targets": lambda: promise_table.promises(page, listed)})
    nav.link("department", t("progress.to_department"), t, page.carried)
    frame.note(plan.note_en if view.lang == "en" and plan.note_en else plan.note_zh)


with frame.page("progress") as page:
    if page.plan is not None:
        frame.note(page.plan.title(page.view.lang))
    if promise_filters.tab(page) == "compare":
        compare.show(page)
    elif page.plan is None:
        st.info(page.t("progress.no_plan"), icon=":material/description:")
    else:
        show(page, page.plan)
