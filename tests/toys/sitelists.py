"""Lists of sites as clerks write them, read in the toy town."""

from __future__ import annotations

from spaces.content.folder import Content
from spaces.sites.loading import SiteList, read_sites
from tests.toys.toycontent import PLACE


def listed(toy: Content, text: str, **more: object) -> SiteList:
    path = toy.root.parent / "list.csv"
    path.write_text(text, encoding="utf-8")
    return read_sites(path, toy, PLACE, **more)


def codes(loaded: SiteList) -> list[tuple[str, int | None]]:
    return [(f.code, f.row) for f in loaded.faults]


AT = "120.5,27.8"
