"""Follow-ups whose customer was spoken with have no call that is due: the time of the first call stayed in them until now."""

import frappe

from workshop_crm.core.common.issues import DONE

ISSUE = "Issue"


def execute() -> None:
	spoken_with = {
		"survey_response": ("is", "set"),
		"status": ("not in", DONE),
		"follow_up_first_contact_on": ("is", "set"),
	}
	frappe.db.set_value(ISSUE, spoken_with, "follow_up_due_on", None, update_modified=False)
