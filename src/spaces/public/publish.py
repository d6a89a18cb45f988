"""The public map as files: made in memory, the same bytes wherever they are served from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from spaces.content import Content
from spaces.places import Place
from spaces.public.age_bands import bands
from spaces.public.asset_files import asset_files, modules
from spaces.public.holidays import calendar
from spaces.public.outlines import outlines
from spaces.public.page import ASSETS, TAGS, Files, page, spoken
from spaces.public.pinyin import readings
from spaces.public.plain_lists import plain_lists
from spaces.public.poster import poster
from spaces.public.settings import Settings, load_settings
from spaces.public.site_payload import is_public, public_sites, sites_payload
from spaces.public.static_folder import INDEX, KEPT_FOREVER, packed, write
from spaces.public.walk_pack import walk_pack
from spaces.services import FolderInputs, load_inputs
from spaces.sites import gates_of
from spaces.text import DEFAULT

__all__ = ["INDEX", "KEPT_FOREVER", "packed", "snapshot", "write"]

UTC_OFFSET_MIN: Final = 480
"""China has one time: a phone set to another one still asks what is open there."""

_OFFLINE: Final = Path(__file__).with_name("offline.js")
"""Lies at the root of the folder: a browser lets it answer only for what lies below it."""


def snapshot(
    content: Content | FolderInputs, places: Sequence[str] | None, as_of: str, *, approval: str = ""
) -> dict[str, bytes]:
    """Make every file of the public map, in memory.

    Parameters
    ----------
    content : Content or FolderInputs
        The data folder; the latter where it is read already.
    places : sequence of str, optional
        Codes of the places to publish, in order; None for all that have a public site.
    as_of : str
        Day that the data stand for, such as ``2026-11-22``; shown to every reader.
    approval : str
        Approval number of the map (审图号), shown where there is one.

    Returns
    -------
    dict of str to bytes
        Path within the folder to content. The same content and day give the same bytes. Paths
        that begin with one of :data:`KEPT_FOREVER` change their name with their content.

    Raises
    ------
    InputRefused
        If a file of the data folder cannot be used.
    KeyError
        If a place is not known.
    """
    folder = FolderInputs.of(content)
    known, settings, sites = folder.places, load_settings(folder.content), folder.sites.frame
    shown = sites[is_public(sites)]
    if places is None:
        has = set(shown["place"])
        first = settings.default_place
        chosen = sorted((c for c in known if c in has), key=lambda code: code != first)
    else:
        chosen = list(dict.fromkeys(places))
    source = _Source(folder, settings, as_of, approval)
    files, assets = asset_files()
    index: list[dict[str, Any]] = []
    for code in chosen:
        place = known[code]
        made, data = source.place(place, shown[shown["place"] == code])
        files |= made
        page_files = Files(assets, data, modules(files, assets))
        files |= plain_lists(
            place,
            public_sites(shown[shown["place"] == code]),
            folder.categories,
            [known[c] for c in chosen],
            assets=f"{assets}/{ASSETS}",
            as_of=as_of,
        )
        files[f"{code}/index.html"] = page(place, page_files, "../", DEFAULT)
        if code == chosen[0]:
            files["index.html"] = page(place, page_files, "./", DEFAULT)
        if settings.address:
            files[f"poster/{code}.svg"] = poster(f"{settings.address}?place={code}")
        names = {"zh": place.name("zh"), "en": place.name("en")}
        walk = next((path for path in made if path.startswith("walk/")), None)
        index.append({"code": code, **names, "data": data, "walk": walk})
    files["offline.js"] = _OFFLINE.read_bytes()
    files[INDEX] = _json({"as_of": as_of, "assets": assets, "places": index})
    return dict(sorted(files.items()))


class _Source:
    """The data folder, opened once for all places."""

    def __init__(self, folder: FolderInputs, settings: Settings, as_of: str, approval: str) -> None:
        self._folder, self._settings = folder, settings
        self._walkers, self._as_of, self._approval = folder.walkers, as_of, approval
        days = calendar(int(as_of[:4]), settings.holidays, settings.workdays)
        self._calendar = days.as_json()

    def place(self, place: Place, sites: Any) -> tuple[dict[str, bytes], str]:  # noqa: ANN401
        """Files of one place, and the path of its sites among them."""
        shown = public_sites(sites)
        files: dict[str, bytes] = {}
        walk = None
        streets = load_inputs(self._folder, place.code).streets
        if streets is not None:
            rules = {walker.arterials for walker in self._walkers.by_id.values()}
            packed = walk_pack(streets, shown, gates_of(sites), rules=rules)
            walk = f"walk/{place.code}.{_short(packed)}.bin"
            files[walk] = packed
        found = self._about(place) | sites_payload(shown, self._folder.categories) | {"walk": walk}
        spoken_of = [place.name("zh"), *(part["zh"] for part in found["outline"]["parts"])]
        found["pinyin"] |= readings(spoken_of)
        data = _json(found)
        path = f"data/{place.code}.{_short(data)}.json"
        return files | {path: data}, path

    def _about(self, place: Place) -> dict[str, Any]:
        keeper = self._settings.keeper(place.code)
        usual = self._walkers.by_id[self._walkers.default]
        return {
            "place": {"code": place.code, "zh": place.name("zh"), "en": place.name("en")},
            "center": list(place.center),
            "as_of": self._as_of,
            "approval": self._approval,
            "utc_offset_min": UTC_OFFSET_MIN,
            "calendar": self._calendar,
            "web": self._settings.address,
            "languages": [
                {"code": code, "name": name, "tag": TAGS.get(code, code)}
                for code, name in spoken().items()
            ],
            "keeper": {"zh": keeper.zh, "en": keeper.en},
            "report": {"url": keeper.report_url, "mail": keeper.report_mail},
            "minutes": self._walkers.minutes,
            "crossing_delay_s": self._walkers.crossing_delay_s,
            "walker": _walker(usual),
            "bands": [
                {"ages": [band.youngest, band.oldest], **_walker(band.walker)}
                for band in bands(self._walkers)
            ],
            "outline": outlines(self._folder.boundaries, place),
        }


def _walker(walker: Any) -> dict[str, Any]:  # noqa: ANN401  a Walker
    return {
        "zh": walker.zh,
        "en": walker.en,
        "speed_mps": walker.speed_mps,
        "arterials": walker.arterials,
    }


def _json(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode()


def _short(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:10]
