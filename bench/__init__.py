"""Measurements of the product on this machine: `make bench` and `make soak`.

Absolute times drift with the machine; ratios that were taken in one run are what counts.
"""
