"""The items and service types that a new preview can sell at once; its owner's own come with the imports."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from workshop_crm.core.demo.catalogue import ITEMS
from workshop_crm.core.vehicles.defaults import DEFAULT_SERVICE_TYPES
from workshop_crm.core.visits.other_work import CODE, NAME_AR
from workshop_crm.preview import records


def add_other_work(connection: sqlite3.Connection, now: datetime) -> None:
	"""The item of lines that are on no list; a data file of an earlier version gets it too."""
	if not records.exists(connection, "Item", {"name": CODE}):
		other_work = {"item_code": CODE, "item_name": CODE, "item_name_ar": NAME_AR}
		records.insert(connection, "Item", other_work, now)


def add(connection: sqlite3.Connection, now: datetime) -> None:
	services = ({"name": service.name, **service.record()} for service in DEFAULT_SERVICE_TYPES)
	items = (
		{
			"name": item.code,
			"item_code": item.code,
			"item_name": item.name,
			"item_name_ar": item.name_ar,
			"standard_rate": item.rate,
			"service_type": item.service_type,
		}
		for item in ITEMS
	)
	records.insert_many(connection, "Service Type", services, now)
	records.insert_many(connection, "Item", items, now)
