"""The one public map of this server: its route, its frame and the notice to planners ask it."""

from __future__ import annotations

from typing import Final

from spaces.content import default_content
from spaces.public import PublicMap
from spaces.ui.shell.approval import approval_number

PUBLIC_MAP: Final = PublicMap(default_content, approval_number)
