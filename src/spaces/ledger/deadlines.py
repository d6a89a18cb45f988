"""Where a promise stands against its dates: what is due, overdue, or reached before its time.

The progress state says how much of a number is there; the deadline state says whether it was
due. A reading is taken apart into steps: a year, and the number promised by its end. Value means
what is measured at the end of the asked year Y (sites built by then, a share, a ratio).

==================  =========================================================================
state               when, the first line that fits
==================  =========================================================================
``no_number``       the plan names no number
``no_deadline``     the plan names a number and no year, and none was inferred
``not_measurable``  there is a number and a year, and nothing measured to hold against it
``overdue``         a number whose year ended before Y is still not reached
``due_this_year``   the number due by the end of Y is not reached
``not_due``         nothing due so far is open, and the next number is due after Y
``ahead``           as ``not_due``, but the next number is reached already
``met``             every number that fell due is reached, and none comes after Y
==================  =========================================================================

"Reached" follows the comparator (:func:`spaces.ledger.comparators.reached`). A ceiling (``<``,
``<=``) is never ``ahead``: to be below it before its year proves nothing. A number of yearly
events belongs to its own year: it is never held against another year's value. An asked year in the
past shows the state at its end.
"""

from __future__ import annotations

from spaces.ledger.comparators import reached
from spaces.ledger.schedule import (
    ByYear,
    EventsEachTerm,
    EventsEachYear,
    Reading,
    first_year,
    last_year,
    planned_by,
)
from spaces.ledger.targets import Target

DEADLINES = (
    "overdue",
    "due_this_year",
    "not_due",
    "ahead",
    "met",
    "no_number",
    "no_deadline",
    "not_measurable",
)
"""Words stand in the catalogues under ``deadline``, definitions under ``deadline_definition``."""

CEILINGS = ("<", "<=")

Step = tuple[int, float]


def steps(reading: Reading) -> tuple[Step, ...]:
    """Years in which a number falls due, and the number in all by the end of each."""
    if isinstance(reading.schedule, ByYear):
        return tuple((year, float(value)) for year, value in reading.schedule.points)
    years = range(first_year(reading), last_year(reading) + 1)
    return tuple(
        (year, value) for year in years if (value := planned_by(reading, year)) is not None
    )


def next_step(reading: Reading | None, year: int) -> Step | None:
    """Return the first step due in ``year`` or later, the last one when all are past."""
    if reading is None:
        return None
    found = steps(reading)
    return next((step for step in found if step[0] >= year), found[-1])


def deadline_state(target: Target, reading: Reading | None, year: int, value: float | None) -> str:
    """Return one of :data:`DEADLINES`; the table above says which.

    Parameters
    ----------
    target : Target
        For its comparator and number.
    reading : Reading or None
        The reading that is asked for.
    year : int
        The asked year.
    value : float or None
        What is measured at its end, in the target's unit; None if nothing is.
    """
    if target.value is None:
        return "no_number"
    if reading is None:
        return "no_deadline"
    if value is None:
        return "not_measurable"
    yearly = isinstance(reading.schedule, EventsEachYear | EventsEachTerm)
    past = [step for step in steps(reading) if step[0] < year and not yearly]
    due = [step for step in steps(reading) if step[0] == year]
    later = [step for step in steps(reading) if step[0] > year]
    if past and not reached(target.comparator, past[-1][1], value):
        return "overdue"
    if due and not reached(target.comparator, due[0][1], value):
        return "due_this_year"
    if not later:
        return "met"
    early = not yearly and target.comparator not in CEILINGS
    return "ahead" if early and reached(target.comparator, later[0][1], value) else "not_due"


def is_inferred(target: Target) -> bool:
    """Whether the year that a number is due by is inferred and not written in the document."""
    return bool({"schedule.year", "schedule.end"} & set(target.inferred))
