"""The customers who were asked, each with the day by which the funnel counts them."""

from __future__ import annotations

import frappe

from workshop_crm.core.surveys.asked import ASKED_ON, HAS_BEEN_WRITTEN
from workshop_crm.services.platform.permissions import conditions
from workshop_crm.services.platform.survey_links import INVITATION


def asked_customers(everything: bool) -> list[frappe._dict]:
	"""Fields of the invitations by which customers were asked; with `everything` the permissions are not asked."""
	restriction = "" if everything else conditions(INVITATION)
	where = " AND ".join(
		f"({part})" for part in (HAS_BEEN_WRITTEN, f"{ASKED_ON} IS NOT NULL", restriction) if part
	)
	return frappe.db.sql(
		f"SELECT name, customer, service_type, status, sent_on FROM `tab{INVITATION}` WHERE {where}",
		as_dict=True,
	)
