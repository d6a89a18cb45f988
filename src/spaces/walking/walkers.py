"""Who walks, and how fast."""

from __future__ import annotations

from dataclasses import dataclass

from geo.faults import Fault
from geo.network.rules import ARTERIALS, Arterials
from spaces.content import Content, Entry, name_in, read_toml, refuse_if_faulty, unique

SPEED_MPS = (0.1, 3.0)
"""Slowest and fastest walk that is believed, in metres per second."""
MINUTES = (1, 120)
"""Shortest and longest walk that is believed, in minutes."""
DELAY_S = 600
"""Longest wait at a crossing that is believed, in seconds."""


_ARTERIALS: dict[str, Arterials] = {word: word for word in ARTERIALS}


def arterials_of(word: str) -> Arterials:
    """Return the word as a rule for arterials; "allowed" for a word that is none."""
    return _ARTERIALS.get(word, "allowed")


@dataclass(frozen=True, slots=True)
class Walker:
    """A preset of walking.

    Parameters
    ----------
    id, zh, en : str
        Stable name and names for people.
    speed_mps : float
        Walking speed in metres per second.
    ages : tuple of int
        Youngest and oldest age in years that the preset is for, both included.
    note_zh, note_en, source : str
        What to know about it and where it comes from.
    arterials : {"allowed", "not_along", "not_across"}
        What this walker may do with arterial roads unless the user says otherwise.
    """

    id: str
    zh: str
    en: str
    speed_mps: float
    ages: tuple[int, int]
    note_zh: str
    note_en: str
    source: str
    arterials: Arterials = "allowed"

    def name(self, lang: str) -> str:
        """Return the name in a language, ``zh`` unless ``en`` is asked."""
        return name_in(self.zh, self.en, lang)

    def note(self, lang: str) -> str:
        """Return the note in a language, ``zh`` unless ``en`` is asked."""
        return name_in(self.note_zh, self.note_en, lang)


@dataclass(frozen=True, slots=True)
class Walkers:
    """All presets, with the one used when nobody chooses.

    Parameters
    ----------
    by_id : dict of str to Walker
        Presets in the order of the file.
    default : str
        Id of the default preset.
    minutes : int
        Default walking time in minutes.
    crossing_delay_s : float
        Default seconds lost at each crossing of an arterial, on the network ruler.
    """

    by_id: dict[str, Walker]
    default: str
    minutes: int
    crossing_delay_s: float = 0.0


def _walker(entry: Entry) -> Walker:
    youngest, oldest = entry.pair("ages")
    if youngest > oldest:
        entry.fault("toml.wrong_order", "ages", got=f"{youngest:g} > {oldest:g}")
    walker = Walker(
        id=entry.text("id"),
        zh=entry.text("zh"),
        en=entry.text("en"),
        speed_mps=entry.number("speed_mps", minimum=SPEED_MPS[0], maximum=SPEED_MPS[1]),
        ages=(int(youngest), int(oldest)),
        note_zh=entry.text("note_zh", ""),
        note_en=entry.text("note_en", ""),
        source=entry.text("source", ""),
        arterials=arterials_of(entry.text("arterials", "allowed", allowed=ARTERIALS)),
    )
    entry.done()
    return walker


def load_walkers(content: Content) -> Walkers:
    """Read walking presets and defaults.

    Raises
    ------
    InputRefused
        With every fault of ``walkers.toml``.
    """
    faults: list[Fault] = []
    top = read_toml(content.path("walkers.toml"), faults)
    read = [(entry, _walker(entry)) for entry in top.tables("walker")]
    unique([(entry, walker.id) for entry, walker in read])
    by_id = {walker.id: walker for _, walker in read}
    default, minutes, delay_s = "", 15, 0.0
    defaults = top.table("defaults")
    if defaults is not None:
        default = defaults.text("walker", allowed=tuple(by_id))
        minutes = defaults.integer("minutes", minimum=MINUTES[0], maximum=MINUTES[1])
        if defaults.has("crossing_delay_s"):
            delay_s = defaults.number("crossing_delay_s", minimum=0, maximum=DELAY_S)
        defaults.done()
    top.done()
    refuse_if_faulty(faults)
    return Walkers(by_id, default, minutes, delay_s)
