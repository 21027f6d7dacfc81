-- What the owner may change, and the last number given out in each series of names.
CREATE TABLE setting (
	key TEXT PRIMARY KEY,
	value TEXT NOT NULL -- JSON
) STRICT, WITHOUT ROWID;

CREATE TABLE series (
	prefix TEXT PRIMARY KEY,
	last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
