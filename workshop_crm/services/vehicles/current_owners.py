"""One current owner of a car, as a rule of the database: no form, import or script can write a second one."""

from __future__ import annotations

import frappe
from frappe.query_builder.functions import Count
from frappe.utils import getdate

from workshop_crm.core.vehicles.ownership import surplus
from workshop_crm.services.platform.words import _
from workshop_crm.services.vehicles import ownership
from workshop_crm.services.vehicles.ownership import OWNERSHIP

COLUMN = "current_vehicle"


def enforce() -> None:
	"""Add the unique index where it is missing, after old data that breaks it was put right. Twice changes nothing."""
	if frappe.db.has_index(f"tab{OWNERSHIP}", COLUMN):
		return
	for vehicle in _with_several_owners():
		_keep_one(vehicle)
	frappe.db.sql_ddl(
		f"""alter table `tab{OWNERSHIP}`
			add column if not exists `{COLUMN}` varchar(140)
				generated always as (if(is_current = 1 and to_date is null, vehicle, null)) stored,
			add unique index if not exists `{COLUMN}` (`{COLUMN}`)"""
	)


def _with_several_owners() -> list[str]:
	row = frappe.qb.DocType(OWNERSHIP)
	query = frappe.qb.from_(row).select(row.vehicle).where((row.is_current == 1) & row.to_date.isnull())
	return query.groupby(row.vehicle).having(Count("*") > 1).run(pluck=True)


def _keep_one(vehicle: str) -> None:
	"""End the surplus rows, and name their customers in a comment on the Vehicle so that staff can correct the choice."""
	named = frappe.db.get_value("Vehicle", vehicle, "customer")
	ended = surplus(ownership.owners_of(vehicle), named, getdate())
	for row in ended:
		values = {"to_date": row.to_date, "is_current": 0}
		frappe.db.set_value(OWNERSHIP, row.row, values, update_modified=False)
	if frappe.db.exists("Vehicle", vehicle):
		text = _("This vehicle had several current owners. These are no longer its owners: {0}")
		owners = ", ".join(frappe.utils.escape_html(row.customer) for row in ended)
		frappe.get_doc("Vehicle", vehicle).add_comment("Comment", text.format(owners))
