"""``publish``: the public map as a folder of files that any web server can serve."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from pathlib import Path

import geopandas as gpd

from spaces.cli.options import Option, SaysNo, WrongUse
from spaces.cli.output import Report, Table, exit_status
from spaces.content import Content
from spaces.content.settings import MAP_APPROVAL
from spaces.public import snapshot, write
from spaces.public.persons import named_after_nobody
from spaces.public.publish import INDEX, packed
from spaces.public.site_payload import is_marked, is_public
from spaces.services import FolderInputs
from spaces.text import Text, sentence

OPTIONS = (Option("--place", many=True), Option("--as-of"), Option("--approval"))
COLUMNS = ("file", "bytes", "gzip_bytes")


def run(asked: Namespace, content: Content, t: Text) -> Report:
    """Write the public map of some places, or of all that have a public site."""
    inputs = FolderInputs(content)
    known = inputs.places
    places = list(dict.fromkeys(asked.place)) or None
    for code in places or ():
        if code not in known:
            listed = ", ".join(f"{c} {place.name_zh}" for c, place in known.items())
            raise WrongUse("unknown_place", got=code, known=listed)
    approval = asked.approval or MAP_APPROVAL.value()
    loaded = inputs.sites
    files = snapshot(inputs, places, _day(asked.as_of), approval=approval)
    if not any(path.startswith("data/") for path in files):
        raise SaysNo("nothing_public")
    folder = Path(asked.files[0])
    try:
        gone = write(folder, files)
    except FileExistsError:
        raise WrongUse("not_ours", got=folder, index=INDEX) from None
    except (OSError, ValueError):
        raise WrongUse("cannot_write", got=folder) from None
    small = {path.removesuffix(".gz"): len(data) for path, data in packed(files).items()}
    rows = [
        {"file": path, "bytes": len(data), "gzip_bytes": small.get(path)}
        for path, data in files.items()
    ]
    pages = [row for row in rows if str(row["file"]).startswith(("data/", "walk/"))]
    whole = sum(len(data) for data in files.values())
    heads = {"file": t("public.file"), "bytes": "bytes", "gzip_bytes": "gzip"}
    kept_back = _kept_back(loaded.frame, places)
    return Report(
        facts={"folder": str(folder), "bytes": whole, "files": rows, "removed": gone}
        | {"kept_back": kept_back, "faults": len(loaded.faults)},
        columns=COLUMNS,
        rows=rows,
        lines=[t("public.written", folder=folder, files=len(files), kb=round(whole / 1000))],
        tables=[Table("", heads, pages)],
        messages=[
            *(sentence(fault, t) for fault in loaded.faults),
            *(t(f"public.kept_back_{status}", n=n) for status, n in kept_back.items() if n),
        ],
        status=exit_status(loaded.faults),
    )


def _kept_back(sites: gpd.GeoDataFrame, places: list[str] | None) -> dict[str, int]:
    """Count the sites that are marked public and yet stay in the house, by the reason."""
    out = sites[is_marked(sites) & ~is_public(sites)]
    if places is not None:
        out = out[out["place"].isin(places)]
    counts = {status: int((out["status"] == status).sum()) for status in ("closed", "unknown")}
    return counts | {"personal": int((~named_after_nobody(out)).sum())}


def _day(given: str | None) -> str:
    """Day that the data stand for; today unless asked."""
    if given is None:
        return date.today().isoformat()
    try:
        return date.fromisoformat(given).isoformat()
    except ValueError:
        raise WrongUse("not_a_day", got=given) from None
