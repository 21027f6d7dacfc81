"""The front desk's day on one page."""
