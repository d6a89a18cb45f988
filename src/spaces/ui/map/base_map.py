"""The outside base map: 天地图, and only when a key and its approval number are configured."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from spaces.content.settings import MAP_KEY
from spaces.ui.shell.approval import approval_number, map_secret

TILE_HOSTS: Final = tuple(f"t{n}.tianditu.gov.cn" for n in range(8))
_KEY: Final = re.compile(r"[0-9A-Za-z]{8,64}")


@dataclass(frozen=True, slots=True)
class BaseMap:
    """A configured base map: its key, and the approval number (审图号) shown with it."""

    key: str
    approval: str

    def tiles(self) -> list[str]:
        """Address templates of the map and of its place names, in Web Mercator."""
        return [
            f"https://t{{s}}.tianditu.gov.cn/{name}_w/wmts?SERVICE=WMTS&REQUEST=GetTile"
            f"&VERSION=1.0.0&LAYER={name}&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles"
            f"&TILEMATRIX={{z}}&TILEROW={{y}}&TILECOL={{x}}&tk={self.key}"
            for name in ("vec", "cva")
        ]


def base_map() -> BaseMap | None:
    """Return the configured base map; None, and no outside request at all, without one.

    A key without an approval number counts as none: a public map must show it. Read from
    ``SPACES_TIANDITU_KEY`` and ``SPACES_MAP_APPROVAL``, else from ``[map]`` in the secrets file
    (``tianditu_key``, ``approval``).
    """
    key = MAP_KEY.text() or map_secret("tianditu_key")
    approval = approval_number()
    return BaseMap(key, approval) if approval and _KEY.fullmatch(key) else None
