"""Everything in the data folder that cannot be read, for a notice on every page of a place."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from geo.faults import Fault, InputRefused
from spaces.school_routes import SCHOOL_KINDS
from spaces.services.folder_reading import Damage
from spaces.services.inputs import PlaceInputs


def damages(inputs: PlaceInputs) -> tuple[Damage, ...]:
    """Read every file that is shared or about one place, and say which cannot be used.

    Parameters
    ----------
    inputs : PlaceInputs
        What questions about the place are answered from; what is read here is kept for them.

    Returns
    -------
    tuple of Damage
        Of shared files, of the place's own, and of those that may be: none of another place.
        A fault is told once, though several files cannot be read for it.
    """
    folder = inputs.folder
    parts: tuple[Callable[[], object], ...] = (
        lambda: folder.places,
        lambda: folder.sites,
        lambda: folder.walkers,
        lambda: folder.standards,
        lambda: folder.plans,
        lambda: inputs.units,
        lambda: inputs.population,
        lambda: inputs.streets,
        lambda: inputs.centre,
        lambda: inputs.catchments(SCHOOL_KINDS),
    )
    for read in parts:
        with suppress(InputRefused):
            read()
    told: set[str] = set()
    found = []
    for damage in folder.damages:
        new = tuple(fault for fault in damage.faults if str(fault) not in told)
        if new and damage.place in ("", inputs.code):
            told |= {str(fault) for fault in new}
            found.append(damage._replace(faults=new))
    return tuple(found)


def rows_left_out(inputs: PlaceInputs) -> dict[str, int]:
    """Count the rows that were left out, by the name of their file; only files with any.

    Parameters
    ----------
    inputs : PlaceInputs
        What questions about the place are answered from.
    """
    faults: list[Fault] = []
    with suppress(InputRefused):
        faults += inputs.listed.faults
    with suppress(InputRefused):
        faults += inputs.population.faults if inputs.population is not None else ()
    with suppress(InputRefused):
        faults += inputs.units.faults
    rows: dict[str, set[int]] = {}
    for fault in faults:
        if fault.severity == "error" and fault.row is not None:
            rows.setdefault(fault.file, set()).add(fault.row)
    return {file: len(some) for file, some in rows.items()}
