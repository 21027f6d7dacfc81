"""Everything about one customer, read for the one-screen profile."""

from __future__ import annotations

from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, flt, get_datetime, getdate

from workshop_crm.core.messaging.channels import why_not
from workshop_crm.core.profile.model import (
	ChannelFact,
	MessageFact,
	ProfileFacts,
	SatisfactionFact,
	ValueFact,
	VehicleFact,
)
from workshop_crm.core.profile.view import LATEST_MESSAGES, LATEST_VISITS, profile_view
from workshop_crm.services import follow_ups, languages, settings, visits
from workshop_crm.services.customers import recipient_of
from workshop_crm.services.loyalty import views
from workshop_crm.services.messaging import MESSAGE
from workshop_crm.services.money import decimal
from workshop_crm.services.permissions import require_customer
from workshop_crm.services.surveys.answers import RESPONSE


def get_profile(customer: str) -> dict[str, Any]:
	"""The profile of a customer whom the user may see."""
	require_customer(customer)
	return profile_view(_facts(frappe.get_doc("Customer", customer)), getdate(), _)


def _facts(record: Document) -> ProfileFacts:
	return ProfileFacts(
		customer=record.name,
		name=record.customer_name,
		name_ar=record.customer_name_ar or "",
		language=languages.code_of(record.preferred_language),
		disabled=bool(record.disabled),
		phone=record.mobile_no or None,
		email=record.email_id or None,
		currency=settings.currency(),
		region=settings.region(),
		channels=_channels(record),
		vehicles=tuple(_vehicle(row) for row in record.vehicle_ownership),
		visits=tuple(visits.latest(record.name, LATEST_VISITS)),
		visit_count=visits.count(record.name),
		loyalty=views.of_customer(record.name),
		satisfaction=_satisfaction(record.name),
		value=_value(record.name),
		messages=_messages(record.name),
	)


def _channels(record: Document) -> tuple[ChannelFact, ...]:
	recipient = recipient_of(record)
	return tuple(
		ChannelFact(
			consent.channel, consent.consent_date, consent.source, why_not(recipient, consent.channel)
		)
		for consent in recipient.consents
	)


def _vehicle(row: Document) -> VehicleFact:
	fields = ["plate_latin", "plate_ar", "make", "model", "model_year", "last_odometer"]
	car = frappe.db.get_value("Vehicle", row.vehicle, fields, as_dict=True) or frappe._dict()
	return VehicleFact(
		vehicle=row.vehicle,
		plate_latin=car.plate_latin or row.vehicle,
		plate_ar=car.plate_ar or "",
		make=car.make or "",
		model=car.model or "",
		year=cint(car.model_year) or None,
		odometer=cint(car.last_odometer) or None,
		from_date=row.from_date and getdate(row.from_date),
		to_date=row.to_date and getdate(row.to_date),
		is_current=bool(row.is_current),
	)


def _satisfaction(customer: str) -> SatisfactionFact:
	if not frappe.has_permission(RESPONSE, "read"):
		return SatisfactionFact()
	rows = frappe.get_list(
		RESPONSE,
		filters={"customer": customer},
		fields=["score", "rating", "answered_on"],
		order_by="answered_on desc",
		limit=0,
	)
	last = rows[0] if rows else frappe._dict()
	return SatisfactionFact(
		responses=len(rows),
		last_score=decimal(last.score) if rows else None,
		last_rating=cint(last.rating) or None,
		last_answered_on=getdate(last.answered_on) if rows else None,
		open_follow_ups=follow_ups.open_of(customer),
	)


def _value(customer: str) -> ValueFact | None:
	row = frappe.db.get_value("Customer Analytics", customer, "*", as_dict=True)
	if not row or not row.computed_on:
		return None
	return ValueFact(
		segment=row.segment,
		clv=decimal(row.clv),
		p_alive=flt(row.p_alive),
		expected_visits=flt(row.expected_visits),
		last_visit=row.last_visit,
		visits=cint(row.visits),
		monetary_value=decimal(row.monetary_value),
		computed_on=getdate(row.computed_on),
	)


def _messages(customer: str) -> tuple[MessageFact, ...]:
	if not frappe.has_permission(MESSAGE, "read"):
		return ()
	rows = frappe.get_list(
		MESSAGE,
		filters={"customer": customer},
		fields=["name", "channel", "status", "creation", "text"],
		order_by="creation desc",
		limit=LATEST_MESSAGES,
	)
	return tuple(
		MessageFact(row.name, row.channel, row.status, get_datetime(row.creation), row.text or "")
		for row in rows
	)
