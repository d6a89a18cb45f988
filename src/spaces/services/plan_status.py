"""Where each promise of a place's plan stands, out of its inputs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import pandas as pd

from geo.faults import Fault
from spaces.ledger import ROUTES_BY, Evidence, assess
from spaces.reach import GapQuery, GapResult
from spaces.school_routes import SchoolQuery, SchoolRoutes
from spaces.services.inputs import PlaceInputs
from spaces.services.reach import answer_reach, by_chosen_ruler
from spaces.services.school_routes import answer_school_routes, completed


def load_evidence(inputs: PlaceInputs, routes_by: str = ROUTES_BY[0]) -> Evidence:
    """Return what promises are held against besides sites; walks are measured when asked for.

    Parameters
    ----------
    inputs : PlaceInputs
        The place.
    routes_by : {"touched", "street", "child"}
        What shares of safe ways to school are shares of.

    Raises
    ------
    InputRefused
        If a file cannot be used.
    """
    return Evidence(
        inputs.place,
        inputs.units,
        inputs.folder.walkers,
        partial(_reach, inputs),
        partial(_routes, inputs),
        routes_by,
    )


def _reach(inputs: PlaceInputs, query: GapQuery) -> GapResult:
    return answer_reach(inputs, by_chosen_ruler(inputs, query))


def _routes(inputs: PlaceInputs, query: SchoolQuery) -> SchoolRoutes | None:
    return answer_school_routes(inputs, completed(inputs, query))


def assess_plan(
    inputs: PlaceInputs,
    year: int,
    readings: Mapping[str, str] | None = None,
    *,
    evidence: Evidence | None = None,
) -> pd.DataFrame:
    """Say where each promise stands; see :func:`spaces.ledger.assessment.assess`.

    Parameters
    ----------
    inputs : PlaceInputs
        The place.
    year : int
        The year by whose end promised and built are compared.
    readings : mapping of str to str, optional
        Target id to reading id, where not the default is wanted.
    evidence : Evidence, optional
        What promises are held against; default :func:`load_evidence`.

    Raises
    ------
    LookupError
        If the place has no plan, or ``readings`` names what it lacks.
    InputRefused
        If a file cannot be used.
    """
    plan = inputs.plan
    if plan is None:
        raise LookupError(inputs.code)
    return assess(plan, inputs.sites, year, evidence or load_evidence(inputs), readings)


def assess_for_sheet(
    inputs: PlaceInputs,
    year: int,
    readings: Mapping[str, str] | None = None,
    *,
    evidence: Evidence | None = None,
) -> pd.DataFrame:
    """Say where each promise stands, for the sheet of a department; see :func:`assess_plan`.

    A time circle depends on who walks, which is chosen on the page of gaps: a sheet reads nothing
    from one and names that page instead.

    Parameters
    ----------
    inputs : PlaceInputs
        The place.
    year : int
        The year by whose end promised and built are compared.
    readings : mapping of str to str, optional
        Target id to reading id, where not the default is wanted.
    evidence : Evidence, optional
        What promises are held against; default :func:`load_evidence`.
    """
    held = replace(evidence or load_evidence(inputs), reach=None)
    return assess_plan(inputs, year, readings, evidence=held)


def faults_behind(inputs: PlaceInputs) -> tuple[Fault, ...]:
    """Say what was left out or assumed of the files that promises are held against.

    Parameters
    ----------
    inputs : PlaceInputs
        The place.

    Raises
    ------
    InputRefused
        If a file of sites, areas or children cannot be used.
    """
    people = inputs.population
    children = () if people is None else people.faults
    plans = inputs.folder.plans.faults.get(inputs.code, ())  # files that take no plan away
    read = (*inputs.listed.faults, *inputs.units.faults, *children, *inputs.street_faults)
    return (*plans, *read)
