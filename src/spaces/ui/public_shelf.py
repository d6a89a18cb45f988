"""The public map of the present content, made once for all visitors and kept ready to send.

A visitor never waits for another one's edit: while a new snapshot is made, the last one is
served, and it goes on being served when the present content cannot be read at all. It is also
kept on disk, so that it survives a restart.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import logging
import os
import re
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from spaces.content import Content
from spaces.places import load_places
from spaces.public import publish
from spaces.public.page import Files, page
from spaces.text import DEFAULT, languages, text
from spaces.ui.basemap import approval_number

STATE_ENV: Final = "SPACES_STATE"
"""Environment variable that names the folder for what must survive a restart."""

_LOG: Final = logging.getLogger(__name__)
_STATE: Final = Path(__file__).resolve().parents[3] / "var"
_AGAIN_S: Final = 1.0
_PATIENCE_S: Final = 3.0
_FOOT: Final = b'<footer id="foot" class="foot"></footer>'
_MODULE: Final = re.compile(r'rel="modulepreload" href="[^"]*/([^"/]+)"')


@dataclass(frozen=True, slots=True)
class Packed:
    """One file as it is sent: its bytes, compressed or not, and the name of their content."""

    body: bytes
    zipped: bool
    etag: str

    def plain(self) -> bytes:
        """Return the bytes for a browser that takes none compressed."""
        return gzip.decompress(self.body) if self.zipped else self.body


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The public map at one moment.

    Parameters
    ----------
    files : mapping of str to Packed
        By path within ``/public/``.
    places : tuple of str
        Codes of the places that it shows; the first one opens when none is named.
    as_of : str
        Day that the data stand for.
    """

    files: Mapping[str, Packed]
    places: tuple[str, ...]
    as_of: str
    _pages: dict[tuple[str, ...], Packed] = field(default_factory=dict, compare=False)

    def page(self, place: str, lang: str, root: str, staff: str = "") -> Packed:
        """Return the page of a place, its files found from ``root``.

        Parameters
        ----------
        place, lang : str
            What the reader's link says; what the snapshot does not know falls back.
        root : str
            Address of the map's files.
        staff : str
            Where the people who plan go on, said at the foot of the list; empty for nowhere.
        """
        code = place if place in self.places else self.places[0]
        spoken = lang if f"{code}/index.{lang}.html" in self.files else DEFAULT
        asked = (code, spoken, root, staff)
        if asked not in self._pages:
            self._pages[asked] = packed(self._written(*asked))
        return self._pages[asked]

    def _written(self, code: str, lang: str, root: str, staff: str) -> bytes:
        found = self.files.get(f"{code}/index.{lang}.html") or self.files[f"{code}/index.html"]
        body = found.plain().replace(b'"../', f'"{root}'.encode())
        if not staff:
            return body
        way = f"{staff}?{urlencode({'place': code, 'lang': lang})}"
        return body.replace(_FOOT, _FOOT + _staff(way, lang).encode(), 1)


def _staff(way: str, lang: str) -> str:
    words = text(lang)("public.staff")
    return f'<p class="foot"><a href="{escape(way)}" data-t="staff">{escape(words)}</a></p>'


def packed(data: bytes) -> Packed:
    """Compress a file where that is of use, and name its content."""
    etag = f'"{hashlib.sha256(data).hexdigest()[:20]}"'
    small = gzip.compress(data, compresslevel=6, mtime=0)
    zipped = len(small) < 0.9 * len(data)
    return Packed(small if zipped else data, zipped, etag)


def changed_on(content: Content) -> str:
    """Day on which the content last changed, in China's time: what a reader is told."""
    times = (p.stat().st_mtime for p in content.root.rglob("*") if p.is_file())
    last = datetime.fromtimestamp(max(times, default=0), tz=UTC)
    return (last + timedelta(minutes=publish.UTC_OFFSET_MIN)).date().isoformat()


def made(content: Content) -> dict[str, bytes]:
    """Make the files of the public map, with a page for each language beside each place's page."""
    files = publish.snapshot(content, None, changed_on(content), approval=approval_number())
    index, known = json.loads(files[publish.INDEX]), load_places(content)
    for entry in index["places"]:
        code = entry["code"]
        modules = _MODULE.findall(files[f"{code}/index.html"].decode())
        lies = Files(index["assets"], entry["data"], modules)
        for lang in languages():
            files[f"{code}/index.{lang}.html"] = page(known[code], lies, "../", lang)
    return files


def state_folder(content: Content) -> Path:
    """Where the last good snapshot of this content folder is kept."""
    named = os.environ.get(STATE_ENV)
    whose = hashlib.sha256(str(content.root).encode()).hexdigest()[:12]
    return (Path(named) if named else _STATE) / "public" / whose


class PublicShelf:
    """The snapshot to serve now.

    Parameters
    ----------
    content : callable
        Names the content folder of the moment.
    make : callable
        Makes the files of a folder; may raise anything.
    """

    def __init__(
        self,
        content: Callable[[], Content],
        make: Callable[[Content], dict[str, bytes]] = made,
    ) -> None:
        self._content, self._make = content, make
        self._lock, self._disk = threading.Lock(), threading.Lock()
        self._tried: tuple[Path, str] | None = None
        self._looked_s = 0.0
        self._shown: Snapshot | None = None
        self._before: Snapshot | None = None
        self._ready = threading.Event()
        self._ready.set()

    def ready(self) -> Snapshot | None:
        """Return the snapshot if nothing has to be looked up for it; never waits."""
        return self._shown if time.monotonic() - self._looked_s < _AGAIN_S else None

    def current(self) -> Snapshot | None:
        """Return the snapshot of the present content, or the last good one; None without any.

        Whoever finds that the content has changed waits some seconds for the new one; all others
        get the last one meanwhile. Without any, all wait.
        """
        content = self._content()
        with self._lock:
            key = (content.root, content.version())
            begins = key != self._tried and self._ready.is_set()
            if begins:
                if self._tried is not None and self._tried[0] != content.root:
                    self._shown = self._before = None
                self._tried = key
                self._ready.clear()
                threading.Thread(
                    target=self._renew, args=(content,), daemon=True, name="public map"
                ).start()
            self._looked_s = time.monotonic()
        if begins or self._shown is None:
            self._ready.wait(_PATIENCE_S if self._shown else None)
        return self._shown

    def old_file(self, path: str) -> Packed | None:
        """Return a file that only the snapshot before had: somebody still has its page open."""
        return self._before.files.get(path) if self._before else None

    def _renew(self, content: Content) -> None:
        files = None
        try:
            files = self._make(content)
            self._show(opened(files))
        except Exception:
            _LOG.exception("the public map cannot be made anew; the last good one is shown")
            if self._shown is None:
                self._show(_kept(state_folder(content)))
        finally:
            self._ready.set()
        if files is not None:
            with self._disk:
                _keep(state_folder(content), files)

    def _show(self, snapshot: Snapshot | None) -> None:
        if snapshot is not None:
            self._before, self._shown = self._shown, snapshot


def opened(files: Mapping[str, bytes]) -> Snapshot | None:
    """Make files ready to send; None if they show no place."""
    index: dict[str, Any] = json.loads(files[publish.INDEX])
    codes = tuple(entry["code"] for entry in index["places"])
    if not codes:
        return None
    return Snapshot({p: packed(d) for p, d in files.items()}, codes, index["as_of"])


def _keep(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write a good snapshot down; a disk that takes nothing only costs the next start."""
    try:
        publish.write(folder, files)
    except OSError as wrong:
        _LOG.warning("the public map is not kept on disk: %s", wrong)


def _kept(folder: Path) -> Snapshot | None:
    """Read the last good snapshot; None if there is none that is whole."""
    try:
        files = {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file() and path.suffix != ".gz"
        }
        snapshot = opened(files)
        whole = snapshot is not None and all(f"{c}/index.html" in files for c in snapshot.places)
        return snapshot if whole else None
    except (OSError, ValueError, KeyError, TypeError) as wrong:
        _LOG.warning("no last good public map: %s", wrong)
        return None
