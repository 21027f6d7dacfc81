"""What a guest reads who has just answered: the balance of points, and what the car needs next."""

from __future__ import annotations

from decimal import Decimal

from workshop_crm.core.surveys.after import AfterAnswer, NextService
from workshop_crm.preview import records
from workshop_crm.preview.call import Call
from workshop_crm.preview.loyalty import points_links
from workshop_crm.preview.loyalty.answers import earned
from workshop_crm.preview.records import Record
from workshop_crm.preview.vehicles.service_due import read_services


def after_answer(call: Call, invitation: Record) -> AfterAnswer:
	"""For the guest of this invitation alone: see `core.surveys.receipts`."""
	customer, name = invitation["customer"], invitation["name"]
	points, balance = earned(call.connection, call.settings, customer, name, call.today)
	return AfterAnswer(
		earned=Decimal(points),
		balance=None if balance is None else Decimal(balance),
		next_service=_next_service(call, invitation),
		points_page=points_links.of_customer(call, customer) or "",
		review_link=call.settings.review_link,
	)


def _next_service(call: Call, invitation: Record) -> NextService | None:
	"""Of the car that was here; nothing once it has another owner."""
	name = invitation["vehicle"]
	car = records.first(call.connection, "Vehicle", {"name": name}) if name else None
	if car is None or car["customer"] != invitation["customer"]:
		return None
	services = read_services(call.connection, [name])
	due = next(iter(services.due(car, call.today)), None)
	if due is None:
		return None
	names_ar = services.names_ar.get(due.service_type) or ""
	return NextService(due.service_type, names_ar, due.due_on, due.due_km)
