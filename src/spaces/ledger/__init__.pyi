from .assessment import assess
from .evidence import Evidence
from .plan_checks import check_plan
from .plan_files import read_plans
from .school_route_shares import ROUTES_BY
from .targets import Plan, Target

__all__ = [
    "ROUTES_BY",
    "Evidence",
    "Plan",
    "Target",
    "assess",
    "check_plan",
    "read_plans",
]
