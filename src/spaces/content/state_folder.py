"""Where the product keeps what may be lost: copies that spare time, never the only one."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

STATE_ENV: Final = "SPACES_STATE"
"""Environment variable that names the folder for what must survive a restart."""

_STATE: Final = Path(__file__).resolve().parents[3] / "var"


def state_folder() -> Path:
    """Return the folder that the environment names, else ``var`` beside the data."""
    named = os.environ.get(STATE_ENV)
    return Path(named) if named else _STATE
