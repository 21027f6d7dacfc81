ALTER TABLE vehicle ADD COLUMN vin_reason TEXT NOT NULL DEFAULT ''; -- why a VIN is kept whose check digit does not fit
ALTER TABLE vehicle ADD COLUMN odometer_on TEXT; -- the day of the reading, NULL when unknown
ALTER TABLE invoice ADD COLUMN odometer_reason TEXT NOT NULL DEFAULT ''; -- why the reading is lower than the one before

-- Readings that were corrected downwards: what was known, what is right, and why.
CREATE TABLE odometer_correction (
	id INTEGER PRIMARY KEY,
	vehicle TEXT NOT NULL REFERENCES vehicle (name) ON DELETE CASCADE,
	corrected_at TEXT NOT NULL,
	known INTEGER NOT NULL,
	reading INTEGER NOT NULL,
	reason TEXT NOT NULL
) STRICT;
CREATE INDEX odometer_correction_by_vehicle ON odometer_correction (vehicle, corrected_at);

-- Not unique: files of older versions may hold a number twice. A new one is compared when it is saved.
CREATE INDEX vehicle_by_vin ON vehicle (vin) WHERE vin <> '';
CREATE INDEX customer_vehicle_by_vehicle ON customer_vehicle (vehicle);
CREATE INDEX invoice_by_vehicle ON invoice (vehicle, posting_date) WHERE vehicle IS NOT NULL;
