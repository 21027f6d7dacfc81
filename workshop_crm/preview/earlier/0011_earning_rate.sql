ALTER TABLE loyalty_entry ADD COLUMN earning_rate TEXT; -- spending for one point, a decimal number

DROP TRIGGER loyalty_entry_stays;
CREATE TRIGGER loyalty_entry_stays BEFORE UPDATE OF name, program, kind, points, spend, posting_date, expiry_date,
	invoice, redeem_against, idempotency_key, reason, tier, earning_rate, created_at ON loyalty_entry
BEGIN
	SELECT RAISE(ABORT, 'the points ledger is append-only');
END;
