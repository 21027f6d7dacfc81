"""Writes what `core.imports` has read and planned: real Customers, Contacts and Vehicles, as forms would save them."""
