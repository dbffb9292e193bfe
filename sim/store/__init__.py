"""SQLite and the domain: what was said is kept here, whole or not at all."""
