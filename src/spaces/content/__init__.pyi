from .entry import Entry
from .folder import Content, default_content
from .names import name_in, names_in
from .toml_reader import read_toml, refuse_if_faulty, unique

__all__ = [
    "Content",
    "Entry",
    "default_content",
    "name_in",
    "names_in",
    "read_toml",
    "refuse_if_faulty",
    "unique",
]
