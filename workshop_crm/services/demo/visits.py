"""Visits of the made-up workshop: backdated Sales Invoices through ERPNext, and answers through the survey."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import get_datetime

from workshop_crm.core.common.issues import DONE
from workshop_crm.core.demo import habits, staff
from workshop_crm.core.demo.model import DemoAnswer, DemoVisit
from workshop_crm.core.loyalty import redemption
from workshop_crm.core.loyalty.ledger import balance
from workshop_crm.core.surveys.answers import check_answers
from workshop_crm.core.surveys.follow_up import NOT_REACHED
from workshop_crm.core.surveys.follow_up_steps import CLOSED
from workshop_crm.core.surveys.follow_up_work import Act
from workshop_crm.core.surveys.invitation import EXPIRED, page_state
from workshop_crm.services.loyalty import ledger
from workshop_crm.services.loyalty.ledger import Account
from workshop_crm.services.loyalty.programs import get_program, program_of
from workshop_crm.services.messaging import messages
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.money import rounded
from workshop_crm.services.platform.survey_links import INVITATION
from workshop_crm.services.surveys import answers, cadence, follow_up_work, follow_ups, invitations
from workshop_crm.services.surveys.forms import read_form

INVOICE = "Sales Invoice"
# What was answered or has expired had reached the customer.
OVER = ("Answered", "Expired")


def post(visit: DemoVisit, customer: str, vehicle: str) -> str:
	"""Submit the invoice of a visit, unless it is there already."""
	known = frappe.db.get_value(INVOICE, {"workshop_request_id": visit.code}, "name")
	if known:
		return known
	invoice = _invoice(visit, customer, vehicle)
	invoice.loyalty_points = _points_to_redeem(visit, customer, invoice.company)
	invoice.redeem_loyalty_points = int(invoice.loyalty_points > 0)
	invoice.flags.redeemed_when_posted = True
	invoice.insert()
	invoice.submit()
	return invoice.name


def ask(name: str, visit: DemoVisit, answer: DemoAnswer | None) -> None:
	"""Invite the customer at the time of the visit, and record the answer."""
	moment = datetime.combine(visit.date, time(visit.hour)) + timedelta(minutes=40)
	invitation = invitations.invitation_of(INVOICE, name)
	if not invitation:
		invitation = invitations.invite(INVOICE, name, moment)
		_come_to_an_end(frappe.get_doc(INVITATION, invitation), visit, answer, moment)
	if invitation and frappe.db.get_value(INVITATION, invitation, "status") in OVER:
		messages.mark_arrived((INVITATION, invitation), moment)


def close_old_cases() -> None:
	"""Somebody has called the customers who complained more than a month ago."""
	oldest = get_datetime() - timedelta(days=habits.DAYS_A_CASE_STAYS_OPEN)
	filters = {"follow_up": ("is", "set"), "answered_on": ("<", oldest)}
	for issue in frappe.get_all(answers.RESPONSE, filters, pluck="follow_up"):
		if frappe.db.get_value(follow_ups.ISSUE, issue, "status") not in DONE:
			_close(issue)


def _close(issue: str) -> None:
	response = frappe.db.get_value(follow_ups.ISSUE, issue, "survey_response")
	ended = staff.outcome_of(response)
	follow_up_work.close(issue, habits.CLOSING_NOTE, ended.reason, Act())
	opened = frappe.db.get_value(answers.RESPONSE, response, "answered_on")
	times = {"follow_up_closed_on": opened + ended.until_closed}
	if ended.reason != NOT_REACHED:
		times["follow_up_first_contact_on"] = opened + ended.until_contact
	frappe.db.set_value(follow_ups.ISSUE, issue, times, update_modified=False)
	closed = {"parent": issue, "kind": CLOSED}
	frappe.db.set_value(follow_ups.STEP, closed, "happened_on", times["follow_up_closed_on"])


def _invoice(visit: DemoVisit, customer: str, vehicle: str) -> Document:
	company = settings.company()
	return frappe.get_doc(
		{
			"doctype": INVOICE,
			"company": company,
			"currency": settings.currency(company),
			"customer": customer,
			"set_posting_time": 1,
			"posting_date": visit.date,
			"posting_time": time(visit.hour, int(visit.code[-2:]) % 60).isoformat(),
			"due_date": visit.date,
			"vehicle": vehicle,
			"odometer": visit.odometer,
			"service_type": visit.service_type,
			"technician": staff.technician_of(visit.code),
			"sales_team": [{"sales_person": staff.adviser_of(visit.code), "allocated_percentage": 100}],
			"workshop_request_id": visit.code,
			"items": [
				{"item_code": line.item, "qty": line.qty, "rate": rounded(line.rate)} for line in visit.lines
			],
		}
	)


def _points_to_redeem(visit: DemoVisit, customer: str, company: str) -> int:
	program = program_of(customer, company)
	visits = frappe.db.count(INVOICE, {"customer": customer, "docstatus": 1}) + 1
	if not program:
		return 0
	# An answer to an earlier visit may have come after this one.
	entries = [
		row for row in ledger.read(Account(customer, program, company)) if row.posting_date <= visit.date
	]
	points = balance(entries, visit.date)
	most = redemption.quote(get_program(program), points, visit.total).max_points
	return habits.points_to_redeem(visits, most)


def _come_to_an_end(
	invitation: Document, visit: DemoVisit, answer: DemoAnswer | None, moment: datetime
) -> None:
	if invitation.status == "Not Sent":
		return
	answered_on = answer and max(moment, datetime.combine(answer.answered_on, time(visit.hour)))
	_remind(invitation, moment, answered_on or get_datetime())
	invitation.reload()
	if answer and answered_on:
		_answer(invitation, answer, answered_on)
	_backdate(invitation, moment)


def _remind(invitation: Document, written: datetime, until: datetime) -> None:
	"""All messages that were due until the answer came, or until now; somebody sent each before the next."""
	while (due := frappe.db.get_value(INVITATION, invitation.name, "next_contact_on")) and due <= until:
		messages.mark_arrived((INVITATION, invitation.name), written)
		cadence.contact(invitation.name, due)
		reminder = {"reference_name": invitation.name, "creation": (">", due)}
		frappe.db.set_value("Customer Message", reminder, "creation", due, update_modified=False)
		written = due


def _answer(invitation: Document, answer: DemoAnswer, moment: datetime) -> None:
	form = read_form(invitation.survey)
	given = {"rating": answer.rating, "recommend": answer.recommend, "comment": answer.comment}
	known = {question.id for question in form.questions}
	checked = check_answers(form, {name: value for name, value in given.items() if name in known})
	response = answers.record(invitation, form, checked, answer.language, moment)
	response.db_set("creation", moment, update_modified=False)
	if response.follow_up:
		dates = {"opening_time": moment.time(), "creation": moment}
		frappe.db.set_value(follow_ups.ISSUE, response.follow_up, dates, update_modified=False)


def _backdate(invitation: Document, moment: datetime) -> None:
	values: dict[str, Any] = {"creation": moment}
	link = {"status": invitation.status, "expires_on": invitation.expires_on}
	if page_state(link, get_datetime()) == "unavailable":
		values.update(EXPIRED)
	invitation.db_set(values, update_modified=False)
	of_invitation = {"reference_name": invitation.name, "step": ("<", 2)}
	frappe.db.set_value("Customer Message", of_invitation, "creation", moment, update_modified=False)
