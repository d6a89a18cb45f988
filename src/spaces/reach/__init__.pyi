from .analysis import analyse
from .default_ruler import usual_ruler
from .false_comfort import TwoRulers, compare_rulers
from .on_foot import OnFoot
from .query import GapQuery
from .result import GapResult
from .ruler import Ruler
from .rulers import RULERS
from .straight_line import StraightLine

__all__ = [
    "RULERS",
    "GapQuery",
    "GapResult",
    "OnFoot",
    "Ruler",
    "StraightLine",
    "TwoRulers",
    "analyse",
    "compare_rulers",
    "usual_ruler",
]
