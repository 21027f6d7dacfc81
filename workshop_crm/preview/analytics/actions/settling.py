"""What came of actions: looked at again each day until a month after their time, because sales are entered late."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta

from workshop_crm.core.analytics.actions.outcomes import outcome_of
from workshop_crm.preview import records
from workshop_crm.preview.analytics.actions.crossers import visits_of

ACTION = "Customer Action"
LOOKED_AT_AFTER = timedelta(days=31)


def settle(connection: sqlite3.Connection, now: datetime) -> None:
	"""Write down who came. A visit that was cancelled since does not count any more."""
	rows = records.find(connection, ACTION, {"outcome_until": (">=", now.date() - LOOKED_AT_AFTER)})
	if not rows:
		return
	first = min(row["made_on"] for row in rows)
	visits = visits_of(connection, {row["customer"] for row in rows}, after=first)
	for row in rows:
		found = outcome_of(row["made_on"], row["outcome_until"], visits[row["customer"]], now.date())
		if found != (row["outcome"], row["came_on"], row["revenue"]):
			records.update(connection, ACTION, row["name"], found._asdict(), now)
