"""Which Issues of ERPNext are closed."""

from __future__ import annotations

from typing import Final

CLOSED: Final = "Closed"
DONE: Final = (CLOSED, "Resolved")
DONE_SQL: Final = str(DONE)
"""`DONE` as SQL writes a list."""
