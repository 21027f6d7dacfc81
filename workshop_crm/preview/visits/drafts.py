"""Open baskets: sales that a till has begun."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import datetime

from workshop_crm.core.visits.draft import (
	DRAFT,
	Basket,
	OpenBasket,
	Saving,
	check_own,
	draft_record,
	is_overtaken,
	outdated,
)
from workshop_crm.preview import records
from workshop_crm.preview.records import Record


def listed(
	connection: sqlite3.Connection, customer: str | None, user: str, limit: int, offset: int
) -> Iterable[OpenBasket]:
	"""Of all or of one customer, the latest first; `user` is the name of everybody who works here."""
	rows = records.query(
		connection,
		f"""SELECT draft.*, customer.customer_name, customer.customer_name_ar
		FROM "tab{DRAFT}" AS draft JOIN tabCustomer AS customer ON customer.name = draft.customer
		WHERE :customer IS NULL OR draft.customer = :customer
		ORDER BY draft.modified DESC, draft.name LIMIT :limit OFFSET :offset""",
		{"customer": customer or None, "limit": limit, "offset": offset},
	)
	return [
		OpenBasket(
			row["name"],
			row["customer"],
			row["customer_name"],
			row["customer_name_ar"],
			row["content"],
			row["modified"],
			user,
		)
		for row in rows
	]


def take(connection: sqlite3.Connection, name: str, screen: str) -> Record:
	"""The basket for a screen that goes on with it; from now on no other one may change it."""
	draft = records.get(connection, DRAFT, name)
	# Looking is no change, by which the list is sorted.
	records.update(connection, DRAFT, name, {"screen": screen, "turn": 0}, draft["modified"])
	return draft


def save(
	connection: sqlite3.Connection,
	saving: Saving,
	customer: str,
	basket: Basket,
	user: str,
	now: datetime,
) -> None:
	"""Store what the screen has."""
	records.get(connection, "Customer", customer)
	known = records.first(connection, DRAFT, {"name": saving.name})
	check_own(known["screen"] if known else None, saving.screen, saving.is_new, user)
	values = draft_record(saving, customer, basket)
	if known is None:
		records.insert(connection, DRAFT, {"name": saving.name, **values}, now)
	elif not is_overtaken(saving, known["screen"], known["turn"]):
		records.update(connection, DRAFT, saving.name, values, now)


def hold(connection: sqlite3.Connection, name: str, screen: str, is_new: bool, user: str) -> None:
	"""Raises Conflict for a basket about to be sold that another screen has, or that is gone."""
	known = records.first(connection, DRAFT, {"name": name})
	check_own(known["screen"] if known else None, screen, is_new, user)


def complete(connection: sqlite3.Connection, name: str, customer: str) -> None:
	"""The sale is made: the customer's basket is no open one any more."""
	records.delete_where(connection, DRAFT, {"name": name, "customer": customer})


def purge(connection: sqlite3.Connection, now: datetime) -> None:
	"""Delete baskets that have not changed for `MAX_DAYS_KEPT` days."""
	records.delete_where(connection, DRAFT, {"modified": ("<", outdated(now))})
