"""The app comes to a site, stays through updates, and goes without a trace.

The stations are passed once, in order, on one site; the tests compare what was seen at them.
"""

import json
from typing import Any

import pytest

# Tables in which Frappe notes what happened: an app that is gone stays in that history.
HISTORY = {
	"tabActivity Log",
	"tabDeleted Document",
	"tabError Log",
	"tabScheduled Job Log",
}

NEVER_EMPTY = {
	"tabCustom Field",
	"tabDocPerm",
	"tabDocType",
	"tabHas Role",
	"tabModule Def",
	"tabModule Onboarding",
	"tabNumber Card",
	"tabOnboarding Step",
	"tabPage",
	"tabProperty Setter",
	"tabRole",
	"tabRole Profile",
	"tabScheduled Job Type",
	"tabService Type",
	"tabSingles",
	"tabSurvey",
	"tabWorkspace",
	"tabWorkspace Shortcut",
	"__Auth",
}

# Something of an administrator's own, made before the app came: it has to survive.
BEFORE_THE_APP = """
from frappe.core.doctype.user.user import create_contact
from frappe.permissions import add_permission

frappe.get_doc({"doctype": "User", "email": "lifecycle@example.com", "first_name": "Lifecycle",
	"send_welcome_email": 0}).insert().add_roles("Sales User")
create_contact(frappe.get_doc("User", "lifecycle@example.com"))  # a worker would make it at some later moment
add_permission("Territory", "Sales User")
customer = frappe.get_doc({"doctype": "Customer", "customer_name": "Badr", "customer_type": "Individual",
	"mobile_no": "+966551234567"}).insert()
customer.website = "https://badr.example.com"
customer.save()
frappe.get_doc({"doctype": "Vehicle", "license_plate": "ح د ر ١٢٣٤", "make": "Nissan", "model": "Patrol",
	"last_odometer": 1000, "fuel_type": "Petrol", "uom": "Litre"}).insert(ignore_links=True)
logs = frappe.get_single("Log Settings")
logs.add_default_logtypes()
logs.save()
frappe.db.commit()
"""

# What administrators do to a site with the app on it, and what the removal of the app has to undo.
WITH_THE_APP = """
from frappe.custom.doctype.property_setter.property_setter import make_property_setter
from frappe.permissions import add_permission

frappe.get_doc("User", "lifecycle@example.com").add_roles("Workshop Front Desk")
frappe.db.set_value("User", "lifecycle@example.com", "role_profile_name", "Workshop Front Desk")
add_permission("Territory", "Workshop Front Desk")
add_permission("Service Type", "Sales User")
make_property_setter("Service Type", "interval_km", "hidden", 1, "Check")
make_property_setter("Customer", "customer_name_ar", "bold", 1, "Check")
frappe.get_doc({"doctype": "Custom Field", "dt": "Survey", "fieldname": "custom_note", "label": "Note",
	"fieldtype": "Data", "insert_after": "enabled"}).insert()
frappe.get_doc({"doctype": "User Permission", "user": "lifecycle@example.com", "allow": "Service Type",
	"for_value": "Brakes"}).insert()
service_type = frappe.get_doc("Service Type", "Brakes")
service_type.interval_km = 40000
service_type.save()
service_type.add_comment("Comment", "Every 40,000 km from now on.")
frappe.share.add("Service Type", "Brakes", "lifecycle@example.com")
frappe.get_doc({"doctype": "Customer Message", "customer": "Badr", "text": "Welcome"}).insert()
frappe.get_doc({"doctype": "Customer Interaction", "customer": "Badr", "kind": "Note", "text": "Likes tea"}).insert()
customer = frappe.get_doc("Customer", "Badr")
customer.append("communication_channels", {"channel": "SMS", "consent_date": "2026-01-01"})
customer.append("vehicle_ownership", {"vehicle": "ح د ر ١٢٣٤", "is_current": 1})
customer.update({"emergency_contact": "Huda", "emergency_contact_phone": "0559876543", "customer_notes": "Likes tea",
	"service_preferences": '{"wash": true}'})
customer.save()
logs = frappe.get_single("Log Settings")
logs.add_default_logtypes()
logs.save()
frappe.db.commit()

from workshop_crm.services.search.upkeep import rebuild_all
rebuild_all()
"""

PLATE_OF_THE_CAR = """
print(frappe.get_all("Vehicle", pluck="plate_key"))
"""


@pytest.fixture(scope="module")
def stations(app_is_current, clean_site) -> dict[str, Any]:
	"""The site's state at every station of the app's life, by the station's name."""
	site, seen = clean_site, {}
	site.python(BEFORE_THE_APP)
	seen["before"] = site.state("all")
	site.install()
	seen["installed"] = site.state("owned")
	seen["plate"] = site.python(PLATE_OF_THE_CAR)
	site.migrate()
	seen["migrated"] = site.state("owned")
	site.migrate()
	seen["migrated twice"] = site.state("owned")
	site.python(WITH_THE_APP)
	seen["in use"] = site.state("owned")
	assert site.files("private/workshop_crm"), "no search index was made, so its removal proves nothing"
	site.dry_run_of_uninstall()
	seen["dry run"] = site.state("owned")
	site.uninstall()
	seen["after"] = site.state("all")
	seen["files after"] = site.files("private/workshop_crm")
	site.install()
	seen["installed again"] = site.state("owned")
	return seen


def test_installing_gives_the_site_every_kind_of_record_the_app_owns(stations):
	rows = stations["installed"]["rows"]
	assert {table for table in NEVER_EMPTY if not rows[table]} == set()


def test_the_plate_of_a_car_from_before_the_app_is_read_in_both_scripts(stations):
	assert stations["plate"].strip() == "['RDJ1234']"


def test_a_second_migrate_changes_nothing_the_app_owns(stations):
	assert stations["migrated twice"] == stations["migrated"]


def test_a_dry_run_of_the_removal_changes_nothing(stations):
	assert stations["dry run"] == stations["in use"]


def test_uninstalling_leaves_no_row_behind(stations):
	assert _more(stations["after"]["rows"], stations["before"]["rows"]) == {}


def test_uninstalling_takes_no_row_of_anybody_else(stations):
	assert _more(stations["before"]["rows"], stations["after"]["rows"]) == {}


def test_uninstalling_drops_every_table_of_the_app(stations):
	assert stations["after"]["columns"].keys() == stations["before"]["columns"].keys()


def test_uninstalling_leaves_no_column_but_those_of_custom_fields(stations, clean_site):
	columns = _more(stations["after"]["columns"], stations["before"]["columns"])
	assert columns
	assert columns == {table: _custom_columns(clean_site)[table] for table in columns}


def test_uninstalling_leaves_no_index_but_those_of_custom_fields(stations, clean_site):
	indexed = _more(stations["after"]["indexed columns"], stations["before"]["indexed columns"])
	custom = _custom_columns(clean_site)
	# Frappe indexes the creation of a table that is sorted by it whenever it gets a custom field, ours or another's.
	others = {table: {*columns} - {*custom[table], "creation"} for table, columns in indexed.items()}
	assert {table: columns for table, columns in others.items() if columns} == {}


def test_uninstalling_deletes_the_search_index(stations, clean_site):
	assert stations["files after"] == []


def test_the_app_can_be_installed_again(stations):
	assert _counts(stations["installed again"]) == _counts(stations["installed"])


def _more(larger: dict[str, list[str]], smaller: dict[str, list[str]]) -> dict[str, list[str]]:
	"""What only `larger` has, by table, without the history that Frappe keeps."""
	found = {table: sorted(set(rows) - set(smaller.get(table, ()))) for table, rows in larger.items()}
	return {table: rows for table, rows in found.items() if rows and table not in HISTORY}


def _counts(state: dict[str, Any]) -> dict[str, int]:
	return {table: len(rows) for table, rows in state["rows"].items()}


def _custom_columns(site) -> dict[str, list[str]]:
	"""The columns that the app's custom fields have, by table."""
	code = """
import json
from frappe.model import no_value_fields, table_fields
from workshop_crm.custom_fields import CUSTOM_FIELDS

without_column = {*no_value_fields, *table_fields}
print(json.dumps({f"tab{doctype}": sorted(f["fieldname"] for f in fields if f["fieldtype"] not in without_column)
	for doctype, fields in CUSTOM_FIELDS.items()}))
"""
	return json.loads(site.python(code))
