"""What the earning rules read of an invoice, its car and its customer. Item groups, customer groups and branches are ERPNext's."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from typing import Any

from workshop_crm.core.common.invoices import SUBMITTED
from workshop_crm.core.loyalty.rules.facts import (
	EarlierVisit,
	Invoice,
	LastService,
	LineFacts,
	SaleFacts,
	earlier_visits,
)
from workshop_crm.core.loyalty.rules.model import EarningRule
from workshop_crm.core.loyalty.rules.needs import needs_of
from workshop_crm.preview import records
from workshop_crm.preview.records import Record
from workshop_crm.preview.visits.invoices import INVOICE, VISITS

Row = Mapping[str, Any]


def of_sale(
	connection: sqlite3.Connection, invoice: Row, lines: Iterable[Row], rules: Iterable[EarningRule]
) -> SaleFacts:
	"""A Sales Invoice, saved or not, with its lines."""
	needs, day = needs_of(rules), invoice["posting_date"]
	car = _car(connection, invoice["vehicle"]) if needs.vehicle and invoice["vehicle"] else {}
	person = records.get(connection, "Customer", invoice["customer"]) if needs.person else {}
	answered = _answered_on(connection, invoice["customer"], day) if needs.answers else None
	is_serviced = needs.services and invoice["vehicle"]
	return SaleFacts(
		day,
		tuple(_lines(connection, invoice, lines)),
		vehicle_make=car.get("make") or "",
		model_year=car.get("model_year") or None,
		odometer=invoice["odometer"] or None,
		last_services=dict(_last_services(connection, invoice["vehicle"], day)) if is_serviced else {},
		earlier=_earlier(connection, invoice) if needs.visits else (),
		born_on=person.get("birth_date"),
		answered_on=answered,
		referred=bool(person.get("recommended_by")),
	)


def _lines(connection: sqlite3.Connection, invoice: Row, lines: Iterable[Row]) -> Iterator[LineFacts]:
	"""A line whose item has no service type belongs to the service of the visit."""
	for line in lines:
		item = records.first(connection, "Item", {"name": line["item_code"]}) or {}
		service = item.get("service_type") or invoice["service_type"] or ""
		yield LineFacts(line["amount"], line["item_code"] or "", service_type=service)


def _car(connection: sqlite3.Connection, vehicle: str) -> Record:
	return records.get(connection, "Vehicle", vehicle)


def _last_services(
	connection: sqlite3.Connection, vehicle: str, day: date
) -> Iterator[tuple[str, LastService]]:
	"""The latest of each service of the car before this day, whoever had it then."""
	done = {**VISITS, "vehicle": vehicle, "posting_date": ("<", day)}
	rows = records.find(connection, INVOICE, done, "posting_date")
	found = {row["service_type"]: row for row in rows if row["service_type"]}
	for service, last in found.items():
		kind = records.get(connection, "Service Type", service)
		known = (kind["interval_months"] or None, kind["interval_km"] or None)
		yield service, LastService(last["posting_date"], last["odometer"] or None, *known)


def _earlier(connection: sqlite3.Connection, invoice: Row) -> tuple[EarlierVisit, ...]:
	rows = records.find(
		connection,
		INVOICE,
		{
			"customer": invoice["customer"],
			"docstatus": SUBMITTED,
			"posting_date": ("<=", invoice["posting_date"]),
			"name": ("!=", invoice["name"] or ""),
		},
		fields=("name", "posting_date", "grand_total", "return_against"),
	)
	found = (
		Invoice(row["name"], row["posting_date"], row["grand_total"], row["return_against"]) for row in rows
	)
	return earlier_visits(row for row in found if row.return_against != (invoice["name"] or ""))


def _answered_on(connection: sqlite3.Connection, customer: str, day: date) -> date | None:
	until = datetime.combine(day, time.max)
	filters = {"customer": customer, "answered_on": ("<=", until)}
	latest = records.first(connection, "Survey Response", filters, "answered_on desc")
	return latest["answered_on"].date() if latest else None
