"""Several values in a row, parted as their language does."""

from __future__ import annotations

from collections.abc import Iterable


def joined(parts: Iterable[str], language: str) -> str:
	"""`parts` with the language's comma between them."""
	return ("، " if language == "ar" else ", ").join(parts)
