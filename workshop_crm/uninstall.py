"""Takes from a site what Frappe leaves behind when it removes an app.

Frappe itself drops the DocTypes, pages, workspace, number cards and everything else that names the
module. Rows are deleted before that, in the transaction that Frappe commits once the DocTypes are gone;
`bench uninstall-app --dry-run` calls both hooks too and rolls back, so the first neither commits nor alters
a table, and the second does nothing while the app is installed.

Left on purpose: the columns of the custom fields (Frappe drops none), the ledger of ERPNext's loyalty
points, issues and to-dos of follow-ups, and Arabic as an enabled language.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import frappe
from frappe.permissions import rights

from workshop_crm import customize_forms
from workshop_crm.custom_fields import MODULE
from workshop_crm.install import INDEXES, ROLE_PROFILES, ROLES, index_name

# Tables that keep rows about a DocType after it is gone, and the column with its name.
ROWS_ABOUT_DOCTYPES = (
	("Property Setter", "doc_type"),
	("Custom Field", "dt"),
	("Custom DocPerm", "parent"),
	("User Permission", "allow"),
	("Logs To Clear", "ref_doctype"),
	("DocShare", "share_doctype"),
	("Version", "ref_doctype"),
	("Comment", "reference_doctype"),
	("List View Settings", "name"),
	("List Filter", "reference_doctype"),
)
SEARCH_BLOCK = ("fixtures", "custom_html_block.json")
SERIES_PREFIXES = ("SVI-", "SVR-", "MSG-", "ACR-")
RIGHTS = ("permlevel", "if_owner", *rights)


def before_uninstall() -> None:
	delete_rows_about_doctypes()
	customize_forms.delete()
	delete_role_profiles()
	delete_roles()
	delete_copied_permissions()
	delete_onboarding_steps()
	delete_search_block()
	delete_scheduled_jobs()
	delete_patch_log()
	delete_series()
	delete_demo_mark()
	delete_calendars()


def after_uninstall() -> None:
	if "workshop_crm" in frappe.get_installed_apps():
		return
	drop_indexes()
	drop_sequences()
	delete_files()


def delete_rows_about_doctypes() -> None:
	doctypes = frappe.get_all("DocType", {"module": MODULE}, pluck="name")
	if not doctypes:
		return
	for table, column in ROWS_ABOUT_DOCTYPES:
		frappe.db.delete(table, {column: ["in", doctypes]})


def delete_role_profiles() -> None:
	"""Users keep the roles of ERPNext that the profile gave them."""
	profiles = ["in", list(ROLE_PROFILES)]
	frappe.db.set_value("User", {"role_profile_name": profiles}, "role_profile_name", None)
	frappe.db.delete("Has Role", {"parenttype": "Role Profile", "parent": profiles})
	frappe.db.delete("Role Profile", {"name": profiles})


def delete_copied_permissions() -> None:
	"""Frappe copied the rights on a Loyalty Program when the front desk got one; nobody has changed the copy since."""
	program = {"parent": "Loyalty Program"}
	copied, standard = (
		sorted(frappe.get_all(table, program, ["role", *RIGHTS], as_list=True, order_by=None))
		for table in ("Custom DocPerm", "DocPerm")
	)
	if copied == standard:
		frappe.db.delete("Custom DocPerm", program)


def delete_roles() -> None:
	roles = ["in", list(ROLES)]
	for table in ("Has Role", "DocPerm", "Custom DocPerm", "Onboarding Permission"):
		frappe.db.delete(table, {"role": roles})
	frappe.db.delete("Role", {"name": roles})
	frappe.clear_cache()


def delete_onboarding_steps() -> None:
	"""Steps name no module, so Frappe cannot tell whose they are; their files can."""
	folder = Path(frappe.get_app_path("workshop_crm", "workshop_crm", "onboarding_step"))
	titles = [frappe.get_file_json(str(path))["name"] for path in folder.glob("*/*.json")]
	if titles:
		frappe.db.delete("Onboarding Step Map", {"step": ["in", titles]})
		frappe.db.delete("Onboarding Step", {"name": ["in", titles]})


def delete_search_block() -> None:
	"""The search box of the workspace, wherever else it was put; such a block names no module either."""
	names = [row["name"] for row in frappe.get_file_json(frappe.get_app_path("workshop_crm", *SEARCH_BLOCK))]
	frappe.db.delete("Workspace Custom Block", {"custom_block_name": ["in", names]})
	frappe.db.delete("Custom HTML Block", {"name": ["in", names]})


def delete_scheduled_jobs() -> None:
	methods = ["like", "workshop_crm.%"]
	jobs = frappe.get_all("Scheduled Job Type", {"method": methods}, pluck="name")
	if jobs:
		frappe.db.delete("Scheduled Job Log", {"scheduled_job_type": ["in", jobs]})
		frappe.db.delete("Scheduled Job Type", {"name": ["in", jobs]})


def delete_patch_log() -> None:
	frappe.db.delete("Patch Log", {"patch": ["like", "workshop_crm.%"]})


def delete_series() -> None:
	for prefix in SERIES_PREFIXES:
		frappe.db.delete("Series", {"name": ["like", f"{prefix}%"]})


def delete_demo_mark() -> None:
	"""Which made-up workshop the site has; see `services.demo.records`."""
	frappe.db.delete("DefaultValue", {"defkey": "workshop_crm_demo"})


def delete_calendars() -> None:
	"""In which calendar users read dates; see `services.platform.session`."""
	frappe.db.delete("DefaultValue", {"defkey": "workshop_crm_calendar"})


def drop_indexes() -> None:
	"""Those of the app's own tables went with their tables."""
	for doctype, fields in INDEXES:
		name = index_name(fields)
		frappe.db.sql_ddl(f"alter table if exists `tab{doctype}` drop index if exists `{name}`")


def drop_sequences() -> None:
	"""Frappe makes one for the numbers of the outbox, and drops the table alone."""
	frappe.db.sql_ddl("drop sequence if exists `customer_search_update_id_seq`")


def delete_files() -> None:
	"""The search index: names and phone numbers of customers in a file."""
	shutil.rmtree(frappe.get_site_path("private", "workshop_crm"), ignore_errors=True)
