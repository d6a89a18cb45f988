"""Sites for children: what a list of them holds, their kinds, and reading such a list."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
