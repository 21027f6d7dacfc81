"""What a guest reads who has just answered: the balance of points, and what the car needs next."""

from __future__ import annotations

from decimal import Decimal

import frappe
from frappe.model.document import Document

from workshop_crm.core.surveys.after import AfterAnswer, NextService
from workshop_crm.services.loyalty import points_links
from workshop_crm.services.loyalty.answers import earned
from workshop_crm.services.platform import settings
from workshop_crm.services.vehicles import service_due


def after_answer(invitation: Document) -> AfterAnswer:
	"""For the guest of this invitation alone: see `core.surveys.receipts`."""
	customer, company = invitation.customer, invitation.company or settings.company()
	points, balance = earned(customer, company, invitation.name)
	return AfterAnswer(
		earned=Decimal(points),
		balance=None if balance is None else Decimal(balance),
		next_service=_next_service(invitation),
		points_page=points_links.of_customer(customer, company) or "",
		review_link=settings.review_link(),
	)


def _next_service(invitation: Document) -> NextService | None:
	"""Of the car that was here; nothing once it has another owner."""
	if not invitation.vehicle:
		return None
	fields = [*service_due.CAR_FIELDS, "customer"]
	car = frappe.db.get_value("Vehicle", invitation.vehicle, fields, as_dict=True)
	if car is None or car.customer != invitation.customer:
		return None
	types = service_due.service_types()
	visits = service_due.car_visits(service_due.visits_of([car.name])[car.name])
	due = next(iter(service_due.due(car, visits, types)), None)
	if due is None:
		return None
	return NextService(due.service_type, types.names_ar.get(due.service_type, ""), due.due_on, due.due_km)
