"""Rupture and repair: a training simulation for counselling students."""

__version__ = "0.1.0"
