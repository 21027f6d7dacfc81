"""The plates of a data file that an earlier version wrote, read by the rules of this one."""

from __future__ import annotations

import logging
import sqlite3
from datetime import datetime

from workshop_crm.core.vehicles.plates_anew import StoredPlate, read_anew
from workshop_crm.preview import records
from workshop_crm.preview.search import updates
from workshop_crm.preview.settings import read_settings

PLATE_FIELDS = ("plate_latin", "plate_ar", "plate_key", "plate_origin")

log = logging.getLogger(__name__)


def read_plates_anew(connection: sqlite3.Connection, now: datetime) -> None:
	"""Cars that are one by their plates stay as they are, and are told. Call it inside a write transaction."""
	cars = {car["name"]: car for car in records.find(connection, "Vehicle")}
	stored = (
		StoredPlate(
			name,
			car["license_plate"] or car["plate_latin"],
			car["chassis_no"],
			{field: car[field] for field in PLATE_FIELDS},
		)
		for name, car in cars.items()
	)
	changes, same = read_anew(stored, read_settings(connection).region)
	for name in changes:
		records.update(connection, "Vehicle", name, {"plate_key": ""}, now)
	for name, fields in changes.items():
		records.update(connection, "Vehicle", name, fields, now)
	found_otherwise = {
		cars[name]["customer"]
		for name, fields in changes.items()
		if cars[name]["plate_latin"] != fields["plate_latin"]
	}
	updates.queue(connection, sorted(found_otherwise - {None}))
	for one in same:
		log.warning("%s", one.told())
