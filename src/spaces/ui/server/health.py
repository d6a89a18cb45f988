"""Whether the data can be read: what a supervisor of this server wants to know."""

from __future__ import annotations

import threading
from typing import Final

from geo.faults import InputRefused
from spaces.content import default_content
from spaces.places import load_boundaries, load_places
from spaces.sites import load_categories
from spaces.text import DEFAULT, sentence, text
from spaces.walking import load_walkers

_LOCK: Final = threading.Lock()
_KNOWN: dict[str, str | None] = {}


def trouble() -> str | None:
    """Say why the data cannot be read; None while they can.

    What every page needs is read: places, outlines, kinds, walkers. Faults of single rows or of
    one place's files are told on its pages, and are no reason to call the whole server ill.
    """
    content = default_content()
    if not content.root.is_dir():
        return text(DEFAULT)("door.no_data_folder")
    try:
        version = content.version()
    except OSError as wrong:
        return text(DEFAULT)("door.data_unreadable", why=wrong.strerror or "?")
    with _LOCK:  # read once for each state of the folder, however often it is asked
        if version not in _KNOWN:
            _KNOWN.clear()
            _KNOWN[version] = _read()
        return _KNOWN[version]


def _read() -> str | None:
    content, t = default_content(), text(DEFAULT)
    try:
        load_places(content)
        load_boundaries(content)
        load_categories(content)
        load_walkers(content)
    except InputRefused as refused:
        return "\n".join(sentence(fault, t) for fault in refused.faults)
    except OSError as wrong:
        return t("door.data_unreadable", why=wrong.strerror or "?")
    return None
