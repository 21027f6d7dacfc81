"""The page of messages, latest first, with their real links."""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime, time, timedelta
from typing import Any

from workshop_crm.core.messaging.listing import Filters
from workshop_crm.preview.records import Record, query
from workshop_crm.preview.schema.columns import to_moment

CONDITIONS = """message.creation >= :start AND message.creation < :end
	AND (:channel = '' OR channel = :channel)
	AND (:direction = '' OR direction = :direction)
	AND (:customer = '' OR customer = :customer)
	AND (:states = '[]' OR status IN (SELECT value FROM json_each(:states)))"""


def rows(connection: sqlite3.Connection, filters: Filters, limit: int) -> list[Record]:
	"""The messages before a cursor, with their customers' names."""
	values = {
		**_asked(filters),
		"moment": to_moment(filters.before.happened_on) if filters.before else "9999",
		"name": filters.before.entry if filters.before else "",
		"limit": limit,
	}
	return query(
		connection,
		f"""SELECT message.*, customer_name, customer_name_ar
		FROM "tabCustomer Message" AS message LEFT JOIN tabCustomer AS customer ON customer.name = message.customer
		WHERE (message.creation, message.name) < (:moment, :name) AND {CONDITIONS}
		ORDER BY message.creation DESC, message.name DESC LIMIT :limit""",
		values,
	)


def count(connection: sqlite3.Connection, filters: Filters) -> int:
	"""How many there are on all pages."""
	statement = f'SELECT count(*) FROM "tabCustomer Message" AS message WHERE {CONDITIONS}'
	return int(connection.execute(statement, _asked(filters)).fetchone()[0])


def _asked(filters: Filters) -> dict[str, Any]:
	"""The values of CONDITIONS."""
	start, end = filters.period
	return {
		"states": json.dumps(filters.states),
		"channel": filters.channel,
		"direction": filters.direction,
		"customer": filters.customer,
		"start": to_moment(datetime.combine(start, time.min)) if start else "",
		"end": to_moment(datetime.combine(end, time.min) + timedelta(days=1)) if end else "9999",
	}
