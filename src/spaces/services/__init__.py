"""A question answered out of the data folder: the one way for pages and commands alike."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
