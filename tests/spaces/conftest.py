"""Make the toy town importable: ``import toytown`` in any test below this folder."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

_FILE = Path(__file__).parents[1] / "toytown.py"

if "toytown" not in sys.modules:
    _spec = importlib.util.spec_from_file_location("toytown", _FILE)
    assert _spec is not None
    assert _spec.loader is not None
    _module = importlib.util.module_from_spec(_spec)
    sys.modules["toytown"] = _module
    _spec.loader.exec_module(_module)
