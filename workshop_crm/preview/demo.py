"""Fills an empty preview with the made-up workshop, through the same postings as real work."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime, time, timedelta
from decimal import Decimal

from workshop_crm.core.common.errors import N_, Conflict
from workshop_crm.core.common.issues import DONE
from workshop_crm.core.demo import habits, staff
from workshop_crm.core.demo.generate import generate
from workshop_crm.core.demo.model import (
	DemoAnswer,
	DemoCustomer,
	DemoInteraction,
	DemoVehicle,
	DemoVisit,
	DemoWorkshop,
)
from workshop_crm.core.demo.words import ADVISERS
from workshop_crm.core.loyalty import ledger, redemption
from workshop_crm.core.surveys.follow_up import NOT_REACHED, closing, contacted
from workshop_crm.core.surveys.follow_up_steps import CLOSED, SPOKEN, step
from workshop_crm.core.surveys.tokens import derive_token
from workshop_crm.core.visits.lines import SaleLine
from workshop_crm.core.visits.payments import CARD, CASH
from workshop_crm.core.visits.sale import Sale
from workshop_crm.preview import records
from workshop_crm.preview.analytics import analyses
from workshop_crm.preview.customers import customer_record
from workshop_crm.preview.loyalty import accounts, posting
from workshop_crm.preview.messaging import messages
from workshop_crm.preview.records import Record
from workshop_crm.preview.search import indexing
from workshop_crm.preview.settings import Settings, change_settings, read_settings
from workshop_crm.preview.staff import USER, USER_NAME
from workshop_crm.preview.surveys import answers, cadence, follow_ups, invitations, survey_store
from workshop_crm.preview.vehicles import kept_due, ownership, vehicle_record
from workshop_crm.preview.visits import checkout, invoices
from workshop_crm.preview.visits.invoices import INVOICE
from workshop_crm.preview.workshop import Workshop

COMPANY = N_("Demo Workshop")
TAX_ID = "300000000000003"
ADDRESS = "Workshop Road\nRiyadh"
MINUTES = 60

Progress = Callable[[int, int], None]


def fill(workshop: Workshop, customer_count: int = 300, progress: Progress = lambda done, total: None) -> int:
	"""Post everything in one transaction and return the number of invoices; raises Conflict over real data."""
	now = workshop.clock()
	made_up = generate(today=now.date(), customers=customer_count)
	with workshop.writing() as connection:
		_refuse_real_data(connection)
		change_settings(
			connection,
			company=COMPANY,
			tax_id=TAX_ID,
			address=ADDRESS,
			demo=True,
			service_reminders=True,
			points_expiry_messages=True,
		)
		Filler(connection, made_up, now).fill(progress)
		accounts.pass_time(connection, read_settings(connection), now)
		survey_store.expire(connection, now)
	kept_due.run(workshop, "")
	analyses.compute(workshop)
	indexing.rebuild_from_the_start(workshop)
	return len(made_up.visits)


def is_filled(connection: sqlite3.Connection) -> bool:
	return bool(read_settings(connection).demo)


def _refuse_real_data(connection: sqlite3.Connection) -> None:
	if records.exists(connection, "Customer", {}) or records.exists(connection, "Sales Invoice", {}):
		raise Conflict(
			N_(
				"There are customers in this data file already. Give the made-up workshop a file of its own with --data."
			)
		)


class Filler:
	"""Writes a made-up workshop; `names` maps the generator's codes to the names given out here."""

	def __init__(self, connection: sqlite3.Connection, made_up: DemoWorkshop, now: datetime) -> None:
		self._connection = connection
		self._made_up = made_up
		self._now = now
		self._settings: Settings = read_settings(connection)
		self._names: dict[str, str] = {}
		self._visits_of: dict[str, int] = {}
		self._invoices = 0

	def fill(self, progress: Progress) -> None:
		for person in (*staff.TECHNICIANS, *ADVISERS):
			records.insert(self._connection, "Sales Person", {"sales_person_name": person}, self._now)
		for customer in self._made_up.customers:
			self._add_customer(customer)
		for vehicle in self._made_up.vehicles:
			self._add_vehicle(vehicle)
		answered = {answer.visit: answer for answer in self._made_up.answers}
		for done, visit in enumerate(self._made_up.visits, 1):
			self._add_visit(visit, answered.get(visit.code))
			progress(done, len(self._made_up.visits))
		for vehicle in self._made_up.vehicles:
			if vehicle.to_date:
				name = self._names[vehicle.code]
				ownership.end(self._connection, name, vehicle.to_date, self._now)
		for told in self._made_up.interactions:
			self._add_interaction(told)
		self._close_old_cases()

	def _add_customer(self, person: DemoCustomer) -> None:
		contact = person.emergency_contact
		values = {
			"name": person.name,
			"name_ar": person.name_ar,
			"language": person.language,
			"phone": person.phone,
			"email": person.email,
			"channels": [asdict(consent) for consent in person.consents],
			"emergency_contact": asdict(contact) if contact else None,
			"service_preferences": person.preferences,
			"customer_notes": person.notes,
		}
		self._names[person.code] = customer_record.save(
			self._connection, values, None, self._settings.region, self._now
		)

	def _add_vehicle(self, car: DemoVehicle) -> None:
		values = {"plate": car.plate, "make": car.make, "model": car.model, "year": car.year, "vin": car.vin}
		owner = self._names[car.customer]
		self._names[car.code] = vehicle_record.add(
			self._connection, owner, values, self._settings.region, self._now, car.from_date
		)

	def _add_interaction(self, told: DemoInteraction) -> None:
		entry = {
			"customer": self._names[told.customer],
			"owner": USER_NAME,
			"kind": told.kind,
			"direction": told.direction,
			"happened_on": told.happened_on,
			"text": told.text,
		}
		records.insert(self._connection, "Customer Interaction", entry, told.happened_on)

	def _add_visit(self, visit: DemoVisit, answer: DemoAnswer | None) -> None:
		customer = self._names[visit.customer]
		moment = datetime.combine(visit.date, time(visit.hour, len(self._names) % MINUTES))
		sale = Sale(
			customer,
			[SaleLine(line.item, Decimal(line.qty), line.rate) for line in visit.lines],
			vehicle=self._names[visit.vehicle],
			odometer=visit.odometer,
			redeem_points=self._points_to_redeem(customer, visit, moment),
			service_type=visit.service_type,
		)
		invoice = checkout.post(self._connection, self._settings, sale, moment)
		self._name_staff(invoice, visit, moment)
		self._pay(invoice, moment)
		invitation = invitations.invite(self._connection, self._settings, invoice, moment)
		if invitation:
			self._ask(invitation, answer, moment)

	def _name_staff(self, invoice: str, visit: DemoVisit, moment: datetime) -> None:
		technician = {"technician": staff.technician_of(visit.code)}
		records.update(self._connection, INVOICE, invoice, technician, moment)
		team = [{"sales_person": staff.adviser_of(visit.code), "allocated_percentage": 100}]
		records.add_rows(self._connection, INVOICE, invoice, "sales_team", team, moment)

	def _pay(self, invoice: str, moment: datetime) -> None:
		self._invoices += 1
		due = invoices.outstanding(self._connection, records.get(self._connection, INVOICE, invoice))
		if due and habits.is_paid(self._invoices, (self._now.date() - moment.date()).days):
			mode = CARD if habits.pays_by_card(self._invoices) else CASH
			paid = [{"mode_of_payment": mode, "amount": due}]
			records.add_rows(self._connection, INVOICE, invoice, "payments", paid, moment)

	def _ask(self, invitation: str, answer: DemoAnswer | None, moment: datetime) -> None:
		"""All messages that were due until the answer came, or until now; somebody sent each before the next."""
		answered_on = answer and self._answered_on(answer, moment)
		due: datetime | None = moment
		written = moment
		while due and due <= (answered_on or self._now):
			messages.mark_arrived(self._connection, (survey_store.INVITATION, invitation), written)
			cadence.contact(self._connection, self._settings, invitation, due)
			written, due = due, cadence.next_contact_on(self._connection, invitation)
		if answer and answered_on:
			self._answer(invitation, answer, answered_on)
		else:
			cadence.wait(self._connection, invitation, self._now)

	def _points_to_redeem(self, customer: str, visit: DemoVisit, moment: datetime) -> int:
		self._visits_of[customer] = self._visits_of.get(customer, 0) + 1
		account = posting.open_account(self._connection, self._settings, customer)
		if account is None:
			return 0
		balance = ledger.balance(account.entries, moment.date())
		most = redemption.quote(account.program, balance, visit.total).max_points
		return habits.points_to_redeem(self._visits_of[customer], most)

	def _answered_on(self, answer: DemoAnswer, visited: datetime) -> datetime:
		return max(datetime.combine(answer.answered_on, visited.time()), visited) + timedelta(minutes=50)

	def _answer(self, invitation: str, answer: DemoAnswer, moment: datetime) -> None:
		given = {"rating": answer.rating, "recommend": answer.recommend, "comment": answer.comment}
		token = derive_token(self._settings.invitation_secret, invitation)
		answers.record(
			self._connection,
			self._settings,
			token,
			given,
			answer.language,
			moment,
			lambda text: text,
		)

	def _close_old_cases(self) -> None:
		still_open = (self._now - timedelta(days=habits.DAYS_A_CASE_STAYS_OPEN)).date()
		for case in records.find(self._connection, follow_ups.ISSUE, {"status": ("not in", DONE)}):
			if case["opening_date"] < still_open:
				self._close(case)

	def _close(self, case: Record) -> None:
		ended = staff.outcome_of(case["survey_response"])
		opened, name = case["follow_up_opened_on"], case["name"]
		if ended.reason != NOT_REACHED:
			spoken = opened + ended.until_contact
			changes = contacted(case, spoken)
			follow_ups.save(self._connection, name, changes, step(SPOKEN, spoken, USER), spoken)
			case = {**case, **changes}
		closed = opened + ended.until_closed
		taken = step(CLOSED, closed, USER, reason=ended.reason, note=habits.CLOSING_NOTE)
		changes = closing(case, ended.reason, closed)
		follow_ups.close(self._connection, self._settings, name, changes, taken, closed)
