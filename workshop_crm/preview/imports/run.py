"""The whole way of one file, for the command line and the import page."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

from workshop_crm.core.common.errors import N_, Conflict
from workshop_crm.preview.imports import customers, fields, invoices
from workshop_crm.preview.imports.customers import CustomerPlan, CustomerPlanner
from workshop_crm.preview.imports.dates import Order
from workshop_crm.preview.imports.invoices import InvoicePlan, InvoicePlanner
from workshop_crm.preview.imports.report import Note, Report
from workshop_crm.preview.imports.source import Checked, Source, check_rows
from workshop_crm.preview.jobs import kinds, queue
from workshop_crm.preview.settings import Settings, change_settings, read_settings
from workshop_crm.preview.workshop import Workshop

Progress = Callable[[float], None]
"""Called with the share that is done, 0 to 1."""

SHARE_OF_READING = 0.6
SHARE_OF_COMPARING = 0.8


@dataclass(frozen=True, slots=True)
class Choices:
	"""What the user decided about a file. `order` None takes the order that the dates speak for."""

	kind: str
	columns: dict[str, int]
	dry_run: bool = False
	keep_good: bool = False
	order: Order | None = None


def run_import(
	workshop: Workshop, source: Source, choices: Choices, progress: Progress = lambda share: None
) -> Report:
	"""Import a file, all or nothing unless `keep_good`; raises Conflict over a made-up workshop."""
	now = workshop.clock()
	with workshop.reading() as connection:
		settings = read_settings(connection)
	if settings.demo:
		raise Conflict(
			N_(
				"This data file holds the made-up workshop. Remove it first, or give your data a file of its own."
			)
		)
	checked = check_rows(
		source,
		choices.kind,
		choices.columns,
		settings.region,
		now.date(),
		choices.order,
		lambda done, total: progress(SHARE_OF_READING * done / max(total, 1)),
	)
	report = _new_report(source, choices, checked)
	try:
		with workshop.writing() as connection:
			plan = _compare(connection, settings, source, choices, checked, report)
			progress(SHARE_OF_COMPARING)
			if choices.dry_run or (report.refused and not choices.keep_good):
				raise _NothingToSave
			_save(connection, plan, workshop)
			report.saved = True
	except _NothingToSave:
		pass
	progress(1.0)
	return report


class _NothingToSave(Exception):
	"""Undoes the transaction: comparing may already have given out names."""


def _new_report(source: Source, choices: Choices, checked: Checked) -> Report:
	rows = len(checked.records) + len({refusal.line for refusal in checked.refused})
	report = Report(choices.kind, rows, source.encoding, source.table.delimiter, dry_run=choices.dry_run)
	report.refused += checked.refused
	report.notes += checked.notes
	return report


def _compare(
	connection: sqlite3.Connection,
	settings: Settings,
	source: Source,
	choices: Choices,
	checked: Checked,
	report: Report,
) -> CustomerPlan | InvoicePlan:
	headings = {field: source.table.headings[place] for field, place in choices.columns.items()}
	plan: CustomerPlan | InvoicePlan
	if choices.kind == fields.CUSTOMERS:
		plan = CustomerPlanner(connection, settings, headings).plan(checked.records)
		report.notes += plan.notes
	else:
		plan = InvoicePlanner(connection, settings, headings).plan(checked.records)
		report.left_out = plan.drafts
		report.notes += [*plan.notes, *_notes(plan)]
	report.added, report.updated, report.unchanged = len(plan.new), len(plan.changed), plan.unchanged
	report.refused += plan.refused
	return plan


def _notes(plan: InvoicePlan) -> list[Note]:
	notes = [
		Note(
			N_(
				"These invoices are history: they earn no points and send no survey, and count in the figures."
			)
		)
	]
	if plan.customers:
		notes.append(
			Note(
				N_("{count} customers who were not known are added from their names."),
				count=len(plan.customers),
			)
		)
	if plan.services:
		notes.append(Note(N_("New service types: {names}"), names=", ".join(plan.services)))
	if plan.drafts:
		notes.append(Note(N_("{count} drafts are left out."), count=plan.drafts))
	return notes


def _save(connection: sqlite3.Connection, plan: CustomerPlan | InvoicePlan, workshop: Workshop) -> None:
	now = workshop.clock()
	if isinstance(plan, CustomerPlan):
		customers.save(connection, plan, now)
	else:
		if plan.currency:
			change_settings(connection, currency=plan.currency)
		invoices.save(connection, plan, now)
		queue.enqueue(connection, kinds.ANALYSE, now=now)
	queue.enqueue(connection, kinds.UPDATE_SEARCH, now=now)
