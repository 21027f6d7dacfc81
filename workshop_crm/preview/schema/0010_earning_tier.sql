ALTER TABLE loyalty_entry ADD COLUMN tier TEXT NOT NULL DEFAULT ''; -- in which an Earn or Reverse row was worked out
