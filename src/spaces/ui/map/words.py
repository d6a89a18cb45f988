"""The words that the map's own script shows, handed to it with the map's content."""

from __future__ import annotations

from typing import Final

from spaces.places import small_counts
from spaces.reach.gap_reasons import WHY
from spaces.reach.result import WALK_STATES
from spaces.reach.rulers import KINDS
from spaces.sites.statuses import STATUSES
from spaces.text import Text

_PREFIX: Final = "map."
_SCHOOL: Final = (
    *("children", "crossing", "guarded", "guarding", "length", "schools", "street"),
    *("treated", "treatment", "unguarded", "untreated"),
)
_SHOWN: Final = (
    "map.between",
    "map.boundary",
    "map.close",
    "map.demo",
    "map.field.address",
    "map.field.area",
    "map.field.best",
    "map.field.cell",
    "map.field.children",
    "map.field.inside",
    "map.field.kind",
    "map.field.lead",
    "map.field.minutes",
    "map.field.nearest",
    "map.field.nearest_by",
    "map.field.nearest_m",
    "map.field.rank",
    "map.field.size",
    "map.field.state",
    "map.field.status",
    "map.field.straight_m",
    "map.field.walk_m",
    "map.field.why",
    "map.field.year",
    "map.how",
    "map.km2",
    "map.label",
    "map.layer_failed",
    "map.layer_switch",
    "map.legend",
    "map.legend_hide",
    "map.legend_show",
    "map.loading",
    "map.metres",
    "map.minutes",
    "map.people",
    "map.percent",
    "map.state_name.covered",
    "map.state_name.false_comfort",
    "map.state_name.uncovered",
    "map.state_name.unknown",
    "map.tiles_failed",
    "map.unnamed",
    "map.whole",
    "map.zoom_in",
    "map.zoom_out",
)


def words(t: Text) -> dict[str, str]:
    """Sentences by their name in the script, unfilled: the script fills ``{n}`` and the like."""
    named = {key.removeprefix(_PREFIX): t.template(key) for key in _SHOWN}
    named["few"] = t("map.few", least=small_counts.LEAST_SHOWN)
    named |= {f"status_name.{status}": t(f"site_status.{status}") for status in STATUSES}
    named |= {f"why.{why}": t(f"network.why.{why}") for why in WHY}
    named |= {f"school.{name}": t.template(f"school_page.map.{name}") for name in _SCHOOL}
    named |= {f"ruler.{kind.name}": t(f"walk.ruler_{kind.name}") for kind in KINDS}
    walked = {f"state_name.{state}": t(f"network.state.{state}") for state in WALK_STATES}
    return walked | named
