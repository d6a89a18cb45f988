"""GeoPackage and Shapefile, zipped or not: the formats that GDAL reads for us, on a short leash."""

from __future__ import annotations

import glob
import shutil
import stat
import tempfile
import warnings
import zipfile
from dataclasses import replace
from pathlib import Path, PurePosixPath

import geopandas as gpd
import pandas as pd

from geo import lost_rows
from geo.contracts.columns import normal
from geo.contracts.cut_names import whole_characters
from geo.drivers import gdal
from geo.faults import Fault, InputRefused
from geo.limits import Limits
from geo.points import with_points
from geo.sniff import require_kind
from geo.table import Table

_PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
_NEEDED = (".shp", ".shx", ".dbf")
_CHUNK = 1 << 20


def read_gpkg(path: Path, file: str, limits: Limits, layer: str | None = None) -> Table:
    """Read one layer of a GeoPackage; a copy, so that nothing is written beside the original.

    Parameters
    ----------
    path : Path
        Where it lies.
    file : str
        Name of the input, for the faults.
    limits : Limits
        The most bytes and rows.
    layer : str, optional
        Which layer; needed where there are several.

    Raises
    ------
    InputRefused
        ``cannot_open``, ``many_layers`` when several could be meant and ``layer`` is not given,
        ``layer_missing``, ``too_many_rows``.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy = shutil.copyfile(path, Path(folder, "data.gpkg"))
        return _read(copy, file, limits, layer, encoding=None)


def read_shapefile_zip(path: Path, file: str, limits: Limits, layer: str | None = None) -> Table:
    """Read a zipped Shapefile; only its five known parts are unpacked, under names of our own.

    Parameters
    ----------
    path : Path
        Where it lies.
    file : str
        Name of the input, for the faults.
    limits : Limits
        The most bytes, unpacked too, members and rows.
    layer : str, optional
        Which layer; needed where there are several.

    Raises
    ------
    InputRefused
        ``cannot_open``, ``zip_unsafe``, ``zip_too_large``, ``zip_encrypted``, ``zip_no_layer``,
        ``zip_part_missing``, ``many_layers``, ``layer_missing``, ``content_mismatch``.
    """
    try:
        with zipfile.ZipFile(path) as archive, tempfile.TemporaryDirectory() as folder:
            _require_safe(archive, file, limits)
            stem = _choose(archive, file, layer)
            shp = _unpack(archive, stem, Path(folder), file, limits)
            require_kind(shp, frozenset({"shapefile"}), f"{file}/{PurePosixPath(stem).name}.shp")
            encoding, faults = _encoding(shp, file)
            table = _read(shp, file, limits, None, encoding=encoding)
            return replace(table, faults=(*faults, *table.faults))
    except (zipfile.BadZipFile, NotImplementedError, EOFError):
        raise InputRefused([Fault("cannot_open", file)]) from None


def read_shapefile(path: Path, file: str, limits: Limits, _layer: str | None = None) -> Table:
    """Read a Shapefile that lies beside its companions; a copy of its known parts, as above.

    Parameters
    ----------
    path : Path
        Where the ``.shp`` lies.
    file : str
        Name of the input, for the faults.
    limits : Limits
        The most bytes, of all parts together, and rows.

    Raises
    ------
    InputRefused
        ``cannot_open``, ``zip_part_missing``, ``too_large``, ``too_many_rows``.
    """
    parts = companions(path)
    missing = [suffix for suffix in _NEEDED if suffix not in parts]
    if missing:
        raise InputRefused([Fault("zip_part_missing", file, facts={"parts": ", ".join(missing)})])
    size = sum(part.stat().st_size for part in parts.values())
    if size > limits.unzipped_bytes:
        facts = {"got_mb": round(size / 1e6, 1), "limit_mb": round(limits.unzipped_bytes / 1e6, 1)}
        raise InputRefused([Fault("too_large", file, facts=facts)])
    with tempfile.TemporaryDirectory() as folder:
        for suffix, part in parts.items():
            shutil.copyfile(part, Path(folder, f"layer{suffix}"))
        shp = Path(folder, "layer.shp")
        encoding, faults = _encoding(shp, file)
        table = _read(shp, file, limits, None, encoding=encoding)
    return replace(table, faults=(*faults, *table.faults))


def companions(path: Path) -> dict[str, Path]:
    """Files of one Shapefile by suffix in small letters: the one given and those beside it."""
    beside = {path.suffix.lower(): path} if path.suffix.lower() in _PARTS else {}
    for other in sorted(path.parent.glob(f"{glob.escape(path.stem)}.*")):
        if other.suffix.lower() in _PARTS and other.is_file():
            beside.setdefault(other.suffix.lower(), other)
    return beside


def _read(path: Path, file: str, limits: Limits, layer: str | None, encoding: str | None) -> Table:
    pyogrio = gdal()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # GDAL's asides; what matters is checked afterwards
            chosen = _layer(pyogrio.list_layers(path), file, layer)
            how = {"layer": chosen, "encoding": encoding}
            count = pyogrio.read_info(path, **how)["features"]
            if count > limits.rows:
                facts = {"count": int(count), "limit": limits.rows}
                raise InputRefused([Fault("too_many_rows", file, facts=facts)])
            frame = pyogrio.read_dataframe(path, layer=chosen, encoding=encoding, fid_as_index=True)
    except (RuntimeError, UnicodeDecodeError, ValueError) as error:
        if isinstance(error, InputRefused):
            raise
        raise InputRefused([Fault("cannot_open", file)]) from None
    lost = lost_rows.named(path, chosen, frame, file)
    frame.index = pd.RangeIndex(1, len(frame) + 1, name="row")
    if not isinstance(frame, gpd.GeoDataFrame):
        return with_points(frame, file, [])
    if frame.crs is not None and (
        frame.crs.is_engineering or "undefined" in frame.crs.name.lower()
    ):
        frame = frame.set_crs(None, allow_override=True)
    return Table(frame, lost, crs_named=frame.crs is not None)


def _layer(layers: object, file: str, wanted: str | None) -> str:
    listed = {str(name): kind for name, kind in layers}  # type: ignore[attr-defined]
    names = list(listed)
    if wanted is not None:
        if wanted not in names:
            facts = {"layers": ", ".join(names), "got": wanted}
            raise InputRefused([Fault("layer_missing", file, facts=facts)])
        return wanted
    spatial = [name for name, kind in listed.items() if kind is not None] or names
    if len(spatial) != 1:
        raise InputRefused([Fault("many_layers", file, facts={"layers": ", ".join(spatial)})])
    return spatial[0]


def _require_safe(archive: zipfile.ZipFile, file: str, limits: Limits) -> None:
    members = archive.infolist()
    for member in members:
        name = member.filename.replace("\\", "/")
        path = PurePosixPath(name)
        link = stat.S_ISLNK(member.external_attr >> 16)
        if path.is_absolute() or ".." in path.parts or ":" in path.parts[0:1] or link:
            raise InputRefused([Fault("zip_unsafe", file, facts={"member": name[:80]})])
        if member.flag_bits & 1:
            raise InputRefused([Fault("zip_encrypted", file)])
    size = sum(member.file_size for member in members)
    if len(members) > limits.zip_members:
        many = {"members": len(members), "limit": limits.zip_members}
        raise InputRefused([Fault("zip_too_many_files", file, facts=many)])
    if size > limits.unzipped_bytes:
        facts = {"got_mb": round(size / 1e6, 1), "limit_mb": round(limits.unzipped_bytes / 1e6, 1)}
        raise InputRefused([Fault("zip_too_large", file, facts=facts)])


def _choose(archive: zipfile.ZipFile, file: str, layer: str | None) -> str:
    """Path without suffix of the one Shapefile that is meant."""
    paths = [PurePosixPath(name.replace("\\", "/")) for name in archive.namelist()]
    shown = [p for p in paths if p.parts and "__MACOSX" not in p.parts and p.name[0] != "."]
    stems = [str(p.with_suffix("")) for p in shown if p.suffix.lower() == ".shp"]
    named = [s for s in stems if layer is None or normal(PurePosixPath(s).name) == normal(layer)]
    if not stems:
        held = {"members": ", ".join(p.name for p in shown[:8])}
        raise InputRefused([Fault("zip_no_layer", file, facts=held)])
    if len(named) != 1:
        listed = ", ".join(PurePosixPath(s).name for s in stems[:8])
        code = "many_layers" if len(named) > 1 else "layer_missing"
        raise InputRefused([Fault(code, file, facts={"layers": listed, "got": str(layer)})])
    return named[0]


def _unpack(archive: zipfile.ZipFile, stem: str, folder: Path, file: str, limits: Limits) -> Path:
    found: set[str] = set()
    for member in archive.infolist():
        path = PurePosixPath(member.filename.replace("\\", "/"))
        suffix = path.suffix.lower()
        if str(path.with_suffix("")) != stem or suffix not in _PARTS:
            continue
        found.add(suffix)
        left = limits.unzipped_bytes  # the header's size may lie: count what really comes
        with archive.open(member) as source, (folder / f"layer{suffix}").open("wb") as out:
            while chunk := source.read(_CHUNK):
                left -= len(chunk)
                if left < 0:
                    facts = dict.fromkeys(("got_mb", "limit_mb"), limits.unzipped_bytes / 1e6)
                    raise InputRefused([Fault("zip_too_large", file, facts=facts)])
                out.write(chunk)
    missing = [suffix for suffix in _NEEDED if suffix not in found]
    shp = folder / "layer.shp"
    if not missing:
        return shp
    if shp.exists():
        require_kind(shp, frozenset({"shapefile"}), f"{file}/{PurePosixPath(stem).name}.shp")
    raise InputRefused([Fault("zip_part_missing", file, facts={"parts": ", ".join(missing)})])


def _encoding(shp: Path, file: str) -> tuple[str | None, list[Fault]]:
    """Tell the attribute table's encoding: a ``.cpg`` often is missing, and sometimes wrong."""
    table = shp.with_suffix(".dbf")
    data = table.read_bytes()
    high = sum(byte > 0x7F for byte in data[32:])
    if not high:
        return None, []
    # Fields have a fixed width and may cut a character in two: a few bytes may not fit.
    named = whole_characters(data, "UTF-8")
    lost = len(named) - len(named.decode("utf-8", errors="ignore").encode())
    encoding = "UTF-8" if lost <= 0.02 * high + 2 else "GB18030"
    whole = whole_characters(data, encoding)
    if whole != data:
        table.write_bytes(whole)  # our own copy: GDAL refuses a name that ends in half a character
    facts = {"encoding": "GBK / GB 18030"}
    told = Fault("encoding_read_as", file, facts=facts, severity="notice")
    return encoding, [] if encoding == "UTF-8" else [told]
