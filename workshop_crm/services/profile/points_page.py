"""What a customer's own points page shows: the account behind its token, rewards, and what the cars need next."""

from __future__ import annotations

import frappe

from workshop_crm.core.common.languages import language_of
from workshop_crm.core.loyalty.guest_page import CarService, PointsFacts
from workshop_crm.core.loyalty.rewards.till import Shelf
from workshop_crm.services.loyalty import ledger
from workshop_crm.services.loyalty.ledger import Account
from workshop_crm.services.loyalty.points_links import account_behind
from workshop_crm.services.loyalty.programs import get_program
from workshop_crm.services.loyalty.rewards import shelf
from workshop_crm.services.platform import settings
from workshop_crm.services.vehicles import service_due


def read(token: str) -> PointsFacts | None:
	"""None for a token that is nobody's."""
	account = account_behind(token)
	if account is None:
		return None
	customer, company = account.customer, account.company
	return PointsFacts(
		shelf=_shelf(account),
		program=get_program(account.program),
		currency=settings.currency(company),
		services=_services(customer),
		phone=frappe.get_cached_value("Company", company, "phone_no") or "",
		company=company,
		speaks=language_of(frappe.db.get_value("Customer", customer, "preferred_language")),
	)


def _shelf(account: Account) -> Shelf:
	"""A customer who is in another program by now reads of the points of this one, and of no rewards."""
	found = shelf.of_customer(account.customer, account.company)
	if found.program and found.program.name == account.program:
		return found
	return Shelf(account.customer, get_program(account.program), ledger.read(account))


def _services(customer: str) -> list[CarService]:
	"""The next one of each car that the customer has now."""
	cars = service_due.cars(frappe.get_all("Vehicle", {"customer": customer}, pluck="name"))
	visits, types = service_due.visits_of(cars), service_due.service_types()
	found = []
	for name, car in sorted(cars.items()):
		due = next(iter(service_due.due(car, service_due.car_visits(visits[name]), types)), None)
		if due:
			found.append(
				CarService(
					" ".join(filter(None, (car.make, car.model))),
					car.plate_latin or "",
					car.plate_ar or "",
					due.service_type,
					types.names_ar.get(due.service_type, ""),
					due.due_on,
					due.due_km,
				)
			)
	return found
