"""Sentences that say "nothing to mend": each only where somebody was measured to say it of."""

from __future__ import annotations

from spaces.school_routes.result import SchoolRoutes
from spaces.text import Text
from spaces.text.numbers import children_text, km_text, known

TOO_THIN = "network_too_thin"
"""Of ``WHY_NOT``: streets on which nobody should be told what to mend."""
_TREATED = 1e-6


def names_first(ways: SchoolRoutes) -> bool:
    """Whether the streets are good enough to name what is mended first.

    Parameters
    ----------
    ways : SchoolRoutes
        The answer.
    """
    return TOO_THIN not in ways.why_not


def no_crossing(ways: SchoolRoutes, t: Text, school: str = "") -> str:
    """Say why no crossing is named: nothing to mend among those measured, or nothing known.

    Parameters
    ----------
    ways : SchoolRoutes
        The answer.
    t : Text
        Catalogue of the reader's language.
    school : str
        Id of the school asked; "" for all.
    """
    own = ways.schools.loc[school].to_dict()["children"] if school else ways.figures.children
    children = known(own)
    if not names_first(ways):
        return t("school_page.first_too_thin")
    if children is None:
        return t("school_page.first_unknown")
    if not children:
        return t("school_page.first_nobody")
    if "no_arterials" in ways.why_not:
        return t("school_page.first_no_arterials")
    n = children_text(children, t, modelled=ways.modelled)
    return t("school_page.first_none", n=n)


def no_street(ways: SchoolRoutes, t: Text, school: str = "") -> str:
    """Say why no street is named: all that children walk is treated, or nothing known.

    Parameters
    ----------
    ways : SchoolRoutes
        The answer.
    t : Text
        Catalogue of the reader's language.
    school : str
        Id of the school asked; "" for all.
    """
    if not names_first(ways):
        return t("school_page.first_too_thin")
    row = ways.schools.loc[school].to_dict() if school else {}
    walked = known(row["child_m"] if school else ways.figures.child_m)
    treated = known(row["child_treated_m"] if school else ways.figures.child_treated_m)
    if walked is None or treated is None:
        return t("school_page.first_unknown")
    if not walked:
        return t("school_page.first_nobody")
    if walked - treated > _TREATED * walked:
        return t("school_page.no_street_chosen")
    return t("school_page.no_street", km=km_text(walked))
