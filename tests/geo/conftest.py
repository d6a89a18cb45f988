"""Settings of the property tests: a busy machine must not fail them."""

from hypothesis import settings

settings.register_profile("geo", deadline=None, max_examples=60)
settings.load_profile("geo")
