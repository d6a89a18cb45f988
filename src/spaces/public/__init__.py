"""The public map: a folder of static files for parents, made from what is marked public."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
