"""The colours that mean something, each once: for charts, layers, drawings and sheets.

The scripts of the map and the styles of the page cannot import it; a test holds them against it.
Colours that mean nothing (paper, lines, shadows) stay where they are used.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

PAPER: Final = "#ffffff"
INK: Final = "#737a85"
"""One grey that can be read on the light and on the dark page."""

REACHED: Final = "#1d8f7a"
BEYOND: Final = "#c4500a"
FALSE_COMFORT: Final = "#7d2f8f"
UNREACHABLE: Final = "#8f1330"
UNSNAPPED: Final = "#3f5b86"
UNKNOWN: Final = "#6b7773"
GAP: Final = "#7a2500"

GOOD: Final = "#2a9d8f"
BAD: Final = "#d1603d"
CALM: Final = "#3f78b5"
"""Tones of a figure that is neither good nor bad."""
BAD_PRINTED: Final = "#c4492a"
"""Tone of a bad figure in small letters on paper."""

BUILT: Final = GOOD
BUILT_WORDS: Final = "#1f8175"
"""The colour of what is built, dark enough for letters."""
PLANNED: Final = "#9aa3ae"
SECOND_READING: Final = "#b7791f"

TREATED: Final = "#12735f"
UNTREATED: Final = "#b9460b"
UNGUARDED: Final = "#a3123a"
GUARDED: Final = TREATED
GATE: Final = "#1f4f8f"
SHED: Final = "#1456a0"
OFF: Final = "#6b4fa0"

STATES: Final[Mapping[str, str]] = {
    "reached": REACHED,
    "beyond": BEYOND,
    "false_comfort": FALSE_COMFORT,
    "unreachable": UNREACHABLE,
    "unsnapped": UNSNAPPED,
    "unknown": UNKNOWN,
}
"""Classes of a walk (:data:`spaces.reach.breakdown.WALK_CLASSES`), in the order of a bar."""
REACH: Final[Mapping[str, str]] = {"covered": REACHED, "uncovered": BEYOND, "gap": GAP, **STATES}
"""States of cells and areas on the map of gaps."""
SCHOOL_ROUTES: Final[Mapping[str, str]] = {
    "treated": TREATED,
    "untreated": UNTREATED,
    "guarded": GUARDED,
    "unguarded": UNGUARDED,
    "gate": GATE,
    "shed": SHED,
    "off": OFF,
}
"""Marks of ways to school on the map, the drawing and the cards."""
TONES: Final[Mapping[str, str]] = {"good": GOOD, "bad": BAD, "calm": CALM}
"""Tones of a figure on the page."""
PROMISES: Final[Mapping[str, str]] = {"met": GOOD, "behind": BAD, "ahead": CALM}
"""States of a promise that are measured."""
PRINTED: Final[Mapping[str, str]] = {"good": GOOD, "bad": BAD_PRINTED, "calm": CALM}
"""Tones of a figure on paper."""
