"""Programs of data files from before there were rewards and Arabic names: they get today's, where they have none."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from workshop_crm.core.loyalty.defaults import DEFAULT_PROGRAM
from workshop_crm.core.loyalty.rewards.defaults import DEFAULT_REWARDS
from workshop_crm.core.loyalty.rewards.records import CATALOG, reward_record
from workshop_crm.preview import records

PROGRAM, TIERS = "Loyalty Program", "Loyalty Program Collection"


def complete_earlier_program(connection: sqlite3.Connection, now: datetime) -> None:
	"""Only the program that the preview makes itself gets rewards: another one's points may be worth anything.

	What the owner has written stays.
	"""
	for tier in DEFAULT_PROGRAM.tiers:
		connection.execute(
			f"""UPDATE "tab{TIERS}" SET tier_name_ar = ? WHERE tier_name = ? AND coalesce(tier_name_ar, '') = ''""",
			(tier.name_ar, tier.name),
		)
	if records.first(connection, CATALOG, {}) or not records.first(
		connection, PROGRAM, {"name": DEFAULT_PROGRAM.name}
	):
		return
	services = {row["name"] for row in records.find(connection, "Service Type", fields=("name",))}
	for reward in DEFAULT_REWARDS:
		if reward.terms.service_type in ("", None, *services):
			records.insert(connection, CATALOG, reward_record(reward), now)


def name_earlier_program(connection: sqlite3.Connection) -> None:
	"""The program that the preview makes itself has an Arabic name, unless the owner has given it one."""
	connection.execute(
		f"""UPDATE "tab{PROGRAM}" SET program_name_ar = ? WHERE name = ? AND coalesce(program_name_ar, '') = ''""",
		(DEFAULT_PROGRAM.name_ar, DEFAULT_PROGRAM.name),
	)
