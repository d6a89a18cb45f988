"""Reading the data folder so that a damaged file takes nothing else down."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final, NamedTuple, TypeVar

from geo.faults import Fault, InputRefused
from spaces.content import Content
from spaces.content.last_good import LastGood, State
from spaces.ledger import read_plans
from spaces.ledger.plan_files import PlanFiles

T = TypeVar("T")
_CHINA: Final = timedelta(hours=8)
_PLANS: Final = "plans"


class Damage(NamedTuple):
    """Files of the folder that cannot be used at present.

    Parameters
    ----------
    names : tuple of str
        Files that are read together, by their names in the folder.
    faults : tuple of Fault
        What is wrong with them.
    place : str
        Code of the place that they are about; "" for all, or where nobody can tell.
    kept_from : str
        Day and time in China (``2026-11-30 17:05``) of the copy that is used instead; "" if
        there is none, and so no answer that needs the file.
    """

    names: tuple[str, ...]
    faults: tuple[Fault, ...]
    place: str
    kept_from: str


class FolderReading:
    """Reads files of the folder, or their last good copies where it may keep any.

    Parameters
    ----------
    content : Content
        The data folder.
    last_good : LastGood, optional
        Copies; without them a damaged file is refused, as on the command line.
    """

    def __init__(self, content: Content, last_good: LastGood | None = None) -> None:
        self._stand_ins: dict[str, Path] = {}
        self._last_good = last_good
        self._damages: dict[str, Damage] = {}
        self.content = Content(content.root, self._stand_ins)

    @property
    def keeps(self) -> bool:
        """Whether copies may stand in."""
        return self._last_good is not None

    @property
    def damages(self) -> tuple[Damage, ...]:
        """Damaged files among those that were read up to now."""
        return tuple(self._damages.values())

    def read(self, names: Sequence[str], load: Callable[[Content], T], place: str = "") -> T:
        """Read files that belong together; their last good copies where they are faulty.

        Parameters
        ----------
        names : sequence of str
            Their names in the folder; not all need be there.
        load : callable
            Reads them, given the folder.
        place : str
            Code of the place that they are about; "" for all.

        Raises
        ------
        InputRefused
            If they cannot be used, and no copies either.
        """
        before = self._state(names)
        try:
            found = load(self.content)
        except InputRefused as refused:
            return self._read_copies(tuple(names), load, place, refused)
        if self._last_good is not None and not self._stand_ins.keys() & names:
            self._last_good.keep(names, before)
        return found

    def read_plans(self) -> PlanFiles:
        """Read all plans; each faulty file is replaced by its own last good copy."""
        names = [f"{_PLANS}/{path.name}" for path in self.content.root.glob(f"{_PLANS}/*.toml")]
        before, found = self._state(names), read_plans(self.content)
        wrong = _by_file(found)
        if self._last_good is not None:
            self._last_good.keep([name for name in names if name not in wrong], before)
            for name in wrong:
                self._stand_ins.update(self._last_good.stand_ins([name]))
        stands = {name for name in wrong if name in self._stand_ins}
        again = read_plans(self.content) if stands else found
        helped = stands - set(_by_file(again))
        for name, (place, faults) in wrong.items():
            since = self._kept_from([name]) if name in helped else ""
            self._damages[name] = Damage((name,), faults, place, since)
        return again

    def _read_copies(
        self,
        names: tuple[str, ...],
        load: Callable[[Content], T],
        place: str,
        refused: InputRefused,
    ) -> T:
        copies = {} if self._last_good is None else self._last_good.stand_ins(names)
        self._damages[names[0]] = Damage(names, tuple(refused.faults), place, "")
        if not copies:
            raise refused
        self._stand_ins.update(copies)
        try:
            found = load(self.content)
        except InputRefused:
            for name in copies:
                del self._stand_ins[name]
            raise refused from None
        since = self._kept_from(names)
        self._damages[names[0]] = Damage(names, tuple(refused.faults), place, since)
        return found

    def _state(self, names: Sequence[str]) -> State:
        return {} if self._last_good is None else self._last_good.state(names)

    def _kept_from(self, names: Sequence[str]) -> str:
        paths = (self._stand_ins[name] for name in names)
        last_s = max(path.stat().st_mtime for path in paths if path.is_file())
        return (datetime.fromtimestamp(last_s, tz=UTC) + _CHINA).strftime("%Y-%m-%d %H:%M")


def _by_file(plans: PlanFiles) -> dict[str, tuple[str, tuple[Fault, ...]]]:
    """Place and faults of each faulty plan file, by its name in the folder."""
    found: dict[str, tuple[str, tuple[Fault, ...]]] = {}
    for place, faults in plans.faults.items():
        for file in dict.fromkeys(fault.file for fault in faults):
            own = tuple(fault for fault in faults if fault.file == file)
            found[f"{_PLANS}/{file}"] = (place, own)
    return found
