"""What the owner may change. Fields that ERPNext has too are in Workshop CRM Settings, the rest in Preview Settings."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from decimal import Decimal
from typing import Any

from workshop_crm.core.common.dates import GREGORIAN, HIJRI, Calendar
from workshop_crm.core.common.digits import ARABIC_INDIC
from workshop_crm.core.common.money import Rounding, decimals_of
from workshop_crm.core.common.ratings import TWO_BEST
from workshop_crm.core.vehicles.reminders import BEFORE
from workshop_crm.preview import records
from workshop_crm.preview.schema.tables import columns

SINGLES = ("Workshop CRM Settings", "Preview Settings")


@dataclass(frozen=True, slots=True)
class Settings:
	"""Days, minutes and months are whole numbers, rates are percentages; `address` has a line for each line on paper."""

	company: str = "Workshop"
	tax_id: str = ""
	address: str = ""
	currency: str = "SAR"
	region: str = "SA"
	digits: str = ARABIC_INDIC
	vat_percent: float = 15.0
	public_url: str = ""
	invitation_secret: str = ""
	surveys_enabled: bool = True
	survey_code_on_invoices: bool = True
	review_link: str = ""
	invitation_valid_days: int = 14
	satisfied_is: str = TWO_BEST
	follow_up_assignee: str = ""
	follow_up_manager: str = ""
	service_reminders: bool = False
	reminder_days: int = 7
	reminder_when: str = BEFORE
	reminder_cap_count: int = 2
	reminder_cap_days: int = 30
	points_statements: bool = False
	statement_day: int = 1
	points_expiry_messages: bool = False
	points_expiry_days: int = 14
	points_expiry_min_worth: Decimal = Decimal(0)
	tier_messages: bool = False
	loyalty_program: str = ""
	clv_horizon_months: int = 12
	monthly_discount_rate: float = 1.0
	active_days: int = 183
	high_risk_days: int = 365
	lapsed_days: int = 548
	new_days: int = 90
	demo: bool = False
	hijri_dates: bool = False

	@property
	def rounding(self) -> Rounding:
		return Rounding(decimals_of(self.currency))

	@property
	def calendar(self) -> Calendar:
		return HIJRI if self.hijri_dates else GREGORIAN

	@property
	def vat_rate(self) -> Decimal:
		return Decimal(str(self.vat_percent)) / 100


FIELDS = frozenset(field.name for field in fields(Settings))


def read_settings(connection: sqlite3.Connection) -> Settings:
	"""The defaults while nothing is stored."""
	stored: dict[str, Any] = {}
	for doctype in SINGLES:
		stored |= records.first(connection, doctype, {"name": doctype}) or {}
	# A link to nothing is None in the file.
	values: dict[str, Any] = {
		field: "" if stored[field] is None else stored[field] for field in FIELDS & stored.keys()
	}
	return Settings(**values)


def change_settings(connection: sqlite3.Connection, **values: object) -> None:
	"""Store the values given, each under the name of a field of Settings. Raises TypeError for another name."""
	if unknown := values.keys() - FIELDS:
		raise TypeError(f"no such setting: {', '.join(sorted(unknown))}")
	for doctype in SINGLES:
		_change(
			connection,
			doctype,
			{field: value for field, value in values.items() if field in columns(doctype)},
		)


def _change(connection: sqlite3.Connection, doctype: str, values: Mapping[str, object]) -> None:
	now = datetime.now()
	if not records.exists(connection, doctype, {"name": doctype}):
		defaults = {field: value for field, value in asdict(Settings()).items() if field in columns(doctype)}
		records.insert(connection, doctype, {"name": doctype, **defaults}, now)
	records.update(connection, doctype, doctype, values, now)
