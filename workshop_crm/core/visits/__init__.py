"""Sales of a workshop: what a till may sell, once; what may be cancelled and returned; what the till is shown."""
