"""Scenario files: read safely, checked, played in advance, kept in a library."""
