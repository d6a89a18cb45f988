from .admin_units import AdminUnits, load_admin_units
from .population import Population, load_population
from .registry import Place, load_boundaries, load_places

__all__ = [
    "AdminUnits",
    "Place",
    "Population",
    "load_admin_units",
    "load_boundaries",
    "load_places",
    "load_population",
]
