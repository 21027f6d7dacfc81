"""Everything that is stored of one person, taken out of every table."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import datetime

from workshop_crm.core.analytics.actions.record import DISMISSED, ERASED
from workshop_crm.core.analytics.actions.record import WAITING as ON_THE_LIST
from workshop_crm.core.loyalty.rewards.redemptions import REDEMPTION
from workshop_crm.core.surveys.invitation import ANSWERABLE, EXPIRED
from workshop_crm.core.visits.draft import DRAFT
from workshop_crm.preview import records
from workshop_crm.preview.loyalty import rewards
from workshop_crm.preview.loyalty.adjusting import ADJUSTMENT
from workshop_crm.preview.settings import read_settings


def erase_records(
	connection: sqlite3.Connection, customer: str, title: str, now: datetime
) -> Mapping[str, int]:
	"""Take a person's words, addresses and cars away and count them. `title` is for the follow-ups, which stay."""
	own, rows = {"customer": customer}, {"parent": customer}
	answers = [row["name"] for row in records.find(connection, "Survey Response", own)]
	case = {"subject": title, "description": "", "resolution_details": "", "status": "Closed"}
	is_open = {**own, "resolution_date": None}
	for row in records.find(connection, REDEMPTION, {**own, "status": "Reserved"}):
		rewards.move(connection, read_settings(connection), row["name"], "Cancelled", "", now)
	records.update_where(connection, REDEMPTION, own, {"note": ""}, now)
	records.update_where(connection, ADJUSTMENT, own, {"reason": ""}, now)
	# Of the ledger's rows nothing else may change, not even when they changed.
	connection.execute(
		"""UPDATE "tabLoyalty Point Entry" SET entry_reason = '' WHERE customer = ? AND entry_kind = 'Adjust'""",
		(customer,),
	)
	records.update_where(connection, "Issue", is_open, {"resolution_date": now.date()}, now)
	cases = [row["name"] for row in records.find(connection, "Issue", own)]
	records.update_where(connection, "Survey Follow-up Step", {"parent": ("in", cases)}, {"note": ""}, now)
	_erase_actions(connection, own, now)
	records.delete_where(connection, DRAFT, own)
	# Their messages go, so the funnel has to look at them again.
	records.update_where(connection, "Survey Invitation", own, {}, now)
	return {
		"channels": records.delete_where(connection, "Customer Communication Channel", rows),
		"messages": records.delete_where(connection, "Customer Message", own),
		"interactions": records.delete_where(connection, "Customer Interaction", own),
		"survey_answers": records.delete_where(connection, "Survey Answer", {"parent": ("in", answers)}),
		"survey_comments": records.update_where(
			connection, "Survey Response", {**own, "comment": ("!=", "")}, {"comment": ""}, now
		),
		"survey_links": records.update_where(
			connection, "Survey Invitation", {**own, "status": ("in", ANSWERABLE)}, EXPIRED, now
		),
		"follow_ups": records.update_where(connection, "Issue", own, case, now),
		"vehicles": _end_ownership(connection, customer, now),
	}


def _erase_actions(connection: sqlite3.Connection, own: Mapping[str, str], now: datetime) -> None:
	"""They stay, without their reasons, for the count of what came of their rule; nobody is called any more."""
	waiting = {**own, "status": ("in", ON_THE_LIST)}
	records.update_where(connection, "Customer Action", waiting, {"status": DISMISSED, "done_on": now}, now)
	records.update_where(connection, "Customer Action", own, ERASED, now)


def _end_ownership(connection: sqlite3.Connection, customer: str, now: datetime) -> int:
	cars = records.find(connection, "Customer Vehicle", {"parent": customer, "is_current": 1})
	for row in cars:
		day = max(now.date(), row["from_date"] or now.date())
		values = {"is_current": 0, "to_date": day}
		records.update(connection, "Customer Vehicle", row["name"], values, now)
		records.update(connection, "Vehicle", row["vehicle"], {"customer": None}, now)
	return len(cars)


def empty_customer(
	connection: sqlite3.Connection, customer: str, name: str, name_ar: str, now: datetime
) -> None:
	"""Nothing that was typed stays, and the record is disabled."""
	typed = (
		"preferred_language",
		"mobile_no",
		"email_id",
		"tax_id",
		"emergency_contact",
		"phone_extension",
		"emergency_contact_phone",
		"emergency_contact_extension",
		"service_preferences",
		"customer_notes",
	)
	kept = {"customer_name": name, "customer_name_ar": name_ar, "disabled": 1, "erased_on": now.date()}
	emptied = {**dict.fromkeys(typed, ""), "birth_date": None, "recommended_by": None}
	records.update(connection, "Customer", customer, {**emptied, **kept}, now)
	records.delete_where(connection, "Contact Phone", {"parent": customer})
