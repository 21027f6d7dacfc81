ALTER TABLE loyalty_entry ADD COLUMN tier TEXT NOT NULL DEFAULT ''; -- in which an Earn or Reverse row was worked out

DROP TRIGGER loyalty_entry_stays;
CREATE TRIGGER loyalty_entry_stays BEFORE UPDATE OF name, program, kind, points, spend, posting_date, expiry_date,
	invoice, redeem_against, idempotency_key, reason, tier, created_at ON loyalty_entry
BEGIN
	SELECT RAISE(ABORT, 'the points ledger is append-only');
END;
