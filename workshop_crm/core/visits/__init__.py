"""Sales of a workshop: the lines that a till may sell."""
