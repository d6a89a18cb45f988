"""Columns of the tables of an answer on ways to school, and the codes in them."""

from __future__ import annotations

STREET_COLUMNS = (
    "name", "way", "arterial", "length_m", "treated_m", "untreated_m", "children", "child_m",
    "child_untreated_m", "schools",
)  # fmt: skip
CROSSING_COLUMNS = (
    "streets", "guarded", "signal", "facility", "facility_kinds", "children", "schools", "routes",
)  # fmt: skip
ROUTE_COLUMNS = (
    "name_zh", "name_en", "kind", "status", "matched_m", "missed_m", "schools", "children",
    "crossings", "weakest", "weakest_children", "state",
)  # fmt: skip
SCHOOL_COLUMNS = (
    "name_zh", "name_en", "sub_area", "category", "gates", "on_network", "touched", "street_m",
    "street_treated_m", "street_share", "children", "child_m", "child_treated_m", "child_share",
    "children_safe", "safe_share", "child_leg_m", "walk_m_median", "weakest", "weakest_children",
    "same_gate",
)  # fmt: skip
TREATED_COLUMNS = ("street", "name", "treated_m", "children")
MISSED_COLUMNS = ("route", "missed_m")
OFF_COLUMNS = ("category", "kind", "distance_m", "why")
NEED_COLUMNS = ("children", "gate", "crossings")
ROUTE_STATES = ("whole", "has_unguarded", "off_network")
OFF_REASONS = ("no_place", "no_street", "no_crossing")
WHY_NOT = (
    "no_network",
    "no_schools",
    "no_schools_on_network",
    "no_population",
    "no_children",
    "no_bands",
    "no_routes",
    "no_facilities",
    "no_centre_boundary",
    "no_arterials",
    "catchment_incomplete",
)
"""Why a figure is missing or weaker than it looks."""
