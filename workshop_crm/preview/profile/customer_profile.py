"""Everything about one customer, as core's profile reads it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from workshop_crm.core.common.invoices import visit_status
from workshop_crm.core.common.languages import language_of
from workshop_crm.core.customers.customer import emergency_contact_of
from workshop_crm.core.customers.preferences import stored_preferences
from workshop_crm.core.loyalty.view import LATEST_ENTRIES as LATEST_POINTS
from workshop_crm.core.loyalty.view import account_view
from workshop_crm.core.messaging.channels import Recipient, doubt
from workshop_crm.core.messaging.history import KINDS
from workshop_crm.core.messaging.opt_outs import ConsentEvent
from workshop_crm.core.messaging.stopping import addresses_of, stopped_on, why_not_now
from workshop_crm.core.profile import model
from workshop_crm.core.profile.view import LATEST_ENTRIES, LATEST_VISITS
from workshop_crm.core.surveys.follow_up_subject import shown_subject
from workshop_crm.core.vehicles.service_due import ServiceDue
from workshop_crm.preview import records
from workshop_crm.preview.loyalty.accounts import latest_changes
from workshop_crm.preview.loyalty.posting import open_account
from workshop_crm.preview.messaging import consents
from workshop_crm.preview.messaging.history import count, read_page
from workshop_crm.preview.messaging.recipients import recipient_of
from workshop_crm.preview.records import Record
from workshop_crm.preview.settings import Settings
from workshop_crm.preview.surveys import follow_ups
from workshop_crm.preview.translate import Translate, translator
from workshop_crm.preview.vehicles import service_reminders, vehicle_store
from workshop_crm.preview.vehicles.service_due import CarServices, read_services
from workshop_crm.preview.visits import invoices


def read_facts(
	connection: sqlite3.Connection,
	settings: Settings,
	name: str,
	today: date,
	translate: Translate,
	language: str,
) -> model.ProfileFacts:
	"""Raises NotFound for an unknown customer."""
	customer = records.get(connection, "Customer", name)
	cars = vehicle_store.of_customer(connection, name)
	services = read_services(connection, [row["name"] for row in cars])
	history, history_next = read_page(connection, name, None, LATEST_ENTRIES, KINDS, translate)
	recipient = recipient_of(connection, customer)
	events = consents.events_of(connection, settings, addresses_of(recipient))
	reminded = service_reminders.last_of(connection, name, today)
	return model.ProfileFacts(
		customer=name,
		name=customer["customer_name"],
		name_ar=customer["customer_name_ar"],
		language=language_of(customer["preferred_language"]),
		disabled=bool(customer["disabled"]),
		phone=customer["mobile_no"] or None,
		email=customer["email_id"] or None,
		currency=settings.currency,
		region=settings.region,
		channels=_channels(recipient, events),
		stopped_on=stopped_on(recipient, events),
		vehicles=tuple(
			replace(_owned_car(row, services, name, today, translate), reminded_on=reminded.get(row["name"]))
			for row in cars
		),
		visits=visit_facts(connection, name, LATEST_VISITS),
		visit_count=records.count(connection, "Sales Invoice", {"customer": name, **invoices.VISITS}),
		loyalty=read_account(connection, settings, name, today, translate, language),
		satisfaction=_satisfaction(connection, name, translate),
		value=_value(connection, name),
		emergency_contact=emergency_contact_of(
			customer["emergency_contact"],
			customer["emergency_contact_phone"],
			customer["emergency_contact_extension"],
		),
		preferences=stored_preferences(customer["service_preferences"]),
		notes=customer["customer_notes"],
		tax_id=customer["tax_id"],
		history=tuple(history),
		history_next=history_next,
		history_total=count(connection, name, KINDS),
		service_types_ar=services.names_ar,
		phone_extension=customer["phone_extension"],
		other_phones=recipient_of(connection, customer).other_phones,
		can_write=True,
		can_manage=True,
	)


def car_fact(car: Record, due: tuple[ServiceDue, ...], translate: Translate) -> model.VehicleFact:
	"""Of a Vehicle, whoever has it."""
	return model.VehicleFact(
		car["name"],
		car["plate_latin"],
		car["plate_ar"],
		car["make"],
		car["model"],
		car["model_year"] or None,
		car["last_odometer"] or None,
		plate_origin=car["plate_origin"],
		vin=car["chassis_no"],
		vin_reason=translate(car["vin_reason"]) if car["vin_reason"] else "",
		service_due=due,
	)


def read_account(
	connection: sqlite3.Connection,
	settings: Settings,
	customer: str,
	today: date,
	translate: Translate,
	language: str,
	limit: int = LATEST_POINTS,
	offset: int = 0,
) -> dict[str, Any] | None:
	"""The customer's points as the screens show them, with a page of their history; None without a loyalty program."""
	account = open_account(connection, settings, customer)
	if account is None:
		return None
	changes = latest_changes(connection, account.program.name, customer)
	return account_view(
		account.program,
		account.entries,
		today,
		settings.currency,
		translate,
		language,
		changes,
		limit,
		offset,
	)


def _channels(recipient: Recipient, events: Sequence[ConsentEvent]) -> tuple[model.ChannelFact, ...]:
	return tuple(
		model.ChannelFact(
			row.channel,
			row.consent_date,
			row.source,
			why_not_now(recipient, row.channel, events),
			doubt(recipient, row.channel),
		)
		for row in recipient.consents
	)


def _owned_car(
	row: Record, services: CarServices, customer: str, today: date, translate: Translate
) -> model.VehicleFact:
	"""What a car needs next is its present owner's business."""
	due = services.due(row, today) if row["is_current"] else ()
	return replace(
		car_fact(row, due, translate),
		from_date=row["from_date"],
		to_date=row["to_date"],
		is_current=bool(row["is_current"]),
		last_visit=services.last_visit(row, customer),
	)


def visit_facts(connection: sqlite3.Connection, customer: str, limit: int) -> tuple[model.VisitFact, ...]:
	"""The customer's latest invoices, the cancelled ones and credit notes too."""
	return tuple(_visit(connection, row) for row in invoices.of_customer(connection, customer, limit))


def _visit(connection: sqlite3.Connection, row: Record) -> model.VisitFact:
	return model.VisitFact(
		row["name"],
		row["posting_date"],
		row["grand_total"],
		visit_status(row["docstatus"], row["is_return"]),
		row["vehicle"],
		row["plate_latin"] or "",
		row["service_type"],
		row["service_type_ar"] or "",
		row["odometer"] or None,
		invoices.outstanding(connection, row),
		may_return=True,
		may_cancel=True,
	)


def _satisfaction(
	connection: sqlite3.Connection, customer: str, translate: Translate
) -> model.SatisfactionFact:
	cases = tuple(
		model.FollowUpFact(
			row["name"], shown_subject(row["subject"], translate, translator("ar")), row["opening_date"]
		)
		for row in follow_ups.open_of(connection, customer)
	)
	last = records.first(connection, "Survey Response", {"customer": customer}, "answered_on desc, name desc")
	if last is None:
		return model.SatisfactionFact(open_follow_ups=cases)
	return model.SatisfactionFact(
		responses=records.count(connection, "Survey Response", {"customer": customer}),
		last_score=Decimal(str(last["score"])) if last["has_score"] else None,
		last_rating=last["rating"] or None,
		last_answered_on=last["answered_on"].date(),
		open_follow_ups=cases,
	)


def _value(connection: sqlite3.Connection, customer: str) -> model.ValueFact | None:
	row = records.first(connection, "Customer Analytics", {"name": customer, "segment": ("!=", "")})
	if row is None:
		return None
	return model.ValueFact(
		row["segment"],
		row["clv"],
		row["p_alive"],
		row["expected_visits"],
		row["last_visit"],
		row["visits"],
		row["revenue"] or Decimal(0),
		row["computed_on"].date(),
		row["rfm_group"],
		row["fewest_visits"],
		row["most_visits"],
		row["chance_of_visit"],
		row["chance_days"],
	)
