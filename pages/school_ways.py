"""安全通学路: which crossings to mend first, and how much of the way to school is safe."""

import streamlit as st

from spaces.ui import (
    cached_school,
    frame,
    school_bare,
    school_controls,
    school_figures,
    school_head,
    school_lists,
    school_mend,
    school_notes,
    school_one,
)

with frame.page("school_ways") as page:
    with st.spinner(page.t("page.working")):
        ways = cached_school.ways(page.version, school_controls.query(page))
    if ways is None:
        school_bare.show(page)
    else:
        school = school_controls.school(page, ways)
        school_controls.controls(page, ways)
        school_head.show(page, ways)
        frame.figures(school_figures.figures(page, ways, school))
        school_notes.missing(page, ways, school)
        if school:
            school_one.show(page, ways, school)
        school_mend.show(page, ways)
        school_lists.files(page, ways, school_notes.sources(page))
        school_lists.show(page, ways)
        school_notes.definitions(page, ways)
