"""What a site gets with this app beside its DocTypes. Every step may run again and then changes nothing."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

import frappe
from frappe.permissions import add_permission, update_permission_property

from workshop_crm import customize_forms
from workshop_crm.core.surveys.defaults import DEFAULT_CADENCE, DEFAULT_SURVEY, DEFAULT_TRIGGERS
from workshop_crm.core.surveys.records import form_record
from workshop_crm.core.vehicles.defaults import DEFAULT_SERVICE_TYPES
from workshop_crm.services.analytics.actions import rules as action_rules
from workshop_crm.services.messaging import templates
from workshop_crm.services.platform import default_region
from workshop_crm.services.platform.permissions import FRONT_DESK, MANAGER
from workshop_crm.services.vehicles import current_owners, plates
from workshop_crm.services.visits import other_work

ROLES = (FRONT_DESK, MANAGER)

# What each role needs of ERPNext's own forms: customers and contacts, invoices, follow-ups, cars.
ROLE_PROFILES = {
	FRONT_DESK: (FRONT_DESK, "Sales User", "Accounts User", "Support Team", "Fleet Manager"),
	MANAGER: (
		MANAGER,
		FRONT_DESK,
		"Sales User",
		"Sales Manager",
		"Sales Master Manager",
		"Accounts User",
		"Accounts Manager",
		"Support Team",
		"Fleet Manager",
		"Item Manager",
	),
}

# Indexes that no field of a DocType asks for.
INDEXES = (
	("Loyalty Point Entry", ("customer", "loyalty_program", "posting_date")),
	("Loyalty Point Entry", ("invoice",)),
	# All that the figures read of most rows.
	("Loyalty Point Entry", ("loyalty_program", "posting_date", "entry_kind", "loyalty_points", "customer")),
	# All that the program's page counts.
	("Customer Loyalty Points", ("loyalty_program", "company", "tier", "balance", "pending")),
	("Vehicle", ("chassis_no",)),
	# The different makes and models, and who has one, of any year or of one.
	("Vehicle", ("make", "model", "modified")),
	("Vehicle", ("model_year", "make", "model", "modified")),
	# The list of customers by the make of a car, by tier and by last visit, without those who are disabled.
	("Vehicle", ("make", "customer")),
	("Customer Loyalty Points", ("tier", "customer")),
	("Customer Analytics", ("last_visit", "customer")),
	("Customer", ("disabled",)),
	("Sales Invoice", ("customer", "posting_date")),
	("POS Invoice", ("customer", "posting_date")),
	("Customer Message", ("customer", "creation")),
	# What a worker may send now.
	("Customer Message", ("status", "send_after")),
	# The page of messages, latest first.
	("Customer Message", ("creation",)),
	("Customer Interaction", ("customer", "happened_on")),
	("Customer Search Update", ("engine", "state")),
	# Follow-ups that are open, the first due first, and how many were closed.
	("Issue", ("status", "survey_response", "follow_up_due_on")),
	# What is still to be paid, the oldest first.
	("Sales Invoice", ("status", "company", "posting_date")),
	("POS Invoice", ("status", "company", "posting_date")),
	# Whom a rule has taken lately.
	("Customer Action", ("rule", "made_on")),
	# The list of due services: all cars, those of one service, branch or make, the longest overdue first.
	("Vehicle Service Due", ("overdue_from", "customer", "name", "previous_from")),
	("Vehicle Service Due", ("service_type", "overdue_from", "customer")),
	("Vehicle Service Due", ("branch", "overdue_from", "customer", "name", "previous_from")),
	("Vehicle Service Due", ("make", "overdue_from", "customer", "name", "previous_from")),
	# The list of customers with a due service, and of those at risk.
	("Vehicle Service Due", ("customer", "overdue_from")),
	("Customer Analytics", ("segment", "customer")),
	# All that the search and the figures of loyalty read of invoices, so that they need not open a million of them.
	(
		"Sales Invoice",
		(
			"customer",
			"docstatus",
			"is_consolidated",
			"is_return",
			"company",
			"posting_date",
			"base_grand_total",
		),
	),
	("POS Invoice", ("customer", "docstatus", "is_return", "company", "posting_date", "base_grand_total")),
)
MAX_INDEX_NAME = 64


def after_install() -> None:
	customize_forms.create()
	create_indexes()
	current_owners.enforce()
	plates.derive_all()
	create_roles()
	create_role_profiles()
	let_front_desk_select_programs()
	enable_arabic()
	create_service_types()
	templates.create_defaults()
	create_default_survey()
	action_rules.create_defaults()
	set_up_settings()
	other_work.ensure()


def after_migrate() -> None:
	customize_forms.create()
	create_indexes()
	current_owners.enforce()
	other_work.ensure()


def before_tests() -> None:
	"""Complete ERPNext's set-up: `bench run-tests --app` calls the hook of the tested app alone."""
	from erpnext.setup.utils import before_tests as complete_erpnext

	complete_erpnext()


def create_indexes() -> None:
	"""Points are locked by customer: without an index that would lock everybody's. Screens read the newest rows first.

	The notes of one search engine are not looked for among those that wait for another.
	"""
	for doctype, fields in INDEXES:
		frappe.db.add_index(doctype, list(fields), index_name(fields))


def index_name(fields: Sequence[str]) -> str:
	"""Frappe's name, as far as the database takes it."""
	return frappe.db.get_index_name(list(fields))[:MAX_INDEX_NAME]


def create_roles() -> None:
	for role in ROLES:
		if not frappe.db.exists("Role", role):
			frappe.get_doc({"doctype": "Role", "role_name": role, "desk_access": 1}).insert(
				ignore_permissions=True
			)


def create_role_profiles() -> None:
	"""An owner may change the profiles, so those that exist are left alone."""
	for profile, roles in ROLE_PROFILES.items():
		if frappe.db.exists("Role Profile", profile):
			continue
		document = frappe.get_doc({"doctype": "Role Profile", "role_profile": profile})
		for role in roles:
			document.append("roles", {"role": role})
		document.insert(ignore_permissions=True)


def let_front_desk_select_programs() -> None:
	"""ERPNext puts the customer's program on each invoice, and lets System Managers alone use the link.

	Without this the Point of Sale refuses every member whom somebody else serves.
	"""
	rule = {"parent": "Loyalty Program", "role": FRONT_DESK}
	if not frappe.db.exists("Custom DocPerm", rule):
		add_permission("Loyalty Program", FRONT_DESK, ptype="select")
		update_permission_property("Loyalty Program", FRONT_DESK, 0, "read", 0)


def enable_arabic() -> None:
	if not frappe.db.get_value("Language", "ar", "enabled"):
		frappe.db.set_value("Language", "ar", "enabled", 1)


def create_service_types() -> None:
	"""Only for a workshop that has none: an owner who deleted some does not want them back."""
	if frappe.db.count("Service Type"):
		return
	for kind in DEFAULT_SERVICE_TYPES:
		frappe.get_doc({"doctype": "Service Type", **kind.record()}).insert(ignore_permissions=True)


def create_default_survey() -> None:
	if not frappe.db.count("Survey"):
		rows = {"triggers": DEFAULT_TRIGGERS, "cadence": DEFAULT_CADENCE}
		survey = frappe.get_doc({"doctype": "Survey", **form_record(DEFAULT_SURVEY), **rows})
		survey.insert(ignore_permissions=True)


def set_up_settings() -> None:
	settings = frappe.get_single("Workshop CRM Settings")
	if not settings.get_password("invitation_secret", raise_exception=False):
		settings.invitation_secret = secrets.token_urlsafe(32)
	settings.save(ignore_permissions=True)
	default_region.set_up()
