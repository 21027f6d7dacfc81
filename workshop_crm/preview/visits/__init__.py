"""Completed services."""
