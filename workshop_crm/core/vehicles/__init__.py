"""Cars: chassis numbers, odometers, owners, and the next service."""
