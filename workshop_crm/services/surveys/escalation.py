"""Follow-ups that nobody looked after in time are given to somebody else too."""

from __future__ import annotations

import frappe
from frappe.utils import now_datetime

from workshop_crm.core.common.issues import DONE
from workshop_crm.core.surveys.follow_up import LATE_TASK, escalated, is_late
from workshop_crm.core.surveys.follow_up_steps import PASSED_ON, step
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.isolation import isolated
from workshop_crm.services.platform.words import _
from workshop_crm.services.surveys import follow_up_people
from workshop_crm.services.surveys.follow_ups import ISSUE, add_step, tell_screens


def escalate_late() -> None:
	"""For the scheduler. A follow-up is passed on once."""
	now = now_datetime()
	waiting = {
		"status": ("not in", DONE),
		"follow_up_escalate_on": ("<=", now),
		"follow_up_escalated_on": ("is", "not set"),
	}
	for name in frappe.get_all(ISSUE, waiting, pluck="name"):
		with isolated("Survey follow-up", ISSUE, name):
			_escalate(name)
		frappe.db.commit()


def _escalate(name: str) -> None:
	now = now_datetime()
	issue = frappe.get_doc(ISSUE, name, for_update=True)
	if not is_late(issue.as_dict(), now):
		return
	issue.db_set(escalated(now))
	manager = issue.follow_up_escalate_to or settings.survey_settings().follow_up_manager
	add_step(issue, step(PASSED_ON, now, None, given_to=manager or None))
	follow_up_people.assign(issue, manager, _(LATE_TASK))
	follow_up_people.tell_manager(issue, manager)
	tell_screens()
