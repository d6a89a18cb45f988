from .categories import Category, load_categories
from .entrances import gates_of
from .loading import SiteList, load_sites, read_sites
from .names import site_name, site_names
from .safe_route_types import SafeRouteType, load_safe_route_types
from .selection import existing, is_located

__all__ = [
    "Category",
    "SafeRouteType",
    "SiteList",
    "existing",
    "gates_of",
    "is_located",
    "load_categories",
    "load_safe_route_types",
    "load_sites",
    "read_sites",
    "site_name",
    "site_names",
]
