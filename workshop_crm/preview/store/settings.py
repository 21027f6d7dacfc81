"""What the owner may change: one row a setting, with the defaults here."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, fields
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Settings:
	"""Days, minutes and months are whole numbers, rates are percentages; `address` has a line for each line on paper."""

	company: str = "Workshop"
	tax_id: str = ""
	address: str = ""
	currency: str = "SAR"
	region: str = "SA"
	vat_percent: float = 15.0
	public_url: str = ""
	invitation_secret: str = ""
	surveys_enabled: bool = True
	default_survey: str = ""
	survey_delay_minutes: int = 0
	invitation_valid_days: int = 14
	low_score_threshold: int = 60
	follow_up_assignee: str = ""
	loyalty_program: str = ""
	clv_horizon_months: int = 12
	monthly_discount_percent: float = 1.0
	active_days: int = 183
	high_risk_days: int = 365
	lapsed_days: int = 548
	new_days: int = 90
	demo: bool = False

	@property
	def vat_rate(self) -> Decimal:
		return Decimal(str(self.vat_percent)) / 100


def read_settings(connection: sqlite3.Connection) -> Settings:
	known = {field.name for field in fields(Settings)}
	stored = {
		row["key"]: json.loads(row["value"]) for row in connection.execute("SELECT key, value FROM setting")
	}
	return Settings(**{key: value for key, value in stored.items() if key in known})


def change_settings(connection: sqlite3.Connection, **values: object) -> None:
	"""Store the values given, each under the name of a field of Settings."""
	unknown = values.keys() - {field.name for field in fields(Settings)}
	if unknown:
		raise TypeError(f"no such setting: {', '.join(sorted(unknown))}")
	connection.executemany(
		"INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
		[(key, json.dumps(value)) for key, value in values.items()],
	)
