"""The practice itself, pure: no web, no database, no files, no clock, no chance."""
