"""The records in which a customer's figures are kept, for those who only read or move them: without numpy and scipy."""

from __future__ import annotations

from datetime import date

ANALYTICS = "Customer Analytics"
SNAPSHOT = "Customer Value Snapshot"
FRESH = "workshop_crm_analytics"
"""What open dashboards listen to."""


def snapshot_name(customer: str, month: date) -> str:
	"""Under which a customer's row of a month is stored."""
	return f"{month:%Y-%m}-{customer}"[:140]
