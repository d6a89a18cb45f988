from .department.files import SHEET_SUFFIXES, sheet_bytes
from .department.sheet import build_sheet
from .school.pdf import school_pdf_bytes

__all__ = [
    "SHEET_SUFFIXES",
    "build_sheet",
    "school_pdf_bytes",
    "sheet_bytes",
]
