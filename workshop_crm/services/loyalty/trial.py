"""A draft of a loyalty program tried on the company's invoices of a year, beside the program in use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import frappe
from frappe.utils import add_days, add_years, getdate

from workshop_crm.core.common.errors import InvalidInput, NotAllowed
from workshop_crm.core.loyalty.back_test import NEEDS_ALL_INVOICES, UNKNOWN_DRAFT, back_test
from workshop_crm.core.loyalty.back_test_view import back_test_view
from workshop_crm.core.loyalty.model import Program
from workshop_crm.core.loyalty.past_invoices import past_invoices
from workshop_crm.core.loyalty.program_templates import TEMPLATES, fitted, template
from workshop_crm.services.loyalty import history
from workshop_crm.services.loyalty.programs import get_program
from workshop_crm.services.loyalty.views import current_program
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.money import rounding
from workshop_crm.services.platform.permissions import unrestricted
from workshop_crm.services.platform.words import _

Progress = Callable[[int, int], None]


def run(
	draft: str, company: str | None = None, progress: Progress = lambda _done, _all: None
) -> dict[str, Any]:
	"""`draft` is a Loyalty Program or the key of a template. Nothing is written. Raises InvalidInput for neither."""
	company = company or settings.company()
	until = getdate()
	since = add_days(add_years(until, -1), 1)
	program, used = _program(draft), current_program(company)
	past = history.read(company, since, until)
	count = past.count
	test = back_test(
		program,
		get_program(used) if used and used != draft else None,
		past_invoices(past),
		since,
		until,
		lambda done: progress(done, count),
	)
	return back_test_view(test, settings.currency(company))


def run_on_screen(draft: str) -> dict[str, Any]:
	"""With a progress bar on the user's screen. Raises NotAllowed for who may not see every invoice that is counted."""
	if not unrestricted("Customer", "Sales Invoice"):
		raise NotAllowed(NEEDS_ALL_INVOICES)
	return run(draft, progress=_show)


def _show(done: int, total: int) -> None:
	"""A step at each percent."""
	if done * 100 // total != (done - 1) * 100 // total:
		frappe.publish_progress(done * 100 / total, title=_("Back-test"))


def _program(draft: str) -> Program:
	if frappe.db.exists("Loyalty Program", draft):
		return get_program(draft)
	if draft in {one.key for one in TEMPLATES}:
		program, _left_out = fitted(template(draft).program, frappe.get_all("Service Type", pluck="name"))
		return replace(program, rounding=rounding())
	raise InvalidInput(UNKNOWN_DRAFT, draft=draft[:140], known=tuple(one.key for one in TEMPLATES))
