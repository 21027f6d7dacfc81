"""What a till may sell."""
