"""Tell who plans, and who runs the server, when the public sees no map or an old one."""

from __future__ import annotations

import streamlit as st

from spaces.public.live_map import Trouble
from spaces.text import Text, sentence
from spaces.ui.shell import markup
from spaces.ui.shell import public_map as shown


def tell(t: Text, *, faults: bool = True) -> None:
    """Draw a sentence while visitors do not see the present content; else nothing.

    Parameters
    ----------
    t : Text
        Language of the page.
    faults : bool
        Whether to say what is wrong; not where the page has just said it.
    """
    visitors = shown.PUBLIC_MAP
    if visitors.ready() is None:
        visitors.warm()  # in the background: the next run knows more
    trouble = visitors.trouble
    if trouble is None:
        return
    st.warning(_said(trouble, t), icon=":material/public_off:")
    if faults and trouble.faults:
        st.html(markup.bullets([sentence(fault, t) for fault in trouble.faults]))


def _said(trouble: Trouble, t: Text) -> str:
    if trouble.as_of:
        return t("visitor.old_map", date=trouble.as_of)
    return t("visitor.no_map")
