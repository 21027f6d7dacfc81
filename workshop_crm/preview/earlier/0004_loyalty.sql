CREATE TABLE loyalty_program (
	name TEXT PRIMARY KEY,
	point_value TEXT NOT NULL, -- money for one point, a decimal number
	expiry_days INTEGER NOT NULL,
	enabled INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;

CREATE TABLE loyalty_tier (
	program TEXT NOT NULL REFERENCES loyalty_program (name) ON DELETE CASCADE,
	name TEXT NOT NULL,
	min_spent TEXT NOT NULL,
	spend_per_point TEXT NOT NULL,
	PRIMARY KEY (program, name)
) STRICT, WITHOUT ROWID;

-- The one ledger of points. Rows are added, never changed or removed.
CREATE TABLE loyalty_entry (
	name TEXT PRIMARY KEY,
	program TEXT NOT NULL REFERENCES loyalty_program (name),
	customer TEXT NOT NULL REFERENCES customer (name),
	kind TEXT NOT NULL CHECK (kind IN ('Earn', 'Redeem', 'Reverse', 'Restore', 'Expire', 'Adjust')),
	points INTEGER NOT NULL,
	spend INTEGER NOT NULL DEFAULT 0,
	posting_date TEXT NOT NULL,
	expiry_date TEXT,
	invoice TEXT REFERENCES invoice (name),
	redeem_against TEXT REFERENCES loyalty_entry (name),
	idempotency_key TEXT NOT NULL UNIQUE,
	reason TEXT NOT NULL DEFAULT '',
	created_at TEXT NOT NULL
) STRICT;
CREATE INDEX loyalty_entry_by_customer ON loyalty_entry (customer);
CREATE INDEX loyalty_entry_by_invoice ON loyalty_entry (invoice);
CREATE TRIGGER loyalty_entry_stays BEFORE UPDATE ON loyalty_entry
BEGIN
	SELECT RAISE(ABORT, 'the points ledger is append-only');
END;
CREATE TRIGGER loyalty_entry_is_kept BEFORE DELETE ON loyalty_entry
BEGIN
	SELECT RAISE(ABORT, 'the points ledger is append-only');
END;
