from .folder_inputs import FolderInputs
from .inputs import PlaceInputs, load_inputs
from .own_files import OwnFiles
from .plan_status import assess_plan
from .reach import answer_reach
from .school_routes import answer_school_routes

__all__ = [
    "FolderInputs",
    "OwnFiles",
    "PlaceInputs",
    "answer_reach",
    "answer_school_routes",
    "assess_plan",
    "load_inputs",
]
