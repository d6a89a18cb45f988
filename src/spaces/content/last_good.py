"""The last good copy of each file of the data folder: what goes on being shown after damage.

Only the app keeps copies. The command line has no memory: it names the fault and stops.
"""

from __future__ import annotations

import hashlib
import logging
import os
import tempfile
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Final

from geo.atomic import replace_bytes
from spaces.content.folder import Content
from spaces.content.state_folder import state_folder

_LOG: Final = logging.getLogger(__name__)
State = Mapping[str, tuple[int, int]]
"""Size and time (ns) of the files that are there, by name in the folder."""


class LastGood:
    """Copies of files that could be read, by their name in the data folder.

    A copy goes when its file was taken out of the folder by hand and the rest reads well: what
    was withdrawn must not come back.

    Parameters
    ----------
    content : Content
        The data folder.
    folder : Path
        Where the copies lie; made when it is needed, for this server's account alone. Children
        and sites may be real.
    """

    def __init__(self, content: Content, folder: Path) -> None:
        self._content, self._folder = content, folder

    def state(self, names: Iterable[str]) -> State:
        """Return size and time of those files that are there.

        Parameters
        ----------
        names : iterable of str
            Names in the data folder, with ``/``.
        """
        found = {name: _stat(self._content.root / name) for name in names}
        return {name: stat for name, stat in found.items() if stat is not None}

    def keep(self, names: Iterable[str], read: State) -> None:
        """Keep what was just read well; a disk that takes nothing costs the copies only.

        Parameters
        ----------
        names : iterable of str
            Files that were read together, in the data folder.
        read : State
            Their state before they were read: one that has changed since is not kept.
        """
        try:
            for name in names:
                if name in read:
                    self._copy(name, read[name])
                else:
                    (self._folder / name).unlink(missing_ok=True)
        except OSError as wrong:
            _LOG.warning("no copy of %s is kept: %s", ", ".join(read), wrong)

    def stand_ins(self, names: Iterable[str]) -> dict[str, Path]:
        """Return where the copies of files lie; empty if there is none of any.

        Parameters
        ----------
        names : iterable of str
            Files that are read together, in the data folder.
        """
        kept = {name: self._folder / name for name in names}
        return kept if any(path.is_file() for path in kept.values()) else {}

    def _copy(self, name: str, state: tuple[int, int]) -> None:
        source, target = self._content.root / name, self._folder / name
        if _stat(target) == state:
            return
        data = source.read_bytes()
        if _stat(source) != state:
            return  # it is being written just now: the next reading keeps it
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        replace_bytes(target, data)
        os.utime(target, ns=(state[1], state[1]))


def last_good(content: Content) -> LastGood:
    """Return the copies of a data folder: in the state folder, else for as long as we run.

    Parameters
    ----------
    content : Content
        The data folder.
    """
    whose = hashlib.sha256(str(content.root).encode()).hexdigest()[:12]
    folder = state_folder() / "last_good"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError:
        folder = Path(_in_passing().name)
    return LastGood(content, folder / whose)


@cache
def _in_passing() -> tempfile.TemporaryDirectory[str]:
    """Make a folder that goes with this process, where the state folder takes nothing."""
    return tempfile.TemporaryDirectory(prefix="spaces-last-good-")


def _stat(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_size, found.st_mtime_ns) if path.is_file() else None
