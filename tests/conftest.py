"""What holds for all tests: generated examples have no deadline, for how long one takes says how busy the machine is."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("istor", deadline=None)
settings.load_profile("istor")
