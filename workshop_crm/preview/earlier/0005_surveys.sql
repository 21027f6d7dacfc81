CREATE TABLE survey (
	name TEXT PRIMARY KEY,
	title_en TEXT NOT NULL, title_ar TEXT NOT NULL,
	intro_en TEXT NOT NULL, intro_ar TEXT NOT NULL,
	thanks_en TEXT NOT NULL, thanks_ar TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE survey_question (
	survey TEXT NOT NULL REFERENCES survey (name) ON DELETE CASCADE,
	position INTEGER NOT NULL,
	id TEXT NOT NULL,
	kind TEXT NOT NULL,
	text_en TEXT NOT NULL, text_ar TEXT NOT NULL,
	required INTEGER NOT NULL,
	options TEXT NOT NULL DEFAULT '[]', -- JSON
	PRIMARY KEY (survey, position),
	UNIQUE (survey, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE survey_invitation (
	name TEXT PRIMARY KEY,
	survey TEXT NOT NULL REFERENCES survey (name),
	customer TEXT NOT NULL REFERENCES customer (name),
	invoice TEXT NOT NULL UNIQUE REFERENCES invoice (name),
	token_hash TEXT NOT NULL UNIQUE,
	state TEXT NOT NULL,
	reason TEXT NOT NULL DEFAULT '', -- code of why nothing was sent
	created_at TEXT NOT NULL,
	send_at TEXT,
	expires_at TEXT
) STRICT;

CREATE INDEX survey_invitation_by_customer ON survey_invitation (customer);

CREATE TABLE survey_response (
	name TEXT PRIMARY KEY,
	invitation TEXT NOT NULL UNIQUE REFERENCES survey_invitation (name),
	customer TEXT NOT NULL REFERENCES customer (name),
	invoice TEXT NOT NULL REFERENCES invoice (name),
	language TEXT NOT NULL,
	score TEXT, -- 0 to 100, a decimal number; NULL when nothing that counts was answered
	rating INTEGER,
	comment TEXT NOT NULL DEFAULT '',
	low INTEGER NOT NULL DEFAULT 0,
	answered_at TEXT NOT NULL
) STRICT;
CREATE INDEX survey_response_by_customer ON survey_response (customer);
CREATE INDEX survey_response_by_time ON survey_response (answered_at);

CREATE TABLE survey_answer (
	response TEXT NOT NULL REFERENCES survey_response (name) ON DELETE CASCADE,
	question TEXT NOT NULL,
	value TEXT NOT NULL, -- JSON
	PRIMARY KEY (response, question)
) STRICT, WITHOUT ROWID;

CREATE TABLE follow_up (
	name TEXT PRIMARY KEY,
	customer TEXT NOT NULL REFERENCES customer (name),
	response TEXT UNIQUE REFERENCES survey_response (name),
	title TEXT NOT NULL,
	description TEXT NOT NULL DEFAULT '',
	status TEXT NOT NULL DEFAULT 'Open' CHECK (status IN ('Open', 'Closed')),
	assigned_to TEXT NOT NULL DEFAULT '',
	opened_on TEXT NOT NULL,
	closed_on TEXT,
	note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX follow_up_by_customer ON follow_up (customer);

CREATE TABLE customer_message (
	name TEXT PRIMARY KEY,
	customer TEXT NOT NULL REFERENCES customer (name),
	channel TEXT NOT NULL,
	recipient TEXT NOT NULL,
	language TEXT NOT NULL,
	status TEXT NOT NULL,
	subject TEXT NOT NULL DEFAULT '',
	text TEXT NOT NULL, -- with a place for the link: the link itself is never stored
	invitation TEXT REFERENCES survey_invitation (name),
	created_at TEXT NOT NULL
) STRICT;
CREATE INDEX customer_message_by_customer ON customer_message (customer);
CREATE INDEX customer_message_by_time ON customer_message (created_at);
