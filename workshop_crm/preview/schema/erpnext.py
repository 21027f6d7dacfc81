"""What the preview keeps of ERPNext's own records: the columns it fills, named and typed as there.

The app's custom fields are added to them; `imported` marks what a file brought. The last ones exist here alone: what
ERPNext asks for when a site is set up, its comments on odometers, and its queue of jobs.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workshop_crm.core.vehicles.kept_due import DUE, ONE_ROW


def _doctype(
	name: str, autoname: str = "hash", /, *, child: bool = False, **fields: str
) -> Mapping[str, Any]:
	"""A DocType as its file would have it. Each field is written as its type, or as `Type: options`."""
	return {
		"name": name,
		"autoname": autoname,
		"istable": child,
		"fields": [_field(fieldname, text) for fieldname, text in fields.items()],
	}


def _field(fieldname: str, text: str) -> dict[str, str]:
	fieldtype, _colon, options = text.partition(": ")
	return {"fieldname": fieldname, "fieldtype": fieldtype, "options": options}


ERPNEXT = (
	_doctype(
		"Customer",
		"CUST-.#####",
		customer_name="Data",
		mobile_no="Read Only",
		email_id="Read Only",
		tax_id="Data",
		disabled="Check",
		imported="Check",
		erased_on="Date",
		phone_nos="Table: Contact Phone",
	),
	# Numbers beside the main one, which ERPNext has in the customer's Contact.
	_doctype("Contact Phone", child=True, phone="Data"),
	_doctype(
		"Vehicle",
		"VEH-.#####",
		license_plate="Data",
		make="Data",
		model="Data",
		chassis_no="Data",
		last_odometer="Int",
		last_odometer_on="Date",
	),
	_doctype("Item", "field:item_code", item_code="Data", item_name="Data", standard_rate="Currency"),
	_doctype(
		"Sales Invoice",
		"ACC-SINV-.YYYY.-.#####",
		customer="Link: Customer",
		posting_date="Date",
		posting_time="Time",
		net_total="Currency",
		total_taxes_and_charges="Currency",
		discount_amount="Currency",
		grand_total="Currency",
		loyalty_points="Int",
		loyalty_amount="Currency",
		is_return="Check",
		return_against="Link: Sales Invoice",
		items="Table: Sales Invoice Item",
		sales_team="Table: Sales Team",
		payments="Table: Sales Invoice Payment",
		imported="Check",
	),
	_doctype("Sales Invoice Payment", child=True, mode_of_payment="Data", amount="Currency"),
	_doctype("Sales Team", child=True, sales_person="Link: Sales Person", allocated_percentage="Percent"),
	_doctype("Sales Person", "field:sales_person_name", sales_person_name="Data"),
	_doctype(
		"Sales Invoice Item",
		child=True,
		item_code="Link: Item",
		# Of a line that was described freely.
		item_name="Data",
		price_list_rate="Currency",
		qty="Float",
		rate="Currency",
		amount="Currency",
	),
	_doctype(
		"Loyalty Program",
		"field:loyalty_program_name",
		loyalty_program_name="Data",
		conversion_factor="Float",
		expiry_duration="Int",
		from_date="Date",
		to_date="Date",
		collection_rules="Table: Loyalty Program Collection",
	),
	_doctype(
		"Loyalty Program Collection",
		child=True,
		tier_name="Data",
		min_spent="Currency",
		collection_factor="Currency",
	),
	_doctype(
		"Loyalty Point Entry",
		"LPE-.#####",
		loyalty_program="Link: Loyalty Program",
		loyalty_program_tier="Data",
		customer="Link: Customer",
		invoice_type="Link: DocType",
		invoice="Dynamic Link: invoice_type",
		redeem_against="Link: Loyalty Point Entry",
		loyalty_points="Int",
		purchase_amount="Currency",
		posting_date="Date",
		expiry_date="Date",
	),
	_doctype(
		"Issue",
		"ISS-.YYYY.-.#####",
		subject="Data",
		customer="Link: Customer",
		status="Select",
		priority="Link: Issue Priority",
		description="Text Editor",
		opening_date="Date",
		resolution_details="Text Editor",
		resolution_date="Date",
	),
	_doctype(
		"ToDo",
		reference_type="Link: DocType",
		reference_name="Dynamic Link: reference_type",
		allocated_to="Link: User",
		status="Select",
	),
	_doctype("Series", current="Int"),
	_doctype(
		"Preview Settings",
		company="Data",
		tax_id="Data",
		address="Small Text",
		currency="Data",
		region="Data",
		vat_percent="Percent",
		loyalty_program="Link: Loyalty Program",
		new_days="Int",
		demo="Check",
		hijri_dates="Check",
	),
	_doctype(
		"Odometer Correction",
		vehicle="Link: Vehicle",
		corrected_on="Datetime",
		known="Int",
		reading="Int",
		reason="Small Text",
	),
	_doctype(
		"Background Job",
		"autoincrement",
		kind="Data",
		subject="Data",
		state="Select",
		run_at="Datetime",
		attempts="Int",
		error="Small Text",
	),
)

# Indexes that no field asks for, with the rows they hold when these are not all.
INDEXES: tuple[tuple[str, tuple[str, ...], str], ...] = (
	("Sales Invoice", ("customer", "posting_date"), ""),
	("Sales Invoice", ("posting_date",), ""),
	("Sales Invoice", ("return_against",), "return_against IS NOT NULL"),
	("Loyalty Point Entry", ("customer", "loyalty_program"), ""),
	("Loyalty Point Entry", ("invoice",), ""),
	(
		"Loyalty Point Entry",
		("loyalty_program", "posting_date", "entry_kind", "loyalty_points", "customer"),
		"",
	),
	("Customer Interaction", ("customer", "kind", "happened_on", "name"), ""),
	("Customer Message", ("customer", "creation", "name"), ""),
	("Customer Message", ("creation",), ""),
	# As every table on ERPNext: what changed since.
	("Customer", ("modified",), ""),
	("Sales Invoice", ("modified",), ""),
	("Customer Message", ("modified",), ""),
	("Survey Invitation", ("modified",), ""),
	("Vehicle", ("chassis_no",), ""),
	("Vehicle", ("make", "model", "modified"), ""),
	("Vehicle", ("model_year", "make", "model", "modified"), ""),
	("Odometer Correction", ("vehicle", "corrected_on"), ""),
	("Background Job", ("state", "run_at"), ""),
	("Customer Action", ("rule", "made_on"), ""),
	("Vehicle Service Due", ("overdue_from", "customer", "name", "previous_from"), ""),
	("Vehicle Service Due", ("service_type", "overdue_from", "customer"), ""),
	("Vehicle Service Due", ("make", "overdue_from", "customer", "name", "previous_from"), ""),
	("Vehicle Service Due", ("customer", "overdue_from"), ""),
)

# No two rows agree in these columns, among the rows named.
UNIQUE: tuple[tuple[str, tuple[str, ...], str], ...] = (
	("Customer Vehicle", ("vehicle",), "is_current = 1"),
	("Vehicle", ("plate_key",), "plate_key <> ''"),
	("Survey Invitation", ("survey", "visit_key"), "visit_key <> ''"),
	("Background Job", ("kind", "subject"), "state = 'Queued'"),
	(DUE, ONE_ROW, ""),
)

# Rows of these are added, never changed or removed; the columns named are the exception.
APPEND_ONLY = {"Loyalty Point Entry": ("customer", "entry_reason")}
