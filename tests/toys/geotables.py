"""One small frame in every format."""

from __future__ import annotations

import zipfile

import pandas as pd

from geo.io import (
    write_geojson,
)

NAMES = ["瑞安广场", "Park, “the 2nd”"]


def write(frame, path):
    suffix = path.suffix
    if suffix == ".csv":
        table = pd.DataFrame(frame.drop(columns="geometry"))
        table.assign(lon=frame.geometry.x, lat=frame.geometry.y).to_csv(path, index=False)
    elif suffix == ".parquet":
        frame.to_parquet(path)
    elif suffix == ".zip":
        frame.to_file(path.with_suffix(".shp"), encoding="UTF-8")
        with zipfile.ZipFile(path, "w") as archive:
            for part in path.parent.glob(f"{path.stem}.*"):
                if part != path:
                    archive.write(part, f"folder/{part.name}")
    elif suffix == ".geojson":
        write_geojson(frame, path)
    else:
        frame.to_file(path)
    return path
