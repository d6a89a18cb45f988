"""The figures on ways to school in words, each with its definition: for the page and the sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from spaces.places.disclosure import is_small
from spaces.school_routes.analysis import GUARD_M, TOUCH_M
from spaces.school_routes.priorities import Priorities
from spaces.school_routes.result import FIGURES, SchoolRoutes
from spaces.text import Text
from spaces.text.numbers import children_text, km_text, known, share_text

_GOOD: Final = 0.75
_LINE_M: Final = 100.0
"""Lengths beside a share are written to this many metres."""
_SELDOM: Final = ("unassigned", "elsewhere")


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure.

    Parameters
    ----------
    label, value, line, definition : str
        What it is, the figure, one more fact, and how it was measured.
    share : float or None
        0 to 1; None for what is no share or could not be computed.
    tone : {"good", "bad", ""}
        How it stands.
    words : bool
        The value is a word, not a number.
    """

    label: str
    value: str
    line: str
    definition: str
    share: float | None = None
    tone: str = ""
    words: bool = False


def gives_few(found: Priorities, *, modelled: bool | None) -> bool:
    """Whether the gains of a list tell of too few real children at one crossing."""
    if modelled or found.kind != "crossing":
        return False
    return bool(is_small(found.chosen["gain"]).any())


def others(value: float, result: SchoolRoutes, t: Text) -> str:
    """Say how many children of other schools pass the same place; "" for none.

    Parameters
    ----------
    value : float
        Children of other schools.
    result : SchoolRoutes
        Says whether children are modelled: small counts of real ones stay hidden.
    t : Text
        Catalogue of the language.
    """
    if not value > 0:
        return ""
    return t("school_page.others_too", n=children_text(value, t, modelled=result.modelled))


def facts(result: SchoolRoutes, t: Text, school: str = "") -> list[Fact]:
    """Return the four figures of the place, or of one school.

    Parameters
    ----------
    result : SchoolRoutes
        The answer.
    t : Text
        Catalogue of the reader's language.
    school : str
        Id of a school, or "" for the place.
    """
    own: Mapping[str, Any] = {name: getattr(result.figures, name) for name in FIGURES}
    if school:
        own = {str(name): value for name, value in result.schools.loc[school].items()}
    first = _at_gate(own, t) if school else _touched(own, t)
    return [first, _street(result, own, t), _children(own, t), _safe(result, own, t)]


def _fact(
    name: str,
    share: float | None,
    line: str,
    t: Text,
    *,
    whole: float | None = None,
    **values: object,
) -> Fact:
    return Fact(
        t(f"school_page.{name}"),
        t("page.unknown") if share is None else share_text(share, whole=whole),
        line,
        t(f"school_page.{name}_def", **values),
        share,
        "" if share is None else "good" if share >= _GOOD else "bad",
        words=share is None,
    )


def _touched(own: Mapping[str, Any], t: Text) -> Fact:
    total = int(own["schools_on_network"])
    line = t("school_page.touched_line", n=own["schools_touched"], total=total)
    off = int(own["schools"]) - total
    line += t("school_page.touched_off", n=off) if off else ""
    return _fact("touched", known(own["touched_share"]), line, t, metres=f"{TOUCH_M:g}")


def _at_gate(own: Mapping[str, Any], t: Text) -> Fact:
    touched = own["touched"]
    word = "unknown" if pd.isna(touched) else "yes" if touched else "no"
    return Fact(
        t("school_page.at_gate"),
        t(f"school_page.at_gate_{word}"),
        "",
        t("school_page.at_gate_def", metres=f"{TOUCH_M:g}"),
        tone={"yes": "good", "no": "bad"}.get(word, ""),
        words=True,
    )


def _street(result: SchoolRoutes, own: Mapping[str, Any], t: Text) -> Fact:
    treated, total = km_text(own["street_treated_m"]), km_text(own["street_m"])
    line = t("school_page.street_line", treated=treated, total=total)
    radius = f"{result.query.radius_m:g}"
    whole = own["street_m"] / _LINE_M
    return _fact("street", known(own["street_share"]), line, t, whole=whole, radius=radius)


def _children(own: Mapping[str, Any], t: Text) -> Fact:
    total, line = known(own["child_m"]), t("school_page.child_none")
    if total is not None:
        treated = km_text(known(own["child_treated_m"]))
        line = t("school_page.child_line", treated=treated, total=km_text(total))
    whole = None if total is None else total / _LINE_M
    return _fact("child", known(own["child_share"]), line, t, whole=whole)


def _safe(result: SchoolRoutes, own: Mapping[str, Any], t: Text) -> Fact:
    children, line = known(own["children"]), t("school_page.child_none")
    if children is not None:
        safe = children_text(known(own["children_safe"]), t, modelled=result.modelled)
        total = children_text(children, t, modelled=result.modelled)
        line = t("school_page.safe_line", n=safe, total=total)
    share = known(own["safe_share"])
    return _fact("safe", share, line, t, whole=children, metres=f"{GUARD_M:g}")


def first_words(n: int, t: Text, *, gain: str = "") -> str:
    """Say which crossings come first: of the place with what they bring, else of one school.

    Parameters
    ----------
    n : int
        How many crossings are listed.
    t : Text
        Catalogue of the language.
    gain : str
        What mending them brings, in words; "" for the list of one school.
    """
    one = "_one" if n == 1 else ""
    if gain:
        return t(f"school_page.first{one}", n=n, gain=gain)
    return t(f"school_page.first_school{one}", n=n)


def apart(result: SchoolRoutes, t: Text) -> str:
    """Say who is in no figure, each class apart; empty where nobody knows the children."""
    one = result.figures
    if one.children is None:
        return ""
    names = ("beyond", "unreachable", "unsnapped", "unknown")
    counts = {name: getattr(one, f"children_{name}") for name in (*names, *_SELDOM)}
    if not any(counts.values()):
        if not one.children:
            return t("school_page.first_nobody")
        n = children_text(one.children, t, modelled=result.modelled)
        return t("school_page.apart_none", n=n)
    shown = {
        name: children_text(n or 0.0, t, modelled=result.modelled) for name, n in counts.items()
    }
    more = [t(f"school_page.apart_{name}", n=shown.pop(name)) for name in _SELDOM if counts[name]]
    shown = {name: shown[name] for name in names}
    return t("school_page.apart", limit=km_text(result.query.limit_m), **shown) + "".join(more)
