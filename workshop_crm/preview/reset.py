"""Takes the made-up workshop out of a data file, so that real data can go in."""

from __future__ import annotations

from workshop_crm.core.common.errors import N_, Conflict
from workshop_crm.preview.data_file import make_tables
from workshop_crm.preview.database import connect, writing
from workshop_crm.preview.search import indexing
from workshop_crm.preview.settings import read_settings
from workshop_crm.preview.surveys import photos
from workshop_crm.preview.workshop import Workshop, furnish


def remove_made_up_workshop(workshop: Workshop) -> None:
	"""Empty the file in one transaction; raises Conflict when what it holds is real."""
	connection = connect(workshop.data)
	# The ledger keeps its rows against DELETE, so the tables go as a whole; foreign keys would look at each row.
	connection.execute("PRAGMA foreign_keys = OFF")
	try:
		with writing(connection):
			if not read_settings(connection).demo:
				raise Conflict(N_("There is no made-up workshop in this data file. Nothing was removed."))
			for row in connection.execute(
				"SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
			).fetchall():
				connection.execute(f'DROP TABLE "{row["name"]}"')
			connection.execute("PRAGMA user_version = 0")
			make_tables(connection)
			furnish(connection, workshop.clock())
	finally:
		connection.close()
	photos.erase_all(workshop.data)
	indexing.rebuild_from_the_start(workshop)
