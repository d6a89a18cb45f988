"""The public map of the present content, made once for all visitors and kept ready to send.

A visitor never waits for another one's edit: while a new snapshot is made, the last one is
served, and it goes on being served when the present content cannot be read at all. It is also
kept on disk, so that it survives a restart.
"""

from __future__ import annotations

import hashlib
import json
import logging
import threading
import time
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from geo.faults import Fault, InputRefused
from spaces.content import Content
from spaces.content.state_folder import state_folder
from spaces.places import load_places
from spaces.public import publish
from spaces.public.asset_files import modules
from spaces.public.packed_map import Packed, Snapshot, opened
from spaces.public.page import Files, page
from spaces.text import languages

_LOG: Final = logging.getLogger(__name__)
_AGAIN_S: Final = 1.0
_RETRY_S: Final = 60.0
"""After so long content that could not be shown is tried again, changed or not."""
_LEFT_S: Final = 600.0
"""For so long the files of the map before are still sent to who has its page open: no longer, so
that a site that was withdrawn is gone."""
_PATIENCE_S: Final = 3.0


@dataclass(frozen=True, slots=True)
class Trouble:
    """The present content cannot be shown to the public.

    Parameters
    ----------
    as_of : str
        Day of the map that visitors see instead; empty if they see none.
    faults : tuple of Fault
        What is wrong with the files, as far as that is known.
    """

    as_of: str
    faults: tuple[Fault, ...]


def changed_on(content: Content) -> str:
    """Day on which the content last changed, in China's time: what a reader is told."""
    times = (p.stat().st_mtime for p in content.root.rglob("*") if p.is_file())
    last = datetime.fromtimestamp(max(times, default=0), tz=UTC)
    return (last + timedelta(minutes=publish.UTC_OFFSET_MIN)).date().isoformat()


def made(content: Content, approval: str) -> dict[str, bytes]:
    """Make the files of the public map, with a page for each language beside each place's page.

    Parameters
    ----------
    content : Content
        The data folder.
    approval : str
        Approval number (审图号) shown on the map; empty where none is configured.
    """
    files = publish.snapshot(content, None, changed_on(content), approval=approval)
    index, known = json.loads(files[publish.INDEX]), load_places(content)
    assets = index["assets"]
    for entry in index["places"]:
        code = entry["code"]
        lies = Files(assets, entry["data"], modules(files, assets))
        for lang in languages():
            files[f"{code}/index.{lang}.html"] = page(known[code], lies, "../", lang)
    return files


def kept_in(content: Content) -> Path:
    """Where the last good snapshot of this content folder is kept."""
    whose = hashlib.sha256(str(content.root).encode()).hexdigest()[:12]
    return state_folder() / "public" / whose


class PublicMap:
    """The snapshot to serve now.

    Parameters
    ----------
    content : callable
        Names the content folder of the moment.
    approval : callable
        Tells the approval number (审图号) of the moment; empty without one.
    make : callable
        Makes the files of a folder, given it and the approval number; may raise anything.
    clock : callable
        Tells the time in seconds, from any beginning.
    """

    def __init__(
        self,
        content: Callable[[], Content],
        approval: Callable[[], str],
        make: Callable[[Content, str], dict[str, bytes]] = made,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._content, self._approval, self._make, self._clock = content, approval, make, clock
        self._lock, self._disk = threading.Lock(), threading.Lock()
        self._tried: tuple[Path, str] | None = None
        self._looked_s = self._failed_s = self._changed_s = float("-inf")
        self._trouble: Trouble | None = None
        self._shown: Snapshot | None = None
        self._before: Snapshot | None = None
        self._ready = threading.Event()
        self._ready.set()

    def ready(self) -> Snapshot | None:
        """Return the snapshot if nothing has to be looked up for it; never waits."""
        return self._shown if self._clock() - self._looked_s < _AGAIN_S else None

    def warm(self) -> None:
        """Make the map ready before the first visitor comes, without holding up the start."""
        threading.Thread(target=self.current, daemon=True).start()

    @property
    def trouble(self) -> Trouble | None:
        """Why the present content is not what visitors see; None when it is.

        What was wrong with content that has changed since is no news: it is being looked at.
        """
        content = self._content()
        changed = (content.root, _version(content)) != self._tried
        return None if changed or not self._ready.is_set() else self._trouble

    def current(self) -> Snapshot | None:
        """Return the snapshot of the present content, or the last good one; None without any.

        Whoever finds that the content has changed waits some seconds for the new one; all others
        get the last one meanwhile. Without any, all wait.
        """
        content = self._content()
        with self._lock:
            key = (content.root, _version(content))
            late = self._trouble is not None and self._clock() - self._failed_s > _RETRY_S
            begins = (key != self._tried or late) and self._ready.is_set()
            if begins:
                self._begin(content, key)
            self._looked_s = self._clock()
        if begins or self._shown is None:
            self._ready.wait(_PATIENCE_S if self._shown else None)
        return self._shown

    def _begin(self, content: Content, key: tuple[Path, str]) -> None:
        """Start to make the map; until it is there the one from before a restart is shown."""
        if self._tried is None or self._tried[0] != content.root:
            self._before, self._shown = None, _kept(kept_in(content))
        self._tried = key
        self._ready.clear()
        threading.Thread(
            target=self._renew, args=(content,), daemon=True, name="public map"
        ).start()

    def old_file(self, path: str) -> Packed | None:
        """Return a file that only the snapshot before had: somebody still has its page open."""
        if self._before is None or self._clock() - self._changed_s > _LEFT_S:
            return None
        return self._before.files.get(path)

    def _renew(self, content: Content) -> None:
        files = None
        try:
            files = self._make(content, self._approval())
            self._show(opened(files))
        except Exception as wrong:
            self._fail(content, wrong)
        finally:
            self._ready.set()
        if files is not None:
            with self._disk:
                _keep(kept_in(content), files)

    def _fail(self, content: Content, wrong: Exception) -> None:
        faults = tuple(wrong.faults) if isinstance(wrong, InputRefused) else ()
        as_of = self._shown.as_of if self._shown else ""
        self._trouble, self._failed_s = Trouble(as_of, faults), self._clock()
        shown = f"visitors see the one of {as_of}" if as_of else "VISITORS SEE NO MAP (503)"
        _LOG.error(
            "the public map cannot be made from %s; %s; tried again when a file there changes"
            " and after %d s",
            *(content.root, shown, _RETRY_S),
            exc_info=wrong,
        )

    def _show(self, snapshot: Snapshot | None) -> None:
        """Show it from now on; None, no public site, shows nothing: the last ones are withdrawn."""
        self._before, self._shown = (self._shown if snapshot else None), snapshot
        self._changed_s = self._clock()
        self._trouble = None if snapshot else Trouble("", ())
        self._failed_s = self._clock()


def _version(content: Content) -> str:
    """Version of the content; one of its own if its folder cannot even be listed."""
    try:
        return content.version()
    except OSError as wrong:
        return f"unreadable: {wrong.errno}"


def _keep(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write a good snapshot down; a disk that takes nothing only costs the next start."""
    try:
        publish.write(folder, files)
    except OSError as wrong:
        _LOG.warning("the public map is not kept on disk: %s", wrong)


def _kept(folder: Path) -> Snapshot | None:
    """Read the last good snapshot; None if there is none that is whole."""
    if not (folder / publish.INDEX).is_file():
        return None
    try:
        there = {
            path.relative_to(folder).as_posix(): path
            for path in sorted(folder.rglob("*"))
            if path.is_file() and path.suffix != ".gz"
        }
        index = json.loads(there[publish.INDEX].read_bytes())
        named = {entry[key] for entry in index["places"] for key in ("data", "walk")}
        # What an earlier map left there may show a site that was withdrawn since.
        files = {p: d.read_bytes() for p, d in there.items() if not _left_over(p, named)}
        snapshot = opened(files)
        whole = snapshot is not None and all(f"{c}/index.html" in files for c in snapshot.places)
        return snapshot if whole else None
    except (OSError, ValueError, KeyError, TypeError) as wrong:
        _LOG.warning("no last good public map: %s", wrong)
        return None


def _left_over(path: str, named: Container[str]) -> bool:
    return path.startswith(("data/", "walk/")) and path not in named
