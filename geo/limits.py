"""How much of a stranger's file is taken in: settings, each with a safe default."""

from __future__ import annotations

import os
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds for one input.

    Parameters
    ----------
    file_bytes : int
        Size of the file as it comes.
    unzipped_bytes : int
        Size of all members of a zip, or of a Parquet file's columns, once unpacked.
    zip_members : int
        Files in a zip.
    rows : int
        Rows or features.
    """

    file_bytes: int = 100_000_000
    unzipped_bytes: int = 400_000_000
    zip_members: int = 200
    rows: int = 2_000_000


def limits_from_environment() -> Limits:
    """Limits with ``GEO_MAX_MB`` (megabytes a file) and ``GEO_MAX_ROWS`` applied, where set."""
    default = Limits()
    megabytes = os.environ.get("GEO_MAX_MB", "")
    rows = os.environ.get("GEO_MAX_ROWS", "")
    file_bytes = int(megabytes) * 1_000_000 if megabytes.isdigit() else default.file_bytes
    return Limits(
        file_bytes=file_bytes,
        unzipped_bytes=4 * file_bytes,
        rows=int(rows) if rows.isdigit() else default.rows,
    )
