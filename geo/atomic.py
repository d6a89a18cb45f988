"""Replace a file so that a reader, or a power cut, sees the old one or the new one, never half."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path


def replace_bytes(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path`` all or nothing, and onto the disk before returning.

    A temporary file in the same folder is flushed, synced and moved over the old one; the folder
    is synced too, so that the new name survives a power cut.

    Parameters
    ----------
    path : Path
        Its folder must exist. A symbolic link is followed, its target replaced.
    data : bytes
        The whole content.

    Raises
    ------
    OSError
        If the disk is full or the folder cannot be written; the old file is then untouched.
    """
    target = Path(os.path.realpath(path))
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fchmod(out.fileno(), _mode(target))
            os.fsync(out.fileno())
        os.replace(name, target)  # noqa: PTH105 - one call, one step
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)  # noqa: PTH108
        raise
    _sync_folder(target.parent)


def _mode(target: Path) -> int:
    """Keep the old file's rights; a new file gets what the process would give it."""
    try:
        return target.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _sync_folder(folder: Path) -> None:
    if not hasattr(os, "O_DIRECTORY"):
        return  # a system that cannot open folders (Windows) syncs names by itself
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
