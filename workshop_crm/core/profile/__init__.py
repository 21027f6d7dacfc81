"""A customer's record: what may be saved, and what the one-screen profile shows."""
