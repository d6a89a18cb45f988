"""What is printed or handed in: the sheet of a department, the sheet of a school."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
