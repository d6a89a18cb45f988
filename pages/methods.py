"""方法与来源: how each figure is made, from what, and what not to conclude."""

import streamlit as st

from spaces.ui.reach import reference
from spaces.ui.shell import frame

with frame.page("methods") as page:
    t, place = page.t, page.place
    frame.heading(t("methods.figures"))
    frame.bullets([t(f"methods.figure_{n}", minutes=page.view.minutes) for n in range(1, 6)])

    frame.heading(t("methods.rulers"))
    frame.bullets([t(f"methods.ruler_{n}") for n in range(1, 4)])

    frame.heading(t("methods.walk"))
    frame.bullets(reference.walks(page))

    frame.heading(t("methods.walkers"))
    frame.note(t("methods.walkers_note"))
    st.table(reference.escaped(reference.walkers(page)), hide_index=True)

    frame.heading(t("methods.standards"))
    frame.note(t("methods.standards_note"))
    st.table(reference.escaped(reference.standards(page)), hide_index=True)

    frame.heading(t("methods.children"))
    frame.bullets(reference.children_notes(page))

    frame.heading(t("methods.sources"))
    frame.bullets(reference.sources(page))

    frame.heading(t("methods.demo"))
    frame.bullets([t(f"methods.demo_{n}") for n in range(1, 4)])
    if place.demo_note and t.code == "zh":
        frame.plain(place.demo_note)
