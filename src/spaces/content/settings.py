"""All settings of the product: variables of the environment, read once at their own door.

README.md prints this table; a test compares the two. ``geo`` declares its own two.
"""

from __future__ import annotations

import re
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Final

from geo.faults import Fault
from geo.limits import MAX_MB, MAX_ROWS
from geo.settings import FOLDER, LINE, SWITCH, Kind, Setting, setting_faults

_ROOT: Final = Path(__file__).resolve().parents[3]
_KEY: Final = re.compile(r"[0-9A-Za-z]{8,64}")
_HOST: Final = re.compile(r"(\*\.)?[0-9a-z_\-]+(\.[0-9a-z_\-]+)*")


def _key(text: str) -> str | None:
    return text if _KEY.fullmatch(text) else None


def _hosts(text: str) -> tuple[str, ...] | None:
    names = [name.strip().lower().removesuffix(".") for name in text.split(",")]
    names = [name for name in names if name]
    return tuple(names) if all(_HOST.fullmatch(n) or _is_address(n) for n in names) else None


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


KEY: Final = Kind("key", "8 to 64 letters and digits", _key, secret=True)
HOSTS_KIND: Final = Kind("hosts", "names separated by commas", _hosts)

DATA: Final = Setting(
    "SPACES_DATA",
    FOLDER,
    _ROOT / "data",
    "The data folder: sites, places, plans, children, streets.",
    "`data/` of the checkout",
)
STATE: Final = Setting(
    "SPACES_STATE",
    FOLDER,
    _ROOT / "var",
    "Where the product keeps what must survive a restart (the last good public map, the last good"
    " copy of each data file, readable for the server's account alone) and copies that spare time;"
    " it may be deleted.",
    "`var/` of the checkout",
)
WARM: Final = Setting(
    "SPACES_WARM",
    SWITCH,
    True,
    "Whether the first views are computed in the background when the server starts.",
    "1",
)
HOSTS: Final = Setting(
    "SPACES_HOSTS",
    HOSTS_KIND,
    (),
    "Further names under which the server may be asked; `*.lan.example` stands for every name"
    " below it.",
    "none",
)
MAP_KEY: Final = Setting(
    "SPACES_TIANDITU_KEY",
    KEY,
    "",
    "Key of 天地图. Its map is drawn only together with an approval number.",
    "none: no outside map",
)
MAP_APPROVAL: Final = Setting(
    "SPACES_MAP_APPROVAL",
    LINE,
    "",
    "Approval number (审图号), shown on every map and written by `publish`.",
    "none",
)
SETTINGS: Final[tuple[Setting[Any], ...]] = (
    DATA,
    STATE,
    WARM,
    HOSTS,
    MAP_KEY,
    MAP_APPROVAL,
    MAX_MB,
    MAX_ROWS,
)
"""Every setting there is, in the order of the table."""
PREFIXES: Final = ("SPACES_", "GEO_")


def faults() -> list[Fault]:
    """Say what is wrong with this process's settings: errors first, then names not known.

    Returns
    -------
    list of Fault
        See :func:`geo.settings.setting_faults`; empty if all is well.
    """
    return setting_faults(SETTINGS, PREFIXES)
