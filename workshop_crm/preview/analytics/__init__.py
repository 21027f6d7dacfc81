"""Figures about customers."""
