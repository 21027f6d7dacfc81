"""The whole way of one file, for the command line and the import page."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from workshop_crm.core.common.errors import N_, Conflict
from workshop_crm.core.imports.balance_plan import plan_balances
from workshop_crm.core.imports.choices import Choices
from workshop_crm.core.imports.doubles import APART, Decisions
from workshop_crm.core.imports.fields import BALANCES, CUSTOMERS
from workshop_crm.core.imports.planning import Planned, plan_customers
from workshop_crm.core.imports.report import Note, Plan, Report, new_report
from workshop_crm.core.imports.source import Checked, Source, check_rows
from workshop_crm.preview.imports import customers, invoices
from workshop_crm.preview.imports.invoices import InvoicePlan, InvoicePlanner
from workshop_crm.preview.imports.store import PreviewStore
from workshop_crm.preview.jobs import kinds, queue
from workshop_crm.preview.loyalty import opening
from workshop_crm.preview.settings import Settings, change_settings, read_settings
from workshop_crm.preview.vehicles import kept_due
from workshop_crm.preview.workshop import Workshop

Progress = Callable[[float], None]
"""Called with the share that is done, 0 to 1."""

SHARE_OF_READING = 0.4


def run_import(
	workshop: Workshop, source: Source, choices: Choices, progress: Progress = lambda share: None
) -> Report:
	"""Import a file, all or nothing unless `keep_good`; raises Conflict for people beside those of a made-up workshop."""
	now = workshop.clock()
	with workshop.reading() as connection:
		settings = read_settings(connection)
	if settings.demo and not choices.dry_run and choices.kind != BALANCES:
		raise Conflict(
			N_(
				"This data file holds the made-up workshop. Remove it first, or give your data a file of its own."
			)
		)
	checked = check_rows(
		source,
		choices,
		settings.region,
		now.date(),
		lambda done, total: progress(round(SHARE_OF_READING * done / max(total, 1), 4)),
	)
	run = _Run(workshop, settings, source, choices, checked, progress)
	do = {CUSTOMERS: run.customers, BALANCES: run.balances}.get(choices.kind, run.invoices)
	report = do()
	progress(1.0)
	return report


class _NothingToSave(Exception):
	"""Undoes the transaction: comparing may already have given out names, or written balances."""


@dataclass(frozen=True, slots=True)
class _Run:
	"""One file whose rows were read."""

	workshop: Workshop
	settings: Settings
	source: Source
	choices: Choices
	checked: Checked
	progress: Progress

	def customers(self) -> Report:
		"""Doubles are looked for before the data file is locked; what is written is compared again."""
		with self.workshop.reading() as connection:
			planned = self._planned(connection, self.choices.doubles, self.choices.other_doubles)
			report = self._report_of(planned.plan)
			report.doubles = planned.doubles
		if not report.may_save:
			return report
		with self.workshop.writing() as connection:
			plan = self._planned(connection, planned.decisions, APART).plan
			report = self._report_of(plan)
			if report.may_save:
				customers.save(connection, plan, self.workshop.clock())
				self._finish(connection, report)
		return report

	def invoices(self) -> Report:
		with suppress(_NothingToSave), self.workshop.writing() as connection:
			plan = InvoicePlanner(connection, self.settings, self._headings).plan(self.checked.records)
			report = self._report_of(plan)
			report.left_out = plan.drafts
			report.notes += _notes(plan)
			if not report.may_save:
				raise _NothingToSave
			if plan.currency:
				change_settings(connection, currency=plan.currency)
			invoices.save(connection, plan, self.workshop.clock())
			queue.enqueue(connection, kinds.ANALYSE, now=self.workshop.clock())
			self._finish(connection, report)
		return report

	def balances(self) -> Report:
		"""Every line is written and, unless all can stay, all are taken back."""
		with suppress(_NothingToSave), self.workshop.writing() as connection:
			now = self.workshop.clock()
			plan = plan_balances(
				self.checked.records,
				self._headings,
				lambda customer, own: opening.write(connection, self.settings, customer, own, now),
				self._show_comparing,
			)
			report = self._report_of(plan)
			report.sums = plan.sums
			if not report.may_save:
				raise _NothingToSave
			report.saved = True
		return report

	@property
	def _headings(self) -> dict[str, str]:
		return self.source.headings_of(self.choices.columns)

	def _planned(self, connection: sqlite3.Connection, doubles: Decisions, others: str) -> Planned:
		region = self.settings.region
		store = PreviewStore(connection, self.workshop)
		rows, show = self.checked.records, self._show_comparing
		return plan_customers(store, rows, region, self._headings, doubles, others, show)

	def _report_of(self, plan: Plan) -> Report:
		report = new_report(self.source, self.choices, self.checked)
		report.count(plan)
		return report

	def _finish(self, connection: sqlite3.Connection, report: Report) -> None:
		queue.enqueue(connection, kinds.UPDATE_SEARCH, now=self.workshop.clock())
		kept_due.keep_all_soon(connection, self.workshop.clock())
		report.saved = True

	def _show_comparing(self, done: int, total: int) -> None:
		self.progress(round(SHARE_OF_READING + (1 - SHARE_OF_READING) * done / max(total, 1), 4))


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
