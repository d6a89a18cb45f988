"""How much of a stranger's file is taken in: settings, each with a safe default."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from geo.settings import WHOLE, Setting


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


_USUAL: Final = Limits()
MAX_MB: Final = Setting(
    "GEO_MAX_MB", WHOLE, _USUAL.file_bytes // 1_000_000, "Megabytes of a file that is taken in."
)
MAX_ROWS: Final = Setting("GEO_MAX_ROWS", WHOLE, _USUAL.rows, "Rows of a file that is taken in.")


def limits_from_environment() -> Limits:
    """Limits with ``GEO_MAX_MB`` (megabytes a file) and ``GEO_MAX_ROWS`` applied, where set.

    Raises
    ------
    InputRefused
        If either cannot be understood.
    """
    file_bytes = MAX_MB.value() * 1_000_000
    return Limits(file_bytes=file_bytes, unzipped_bytes=4 * file_bytes, rows=MAX_ROWS.value())
