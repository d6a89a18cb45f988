"""牵头单位: what one department promised, where it stands, what is due and missing."""

import streamlit as st

from spaces.ui.ledger import department, promise_markup
from spaces.ui.shell import filters, frame, markup


def show(page: frame.Context) -> None:
    """Draw the sheet of one department, or of the whole plan where it names none."""
    t = page.t
    with st.container(horizontal=True, vertical_alignment="bottom", key="cfs-filters"):
        lead = department.choose(page)
        filters.year(page)
        filters.readings(page)

    sheet, said = department.sheet(page, lead)
    st.html("".join(markup.plain(sentence) for sentence in said.sentences))
    frame.figures(department.figures(said.cards))
    department.downloads(page, sheet, said)

    frame.heading(t("department.missing"))
    frame.bullets(said.missing)
    for group in said.groups:
        with frame.section(group.title, folded=group.key in department.FOLDED):
            st.html(promise_markup.ledger(department.rows(page, group, said.heads)))

    with frame.section(t("department.sites", n=len(said.sites)), folded=True):
        department.sites(page, said)
    with frame.section(t("department.definitions"), folded=True):
        frame.bullets(said.definitions)


with frame.page("department") as page:
    if page.plan is None:
        st.info(page.t("department.no_plan"), icon=":material/description:")
    else:
        frame.note(page.plan.title(page.view.lang))
        show(page)
