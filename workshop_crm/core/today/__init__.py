"""The front desk's day on one page: what was done, what is open, whom to call."""
