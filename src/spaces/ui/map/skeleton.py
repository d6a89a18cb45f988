"""The bare folium map: no tiles, no data, no words, the same text for every viewer.

folium and branca compile what they generate as a Jinja template a second time, so a text from
the data that passes through them can run on the server. Here nothing of the sort passes: the
script is one constant, and what a map shall show goes beside it as base64, whose letters mean
nothing to a template or to a browser. Being constant, the script is allowed by its hash in the
frame's content security policy, and the frame is never remounted when the map's content changes.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import folium
from branca.element import MacroElement
from folium.template import Template

COMPONENT_PATH: Final = "/component/streamlit_folium.st_folium/"
_ASSETS: Final = Path(__file__).parents[1] / "assets"
_TO_ROOT: Final = "../../"  # from the frame's address to the application's root
_SCRIPTS: Final = (
    *("symbols", "points", "cells", "shapes", "walks", "legend", "popup", "frame", "placing"),
    "school",
    "map",  # last: it uses the others
)
_STARTED_BY_COMPONENT: Final = "window.map = map_div; window.initComponent(map_div, false);"


def asset(name: str, version: str) -> str:
    """Address of one of our assets as seen from inside the map's frame."""
    return f"{_TO_ROOT}assets/{name}?v={version}"


def encoded(config: Mapping[str, Any]) -> str:
    """Return what a map shall show, as base64 of JSON."""
    text = json.dumps(config, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(text.encode()).decode("ascii")


class Start(MacroElement):
    """Our fixed script's call, and the map's content in an inert element beside it."""

    _template = Template(
        """
        {% macro html(this, kwargs) %}<template data-spaces="{{ this.content }}"></template>
        {% endmacro %}
        {% macro script(this, kwargs) %}
            SpacesMap.start({{ this._parent.get_name() }});
        {% endmacro %}
        """
    )

    def __init__(self, content: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "SpacesStart"
        self.content = content


def skeleton(content: str, version: str) -> folium.Map:
    """Return a bare map that loads our assets and nothing else.

    Parameters
    ----------
    content : str
        What ``encoded`` returned.
    version : str
        Version of our assets, part of their addresses.
    """
    bare = folium.Map(
        location=(0, 0), zoom_start=3, tiles=None, zoom_control=False, prefer_canvas=False
    )
    bare.options |= {
        "attribution_control": False,
        "zoom_snap": 0.25,
        "zoom_delta": 1,
        "wheel_px_per_zoom_level": 90,
        "max_zoom": 19,
        "min_zoom": 4,
        "scroll_wheel_zoom": False,
    }
    leaflet = "vendor/leaflet/leaflet"
    bare.default_js = [
        ("leaflet", asset(f"{leaflet}.js", version)),
        *((name, asset(f"map/{name}.js", version)) for name in _SCRIPTS),
    ]
    bare.default_css = [
        ("leaflet_css", asset(f"{leaflet}.css", version)),
        ("map_css", asset("map/map.css", version)),
    ]
    bare.add_child(Start(content))
    return bare


@cache
def inline_script() -> str:
    """Return the one script that st_folium writes into its frame: the same for every map."""
    # Not above: the component must be declared after the server's runtime exists, and the
    # launcher imports this module before.
    from streamlit_folium import _get_map_string

    bare = skeleton("", "")
    bare.get_root().render()
    return str(_get_map_string(bare)) + _STARTED_BY_COMPONENT
