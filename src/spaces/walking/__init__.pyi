from .network import WalkNetwork
from .network_files import walk_network
from .walkers import Walker, Walkers, load_walkers

__all__ = [
    "WalkNetwork",
    "Walker",
    "Walkers",
    "load_walkers",
    "walk_network",
]
