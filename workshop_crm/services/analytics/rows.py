"""Rows of invoices, invitations and moves between tiers as the columns take them, worked out by MariaDB.

See `core.analytics.columns`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import frappe

from workshop_crm.core.analytics.columns import KEY_DIGITS, Row
from workshop_crm.core.loyalty.tier_changes import MERGED
from workshop_crm.core.surveys.asked import ASKED_ON, HAS_BEEN_WRITTEN, HOW_FAR
from workshop_crm.core.surveys.visit_facts import BRANCHES
from workshop_crm.services.loyalty.tier_history import CHANGE
from workshop_crm.services.platform.invoices import INVOICE_DOCTYPES, POS_INVOICE
from workshop_crm.services.platform.survey_links import INVITATION
from workshop_crm.services.surveys.kept_months import BEFORE_DAY_ONE

RESPONSE, MESSAGE = "Survey Response", "Customer Message"
KINDS = {**dict.fromkeys(INVOICE_DOCTYPES, "visits"), INVITATION: "asked", CHANGE: "moves"}
"""The DocTypes whose records become rows, and of which table."""
SOURCES = tuple(KINDS)
_WATCHED = (*SOURCES, MESSAGE)
_CUSTOMERS_A_STATEMENT = 1000


def key(doctype: str) -> str:
	"""SQL for `core.analytics.columns.key_of` the record's name."""
	return f"CAST(CONV(LEFT(MD5(`tab{doctype}`.name), {KEY_DIGITS}), 16, 10) AS SIGNED)"


def page(doctype: str, after: str, limit: int) -> tuple[list[Row], str]:
	"""The next rows of a DocType in order of the records' names, and the last name; no more when it is empty."""
	values = {"after": after, "limit": limit}
	names = frappe.db.sql(
		f"""SELECT MAX(name) FROM (SELECT name FROM `tab{doctype}` WHERE name > %(after)s
		ORDER BY name LIMIT %(limit)s) AS following""",
		values,
	)
	last = names[0][0] or ""
	if not last:
		return [], ""
	return _select(
		doctype,
		f"`tab{doctype}`.name > %(after)s AND `tab{doctype}`.name <= %(last)s",
		{**values, "last": last},
	), last


def of_customers(customers: Sequence[str]) -> dict[str, list[Row]]:
	"""All rows of these customers, by table."""
	rows: dict[str, list[Row]] = {kind: [] for kind in KINDS.values()}
	for start in range(0, len(customers), _CUSTOMERS_A_STATEMENT):
		some = {"customers": tuple(customers[start : start + _CUSTOMERS_A_STATEMENT])}
		for doctype, kind in KINDS.items():
			rows[kind] += _select(doctype, f"`tab{doctype}`.customer IN %(customers)s", some)
	return rows


def changed_customers(since: datetime) -> set[str]:
	"""Whose invoices, invitations or moves, or messages of invitations, were written or changed since then."""
	found: set[str] = set()
	for doctype in SOURCES:
		statement = f"SELECT DISTINCT customer FROM `tab{doctype}` WHERE modified >= %s"
		found.update(customer for (customer,) in frappe.db.sql(statement, since) if customer)
	statement = f"""SELECT DISTINCT invitation.customer FROM `tab{MESSAGE}` AS message
		JOIN `tab{INVITATION}` AS invitation ON invitation.name = message.reference_name
		WHERE message.modified >= %s AND message.reference_doctype = '{INVITATION}'"""
	found.update(customer for (customer,) in frappe.db.sql(statement, since) if customer)
	return found


def fingerprint(since: datetime) -> dict[str, list[Any]]:
	"""How many records changed since then, and when the last one did. Another commit makes another one."""
	marks = {}
	for doctype in _WATCHED:
		statement = f"SELECT COUNT(*), COALESCE(MAX(modified), '') FROM `tab{doctype}` WHERE modified >= %s"
		((count, last),) = frappe.db.sql(statement, since)
		marks[doctype] = [count, str(last)]
	return marks


def estimate() -> int:
	"""About how many records will become rows, for a progress bar."""
	statement = """SELECT SUM(table_rows) FROM information_schema.tables
		WHERE table_schema = DATABASE() AND table_name IN %s"""
	((rows,),) = frappe.db.sql(statement, (tuple(f"tab{doctype}" for doctype in SOURCES),))
	return int(rows or 0)


def _select(doctype: str, where: str, values: dict[str, Any]) -> list[Row]:
	statements = {INVITATION: _asked, CHANGE: _moves}
	statement = statements[doctype]() if doctype in statements else _visits(doctype)
	return list(frappe.db.sql(f"{statement} AND {where}", values))


def _visits(doctype: str) -> str:
	table = f"`tab{doctype}`"
	# What a merge log made of POS Invoices is in their own rows already.
	own = "" if doctype == POS_INVOICE else f"AND {table}.is_consolidated = 0"
	meta = frappe.get_meta(doctype)
	branches = ", ".join(
		f"NULLIF({table}.`{field}`, '')" for field, _doctype in BRANCHES if meta.has_field(field)
	)
	return f"""SELECT {table}.customer, {key(doctype)}, TO_DAYS({table}.posting_date) - {BEFORE_DAY_ONE},
			LEAST(HOUR({table}.posting_time), 23), CAST(ROUND({table}.base_grand_total * 1000000) AS SIGNED),
			{table}.service_type, COALESCE({branches}), NULLIF(vehicle.make, ''), {table}.technician, {table}.company,
			{int(doctype == POS_INVOICE)}
		FROM {table} LEFT JOIN tabVehicle AS vehicle ON vehicle.name = {table}.vehicle
		WHERE {table}.docstatus = 1 {own}"""


def _asked() -> str:
	table, response = f"`tab{INVITATION}`", f"`tab{RESPONSE}`"
	return f"""SELECT {table}.customer, {key(INVITATION)}, TO_DAYS({table}.sent_on) - {BEFORE_DAY_ONE},
			{table}.service_type, {table}.branch, NULLIF(vehicle.make, ''), {table}.technician, {table}.company,
			{table}.status = 'Answered', {response}.rating, {HOW_FAR}
		FROM {table} LEFT JOIN tabVehicle AS vehicle ON vehicle.name = {table}.vehicle
		LEFT JOIN {response} ON {response}.invitation = {table}.name
		WHERE {table}.customer IS NOT NULL AND {HAS_BEEN_WRITTEN} AND {ASKED_ON} IS NOT NULL"""


def _moves() -> str:
	"""Nobody moves when two records of one customer are merged."""
	table = f"`tab{CHANGE}`"
	return f"""SELECT {table}.customer, {key(CHANGE)}, TO_DAYS({table}.changed_on) - {BEFORE_DAY_ONE},
			NULLIF({table}.from_tier, ''), {table}.to_tier, {table}.company
		FROM {table} WHERE {table}.customer IS NOT NULL AND COALESCE({table}.reason, '') <> '{MERGED}'"""
