from .catalogue import DEFAULT, Text, languages, text
from .faults import sentence

__all__ = [
    "DEFAULT",
    "Text",
    "languages",
    "sentence",
    "text",
]
