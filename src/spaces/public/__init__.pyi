from .live_map import PublicMap
from .publish import snapshot
from .settings import load_settings
from .static_folder import write

__all__ = [
    "PublicMap",
    "load_settings",
    "snapshot",
    "write",
]
