"""Everything about one customer, as core's profile reads it."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from workshop_crm.core.loyalty.view import account_view
from workshop_crm.core.messaging.channels import why_not
from workshop_crm.core.profile import model
from workshop_crm.preview.flows.points import open_account
from workshop_crm.preview.flows.recipients import language_of, recipient_of
from workshop_crm.preview.money import to_decimal
from workshop_crm.preview.store import analytics, customers, follow_ups, invoices, messages, surveys, vehicles
from workshop_crm.preview.store.settings import Settings

LATEST = 10


def read_facts(
	connection: sqlite3.Connection, settings: Settings, name: str, today: date
) -> model.ProfileFacts:
	"""Raises NotFound for an unknown customer."""
	customer = customers.read(connection, name)
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
		vehicles=tuple(_vehicle(row) for row in vehicles.of_customer(connection, name)),
		visits=tuple(_visit(row) for row in invoices.of_customer(connection, name, LATEST)),
		visit_count=invoices.visit_count(connection, name),
		loyalty=read_account(connection, settings, name, today),
		satisfaction=_satisfaction(connection, name),
		value=_value(connection, name),
		messages=tuple(_message(row) for row in messages.latest(connection, LATEST, name)),
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


def _vehicle(row: sqlite3.Row) -> model.VehicleFact:
	return model.VehicleFact(
		row["name"],
		row["plate_latin"],
		row["plate_ar"],
		row["make"],
		row["model"],
		row["model_year"],
		row["odometer"],
		_day(row["from_date"]),
		_day(row["to_date"]),
		bool(row["is_current"]),
	)


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
	)


def _satisfaction(connection: sqlite3.Connection, customer: str) -> model.SatisfactionFact:
	answered = surveys.of_customer(connection, customer)
	cases = tuple(
		model.FollowUpFact(row["name"], row["title"], date.fromisoformat(row["opened_on"]))
		for row in follow_ups.still_open(connection, customer)
	)
	if not answered:
		return model.SatisfactionFact(open_follow_ups=cases)
	last = answered[0]
	return model.SatisfactionFact(
		responses=len(answered),
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


def _message(row: sqlite3.Row) -> model.MessageFact:
	return model.MessageFact(
		row["name"], row["channel"], row["status"], datetime.fromisoformat(row["created_at"]), row["text"]
	)


def _day(text: str | None) -> date | None:
	return date.fromisoformat(text) if text else None
