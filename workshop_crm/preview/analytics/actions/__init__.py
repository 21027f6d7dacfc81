"""The call list: whom to call, why, and what came of it."""
