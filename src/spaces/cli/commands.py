"""The commands by name; the module of one is loaded only when it is asked for.

So ``--help`` does not wait for the libraries that a measurement needs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from spaces.cli.options import Option

if TYPE_CHECKING:
    from spaces.cli.output import Report

Run = Callable[..., "Report"]


@dataclass(frozen=True, slots=True)
class Command:
    """Where a command is, and how many files it takes.

    Parameters
    ----------
    module : str
        Module of :mod:`spaces.cli`.
    files : int
        Number of file names.
    run, options : str
        Names of its function and of its options in that module.
    """

    module: str
    files: int = 0
    run: str = "run"
    options: str = "OPTIONS"

    def load(self) -> tuple[Run, tuple[Option, ...]]:
        """Return the function and its options; this imports the module."""
        module = import_module(f"spaces.cli.{self.module}")
        run, options = getattr(module, self.run), getattr(module, self.options)
        assert callable(run)
        assert isinstance(options, tuple)
        return run, options


COMMANDS: dict[str, Command] = {
    "places": Command("places"),
    "targets": Command("targets"),
    "progress": Command("progress"),
    "gaps": Command("gaps"),
    "reach": Command("reach"),
    "routes sheet": Command("routes", run="sheet", options="SHEET_OPTIONS"),
    "routes": Command("routes"),
    "sheet": Command("sheet"),
    "plan check": Command("plan_check", files=1),
    "sites check": Command("sites_check", files=1),
    "network import": Command("network", files=1, run="keep", options="IMPORT_OPTIONS"),
    "network check": Command("network", files=1, run="check"),
    "publish": Command("publish", files=1),
}
"""Command to where it is; the longer of two like names first."""


def members(group: str) -> tuple[str, ...]:
    """Return the commands whose first word is ``group``; empty where that is a command itself."""
    return tuple(name for name in COMMANDS if name.split()[:-1] == [group] != [name])
