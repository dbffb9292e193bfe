"""From what the services tell to page objects: one file for each kind of page."""
