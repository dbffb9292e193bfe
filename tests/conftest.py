"""What all tests share: how hard hypothesis looks, and nothing else."""

from __future__ import annotations

import os

from hypothesis import settings

# In CI the same examples every time: a red run must mean that the product changed.
settings.register_profile("desk", deadline=None, max_examples=100)
settings.register_profile("ci", deadline=None, max_examples=100, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")
