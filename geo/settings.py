"""Settings from the environment: each is declared once, with its default and what it means.

A setting that is not there, or blank, is the default. One that cannot be understood is refused
with a fault: a limit of "lots" must not quietly become the usual one.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Generic, TypeVar

from geo.faults import Fact, Fault, InputRefused

T = TypeVar("T")
_ON: Final = ("1", "on", "yes", "true")
_OFF: Final = ("0", "off", "no", "false")


@dataclass(frozen=True, slots=True)
class Kind(Generic[T]):
    """What may be written for a setting.

    Parameters
    ----------
    name : str
        A value that is none of this kind is the fault ``setting.<name>``.
    words : str
        What may be written, for the table of settings.
    read : callable
        Value of a text without blanks around it; None if it cannot be understood.
    secret : bool
        No message may quote the value.
    """

    name: str
    words: str
    read: Callable[[str], T | None]
    secret: bool = False


@dataclass(frozen=True, slots=True)
class Setting(Generic[T]):
    """One variable of the environment.

    Parameters
    ----------
    name : str
        The variable.
    kind : Kind
        What may be written.
    default : T
        Value where the variable is not set.
    meaning : str
        What it decides, for the table of settings.
    default_words : str
        The default in words, where the value does not say it.
    """

    name: str
    kind: Kind[T]
    default: T
    meaning: str
    default_words: str = ""

    def text(self) -> str:
        """Return what is written, without blanks around it; "" where it is not set."""
        return os.environ.get(self.name, "").strip()

    def value(self) -> T:
        """Return the value, or the default where it is not set.

        Raises
        ------
        InputRefused
            If what is written cannot be understood.
        """
        text = self.text()
        if not text:
            return self.default
        value = self.kind.read(text)
        if value is None:
            raise InputRefused([self._fault(text)])
        return value

    def fault(self) -> Fault | None:
        """Return what is wrong with what is written, or None."""
        text = self.text()
        return self._fault(text) if text and self.kind.read(text) is None else None

    def _fault(self, text: str) -> Fault:
        facts: dict[str, Fact] = {} if self.kind.secret else {"got": text[:60]}
        return Fault(f"setting.{self.kind.name}", self.name, facts=facts)


def setting_faults(
    known: Iterable[Setting[object]],
    prefixes: tuple[str, ...],
    environment: Mapping[str, str] | None = None,
) -> list[Fault]:
    """Say what is wrong with the settings of a process.

    Parameters
    ----------
    known : iterable of Setting
        All that there are.
    prefixes : tuple of str
        How their names begin. A variable of such a name that is none of them is a warning, as a
        misspelt setting would else be passed over.
    environment : mapping of str to str, optional
        Names that are set; default is the process's environment.

    Returns
    -------
    list of Fault
        Errors for values that cannot be understood; warnings ``setting.unknown`` or, with the
        known name that is nearest, ``setting.unknown_near``.
    """
    table = {setting.name: setting for setting in known}
    faults = [fault for setting in table.values() if (fault := setting.fault())]
    for name in sorted(os.environ if environment is None else environment):
        if name.upper().startswith(prefixes) and name not in table:
            near = difflib.get_close_matches(name.upper(), table, n=1)
            facts: dict[str, Fact] = {"nearest": near[0]} if near else {}
            code = "setting.unknown_near" if near else "setting.unknown"
            faults.append(Fault(code, name, facts=facts, severity="warning"))
    return faults


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and int(text) > 0 else None


def _switch(text: str) -> bool | None:
    word = text.lower()
    return True if word in _ON else False if word in _OFF else None


def _folder(text: str) -> Path | None:
    path = Path(text)
    return None if path.exists() and not path.is_dir() else path


def _line(text: str) -> str | None:
    return text if len(text) <= 100 and text.isprintable() else None


WHOLE: Final = Kind("whole", "a whole number above 0", _whole)
SWITCH: Final = Kind("switch", "1 or 0 (on, off)", _switch)
FOLDER: Final = Kind("folder", "a folder", _folder)
LINE: Final = Kind("line", "a line of text", _line)
