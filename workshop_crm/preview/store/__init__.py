"""One module a subject; each is the only writer of its tables."""
