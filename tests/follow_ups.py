"""Follow-ups: one as core reads it, and those of the host's list."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from hosts import Host

NOW = datetime(2026, 3, 1, 10, 0)
OPEN = {
	"name": "ISS-1",
	"status": "Open",
	"assigned_to": "",
	"follow_up_opened_on": NOW,
	"follow_up_due_on": NOW + timedelta(hours=24),
	"follow_up_escalate_on": NOW + timedelta(hours=48),
	"follow_up_escalated_on": None,
	"follow_up_first_contact_on": None,
	"follow_up_closed_on": None,
	"follow_up_reason": "",
	"follow_up_second_survey": None,
	"follow_up_second_invitation": None,
	"first_score": 25.0,
	"second_score": None,
}
"""A record as a host loads it, just opened."""


def follow_up_of(host: Host, customer: str, part: str = "open") -> dict[str, Any] | None:
	"""The customer's row in a part of the list."""
	rows = host.call("surveys.follow_ups", part=part, limit=500)["follow_ups"]
	return next((row for row in rows if row["customer"] == customer), None)
