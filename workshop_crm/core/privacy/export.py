"""Everything that is held of a person, as one document of plain JSON values: what is in it, and in which form.

Hosts read the records by the DocTypes and fields named here. A field that a host does not keep is None there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from workshop_crm.core.common.invoices import visit_status
from workshop_crm.core.names.phones import with_extension

Row = Mapping[str, Any]
Rows = Sequence[Row]

NUMBERS_OF_NOTHING = ("model_year", "odometer", "rating")
FLAGS = ("is_current", "is_return", "disabled")


@dataclass(frozen=True, slots=True)
class Source:
	"""A list of the document: the DocType it is read from, and its fields there by their names in the document."""

	doctype: str
	fields: Mapping[str, str]

	@property
	def columns(self) -> list[str]:
		return list(self.fields.values())


def _same(*names: str, **renamed: str) -> dict[str, str]:
	return {**{name: name for name in names}, **renamed}


# Lists of records that name the customer in their field `customer`.
BY_CUSTOMER = {
	"messages": Source(
		"Customer Message",
		_same(
			"name",
			"creation",
			"direction",
			"channel",
			"recipient",
			"language",
			"status",
			"sent_on",
			"subject",
			"text",
		),
	),
	"consent_events": Source("Consent Event", _same("address", "channel", "kind", "happened_on", "source")),
	"interactions": Source(
		"Customer Interaction", _same("name", "kind", "direction", "happened_on", "text", author="owner")
	),
	"survey_invitations": Source(
		"Survey Invitation",
		_same(
			"name",
			"creation",
			"channel",
			"status",
			"reason",
			"sent_on",
			"opened_on",
			"answered_on",
			invoice="reference_name",
		),
	),
	"survey_answers": Source(
		"Survey Response",
		_same("name", "answered_on", "language", "score", "rating", "comment", invoice="reference_name"),
	),
	"follow_ups": Source(
		"Issue", _same("name", "subject", "description", "status", "opening_date", "resolution_details")
	),
	"points_accounts": Source(
		"Customer Loyalty Points",
		_same(
			"loyalty_program",
			"company",
			"balance",
			"tier",
			"lifetime_spend",
			"points_earned",
			"points_redeemed",
			"points_expired",
		),
	),
	"tier_changes": Source(
		"Loyalty Tier Change",
		_same("loyalty_program", "changed_on", "from_tier", "to_tier", "reason", "counted"),
	),
	"points": Source(
		"Loyalty Point Entry",
		_same(
			"name",
			"posting_date",
			"expiry_date",
			"invoice",
			kind="entry_kind",
			points="loyalty_points",
			spend="purchase_amount",
			reason="entry_reason",
		),
	),
	"points_by_hand": Source(
		"Loyalty Adjustment", _same("name", "creation", "points", "kind", "status", "reason", "decided_on")
	),
	"rewards": Source(
		"Reward Redemption",
		_same(
			"name",
			"reward",
			"points",
			"amount",
			"code",
			"invoice",
			"reserved_on",
			"expires_on",
			"note",
			state="status",
		),
	),
	"open_baskets": Source("Checkout Draft", _same("creation", "modified", "content")),
	"call_list": Source(
		"Customer Action",
		_same(
			"made_on",
			"status",
			"result",
			"done_on",
			"points",
			"outcome",
			"came_on",
			"revenue",
			reason="trigger",
			since="crossed_on",
		),
	),
	"services_due": Source(
		"Vehicle Service Due", _same("vehicle", "service_type", "due_on", "due_km", "last_on", "last_km")
	),
	"analytics": Source(
		"Customer Analytics",
		_same(
			"segment",
			"clv",
			"p_alive",
			"expected_visits",
			"visits",
			"revenue",
			"monetary_value",
			"first_visit",
			"last_visit",
			"computed_on",
		),
	),
	"value_history": Source(
		"Customer Value Snapshot", _same("month", "segment", "clv", "p_alive", "expected_visits", "revenue")
	),
}
VISITS = _same(
	"currency", "status", "is_return", "vehicle", "odometer", "odometer_reason", "service_type",
	invoice="name", date="posting_date", total="grand_total",
)  # fmt: skip
ITEMS = _same("item_code", "item_name", "qty", "rate", "amount")
ANSWERS = _same("question_id", "question", "value")
STEPS = _same("kind", "happened_on", "due_on", "reason", "note")
OWNERSHIP = _same("vehicle", "from_date", "to_date", "is_current")
VEHICLE = _same(
	"plate_latin", "plate_ar", "make", "model", "model_year", vin="chassis_no", odometer="last_odometer"
)
CHANNELS = _same("channel", "consent_date", "source")
PERSON = _same(
	"customer_type", "salutation", "gender", "tax_id", "website", "customer_details", "customer_group", "territory",
	"loyalty_program", "loyalty_program_tier", "disabled", "creation",
	name="customer_name", name_ar="customer_name_ar", language="preferred_language", phone="mobile_no", phone_extension="phone_extension",
	email="email_id", born_on="birth_date", recommended_by="recommended_by",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Within:
	"""The table of a record whose rows stand in the document too, by the same name."""

	table: str
	source: Source


# By the list whose records have it.
WITHIN = {
	"survey_answers": Within("answers", Source("Survey Answer", ANSWERS)),
	"follow_ups": Within("follow_up_steps", Source("Survey Follow-up Step", STEPS)),
}


@dataclass(frozen=True, slots=True)
class HeldOfPerson:
	"""The records as the host reads them. `lists` are those of BY_CUSTOMER; rows of the lists in WITHIN have their table.

	`vehicles` are rows with the fields of OWNERSHIP and VEHICLE, `visits` rows of VISITS with their `items`. `contacts`,
	`addresses`, `comments`, `emails` and `attachments` are Frappe's, and come in their own form. `photos` are those of survey
	answers, by the answer's name, each with `name` and `data` (JPEG as base64).
	"""

	record: Row
	preferences: Row
	channels: Rows
	vehicles: Rows
	visits: Rows
	lists: Mapping[str, Rows]
	former_names: Sequence[str] = ()
	beside: Mapping[str, Rows] = field(default_factory=dict)
	photos: Mapping[str, Rows] = field(default_factory=dict)


BESIDE = ("contacts", "addresses", "comments", "emails", "attachments")


def document(held: HeldOfPerson, now: datetime) -> dict[str, Any]:
	"""The document for a manager; `own_copy` makes of it what the person gets."""
	record = held.record
	return {
		"exported_on": _plain(now),
		"customer": record["name"],
		"former_names": list(held.former_names),
		"person": _row(record, PERSON),
		"emergency_contact": {
			"name": record["emergency_contact"] or None,
			"phone": with_extension(
				record["emergency_contact_phone"] or "", record.get("emergency_contact_extension")
			)
			or None,
		},
		"preferences": dict(held.preferences),
		"notes": record["customer_notes"] or None,
		"channels": _rows(held.channels, CHANNELS),
		"vehicles": _rows(held.vehicles, {**OWNERSHIP, **VEHICLE}),
		"visits": [_visit(row) for row in held.visits],
		**{name: _list(name, held.lists.get(name, ())) for name in BY_CUSTOMER},
		"survey_answers": [
			{**answer, "photos": [dict(photo) for photo in held.photos.get(answer["name"], ())]}
			for answer in _list("survey_answers", held.lists.get("survey_answers", ()))
		],
		**{name: [_all_of(row) for row in held.beside.get(name, ())] for name in BESIDE},
	}


def _list(name: str, rows: Rows) -> list[dict[str, Any]]:
	listed, within = _rows(rows, BY_CUSTOMER[name].fields), WITHIN.get(name)
	if within is None:
		return listed
	return [
		{**shown, within.table: _rows(row[within.table], within.source.fields)}
		for shown, row in zip(listed, rows, strict=True)
	]


def _rows(rows: Iterable[Row], fields: Mapping[str, str]) -> list[dict[str, Any]]:
	return [_row(row, fields) for row in rows]


def _row(row: Row, fields: Mapping[str, str]) -> dict[str, Any]:
	return {name: _value(name, row.get(column)) for name, column in fields.items()}


def _visit(row: Row) -> dict[str, Any]:
	"""A host that keeps no status has one by what the invoice is."""
	kept = visit_status(row.get("docstatus"), row.get("is_return"))
	visit = _row(row, VISITS)
	return {**visit, "status": visit["status"] or kept, "items": _rows(row["items"], ITEMS)}


def _all_of(row: Row) -> dict[str, Any]:
	return {name: _value(name, value) for name, value in row.items()}


def _value(name: str, value: Any) -> Any:
	if name in FLAGS:
		return bool(value)
	return (value or None) if name in NUMBERS_OF_NOTHING else _plain(value)


def _plain(value: Any) -> Any:
	if isinstance(value, Decimal):
		return float(value)
	if isinstance(value, datetime):
		return value.isoformat(sep=" ", timespec="seconds")
	if isinstance(value, date | time):
		return value.isoformat()
	return None if value == "" else value
