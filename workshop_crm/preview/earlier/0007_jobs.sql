-- Work to do after a commit. A failed job keeps its error and is tried again.
CREATE TABLE job (
	id INTEGER PRIMARY KEY,
	kind TEXT NOT NULL,
	subject TEXT NOT NULL DEFAULT '',
	state TEXT NOT NULL DEFAULT 'Queued' CHECK (state IN ('Queued', 'Running', 'Failed')),
	run_at TEXT NOT NULL,
	attempts INTEGER NOT NULL DEFAULT 0,
	error TEXT NOT NULL DEFAULT '',
	created_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX one_queued_job ON job (kind, subject) WHERE state = 'Queued';
CREATE INDEX job_by_time ON job (state, run_at);

-- The customers whose document in the search index is out of date.
CREATE TABLE search_update (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	customer TEXT NOT NULL UNIQUE
) STRICT;
