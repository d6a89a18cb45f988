"""Garbage collection that does not look through all the content after every rerun.

Streamlit looks for garbage after each run of a page, through every object there is. With the
libraries and the content loaded that took 150 ms a rerun, five times what the page itself costs.
What has just survived a whole look is set aside, so that the next ones see only what is new; every
five minutes all of it is looked through again, so that what visitors leave behind is not kept.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Mapping
from typing import Any, Final

NEW_OBJECTS: Final = 100_000
LONG_S: Final = 0.008
"""A whole look that takes longer sets aside what it has seen."""
AGAIN_S: Final = 300.0
"""After so long everything is looked through again."""


class Aside:
    """Callback of the garbage collector: sets aside what lives long."""

    def __init__(self) -> None:
        self._begun_s = 0.0
        self._whole_s = time.monotonic()

    def __call__(self, phase: str, info: Mapping[str, Any]) -> None:
        """Take back what is set aside now and then; set aside after a look that was long."""
        if info["generation"] < 2:
            return
        now = time.monotonic()
        if phase == "start":
            if now - self._whole_s > AGAIN_S:
                gc.unfreeze()
                self._whole_s = now
            self._begun_s = now
        elif now - self._begun_s > LONG_S:
            gc.freeze()


_ASIDE: Final = Aside()


def collect_seldom() -> None:
    """Look for garbage after 100,000 new objects, not after 700, and set aside what lives long.

    Loading makes objects by the hundred thousand and hardly any garbage; looking through them
    again and again took a quarter to a third of the processor time of a first view.
    """
    gc.set_threshold(NEW_OBJECTS, 20, 20)
    if _ASIDE not in gc.callbacks:
        gc.callbacks.append(_ASIDE)
