"""The whole way of one customers file on a site, for the command line and the import page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from frappe.utils import getdate

from workshop_crm.core.imports.choices import Choices
from workshop_crm.core.imports.customer_plan import CustomerPlan
from workshop_crm.core.imports.doubles import APART, Decisions
from workshop_crm.core.imports.planning import Planned, plan_customers
from workshop_crm.core.imports.report import Report, new_report
from workshop_crm.core.imports.source import Checked, Source, check_rows
from workshop_crm.services.imports.saving import Writer
from workshop_crm.services.imports.store import FrappeStore
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.permissions import require_manager

Progress = Callable[[float], None]
"""Called with the share that is done, 0 to 1."""

READ, COMPARED, TRIED = 0.1, 0.4, 0.7


def run_import(source: Source, choices: Choices, progress: Progress = lambda share: None) -> Report:
	"""Import customers; commits. Raises NotAllowed unless the user manages the workshop.

	Unless refused rows are left out anyway, every record is saved and taken back first, so that what ERPNext itself
	refuses is in the report before anything is written. Then records are committed a few at a time: what an interruption
	leaves out, the same file brings later.
	"""
	require_manager()
	checked = check_rows(source, choices, settings.region(), getdate(), _part(progress, 0, READ))
	report = _Run(source, choices, checked, progress).report()
	progress(1.0)
	return report


@dataclass(frozen=True, slots=True)
class _Run:
	"""One file whose rows were read."""

	source: Source
	choices: Choices
	checked: Checked
	progress: Progress

	def report(self) -> Report:
		planned = self._planned(self.choices.doubles, self.choices.other_doubles)
		report = self._report_of(planned.plan)
		report.doubles = planned.doubles
		if not (self.choices.keep_good and report.may_save):
			self._try(planned.plan, report)
		if report.may_save:
			self._write(planned, report)
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

	def _report_of(self, plan: CustomerPlan) -> Report:
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
