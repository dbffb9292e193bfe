"""Use cases, each a short function: load, a domain verb, save. No web here."""
