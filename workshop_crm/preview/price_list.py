"""The items and service types that a new preview can sell at once; its owner's own come with the imports."""

from __future__ import annotations

import sqlite3

from workshop_crm.core.demo.catalogue import ITEMS, SERVICE_TYPES
from workshop_crm.preview.money import to_hundredths
from workshop_crm.preview.store import catalogue
from workshop_crm.preview.store.catalogue import Item, ServiceType


def add(connection: sqlite3.Connection) -> None:
	catalogue.add_service_types(
		connection,
		[
			ServiceType(
				service.name, service.name_ar, service.interval_km or None, service.interval_months or None
			)
			for service in SERVICE_TYPES
		],
	)
	catalogue.add_items(
		connection,
		[
			Item(item.code, item.name, item.name_ar, to_hundredths(item.rate), item.service_type)
			for item in ITEMS
		],
	)
