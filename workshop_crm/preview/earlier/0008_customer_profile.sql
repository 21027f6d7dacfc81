-- How a customer likes to be treated, whom to call in an emergency, and what staff noted.
ALTER TABLE customer ADD COLUMN emergency_contact TEXT NOT NULL DEFAULT '';
ALTER TABLE customer ADD COLUMN emergency_contact_phone TEXT NOT NULL DEFAULT ''; -- E.164
ALTER TABLE customer ADD COLUMN service_preferences TEXT NOT NULL DEFAULT ''; -- canonical JSON, or empty
ALTER TABLE customer ADD COLUMN customer_notes TEXT NOT NULL DEFAULT ''; -- safe HTML
ALTER TABLE customer ADD COLUMN erased_on TEXT; -- the person asked to be forgotten; what is left are the invoices

-- Calls, visits and notes that staff wrote down.
CREATE TABLE customer_interaction (
	name TEXT PRIMARY KEY,
	customer TEXT NOT NULL REFERENCES customer (name) ON DELETE CASCADE,
	kind TEXT NOT NULL CHECK (kind IN ('Call', 'Visit', 'Note')),
	direction TEXT NOT NULL DEFAULT '' CHECK (direction IN ('', 'Incoming', 'Outgoing')),
	happened_on TEXT NOT NULL,
	text TEXT NOT NULL,
	author TEXT NOT NULL,
	created_at TEXT NOT NULL
) STRICT;

-- A page of the communication history is read from these, however long the history is.
CREATE INDEX customer_interaction_by_kind ON customer_interaction (customer, kind, happened_on, name);
DROP INDEX customer_message_by_customer;
CREATE INDEX customer_message_by_customer ON customer_message (customer, created_at, name);

-- Still only added to. Under which name the customer goes is the one thing that erasing a person may change.
DROP TRIGGER loyalty_entry_stays;
CREATE TRIGGER loyalty_entry_stays BEFORE UPDATE OF name, program, kind, points, spend, posting_date, expiry_date,
	invoice, redeem_against, idempotency_key, reason, created_at ON loyalty_entry
BEGIN
	SELECT RAISE(ABORT, 'the points ledger is append-only');
END;
