"""Writes what `core.imports` has read and planned, and keeps uploaded files until then."""
