"""安全通学路: how much of the way to school is safe, and what to mend first."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
