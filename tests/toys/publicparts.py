"""Parts of the public map of the toy town."""

from __future__ import annotations

AS_OF = "2026-11-22"
