"""The Flask edge: parse, call a service, show a page. No SQL, no rules of play."""
