"""The items and service types that a new preview can sell at once; its owner's own come with the imports."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from workshop_crm.core.demo.catalogue import ITEMS
from workshop_crm.core.vehicles.defaults import DEFAULT_SERVICE_TYPES
from workshop_crm.preview import records


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
