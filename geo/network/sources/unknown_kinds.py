"""Kinds of street that no table knows: never walked on a guess, always told value by value."""

from __future__ import annotations

from collections import Counter

from geo.faults import Fault, Severity

_SHOWN = 12


def told(
    kinds: Counter[str], file: str, code: str, severity: Severity, **facts: int
) -> list[Fault]:
    """List values with how many ways have each, the most frequent first, as a fault.

    Parameters
    ----------
    kinds : Counter of str
        How often each value stands there.
    file, code, severity : str
        Of the fault.
    **facts : int
        What else its sentence needs.

    Returns
    -------
    list of Fault
        None where there is no such value.
    """
    if not kinds:
        return []
    rows = sorted(kinds.items(), key=lambda item: (-item[1], item[0]))
    shown = [f"{value[:40]} × {count:,}" for value, count in rows[:_SHOWN]]
    values = ", ".join(shown) + (" …" if len(rows) > _SHOWN else "")
    given: dict[str, str | int | float]
    given = {"count": kinds.total(), "kinds": len(rows), "values": values, **facts}
    return [Fault(code, file, facts=given, severity=severity)]
