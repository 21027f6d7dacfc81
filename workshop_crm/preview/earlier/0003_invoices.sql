CREATE TABLE service_type (
	name TEXT PRIMARY KEY,
	name_ar TEXT NOT NULL DEFAULT '',
	interval_km INTEGER,
	interval_months INTEGER,
	disabled INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE TABLE item (
	name TEXT PRIMARY KEY,
	item_name TEXT NOT NULL,
	item_name_ar TEXT NOT NULL DEFAULT '',
	rate INTEGER NOT NULL, -- hundredths of the currency, as every amount of money here
	service_type TEXT REFERENCES service_type (name)
) STRICT;

CREATE TABLE invoice (
	name TEXT PRIMARY KEY,
	customer TEXT NOT NULL REFERENCES customer (name),
	posting_date TEXT NOT NULL,
	posting_time TEXT, -- HH:MM, NULL when unknown
	vehicle TEXT REFERENCES vehicle (name),
	odometer INTEGER,
	service_type TEXT REFERENCES service_type (name),
	subtotal INTEGER NOT NULL,
	tax INTEGER NOT NULL,
	total INTEGER NOT NULL, -- negative on a return
	redeem_points INTEGER NOT NULL DEFAULT 0,
	redeem_amount INTEGER NOT NULL DEFAULT 0,
	cancelled INTEGER NOT NULL DEFAULT 0,
	is_return INTEGER NOT NULL DEFAULT 0,
	return_against TEXT REFERENCES invoice (name) DEFERRABLE INITIALLY DEFERRED,
	request_id TEXT UNIQUE, -- the till's idempotency key
	imported INTEGER NOT NULL DEFAULT 0,
	created_at TEXT NOT NULL
) STRICT;
CREATE INDEX invoice_by_customer ON invoice (customer, posting_date);
CREATE INDEX invoice_by_date ON invoice (posting_date);
CREATE INDEX invoice_by_return ON invoice (return_against) WHERE return_against IS NOT NULL;

CREATE TABLE invoice_line (
	invoice TEXT NOT NULL REFERENCES invoice (name) ON DELETE CASCADE,
	position INTEGER NOT NULL,
	item TEXT NOT NULL REFERENCES item (name),
	qty TEXT NOT NULL, -- a decimal number
	rate INTEGER NOT NULL,
	amount INTEGER NOT NULL,
	PRIMARY KEY (invoice, position)
) STRICT, WITHOUT ROWID;
