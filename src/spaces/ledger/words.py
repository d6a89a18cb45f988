"""The sentences beside the figures of the plan: states, dates, reasons, definitions."""

from __future__ import annotations

from spaces.ledger.targets import Target
from spaces.school_routes import SchoolQuery
from spaces.text import Text
from spaces.text.numbers import unit_text


def why_not_counted(code: str, year: int, t: Text) -> str:
    """Say why a site is not counted; nothing for an empty code.

    Parameters
    ----------
    code : str
        Why, of :mod:`spaces.ledger.site_counts`; "" for a site that counts.
    year : int
        The asked year.
    t : Text
        The catalogue.
    """
    return t(f"not_counted.{code}", year=year) if code else ""


def deadline_word(state: str, t: Text) -> str:
    """Return the word for a deadline state."""
    return t(f"deadline.{state}")


def deadline_definition(state: str, year: int, t: Text) -> str:
    """Define a deadline state in one sentence, for the asked year.

    Parameters
    ----------
    state : str
        One of :data:`spaces.ledger.deadlines.DEADLINES`.
    year : int
        The asked year.
    t : Text
        The catalogue.
    """
    return t(f"deadline_definition.{state}", year=year)


def by_words(by: str, t: Text) -> str:
    """Name a denominator."""
    return t(f"routes_by.{by}")


def by_definition(by: str, query: SchoolQuery, t: Text) -> str:
    """Say how a share was measured; it stands beside every such figure.

    Parameters
    ----------
    by : str
        One of :data:`spaces.ledger.school_route_shares.ROUTES_BY`.
    query : SchoolQuery
        The question: radius, and whether the centre alone.
    t : Text
        The catalogue.
    """
    place = t("routes_by.in_centre") if query.within else t("routes_by.in_place")
    radius = f"{query.radius_m:g}"
    return t(f"routes_by.{by}_definition", radius=radius, place=place)


def said(year: int | None, t: Text) -> str:
    """Say what the places are compared by; it must stand beside every picture of them."""
    when = t("side_by_side.own_year") if year is None else t("side_by_side.one_year", year=year)
    return t("side_by_side.definition", when=when)


def why_sentence(code: str, target: Target, t: Text) -> str:
    """Say why a promise was not computed, in a language; nothing for an empty code.

    The target's unit is in the sentence as the plan writes it: escape it before it becomes HTML.

    Parameters
    ----------
    code : str
        Why, of :mod:`spaces.ledger.assessment`; "" for none.
    target : Target
        The promise.
    t : Text
        The catalogue.
    """
    return t(f"not_computed.{code}", unit=unit_text(target.unit, t)) if code else ""
