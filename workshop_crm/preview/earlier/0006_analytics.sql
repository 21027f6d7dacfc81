-- The last computed value of each customer: always computable again from the invoices.
CREATE TABLE customer_analytics (
	customer TEXT PRIMARY KEY REFERENCES customer (name) ON DELETE CASCADE,
	segment TEXT,
	visits INTEGER NOT NULL,
	frequency INTEGER NOT NULL, -- days with a visit after the first
	recency_days INTEGER, -- days since the last visit
	monetary_value REAL NOT NULL,
	expected_visits REAL NOT NULL,
	p_alive REAL NOT NULL,
	clv REAL NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE value_snapshot (
	month TEXT PRIMARY KEY, -- YYYY-MM
	total REAL NOT NULL,
	average REAL NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE analytics_run (
	id INTEGER PRIMARY KEY CHECK (id = 1),
	computed_on TEXT NOT NULL,
	method TEXT NOT NULL
) STRICT;
