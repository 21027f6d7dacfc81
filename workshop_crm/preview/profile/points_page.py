"""What a customer's own points page shows: the account behind its token, rewards, and what the cars need next."""

from __future__ import annotations

from workshop_crm.core.common.languages import language_of
from workshop_crm.core.loyalty.guest_page import CarService, PointsFacts
from workshop_crm.preview import records
from workshop_crm.preview.call import Call
from workshop_crm.preview.loyalty import rewards
from workshop_crm.preview.loyalty.points_links import customer_behind
from workshop_crm.preview.vehicles.service_due import read_services


def read(call: Call, token: str) -> PointsFacts | None:
	"""None for a token that is nobody's."""
	customer = customer_behind(call, token)
	if customer is None:
		return None
	shelf = rewards.shelf(call.connection, call.settings, customer)
	if shelf.program is None:
		return None
	person = records.get(call.connection, "Customer", customer)
	return PointsFacts(
		shelf=shelf,
		program=shelf.program,
		currency=call.settings.currency,
		services=_services(call, customer),
		company=call.settings.company,
		speaks=language_of(person["preferred_language"]),
	)


def _services(call: Call, customer: str) -> list[CarService]:
	"""The next one of each car that the customer has now."""
	cars = records.find(call.connection, "Vehicle", {"customer": customer})
	services = read_services(call.connection, [car["name"] for car in cars])
	found = []
	for car in cars:
		due = next(iter(services.due(car, call.today)), None)
		if due:
			found.append(
				CarService(
					" ".join(filter(None, (car["make"], car["model"]))),
					car["plate_latin"] or "",
					car["plate_ar"] or "",
					due.service_type,
					services.names_ar.get(due.service_type) or "",
					due.due_on,
					due.due_km,
				)
			)
	return found
