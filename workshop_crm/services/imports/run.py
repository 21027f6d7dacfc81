"""The whole way of one file on a site, for the command line and the import page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import frappe
from frappe.utils import getdate

from workshop_crm.core.imports.balance_plan import BalancePlan, plan_balances
from workshop_crm.core.imports.choices import Choices
from workshop_crm.core.imports.customer_plan import CustomerPlan
from workshop_crm.core.imports.doubles import APART, Decisions
from workshop_crm.core.imports.fields import BALANCES
from workshop_crm.core.imports.planning import Planned, plan_customers
from workshop_crm.core.imports.report import Plan, Report, new_report
from workshop_crm.core.imports.source import Checked, Source, check_rows
from workshop_crm.core.loyalty.model import Program
from workshop_crm.core.loyalty.opening import Opening
from workshop_crm.services.imports.saving import Writer
from workshop_crm.services.imports.store import FrappeStore
from workshop_crm.services.loyalty import opening
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.permissions import require_manager

Progress = Callable[[float], None]
"""Called with the share that is done, 0 to 1."""

TakeLines = Callable[[str, Sequence[Opening]], Program]
"""Checks or writes the lines of one customer."""

READ, COMPARED, TRIED = 0.1, 0.4, 0.7


def run_import(source: Source, choices: Choices, progress: Progress = lambda share: None) -> Report:
	"""Import customers or opening balances; commits. Raises NotAllowed unless the user manages the workshop.

	Balances are written in one transaction, all or none. Of customers, unless refused rows are left out anyway, every record is saved and taken back first, so that what ERPNext itself
	refuses is in the report before anything is written. Then records are committed a few at a time: what an interruption
	leaves out, the same file brings later.
	"""
	require_manager()
	checked = check_rows(source, choices, settings.region(), getdate(), _part(progress, 0, READ))
	run = _Run(source, choices, checked, progress)
	report = run.balances() if choices.kind == BALANCES else run.customers()
	progress(1.0)
	return report


@dataclass(frozen=True, slots=True)
class _Run:
	"""One file whose rows were read."""

	source: Source
	choices: Choices
	checked: Checked
	progress: Progress

	def customers(self) -> Report:
		planned = self._planned(self.choices.doubles, self.choices.other_doubles)
		report = self._report_of(planned.plan)
		report.doubles = planned.doubles
		if not (self.choices.keep_good and report.may_save):
			self._try(planned.plan, report)
		if report.may_save:
			self._write(planned, report)
		return report

	def balances(self) -> Report:
		"""Everything is checked before any account is held, because tills wait for those that are."""
		report = self._balances_report(self._planned_balances(opening.check, READ, TRIED))
		if not report.may_save:
			return report
		report = self._balances_report(self._planned_balances(opening.write, TRIED, 1))
		if report.may_save:
			frappe.db.commit()
			report.saved = True
		else:
			frappe.db.rollback()
		return report

	def _planned_balances(self, take: TakeLines, start: float, end: float) -> BalancePlan:
		show = _part(self.progress, start, end)
		return plan_balances(self.checked.records, self._headings, take, show)

	def _balances_report(self, plan: BalancePlan) -> Report:
		report = self._report_of(plan)
		report.sums = plan.sums
		return report

	def _try(self, plan: CustomerPlan, report: Report) -> None:
		trial = Writer(plan, self._headings)
		trial.try_all(_part(self.progress, COMPARED, TRIED))
		_take_off(report, trial)

	def _write(self, planned: Planned, report: Report) -> None:
		"""What is written is compared again: somebody may have changed a customer meanwhile."""
		plan = self._planned(planned.decisions, APART).plan
		writer = Writer(plan, self._headings)
		writer.write_all(_part(self.progress, TRIED, 1))
		written = self._report_of(plan)
		_take_off(written, writer)
		report.added, report.updated, report.unchanged = written.added, written.updated, written.unchanged
		report.refused = written.refused
		report.saved = True

	@property
	def _headings(self) -> dict[str, str]:
		return self.source.headings_of(self.choices.columns)

	def _planned(self, doubles: Decisions, others: str) -> Planned:
		show = _part(self.progress, READ, COMPARED)
		return plan_customers(
			FrappeStore(), self.checked.records, settings.region(), self._headings, doubles, others, show
		)

	def _report_of(self, plan: Plan) -> Report:
		report = new_report(self.source, self.choices, self.checked)
		report.count(plan)
		return report


def _take_off(report: Report, writer: Writer) -> None:
	"""The customers that the site refused are neither added nor changed."""
	report.refused += writer.refused
	report.added -= writer.refused_new
	report.updated -= len(writer.refused) - writer.refused_new


def _part(progress: Progress, start: float, end: float) -> Callable[[int, int], None]:
	def show(done: int, total: int) -> None:
		progress(round(start + (end - start) * done / max(total, 1), 4))

	return show
