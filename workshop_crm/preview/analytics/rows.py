"""Rows of invoices, invitations and moves between tiers as the columns take them, worked out by SQLite.

See `core.analytics.columns`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from typing import Any

from workshop_crm.core.loyalty.tier_changes import MERGED
from workshop_crm.core.surveys.asked import ASKED_ON, HAS_BEEN_WRITTEN, HOW_FAR

CUSTOMER = "Customer"
_WATCHED = ("Sales Invoice", "Survey Invitation", "Customer Message", "Loyalty Tier Change", CUSTOMER)
# The ordinal of a day: SQLite counts from noon of another one.
_ORDINAL = "CAST(julianday(substr({}, 1, 10)) - 1721424.5 AS INTEGER)"


def visits(connection: sqlite3.Connection, customer: str | None = None) -> sqlite3.Cursor:
	"""Every invoice that counts, or those of a customer; a credit note is negative. The preview has one company."""
	return tuples(
		connection,
		f"""SELECT invoice.customer, invoice.rowid, {_ORDINAL.format("invoice.posting_date")},
			CAST(substr(invoice.posting_time, 1, 2) AS INTEGER), +invoice.grand_total, invoice.service_type, NULL,
			NULLIF(vehicle.make, ''), invoice.technician, NULL, 0
		FROM "tabSales Invoice" AS invoice LEFT JOIN tabVehicle AS vehicle ON vehicle.name = invoice.vehicle
		WHERE invoice.docstatus = 1 {"" if customer is None else "AND invoice.customer = :customer"}""",
		{"customer": customer},
	)


def asked(connection: sqlite3.Connection, customer: str | None = None) -> sqlite3.Cursor:
	"""Everybody who was asked, or that a customer was."""
	invitation = '"tabSurvey Invitation"'
	return tuples(
		connection,
		f"""SELECT {invitation}.customer, {invitation}.rowid, {_ORDINAL.format(f"{invitation}.sent_on")},
			{invitation}.service_type, NULL, NULLIF(vehicle.make, ''), {invitation}.technician, NULL,
			response.name IS NOT NULL, response.rating, {HOW_FAR}
		FROM {invitation} LEFT JOIN tabVehicle AS vehicle ON vehicle.name = {invitation}.vehicle
		LEFT JOIN "tabSurvey Response" AS response ON response.invitation = {invitation}.name
		WHERE {HAS_BEEN_WRITTEN} AND {ASKED_ON} IS NOT NULL
			{"" if customer is None else f"AND {invitation}.customer = :customer"}""",
		{"customer": customer},
	)


def moves(connection: sqlite3.Connection, customer: str | None = None) -> sqlite3.Cursor:
	"""Every move between tiers, or those of a customer; nobody moves when two records of one customer are merged."""
	return tuples(
		connection,
		f"""SELECT customer, rowid, {_ORDINAL.format("changed_on")}, NULLIF(from_tier, ''), to_tier, NULL
		FROM "tabLoyalty Tier Change" WHERE COALESCE(reason, '') <> '{MERGED}' {"" if customer is None else "AND customer = :customer"}""",
		{"customer": customer},
	)


READERS: Mapping[str, Callable[..., sqlite3.Cursor]] = {"visits": visits, "asked": asked, "moves": moves}
"""By the table whose rows they are."""


def changed_customers(connection: sqlite3.Connection, since: str) -> set[str]:
	"""Whose invoices, invitations or moves, or messages of invitations, were written or changed since then."""
	found = tuples(
		connection,
		"""SELECT customer FROM "tabSales Invoice" WHERE modified >= :since
		UNION SELECT customer FROM "tabSurvey Invitation" WHERE modified >= :since
		UNION SELECT customer FROM "tabLoyalty Tier Change" WHERE modified >= :since
		UNION SELECT invitation.customer FROM "tabCustomer Message" AS message
			JOIN "tabSurvey Invitation" AS invitation ON invitation.name = message.reference_name
			WHERE message.modified >= :since AND message.reference_doctype = 'Survey Invitation'
		UNION SELECT name FROM tabCustomer WHERE modified >= :since""",
		{"since": since},
	)
	return {customer for (customer,) in found if customer}


def fingerprint(connection: sqlite3.Connection, since: str) -> dict[str, list[Any]]:
	"""How many records changed since then, and when the last one did. Another commit makes another one."""
	marks = {}
	for doctype in _WATCHED:
		statement = f'SELECT count(*), max(modified) FROM "tab{doctype}" WHERE modified >= :since'
		marks[doctype] = list(tuples(connection, statement, {"since": since}).fetchone())
	return marks


def tuples(
	connection: sqlite3.Connection, statement: str, values: Mapping[str, Any] | None = None
) -> sqlite3.Cursor:
	"""Rows without names, as the file has them."""
	cursor = connection.cursor()
	cursor.row_factory = None
	return cursor.execute(statement, values or {})
