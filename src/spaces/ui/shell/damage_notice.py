"""Say on every page which files cannot be read, and what is shown in their stead."""

from __future__ import annotations

import streamlit as st

from geo.faults import Fault, InputRefused
from spaces.services.folder_reading import Damage
from spaces.text import Text, sentence
from spaces.ui.shell import cache as cached
from spaces.ui.shell import markup


def tell(version: str, place: str, t: Text) -> None:
    """Draw what is wrong with shared files and those of a place; nothing where all is well.

    Parameters
    ----------
    version, place : str
        Version of the content, and the place that is looked at.
    t : Text
        Language of the page.
    """
    found = cached.damages(version, place)
    for since in dict.fromkeys(damage.kept_from for damage in found):
        same = [damage for damage in found if damage.kept_from == since]
        if since:
            st.warning(t("page.files_kept", since=since), icon=":material/history:")
        else:
            st.error(_unused(same, t), icon=":material/error:")
        _list([fault for damage in same for fault in damage.faults], t)
    for file, n in cached.rows_left_out(version, place).items():
        name = markup.escape_markdown(file)
        st.warning(t("page.rows_left_out", file=name, n=n), icon=":material/error:")


def part_refused(version: str, place: str, refused: InputRefused, t: Text) -> None:
    """Say in the middle of a page that the rest of it needs a file that cannot be read.

    Parameters
    ----------
    version, place : str
        Version of the content, and the place that is looked at.
    refused : InputRefused
        Why; what the notice above says already is not said again.
    t : Text
        Language of the page.
    """
    st.info(t("page.part_refused"), icon=":material/hide_source:")
    said = {str(fault) for damage in cached.damages(version, place) for fault in damage.faults}
    _list([fault for fault in refused.faults if str(fault) not in said], t)


def _unused(damages: list[Damage], t: Text) -> str:
    plans_only = all(name.startswith("plans/") for damage in damages for name in damage.names)
    return t("page.plan_refused" if plans_only else "page.files_unused")


def _list(faults: list[Fault], t: Text) -> None:
    if faults:
        st.html(markup.bullets([sentence(fault, t) for fault in faults]))
