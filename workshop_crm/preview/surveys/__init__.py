"""Asking customers after a visit."""
