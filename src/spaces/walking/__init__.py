"""Who walks and how fast, and the streets made ready to be walked on."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
