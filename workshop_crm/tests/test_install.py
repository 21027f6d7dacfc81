"""What a site has once the app is installed on it.

Only a site has roles, fields and hooks to install.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils.password import get_decrypted_password

from workshop_crm import hooks
from workshop_crm.custom_fields import CUSTOM_FIELDS, MODULE, PROPERTIES
from workshop_crm.customize_forms import create
from workshop_crm.install import INDEXES, ROLE_PROFILES, after_install, index_name
from workshop_crm.services.platform.permissions import FRONT_DESK, MANAGER
from workshop_crm.tests.some import some

SETTINGS = "Workshop CRM Settings"
SYSTEM_MANAGER = "System Manager"

# Made by the owner; the front desk only reads them.
CONFIGURATION = {"Service Type", "Survey", "Message Template", "Rewards Catalog", "Customer Action Rule"}
# Written by the app; what they say is evidence or computed, so no person writes it.
RECORDS = {
	"Survey Invitation",
	"Survey Response",
	"Survey Version",
	"Customer Message",
	"Consent Event",
	"Customer Loyalty Points",
	"Loyalty Tier Change",
	"Loyalty Adjustment",
	"Customer Action",
	"Customer Analytics",
	"Customer Value Snapshot",
	"Customer Search Update",
	"Reward Redemption",
	"Checkout Draft",
	"Vehicle Service Due",
}
# Sums over all customers, which nobody but an administrator reads past the endpoints.
SEALED = {
	"Message Run",
	"Dashboard Subscription",
	"Dashboard View",
	"Survey Month",
	"Survey Invitation Month",
}
# Typed by the staff.
WRITTEN_BY_STAFF = {"Customer Interaction"}
HIDDEN_FROM_THE_FRONT_DESK = {
	"Customer Value Snapshot",
	"Loyalty Adjustment",
	"Customer Search Update",
	SETTINGS,
}


class TestCustomFields(FrappeTestCase):
	def test_every_custom_field_is_on_its_form_as_the_dict_says(self) -> None:
		for doctype, field in some(_custom_fields()):
			stored = frappe.get_doc("Custom Field", {"dt": doctype, "fieldname": field["fieldname"]})
			for key, value in field.items():
				self.assertEqual(stored.get(key), value, f"{doctype}.{field['fieldname']}.{key}")

	def test_the_app_has_no_custom_field_outside_the_dict(self) -> None:
		stored = frappe.get_all("Custom Field", {"module": MODULE}, ["dt", "fieldname"], as_list=True)
		known = {(doctype, field["fieldname"]) for doctype, field in _custom_fields()}
		self.assertEqual({tuple(row) for row in stored}, known)

	def test_a_field_that_left_the_dict_leaves_the_form_with_the_next_migrate(self) -> None:
		_insert_custom_field("workshop_old", is_system_generated=1)
		_insert_custom_field("workshop_by_hand", is_system_generated=0)
		create()
		self.assertFalse(frappe.db.exists("Custom Field", "Service Type-workshop_old"))
		self.assertTrue(frappe.db.exists("Custom Field", "Service Type-workshop_by_hand"))
		frappe.db.delete("Custom Field", {"name": "Service Type-workshop_by_hand"})

	def test_every_custom_field_follows_a_field_that_exists(self) -> None:
		for doctype, field in some(_custom_fields()):
			fieldnames = {df.fieldname for df in frappe.get_meta(doctype).fields}
			self.assertIn(field["insert_after"], fieldnames, f"{doctype}.{field['fieldname']}")

	def test_every_property_of_erpnexts_fields_that_the_app_changes_is_its_own(self) -> None:
		for doctype, fieldname, name, value, _kind in PROPERTIES:
			setter = {"doc_type": doctype, "field_name": fieldname, "property": name}
			stored = frappe.get_all("Property Setter", setter, ["value", "module"], as_list=True)
			self.assertEqual(stored, ((value, MODULE),))
		self.assertFalse(frappe.get_meta("Vehicle").get_field("last_odometer").set_only_once)

	def test_what_an_administrator_set_on_such_a_field_stays(self) -> None:
		setter = {"doc_type": "Vehicle", "field_name": "last_odometer", "property": "set_only_once"}
		frappe.db.set_value("Property Setter", setter, {"value": "1", "module": None})
		create()
		self.assertEqual(frappe.db.get_value("Property Setter", setter, "value"), "1")
		frappe.db.set_value("Property Setter", setter, {"value": "0", "module": MODULE})
		frappe.clear_cache(doctype="Vehicle")

	def test_every_index_of_the_app_is_there(self) -> None:
		for doctype, fields in INDEXES:
			found = frappe.db.sql(f"show index from `tab{doctype}` where Key_name = %s", index_name(fields))
			self.assertEqual(len(found), len(fields), f"{doctype}: {fields}")

	def test_one_checkout_request_cannot_make_two_invoices(self) -> None:
		for doctype in ("Sales Invoice", "POS Invoice"):
			self.assertTrue(_unique_columns(doctype, "workshop_request_id"), doctype)
		self.assertTrue(_unique_columns("Loyalty Point Entry", "idempotency_key"))


class TestHooks(FrappeTestCase):
	def test_every_python_path_in_the_hooks_leads_to_a_function_or_class(self) -> None:
		paths = list(_python_paths())
		self.assertGreater(len(paths), 10)
		for path in paths:
			self.assertTrue(callable(frappe.get_attr(path)), path)

	def test_every_script_of_a_form_is_in_the_app(self) -> None:
		for script in some(hooks.doctype_js.values()):
			self.assertTrue(Path(frappe.get_app_path("workshop_crm", script)).is_file(), script)

	def test_every_field_named_for_an_erasure_exists(self) -> None:
		for rule in some(hooks.user_data_fields):
			meta = frappe.get_meta(rule["doctype"])
			for fieldname in (rule["filter_by"], *rule["redact_fields"]):
				self.assertTrue(meta.has_field(fieldname), f"{rule['doctype']}.{fieldname}")


class TestPermissions(FrappeTestCase):
	def test_every_doctype_is_known_to_these_tests(self) -> None:
		own = set(frappe.get_all("DocType", {"module": MODULE, "istable": 0}, pluck="name"))
		self.assertEqual(own, CONFIGURATION | RECORDS | SEALED | WRITTEN_BY_STAFF | {SETTINGS})

	def test_sums_over_all_customers_are_read_by_administrators_alone(self) -> None:
		for doctype in SEALED:
			self.assertEqual({row.role for row in frappe.get_meta(doctype).permissions}, {SYSTEM_MANAGER})
			self.assertFalse(any(row.create or row.write for row in frappe.get_meta(doctype).permissions))

	def test_the_front_desk_reads_what_it_works_with_and_changes_nothing(self) -> None:
		for doctype in CONFIGURATION | RECORDS | {SETTINGS}:
			expected = set() if doctype in HIDDEN_FROM_THE_FRONT_DESK else {"read"}
			self.assertEqual(_rights(doctype, FRONT_DESK), expected, doctype)

	def test_the_front_desk_may_put_a_program_on_an_invoice_and_no_more(self) -> None:
		"""ERPNext's forms check the link of a member's program, and only System Managers may use it there."""
		self.assertTrue(
			frappe.db.exists("Custom DocPerm", {"parent": "Loyalty Program", "role": SYSTEM_MANAGER})
		)
		(rule,) = frappe.get_all(
			"Custom DocPerm",
			{"parent": "Loyalty Program", "role": FRONT_DESK},
			["select", "read", "write", "create", "delete"],
		)
		self.assertEqual(rule, {"select": 1, "read": 0, "write": 0, "create": 0, "delete": 0})

	def test_the_manager_configures_and_reads_everything(self) -> None:
		for doctype in CONFIGURATION:
			self.assertEqual(_rights(doctype, MANAGER), {"read", "write", "create", "delete"}, doctype)
		for doctype in RECORDS:
			self.assertEqual(_rights(doctype, MANAGER), {"read"}, doctype)
		self.assertEqual(_rights(SETTINGS, MANAGER), {"read", "write"})

	def test_what_staff_write_down_is_written_once_and_nobody_rewrites_it(self) -> None:
		for doctype in WRITTEN_BY_STAFF:
			self.assertEqual(_rights(doctype, FRONT_DESK), {"read", "create", "delete"}, doctype)
			self.assertEqual(_rights(doctype, MANAGER), {"read", "create", "delete"}, doctype)
			own = [row.delete for row in frappe.get_meta(doctype).permissions if row.if_owner]
			self.assertEqual(own, [1], doctype)

	def test_nobody_types_in_a_record_of_the_app(self) -> None:
		for doctype in RECORDS:
			for permission in some(frappe.get_meta(doctype).permissions):
				self.assertFalse(permission.create or permission.write, f"{doctype}: {permission.role}")

	def test_only_administrators_erase_records(self) -> None:
		for doctype in RECORDS:
			may_delete = {row.role for row in frappe.get_meta(doctype).permissions if row.delete}
			self.assertEqual(may_delete, {SYSTEM_MANAGER}, doctype)

	def test_a_stranger_gets_none_of_the_apps_records(self) -> None:
		user = _user("workshop-stranger@example.com", "Sales User")
		for doctype in CONFIGURATION | RECORDS | WRITTEN_BY_STAFF | {SETTINGS}:
			self.assertFalse(frappe.has_permission(doctype, "read", user=user), doctype)

	def test_the_front_desk_profile_suffices_for_the_main_job(self) -> None:
		user = _user("workshop-front-desk@example.com", *ROLE_PROFILES[FRONT_DESK])
		for doctype in ("Customer", "Contact", "Vehicle", "Sales Invoice", "POS Invoice", "Issue"):
			for right in ("read", "write", "create"):
				self.assertTrue(frappe.has_permission(doctype, right, user=user), f"{right} {doctype}")
		self.assertTrue(frappe.has_permission("Sales Invoice", "submit", user=user))
		self.assertTrue(frappe.has_permission("Loyalty Point Entry", "read", user=user))

	def test_the_dashboard_is_for_managers_alone(self) -> None:
		roles = {row.role for row in frappe.get_doc("Page", "workshop-dashboard").roles}
		self.assertEqual(roles, {MANAGER, SYSTEM_MANAGER})


class TestDesk(FrappeTestCase):
	def test_every_link_of_the_workspace_leads_somewhere(self) -> None:
		workspace = frappe.get_doc("Workspace", MODULE)
		links = [(row.link_type, row.link_to) for row in workspace.links if row.type == "Link"]
		shortcuts = [(row.type, row.link_to) for row in workspace.shortcuts]
		for kind, name in some(links + shortcuts):
			self.assertTrue(frappe.db.exists(kind, name), f"{kind} {name}")

	def test_every_block_of_the_workspace_shows_something(self) -> None:
		workspace = frappe.get_doc("Workspace", MODULE)
		known = {
			"onboarding_name": set(frappe.get_all("Module Onboarding", pluck="name")),
			"number_card_name": {row.label for row in workspace.number_cards},
			"shortcut_name": {row.label for row in workspace.shortcuts},
			"card_name": {row.label for row in workspace.links if row.type == "Card Break"},
		}
		for block in some(json.loads(workspace.content)):
			for key in known.keys() & block["data"].keys():
				self.assertIn(block["data"][key], known[key])

	def test_every_page_is_in_the_workspace_except_the_profile_which_needs_a_customer(self) -> None:
		pages = set(frappe.get_all("Page", {"module": MODULE}, pluck="name"))
		workspace = frappe.get_doc("Workspace", MODULE)
		shown = {row.link_to for row in workspace.shortcuts if row.type == "Page"}
		shown |= {row.link_to for row in workspace.links if row.link_type == "Page"}
		self.assertEqual(pages - shown, {"workshop-profile"})

	def test_every_number_card_gives_a_number(self) -> None:
		from frappe.desk.doctype.number_card.number_card import get_result

		for name in some(frappe.get_all("Number Card", {"module": MODULE}, pluck="name")):
			card = frappe.get_doc("Number Card", name)
			if card.type == "Custom":
				self.assertGreaterEqual(frappe.get_attr(card.method)(filters=card.filters_json)["value"], 0)
			else:
				self.assertGreaterEqual(get_result(card.as_json(), card.filters_json), 0)

	def test_every_onboarding_step_has_something_to_open(self) -> None:
		for row in some(frappe.get_doc("Module Onboarding", MODULE).steps):
			step = frappe.get_doc("Onboarding Step", row.step)
			if step.action == "Go to Page":
				self.assertTrue(step.path)
			else:
				self.assertTrue(frappe.db.exists("DocType", step.reference_document), step.name)


class TestSettings(FrappeTestCase):
	def test_the_secret_of_the_survey_links_is_encrypted(self) -> None:
		secret = get_decrypted_password(SETTINGS, SETTINGS, "invitation_secret")
		self.assertGreaterEqual(len(secret), 32)
		where = {"doctype": SETTINGS, "name": SETTINGS, "fieldname": "invitation_secret"}
		stored = frappe.db.get_value("__Auth", where, ["password", "encrypted"], as_dict=True, order_by=None)
		self.assertEqual(stored.encrypted, 1)
		self.assertNotIn(secret, stored.password)
		self.assertNotIn(secret, frappe.as_json(frappe.db.get_singles_dict(SETTINGS)))

	def test_installing_again_keeps_what_the_owner_changed(self) -> None:
		secret = get_decrypted_password(SETTINGS, SETTINGS, "invitation_secret")
		frappe.db.set_single_value(SETTINGS, "invitation_valid_days", 21)
		frappe.db.set_value("Role", FRONT_DESK, "home_page", "/app/workshop-search")
		before = _record_counts()
		after_install()
		self.assertEqual(get_decrypted_password(SETTINGS, SETTINGS, "invitation_secret"), secret)
		self.assertEqual(frappe.db.get_single_value(SETTINGS, "invitation_valid_days"), 21)
		self.assertEqual(frappe.db.get_value("Role", FRONT_DESK, "home_page"), "/app/workshop-search")
		self.assertEqual(_record_counts(), before)

	def test_a_review_page_is_kept_when_a_browser_can_open_it(self) -> None:
		settings = frappe.get_doc(SETTINGS)
		settings.review_link = " https://reviews.example.com/workshop "
		settings.save()
		self.assertEqual(settings.review_link, "https://reviews.example.com/workshop")
		settings.review_link = "javascript:alert(1)"
		self.assertRaisesRegex(frappe.ValidationError, "starts with https", settings.save)

	def test_a_secret_that_can_be_guessed_is_refused(self) -> None:
		settings = frappe.get_doc(SETTINGS)
		settings.invitation_secret = "short"
		self.assertRaisesRegex(frappe.ValidationError, "32 characters", settings.save)

	def test_an_unknown_country_is_refused(self) -> None:
		settings = frappe.get_doc(SETTINGS)
		settings.default_region = "Atlantis"
		self.assertRaises(frappe.LinkValidationError, settings.save)

	def test_a_country_without_known_phone_numbers_is_refused(self) -> None:
		settings = frappe.get_doc(SETTINGS)
		settings.default_region = "Antarctica"
		self.assertRaisesRegex(frappe.ValidationError, "phone numbers in Antarctica", settings.save)

	def test_a_public_address_without_a_host_is_refused(self) -> None:
		settings = frappe.get_doc(SETTINGS)
		settings.public_url = "workshop.example.com"
		self.assertRaisesRegex(frappe.ValidationError, "https://", settings.save)

	def test_segments_that_overlap_are_refused(self) -> None:
		settings = frappe.get_doc(SETTINGS)
		settings.high_risk_days = settings.lapsed_days
		self.assertRaisesRegex(frappe.ValidationError, "must grow", settings.save)


class TestSurvey(FrappeTestCase):
	def test_two_questions_cannot_share_an_id(self) -> None:
		survey = frappe.get_doc("Survey", {"enabled": 1})
		survey.append("questions", survey.questions[0].as_dict(no_default_fields=True))
		self.assertRaisesRegex(frappe.ValidationError, "ID of its own", survey.save)

	def test_the_first_survey_is_complete_in_both_languages(self) -> None:
		survey = frappe.get_doc("Survey", frappe.db.get_value("Survey", {"enabled": 1}, order_by="creation"))
		for fieldname in ("title", "intro", "thanks"):
			self.assertTrue(survey.get(f"{fieldname}_en"))
			self.assertTrue(survey.get(f"{fieldname}_ar"))
		self.assertTrue(all(row.text_en and row.text_ar for row in survey.questions))


def _custom_fields() -> Iterator[tuple[str, dict[str, Any]]]:
	for doctype, fields in CUSTOM_FIELDS.items():
		for field in fields:
			yield doctype, field


def _insert_custom_field(fieldname: str, **values: int) -> None:
	"""The record alone: adding the column would commit."""
	field = {"doctype": "Custom Field", "dt": "Service Type", "fieldname": fieldname, "fieldtype": "Data"}
	document = frappe.get_doc({**field, "name": f"Service Type-{fieldname}", "module": MODULE, **values})
	document.db_insert()


def _unique_columns(doctype: str, column: str) -> bool:
	return bool(
		frappe.db.sql(f"show index from `tab{doctype}` where Column_name = %s and Non_unique = 0", column)
	)


def _python_paths() -> Iterator[str]:
	"""Every dotted path of this app anywhere in its hooks."""
	for name, value in vars(hooks).items():
		if not name.startswith("_"):
			yield from _paths_in(value)


def _paths_in(value: Any) -> Iterator[str]:
	if isinstance(value, dict):
		value = list(value.values())
	if isinstance(value, list):
		for item in value:
			yield from _paths_in(item)
	elif isinstance(value, str) and value.startswith("workshop_crm.") and ".bundle." not in value:
		yield value


def _rights(doctype: str, role: str) -> set[str]:
	rows = [row for row in frappe.get_meta(doctype).permissions if row.role == role]
	return {right for right in ("read", "write", "create", "delete") if any(row.get(right) for row in rows)}


def _user(email: str, *roles: str) -> str:
	if not frappe.db.exists("User", email):
		frappe.get_doc(
			{"doctype": "User", "email": email, "first_name": email, "send_welcome_email": 0}
		).insert(ignore_permissions=True)
	user = frappe.get_doc("User", email)
	user.roles = []
	user.add_roles(*roles)
	return email


def _record_counts() -> dict[str, int]:
	doctypes = (
		"Custom Field",
		"Role",
		"Role Profile",
		"Service Type",
		"Survey",
		"Survey Question",
		"Language",
	)
	return {doctype: frappe.db.count(doctype) for doctype in doctypes}
