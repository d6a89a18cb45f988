from .analysis import measure
from .one_school import for_one_school
from .priorities import Priorities, rank
from .query import SCHOOL_KINDS, SchoolQuery
from .result import SchoolRoutes

__all__ = [
    "SCHOOL_KINDS",
    "Priorities",
    "SchoolQuery",
    "SchoolRoutes",
    "for_one_school",
    "measure",
    "rank",
]
