CREATE TABLE customer (
	name TEXT PRIMARY KEY,
	customer_name TEXT NOT NULL,
	customer_name_ar TEXT NOT NULL DEFAULT '',
	preferred_language TEXT NOT NULL DEFAULT '' CHECK (preferred_language IN ('', 'ar', 'en')),
	phone TEXT NOT NULL DEFAULT '', -- E.164
	email TEXT NOT NULL DEFAULT '',
	disabled INTEGER NOT NULL DEFAULT 0,
	imported INTEGER NOT NULL DEFAULT 0,
	created_at TEXT NOT NULL
) STRICT;

CREATE TABLE customer_channel (
	customer TEXT NOT NULL REFERENCES customer (name) ON DELETE CASCADE,
	channel TEXT NOT NULL,
	consent_date TEXT,
	source TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (customer, channel)
) STRICT, WITHOUT ROWID;

CREATE TABLE vehicle (
	name TEXT PRIMARY KEY,
	plate_latin TEXT NOT NULL,
	plate_ar TEXT NOT NULL DEFAULT '',
	plate_key TEXT NOT NULL UNIQUE,
	make TEXT NOT NULL DEFAULT '',
	model TEXT NOT NULL DEFAULT '',
	model_year INTEGER,
	odometer INTEGER,
	vin TEXT NOT NULL DEFAULT ''
) STRICT;

-- Who owned which car, and when: a car that is sold on keeps its former rows.
CREATE TABLE customer_vehicle (
	id INTEGER PRIMARY KEY,
	customer TEXT NOT NULL REFERENCES customer (name) ON DELETE CASCADE,
	vehicle TEXT NOT NULL REFERENCES vehicle (name) ON DELETE CASCADE,
	from_date TEXT,
	to_date TEXT,
	is_current INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX customer_vehicle_by_customer ON customer_vehicle (customer);
CREATE UNIQUE INDEX one_current_owner ON customer_vehicle (vehicle) WHERE is_current = 1;
