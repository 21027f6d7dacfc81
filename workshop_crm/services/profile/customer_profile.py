"""Everything about one customer, read for the one-screen profile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import frappe
from frappe.utils import cint, flt, getdate

from workshop_crm.core.common.languages import language_of
from workshop_crm.core.customers.customer import emergency_contact_of
from workshop_crm.core.customers.preferences import stored_preferences
from workshop_crm.core.messaging.channels import Recipient, doubt
from workshop_crm.core.messaging.opt_outs import ConsentEvent
from workshop_crm.core.messaging.stopping import addresses_of, stopped_on, why_not_now
from workshop_crm.core.profile.model import (
	ChannelFact,
	ProfileFacts,
	SatisfactionFact,
	ValueFact,
	VehicleFact,
)
from workshop_crm.core.profile.view import LATEST_ENTRIES, LATEST_VISITS, profile_view
from workshop_crm.core.vehicles.service_due import visits_for
from workshop_crm.services.analytics.records import ANALYTICS
from workshop_crm.services.customers.contacts import phones_beside
from workshop_crm.services.customers.customer_record import recipient_of
from workshop_crm.services.loyalty import views
from workshop_crm.services.messaging import consents
from workshop_crm.services.messaging import history as communication
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.invoices import used_doctypes
from workshop_crm.services.platform.money import decimal
from workshop_crm.services.platform.permissions import can_manage, may, require_customer
from workshop_crm.services.platform.words import _
from workshop_crm.services.profile import vehicle_history
from workshop_crm.services.surveys import follow_ups
from workshop_crm.services.surveys.answers import RESPONSE
from workshop_crm.services.vehicles import service_due, service_reminders
from workshop_crm.services.vehicles.ownership import FIELDS as OWNERSHIP_FIELDS
from workshop_crm.services.vehicles.ownership import OWNERSHIP
from workshop_crm.services.vehicles.service_due import ServiceTypes
from workshop_crm.services.visits import visit_record

COLUMNS = [
	"name",
	"customer_name",
	"customer_name_ar",
	"preferred_language",
	"disabled",
	"mobile_no",
	"email_id",
	"tax_id",
	"emergency_contact",
	"emergency_contact_phone",
	"emergency_contact_extension",
	"phone_extension",
	"customer_primary_contact",
	"service_preferences",
	"customer_notes",
]
CHANNEL = "Customer Communication Channel"
VALUE_FIELDS = [
	"segment",
	"clv",
	"p_alive",
	"expected_visits",
	"last_visit",
	"visits",
	"revenue",
	"computed_on",
	"rfm_group",
	"fewest_visits",
	"most_visits",
	"chance_of_visit",
	"chance_days",
]
# More than this many are counted by the database.
MAX_ANSWERS = 50


def get_profile(customer: str) -> dict[str, Any]:
	"""The profile of a customer whom the user may see."""
	require_customer(customer)
	return profile_view(_facts(_read(customer)), getdate(), _)


def _read(customer: str) -> frappe._dict:
	"""The columns that the screen shows, and both tables; the whole document would be six questions more."""
	record = frappe.db.get_value("Customer", customer, COLUMNS, as_dict=True, order_by=None)
	record.communication_channels = _rows(CHANNEL, ["channel", "consent_date", "source"], customer)
	record.vehicle_ownership = _rows(OWNERSHIP, OWNERSHIP_FIELDS, customer)
	return record


def _rows(doctype: str, fields: list[str], customer: str) -> list[frappe._dict]:
	row = frappe.qb.DocType(doctype)
	query = (
		frappe.qb.from_(row).select(*fields).where(row.parent == customer).where(row.parenttype == "Customer")
	)
	return query.orderby(row.idx).run(as_dict=True)


def _facts(record: frappe._dict) -> ProfileFacts:
	types, doctypes = service_due.service_types(), used_doctypes()
	cars = service_due.cars({row.vehicle for row in record.vehicle_ownership})
	shown, visit_count = visit_record.latest(record.name, LATEST_VISITS, cars, types.names_ar, doctypes)
	done = service_due.visits_of(cars, doctypes)
	history, history_next, history_total = communication.latest_counted(record.name, LATEST_ENTRIES)
	recipient = recipient_of(record)
	events = consents.events_of(addresses_of(recipient))
	reminded = service_reminders.last_of(record.name)
	return ProfileFacts(
		customer=record.name,
		name=record.customer_name,
		name_ar=record.customer_name_ar or "",
		language=language_of(record.preferred_language),
		disabled=bool(record.disabled),
		phone=record.mobile_no or None,
		email=record.email_id or None,
		currency=settings.currency(),
		region=settings.region(),
		channels=_channels(recipient, events),
		stopped_on=stopped_on(recipient, events),
		vehicles=tuple(
			_vehicle(row, cars.get(row.vehicle), done[row.vehicle], types, reminded.get(row.vehicle))
			for row in reversed(record.vehicle_ownership)
		),
		visits=tuple(shown),
		visit_count=visit_count,
		loyalty=views.of_customer(record.name),
		satisfaction=_satisfaction(record.name),
		value=_value(record.name),
		emergency_contact=emergency_contact_of(
			record.emergency_contact, record.emergency_contact_phone, record.emergency_contact_extension
		),
		preferences=stored_preferences(record.service_preferences),
		notes=record.customer_notes or "",
		tax_id=record.tax_id or "",
		history=tuple(history),
		history_next=history_next,
		history_total=history_total,
		service_types_ar=types.names_ar,
		phone_extension=record.phone_extension or "",
		other_phones=phones_beside(record.customer_primary_contact, record.mobile_no),
		can_write=may("Customer", "write", record.name),
		can_manage=can_manage(),
	)


def _channels(recipient: Recipient, events: Sequence[ConsentEvent]) -> tuple[ChannelFact, ...]:
	return tuple(
		ChannelFact(
			consent.channel,
			consent.consent_date,
			consent.source,
			why_not_now(recipient, consent.channel, events),
			doubt(recipient, consent.channel),
		)
		for consent in recipient.consents
	)


def _vehicle(
	row: frappe._dict,
	car: frappe._dict | None,
	done: list[frappe._dict],
	types: ServiceTypes,
	reminded_on: date | None,
) -> VehicleFact:
	car = car or frappe._dict(name=row.vehicle)
	shown = visits_for(service_due.car_visits(done), row.parent, bool(row.is_current))
	due = service_due.due(car, shown, types) if row.is_current else ()
	return replace(
		vehicle_history.car_fact(car, due),
		from_date=row.from_date,
		to_date=row.to_date,
		is_current=bool(row.is_current),
		last_visit=shown[0].date if shown else None,
		reminded_on=reminded_on,
	)


def _satisfaction(customer: str) -> SatisfactionFact:
	if not frappe.has_permission(RESPONSE, "read"):
		return SatisfactionFact()
	rows = frappe.get_list(
		RESPONSE,
		filters={"customer": customer},
		fields=["has_score", "score", "rating", "answered_on", "follow_up"],
		order_by="answered_on desc",
		limit=MAX_ANSWERS,
	)
	if not rows:
		return SatisfactionFact()
	is_all, last = len(rows) < MAX_ANSWERS, rows[0]
	may_be_followed_up = not is_all or any(row.follow_up for row in rows)
	return SatisfactionFact(
		responses=len(rows) if is_all else _count_answers(customer),
		last_score=decimal(last.score) if last.has_score else None,
		last_rating=cint(last.rating) or None,
		last_answered_on=getdate(last.answered_on),
		open_follow_ups=follow_ups.open_of(customer) if may_be_followed_up else (),
	)


def _count_answers(customer: str) -> int:
	found = frappe.get_list(RESPONSE, {"customer": customer}, ["count(*) as answers"], order_by=None)
	return found[0].answers


def _value(customer: str) -> ValueFact | None:
	if not frappe.has_permission(ANALYTICS, "read"):
		return None
	row = next(iter(frappe.get_list(ANALYTICS, {"customer": customer}, VALUE_FIELDS, limit=1)), None)
	if row is None or not row.computed_on:
		return None
	return ValueFact(
		segment=row.segment,
		clv=decimal(row.clv),
		p_alive=flt(row.p_alive),
		expected_visits=flt(row.expected_visits),
		last_visit=row.last_visit,
		visits=cint(row.visits),
		revenue=decimal(row.revenue),
		computed_on=getdate(row.computed_on),
		rfm_group=row.rfm_group or "",
		fewest_visits=cint(row.fewest_visits),
		most_visits=cint(row.most_visits),
		chance_of_visit=flt(row.chance_of_visit),
		chance_days=cint(row.chance_days),
	)
