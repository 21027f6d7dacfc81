"""Everything about one customer, as core's profile reads it."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from workshop_crm.core.customers.customer import EmergencyContact
from workshop_crm.core.customers.preferences import stored_preferences
from workshop_crm.core.loyalty.view import account_view
from workshop_crm.core.messaging.channels import why_not
from workshop_crm.core.messaging.history import KINDS
from workshop_crm.core.profile import model
from workshop_crm.core.profile.view import LATEST_ENTRIES, LATEST_VISITS
from workshop_crm.core.vehicles.service_due import ServiceDue
from workshop_crm.preview.flows.car_services import CarServices, read_services
from workshop_crm.preview.flows.history import read_page
from workshop_crm.preview.flows.points import open_account
from workshop_crm.preview.flows.recipients import language_of, recipient_of
from workshop_crm.preview.money import to_decimal
from workshop_crm.preview.store import analytics, customers, follow_ups, invoices, ownership, surveys
from workshop_crm.preview.store.settings import Settings
from workshop_crm.preview.translate import Translate


def read_facts(
	connection: sqlite3.Connection, settings: Settings, name: str, today: date, translate: Translate
) -> model.ProfileFacts:
	"""Raises NotFound for an unknown customer."""
	customer = customers.read(connection, name)
	cars = ownership.of_customer(connection, name)
	services = read_services(connection, [row["name"] for row in cars])
	history, history_next = read_page(connection, name, None, LATEST_ENTRIES, KINDS, translate)
	return model.ProfileFacts(
		customer=customer.name,
		name=customer.customer_name,
		name_ar=customer.customer_name_ar,
		language=language_of(customer),
		disabled=customer.disabled,
		phone=customer.phone or None,
		email=customer.email or None,
		currency=settings.currency,
		region=settings.region,
		channels=_channels(connection, customer),
		vehicles=tuple(_owned_car(row, services, name, today, translate) for row in cars),
		visits=tuple(_visit(row) for row in invoices.of_customer(connection, name, LATEST_VISITS)),
		visit_count=invoices.visit_count(connection, name),
		loyalty=read_account(connection, settings, name, today),
		satisfaction=_satisfaction(connection, name),
		value=_value(connection, name),
		emergency_contact=_emergency_contact(customer),
		preferences=stored_preferences(customer.preferences),
		notes=customer.notes,
		history=tuple(history),
		history_next=history_next,
		service_types_ar=services.names_ar,
		can_write=True,
		can_manage=True,
	)


def car_fact(car: sqlite3.Row, due: tuple[ServiceDue, ...], translate: Translate) -> model.VehicleFact:
	"""A row of the table `vehicle`, whoever has it."""
	return model.VehicleFact(
		car["name"],
		car["plate_latin"],
		car["plate_ar"],
		car["make"],
		car["model"],
		car["model_year"],
		car["odometer"],
		vin=car["vin"],
		vin_reason=translate(car["vin_reason"]) if car["vin_reason"] else "",
		service_due=due,
	)


def read_account(
	connection: sqlite3.Connection, settings: Settings, customer: str, today: date
) -> dict[str, Any] | None:
	"""The customer's points as the screens show them; None without a loyalty programme."""
	account = open_account(connection, settings, customer)
	if account is None:
		return None
	return account_view(account.program, account.entries, today, settings.currency)


def _channels(connection: sqlite3.Connection, customer: customers.Customer) -> tuple[model.ChannelFact, ...]:
	recipient = recipient_of(connection, customer)
	return tuple(
		model.ChannelFact(row.channel, row.consent_date, row.source, why_not(recipient, row.channel))
		for row in recipient.consents
	)


def _owned_car(
	row: sqlite3.Row, services: CarServices, customer: str, today: date, translate: Translate
) -> model.VehicleFact:
	"""What a car needs next is its present owner's business."""
	due = services.due(row, today) if row["is_current"] else ()
	return replace(
		car_fact(row, due, translate),
		from_date=_day(row["from_date"]),
		to_date=_day(row["to_date"]),
		is_current=bool(row["is_current"]),
		last_visit=services.last_visit(row, customer),
	)


def _emergency_contact(customer: customers.Customer) -> EmergencyContact | None:
	if not customer.emergency_contact:
		return None
	return EmergencyContact(customer.emergency_contact, customer.emergency_contact_phone)


def _visit(row: sqlite3.Row) -> model.VisitFact:
	return model.VisitFact(
		row["name"],
		date.fromisoformat(row["posting_date"]),
		to_decimal(row["total"]),
		"Cancelled" if row["cancelled"] else "Return" if row["is_return"] else "Submitted",
		row["vehicle"],
		row["plate_latin"] or "",
		row["service_type"],
		row["service_type_ar"] or "",
		row["odometer"],
	)


def _satisfaction(connection: sqlite3.Connection, customer: str) -> model.SatisfactionFact:
	cases = tuple(
		model.FollowUpFact(row["name"], row["title"], date.fromisoformat(row["opened_on"]))
		for row in follow_ups.still_open(connection, customer)
	)
	last = surveys.last_of(connection, customer)
	if last is None:
		return model.SatisfactionFact(open_follow_ups=cases)
	return model.SatisfactionFact(
		responses=surveys.count_of(connection, customer),
		last_score=None if last["score"] is None else Decimal(last["score"]),
		last_rating=last["rating"],
		last_answered_on=datetime.fromisoformat(last["answered_at"]).date(),
		open_follow_ups=cases,
	)


def _value(connection: sqlite3.Connection, customer: str) -> model.ValueFact | None:
	run = analytics.last_run(connection)
	row = analytics.of_customer(connection, customer)
	if run is None or row is None:
		return None
	return model.ValueFact(
		row["segment"],
		Decimal(str(row["clv"])),
		row["p_alive"],
		row["expected_visits"],
		_day(row["last_visit"]),
		row["visits"],
		Decimal(str(row["monetary_value"])),
		run.computed_on,
	)


def _day(text: str | None) -> date | None:
	return date.fromisoformat(text) if text else None
