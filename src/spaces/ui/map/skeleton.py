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
from typing import Any, Final

import folium
from branca.element import MacroElement
from folium.template import Template

from spaces.ui.shell.addresses import asset

COMPONENT_PATH: Final = "/component/streamlit_folium.st_folium/"
_TO_ROOT: Final = "../../"  # from the frame's address to the application's root
_MAP: Final = "ui/assets/map"
_LEAFLET: Final = "graphics/vendor/leaflet/leaflet"
_STARTED_BY_COMPONENT: Final = "window.map = map_div; window.initComponent(map_div, false);"


def encoded(config: Mapping[str, Any]) -> str:
    """Return what a map shall show, as base64 of JSON."""
    text = json.dumps(config, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(text.encode()).decode("ascii")


class Start(MacroElement):
    """The call of our module, and the map's content in an inert element beside it.

    What the page says while the module is on its way is kept for it.
    """

    _template = Template(
        """
        {% macro html(this, kwargs) %}<template data-spaces="{{ this.content }}"></template>
        {% endmacro %}
        {% macro script(this, kwargs) %}
            {
                const said = {};
                window.Streamlit.events.addEventListener("streamlit:render", (event) => {
                    said.last = event.detail;
                });
                import("{{ this.module }}").then(
                    (ours) => ours.start({{ this._parent.get_name() }}, said));
            }
        {% endmacro %}
        """
    )

    def __init__(self, content: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "SpacesStart"
        self.content = content
        self.module = f"{_TO_ROOT}{asset(f'{_MAP}/map.js')}"


def skeleton(content: str) -> folium.Map:
    """Return a bare map that loads our assets and nothing else.

    Parameters
    ----------
    content : str
        What ``encoded`` returned.
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
    bare.default_js = [("leaflet", f"{_TO_ROOT}{asset(f'{_LEAFLET}.js')}")]
    bare.default_css = [
        ("leaflet_css", f"{_TO_ROOT}{asset(f'{_LEAFLET}.css')}"),
        ("map_css", f"{_TO_ROOT}{asset(f'{_MAP}/map.css')}"),
    ]
    bare.add_child(Start(content))
    return bare


@cache
def inline_script() -> str:
    """Return the one script that st_folium writes into its frame: the same for every map."""
    # Not above: the component must be declared after the server's runtime exists, and the
    # launcher imports this module before.
    from streamlit_folium import _get_map_string

    bare = skeleton("")
    bare.get_root().render()
    return str(_get_map_string(bare)) + _STARTED_BY_COMPONENT
