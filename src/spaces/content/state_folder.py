"""Where the product keeps what may be lost: copies that spare time, never the only one."""

from __future__ import annotations

from pathlib import Path

from spaces.content.settings import STATE


def state_folder() -> Path:
    """Return the folder that ``SPACES_STATE`` names, else ``var`` beside the data.

    Raises
    ------
    InputRefused
        If ``SPACES_STATE`` names something that is no folder.
    """
    return STATE.value()
