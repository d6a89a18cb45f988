"""One table of a TOML file being read: fields are taken out, what is wrong is written down."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, TypeVar

from geo.faults import Fact, Fault

T = TypeVar("T")
_LARGEST = 2**53
"""Beyond it whole numbers are no longer exact; no figure of a city is that large."""
_NAMES = {str: "text", int: "integer", float: "number", bool: "boolean", list: "list"}


class Entry:
    """One TOML table being read: fields are taken out, what is wrong is written down.

    A field that is missing or of the wrong type gives a neutral value and a fault, so that
    reading goes on and the owner of the file learns everything in one go. ``InputRefused`` is
    raised at the end, by :func:`spaces.content.toml_reader.refuse_if_faulty`.

    Parameters
    ----------
    table : dict
        The table as TOML gave it.
    file : str
        Name of the file.
    name : str
        How the owner finds the entry, such as ``"target rui-65"``.
    faults : list of Fault
        Collects the faults; shared by all entries of a file.
    """

    def __init__(self, table: dict[str, Any], file: str, name: str, faults: list[Fault]) -> None:
        self._left = dict(table)
        self.file, self.name, self.faults = file, name, faults

    def fault(self, code: str, field: str, **facts: Fact) -> None:
        """Write down what is wrong with one field."""
        known: dict[str, Fact] = {"entry": self.name, "field": field, **facts}
        self.faults.append(Fault(code, self.file, column=field, facts=known))

    def has(self, field: str) -> bool:
        """Whether the field stands in the table and was not taken yet."""
        return field in self._left

    def text(self, field: str, default: str | None = None, allowed: Collection[str] = ()) -> str:
        """Take a text; without ``default`` it must be there and not be blank.

        Parameters
        ----------
        field : str
            Name of the field.
        default : str, optional
            Value where it is not there; without one it must be there.
        allowed : collection of str
            The only values; empty for any.
        """
        value = self._take(field, str, "" if default is None else default, default is None)
        if default is None and not value.strip() and not self._has_fault(field):
            self.fault("toml.blank", field)
        self._check_allowed(field, value, allowed, optional=default == "")
        return value

    def number(
        self,
        field: str,
        default: float | None = None,
        *,
        minimum: float | None = None,
        maximum: float | None = None,
    ) -> float:
        """Take a number (a whole one is fine) within its bounds, both included.

        Parameters
        ----------
        field : str
            Name of the field.
        default : float, optional
            Value where it is not there; without one it must be there.
        minimum, maximum : float, optional
            Bounds, both included.
        """
        value = self._take(field, float, 0.0 if default is None else default, default is None)
        return float(self._within(field, value, minimum, maximum))

    def integer(
        self,
        field: str,
        default: int | None = None,
        *,
        minimum: int | None = None,
        maximum: int | None = None,
    ) -> int:
        """Take a whole number within its bounds, both included.

        Parameters
        ----------
        field : str
            Name of the field.
        default : int, optional
            Value where it is not there; without one it must be there.
        minimum, maximum : int, optional
            Bounds, both included.
        """
        value = self._take(field, int, 0 if default is None else default, default is None)
        return int(self._within(field, value, minimum, maximum))

    def optional_number(self, field: str) -> float | None:
        """Take a number, or None if the field is not there."""
        return self.number(field) if self.has(field) else None

    def boolean(self, field: str, default: bool | None = None) -> bool:
        """Take true or false."""
        return self._take(field, bool, bool(default), default is None)

    def texts(
        self,
        field: str,
        default: tuple[str, ...] | None = None,
        allowed: Collection[str] = (),
    ) -> tuple[str, ...]:
        """Take a list of texts.

        Parameters
        ----------
        field : str
            Name of the field.
        default : tuple of str, optional
            Value where it is not there; without one it must be there.
        allowed : collection of str
            The only values; empty for any.
        """
        values = self._items(field, str, default)
        for value in values:
            self._check_allowed(field, value, allowed, optional=False)
        return values

    def pair(self, field: str) -> tuple[float, float]:
        """Take a list of exactly two numbers."""
        values = self._items(field, float, None)
        if len(values) == 2:
            return float(values[0]), float(values[1])
        if not any(f.column == field and f.facts["entry"] == self.name for f in self.faults):
            self.fault("toml.not_two", field, got=len(values))
        return 0.0, 0.0

    def tables(self, field: str, key: str = "id") -> Iterator[Entry]:
        """Take a list of tables, each to be read as an entry of its own."""
        raw = self._left.pop(field, [])
        if not isinstance(raw, list) or not all(isinstance(item, dict) for item in raw):
            self.fault("toml.wrong_type", field, wanted="table", got=type(raw).__name__)
            return
        prefix = f"{self.name} / " if self.name else ""
        for position, item in enumerate(raw, start=1):
            name = f"{prefix}{field} {item.get(key, f'#{position}')}"
            yield Entry(item, self.file, name, self.faults)

    def table(self, field: str, *, required: bool = True) -> Entry | None:
        """Take one table as an entry of its own; None if it is not there."""
        raw = self._left.pop(field, None)
        if isinstance(raw, dict):
            name = f"{self.name} / {field}" if self.name else field
            return Entry(raw, self.file, name, self.faults)
        if raw is not None:
            self.fault("toml.wrong_type", field, wanted="table", got=type(raw).__name__)
        elif required:
            self.fault("toml.missing", field)
        return None

    def done(self) -> None:
        """Name every field that nobody asked for: a misspelt field must not be lost silently."""
        for field in self._left:
            self.fault("toml.unknown_field", field)
        self._left = {}

    def _take(self, field: str, kind: type[T], neutral: T, required: bool) -> T:
        if field not in self._left:
            if required:
                self.fault("toml.missing", field)
            return neutral
        value = self._left.pop(field)
        if _is_a(value, kind):
            return kind(value) if kind is float else value  # type: ignore[call-arg]
        self.fault("toml.wrong_type", field, wanted=_NAMES[kind], got=str(value)[:60])
        return neutral

    def _items(self, field: str, kind: type[T], default: tuple[T, ...] | None) -> tuple[T, ...]:
        if default is not None and field not in self._left:
            return default
        values = self._take(field, list, [], True)
        wrong = [v for v in values if not _is_a(v, kind)]
        if wrong:
            self.fault("toml.wrong_type", field, wanted=_NAMES[kind], got=str(wrong[0])[:60])
        return tuple(v for v in values if _is_a(v, kind))

    def _within(
        self, field: str, value: float, minimum: float | None, maximum: float | None
    ) -> float:
        low, high = minimum is not None and value < minimum, maximum is not None and value > maximum
        if (low or high) and not self._has_fault(field):
            bounds = f"{'' if minimum is None else minimum} – {'' if maximum is None else maximum}"
            self.fault("toml.out_of_bounds", field, got=value, bounds=bounds)
        return value

    def _has_fault(self, field: str) -> bool:
        return any(f.column == field and f.facts["entry"] == self.name for f in self.faults)

    def _check_allowed(
        self, field: str, value: str, allowed: Collection[str], *, optional: bool
    ) -> None:
        if not allowed or value in allowed or (optional and not value) or self._has_fault(field):
            return
        self.fault("toml.not_allowed", field, got=value, allowed=", ".join(sorted(allowed)))


def _is_a(value: object, kind: type) -> bool:
    if isinstance(value, bool):
        return kind is bool
    if isinstance(value, (int, float)):
        fits = kind is float or (kind is int and isinstance(value, int))
        return fits and abs(value) <= _LARGEST  # never nan, which compares with nothing
    return isinstance(value, kind)
