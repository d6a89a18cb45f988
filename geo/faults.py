"""What is wrong with a piece of input, as plain data.

A fault carries a code and the facts, never a finished sentence: the floor above owns the
languages and turns ``code`` and ``facts`` into words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Literal, get_args

Severity = Literal["error", "warning", "notice"]
SEVERITIES: Final[tuple[Severity, ...]] = get_args(Severity)
"""The gravest first."""
Fact = str | int | float


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong at one place of one input.

    Parameters
    ----------
    code : str
        Stable name of the kind of fault, such as ``"value_not_allowed"``.
    file : str
        Name of the input as its owner knows it (no directory of the server).
    row : int or None
        Row as the owner counts: the first data row is 1. None means the whole file.
    column : str or None
        Column's name in the file. None means the whole row.
    facts : Mapping[str, str | int | float]
        What the sentence needs, such as ``{"got": "2o24", "allowed": "planned, built"}``.
    severity : {"error", "warning", "notice"}
        ``error``: the row (or file) is left out. ``warning``: the row is kept, the value is
        not used. ``notice``: the value was understood or repaired; nothing is lost.
    """

    code: str
    file: str
    row: int | None = None
    column: str | None = None
    facts: Mapping[str, Fact] = field(default_factory=dict)
    severity: Severity = "error"


MOST_LISTED: Final = 50
"""Faults of one kind in one column that are listed row by row; more are one."""
OTHERS: Final = "other_rows"
"""Fact of a fault that stands for others: how many further rows have it too."""


def summed(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Let the first fault stand for all of its kind where a file has very many of them.

    Parameters
    ----------
    faults : iterable of Fault
        In their order, which is kept.

    Examples
    --------
    >>> many = [Fault("value_missing", "a.csv", row) for row in range(1, 5001)]
    >>> [(fault.row, counted(fault)) for fault in summed(many)]
    [(1, 5000)]
    """
    given = tuple(faults)
    often: dict[tuple[object, ...], int] = {}
    for fault in given:
        if fault.row is not None:
            often[_kind(fault)] = often.get(_kind(fault), 0) + counted(fault)
    out, told = [], set()
    for fault in given:
        kind = _kind(fault)
        if fault.row is None or often[kind] <= MOST_LISTED:
            out.append(fault)
        elif kind not in told:
            told.add(kind)
            out.append(replace(fault, facts={**fault.facts, OTHERS: often[kind] - 1}))
    return tuple(out)


def counted(fault: Fault) -> int:
    """Return for how many rows a fault stands."""
    return 1 + int(fault.facts.get(OTHERS, 0))


def _kind(fault: Fault) -> tuple[object, ...]:
    return (fault.code, fault.file, fault.column, fault.severity)


class InputRefused(ValueError):
    """The input as a whole cannot be used; ``faults`` say why, all of them."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = summed(faults)
        first = self.faults[0] if self.faults else None
        detail = f"{first.code} {dict(first.facts)}" if first else "no fault given"
        super().__init__(f"{len(self.faults)} fault(s), first: {detail}")
